"""Lines of type: whose ink is whose, words, gutters, drop caps, white type."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from hwalja.geometry import Box
from hwalja.layout import find_layout
from hwalja.layout.canvas import EM
from hwalja.layout.caps import is_dropped
from hwalja.layout.morphology import components
from hwalja.layout.segmentation import CELL, Segmentation
from hwalja.layout.strips import Territory, find_strips, find_territory
from hwalja.model import Role
from tests.layout.drawing import EM as DRAWN_EM
from tests.layout.drawing import LEADING, Drawing, lines_of, matched, story_of
from tests.layout.setting import row

SIDE = 800


def seen(*lines: Box) -> Segmentation:
    """Return what the net makes of lines of type: the middle two fifths of each are its core."""
    core = np.zeros((SIDE // CELL, SIDE // CELL), np.float32)
    for box in lines:
        top, bottom = box.y + 0.3 * box.height, box.y + 0.7 * box.height
        core[round(top / CELL) : round(bottom / CELL), box.x // CELL : box.right // CELL] = 1
    return Segmentation(core, np.zeros((*core.shape, 10), np.float32), np.zeros_like(core))


def found(words: Sequence[Box], *lines: Box) -> list[Box]:
    """Return the boxes of the lines that words of ink make."""
    ink = np.zeros((SIDE, SIDE), np.uint8)
    for word in words:
        ink[word.y : word.bottom, word.x : word.right] = 1
    territory = find_territory(seen(*lines), ink.shape)
    return sorted(s.box for s in find_strips(ink, components(ink), ink * np.uint8(255), territory))


def test_what_is_thinner_than_a_stroke_is_no_word_at_the_end_of_a_line() -> None:
    word = Box(100, 100, 60, 20)
    assert found([word, Box(180, 108, 20, 1)], Box(100, 100, 100, 20)) == [word]
    dash = Box(180, 108, 20, 3)
    assert found([word, dash], Box(100, 100, 100, 20)) == [Box.around([word, dash])]


def test_a_line_is_the_ink_around_its_core() -> None:
    words = [Box(100, 100, 60, 20), Box(200, 101, 80, 19), Box(100, 140, 90, 20)]
    lines = [Box(100, 100, 180, 20), Box(100, 140, 90, 20)]
    assert found(words, *lines) == sorted(lines)


def test_ink_far_from_every_core_is_no_line() -> None:
    line = Box(100, 100, 200, 20)
    assert found([line, Box(400, 300, 30, 30), Box(100, 140, 10, 20)], line) == [line]


def test_ink_that_joins_two_lines_is_parted_between_them() -> None:
    lines = [Box(100, 100, 200, 20), Box(100, 132, 200, 20)]
    upper, lower = sorted(found([*lines, Box(150, 100, 16, 52)], *lines), key=lambda box: box.y)
    assert upper.bottom <= lower.y
    assert (upper.y, lower.bottom) == (100, 152)


def test_a_smear_below_large_type_is_no_part_of_it() -> None:
    """Half of it is, and it is no higher than a letter and a half."""
    lines = [Box(100, 100, 400, 40), Box(100, 152, 200, 20)]
    upper, lower = sorted(found([*lines, Box(150, 120, 16, 52)], *lines), key=lambda box: box.y)
    assert (upper.bottom < 152, lower.bottom) == (True, 172)


def test_a_stain_that_touches_a_syllable_does_not_make_its_line_higher() -> None:
    line = Box(100, 100, 240, 20)
    words = [Box(x, 100, 20, 20) for x in range(100, 340, 20)]
    for stain in (Box(260, 80, 20, 30), Box(280, 110, 20, 30)):
        (box,) = found([*words, stain], line)
        assert (box.x, box.width) == (100, 240)
        assert box.height <= 1.35 * line.height


def test_large_type_reaches_further_than_small() -> None:
    """A stroke 16 px above its core is a headline's own, and none of body type's."""
    stroke = Box(100, 100, 100, 6)
    large, small = Box(100, 100, 200, 60), Box(100, 120, 200, 20)
    assert found([stroke, Box(100, 130, 200, 28)], large) == [Box(100, 100, 200, 58)]
    assert found([stroke, small], small) == [small]


def test_words_are_parted_by_white() -> None:
    ink = np.zeros((SIDE, SIDE), np.uint8)
    words = [Box(100, 100, 60, 20), Box(172, 100, 60, 20), Box(236, 100, 40, 20)]
    for word in words:
        ink[word.y : word.bottom, word.x : word.right] = 1
    territory = find_territory(seen(Box(100, 100, 180, 20)), ink.shape)
    (line,) = find_strips(ink, components(ink), ink * np.uint8(255), territory)
    assert line.parts == (words[0], Box.around(words[1:]))
    assert line.height == pytest.approx(20)
    assert line.weight == pytest.approx(1, abs=0.1)


def test_a_page_without_type_has_no_lines() -> None:
    assert found([]) == []
    assert found([Box(100, 100, 300, 300)]) == []


def test_a_territory_is_as_large_as_an_odd_canvas() -> None:
    territory = find_territory(seen(Box(100, 100, 200, 20)), (SIDE - 3, SIDE - 1))
    assert territory.own.shape == (SIDE - 3, SIDE - 1)
    assert isinstance(territory, Territory)


def test_a_drop_cap_stands_before_lines_of_body_type() -> None:
    cap = row(40, 100, 44, height=50)
    words = [row(92, 100, 60), row(92, 132, 80)]
    assert is_dropped(cap, [cap, *words])
    assert not is_dropped(cap, [cap, words[0]])
    assert not is_dropped(cap, [cap, *words, row(160, 100, 44, height=50)])


def test_a_drop_cap_beside_its_lines_is_found() -> None:
    cap = Box(100, 100, 44, 50)
    lines = [Box(152, 100, 200, 18), Box(152, 132, 200, 18)]
    assert found([cap, *lines], *lines) == sorted([cap, *lines])


def test_a_drop_cap_is_not_torn_between_its_lines() -> None:
    """The upright stroke of one stood so close to the lines beside it that they had half of it each."""
    left, stroke = Box(96, 103, 24, 42), Box(128, 100, 10, 52)
    lines = [Box(142, 100, 200, 18), Box(142, 132, 200, 18)]
    cores = [Box(132, line.y, 210, line.height) for line in lines]
    assert found([left, stroke, *lines], *cores) == sorted([Box.around([left, stroke]), *lines])


def test_lines_close_to_a_drop_cap_are_not_run_into_it() -> None:
    drawing = Drawing(500, 700)
    size = LEADING + DRAWN_EM
    cap = drawing.words(40, 40, [1], em=size)
    beside = [drawing.line(48 + size, 40 + LEADING * k, 382 - size) for k in range(2)]
    below = drawing.column(40, 40 + 2 * LEADING, 390, 12)
    assert matched([*beside, *below], [box for box in lines_of(find_layout(drawing.sheet)) if box.height < 1.5 * EM])
    assert cap.height > 1.5 * DRAWN_EM


def test_white_type_is_found_on_a_ground_that_wears_unevenly() -> None:
    drawing = Drawing(900, 760)
    box = Box(40, 40, 820, 150)
    lines = [drawing.reversed(box, [3, 2, 3], em=2 * DRAWN_EM)]
    worn = np.linspace(0, 130, 400).astype(np.uint8)
    right = drawing.grey[box.y : box.bottom, box.right - 400 : box.right]
    right[:] = np.maximum(right, 20 + worn)
    drawing.column(40, 240, 390, 12)
    drawing.column(470, 240, 390, 12)
    assert matched(lines, lines_of(find_layout(drawing.sheet), Role.HEADLINE))


def test_loosely_set_columns_are_parted() -> None:
    """Word spaces nearly as wide as the type is high, and a gutter of one and a half."""
    drawing = Drawing(900, 720)
    drawn = [
        drawing.words(x, 40 + LEADING * k, [3 + k % 2, 2, 4 - k % 2], space=1.05) for k in range(14) for x in (40, 370)
    ]
    gutter = 370 - max(box.right for box in drawn if box.x == 40)
    assert gutter > 1.2 * DRAWN_EM
    assert matched(drawn, lines_of(find_layout(drawing.sheet)))


def test_a_narrow_space_in_a_headline_over_a_gutter_does_not_part_it() -> None:
    """Two columns of an article begin below, the right one right below the headline's second word."""
    drawing = Drawing(900, 800)
    drawing.headline(40, 40, [5, 4])
    edge = 40 + round((5 + 0.25) * 3 * DRAWN_EM)
    left = drawing.column(40, 160, edge - 40 - 30, 12)
    right = drawing.column(edge, 160, 400, 12)
    layout = find_layout(drawing.sheet)
    assert len(lines_of(layout, Role.HEADLINE)) == 1
    assert matched([*left, *right], [box for box in lines_of(layout) if box not in lines_of(layout, Role.HEADLINE)])
    assert story_of(layout, left[0]) == story_of(layout, right[0])


def test_headlines_of_two_articles_are_parted_where_the_column_begins() -> None:
    drawing = Drawing(900, 800)
    one, two = drawing.headline(40, 40, [3, 2]), drawing.headline(470, 40, [3, 2])
    drawing.column(40, 160, 390, 12)
    drawing.column(470, 160, 390, 12)
    assert matched([one, two], lines_of(find_layout(drawing.sheet), Role.HEADLINE))


def test_a_gutter_ends_where_a_line_runs_through() -> None:
    """A line over both columns of a page is none of theirs, whatever the white above and below it."""
    drawing = Drawing(900, 900)
    upper = [drawing.column(x, 40, 390, 7) for x in (40, 470)]
    through = drawing.line(40, 40 + 8 * LEADING, 820)
    lower = [drawing.column(x, 40 + 10 * LEADING, 390, 7) for x in (40, 470)]
    assert matched([*upper[0], *upper[1], through, *lower[0], *lower[1]], lines_of(find_layout(drawing.sheet)))
