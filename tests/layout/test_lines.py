"""Lines and columns: what is counted on a drawn sheet must be found."""

from __future__ import annotations

import cv2
import pytest

from hwalja.geometry import Box
from hwalja.layout import find_layout
from hwalja.model import Role
from tests.layout.drawing import EM, LEADING, Drawing, lines_of, matched, region_at


def test_every_line_of_two_columns_is_found_and_nothing_else() -> None:
    drawing = Drawing(900, 720)
    drawn = [*drawing.column(40, 40, 390, 15, last=5), *drawing.column(470, 40, 390, 16)]
    layout = find_layout(drawing.sheet)
    assert matched(drawn, lines_of(layout))
    assert [len(region.lines) for region in layout.regions] == [16, 16]


@pytest.mark.parametrize("gutter", [0.8, 1.0, 1.5])
def test_a_narrow_gutter_parts_columns(gutter: float) -> None:
    """Justified word spaces come as wide as the gutter."""
    drawing = Drawing(900, 720)
    right = 40 + 390 + round(gutter * EM)
    drawn = [*drawing.column(40, 40, 390, 17), *drawing.column(right, 40, 390, 17)]
    assert matched(drawn, lines_of(find_layout(drawing.sheet)))


def test_columns_that_do_not_share_baselines_are_parted() -> None:
    drawing = Drawing(900, 720)
    drawn = [*drawing.column(40, 40, 390, 17), *drawing.column(450, 40 + LEADING // 2, 390, 16)]
    assert matched(drawn, lines_of(find_layout(drawing.sheet)))


def test_wide_word_spaces_do_not_part_a_line() -> None:
    drawing = Drawing(700, 600)
    drawn = [drawing.words(40, 40 + LEADING * n, [4 + n % 3, 2 + n % 2, 3], space=0.9) for n in range(12)]
    assert matched(drawn, lines_of(find_layout(drawing.sheet)))


def test_word_spaces_that_line_up_over_two_lines_are_no_gutter() -> None:
    drawing = Drawing(700, 700)
    drawn = drawing.column(40, 40, 600, 6)
    y = 40 + 6 * LEADING
    drawn += [drawing.words(40, y, [6, 7, 8], space=0.8), drawing.words(40, y + LEADING, [6, 8, 7], space=0.8)]
    drawn += drawing.column(40, y + 2 * LEADING, 600, 6)
    assert matched(drawn, lines_of(find_layout(drawing.sheet)))


@pytest.mark.parametrize("syllables", [1, 2])
def test_a_short_last_line_belongs_to_its_column(syllables: int) -> None:
    drawing = Drawing(900, 720)
    *_, last = drawing.column(40, 40, 390, 14, last=syllables)
    drawing.column(470, 40, 390, 15)
    layout = find_layout(drawing.sheet)
    region = region_at(layout, last)
    assert len(region.lines) == 15
    assert region.lines[-1].box.contains(last, slack=4)
    assert last.contains(region.lines[-1].box, slack=4)


def test_an_indented_first_line_belongs_to_its_column() -> None:
    drawing = Drawing(500, 700)
    drawn = drawing.column(40, 40, 390, 6)
    drawn.append(drawing.line(40 + EM, 40 + 6 * LEADING, 390 - EM))
    drawn += drawing.column(40, 40 + 7 * LEADING, 390, 6)
    layout = find_layout(drawing.sheet)
    assert matched(drawn, lines_of(layout))
    assert len(layout.regions) == 1


def test_a_headline_is_one_line_over_two_columns() -> None:
    drawing = Drawing(900, 720)
    headline = drawing.headline(40, 40, [4, 3, 3])
    drawing.column(40, 160, 390, 12)
    drawing.column(470, 160, 390, 12)
    assert matched([headline], lines_of(find_layout(drawing.sheet), Role.HEADLINE))


def test_a_headline_of_two_lines_is_one_region() -> None:
    drawing = Drawing(900, 720)
    first, second = drawing.headline(40, 40, [3, 4]), drawing.headline(40, 130, [2, 3])
    drawing.column(40, 240, 390, 12)
    drawing.column(470, 240, 390, 12)
    layout = find_layout(drawing.sheet)
    assert matched([first, second], lines_of(layout, Role.HEADLINE))
    assert region_at(layout, first) == region_at(layout, second)


def test_two_headlines_side_by_side_are_not_run_together() -> None:
    drawing = Drawing(900, 720)
    drawn = [drawing.headline(40, 40, [2, 2]), drawing.headline(470, 40, [3, 2])]
    drawing.column(40, 160, 390, 14)
    drawing.column(470, 160, 390, 14)
    assert matched(drawn, lines_of(find_layout(drawing.sheet), Role.HEADLINE))


def test_lines_stand_top_to_bottom_and_have_names_of_their_own() -> None:
    drawing = Drawing(900, 720)
    drawing.column(40, 40, 390, 15)
    drawing.column(470, 40, 390, 15)
    layout = find_layout(drawing.sheet)
    for region in layout.regions:
        tops = [line.box.y for line in region.lines]
        assert tops == sorted(tops)
        assert region.box == Box.around(line.box for line in region.lines)
    assert len({line.id for line in layout.lines}) == 30
    assert len({region.id for region in layout.regions}) == len(layout.regions)


def test_specks_are_no_type() -> None:
    drawing = Drawing(900, 720)
    drawn = [*drawing.column(40, 40, 390, 12), *drawing.column(470, 40, 390, 12)]
    for x in range(60, 860, 37):
        drawing.grey[600 + x % 90 :, :][:3, x : x + 3] = 0
    assert matched(drawn, lines_of(find_layout(drawing.sheet)))


def test_a_page_number_between_dashes_is_a_footer_or_reported() -> None:
    """The net sees about half of them for type: the others are not lost without a word."""
    drawing = Drawing(900, 1200)
    drawing.column(40, 40, 820, 20)
    cv2.putText(drawing.grey, "- 17 -", (400, 1120), cv2.FONT_HERSHEY_COMPLEX, 0.7, (20,), 1)
    layout = find_layout(drawing.sheet)
    found = [*lines_of(layout, Role.FOOTER), *(unread.box for unread in layout.unread)]
    assert any(box.contains(Box(420, 1107, 20, 12), slack=2) and box.width > 45 for box in found)
