"""What is no type: rules, frames, pictures; and type that is white on black."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from hwalja.geometry import Box
from hwalja.layout import find_layout
from hwalja.layout.canvas import make_canvas
from hwalja.layout.frames import find_frames
from hwalja.layout.rules import Rules, find_rules, without_bars
from hwalja.model import Role
from tests.layout.drawing import EM, Drawing, lines_of, matched


def two_columns(top: int = 40) -> tuple[Drawing, list[Box]]:
    drawing = Drawing(900, 740)
    return drawing, [*drawing.column(40, top, 380, 8), *drawing.column(480, top, 380, 8)]


def near(a: Box, b: Box, slack: float = 0.4 * EM) -> bool:
    return a.contains(b, slack) and b.contains(a, slack)


def test_level_and_upright_rules_are_found() -> None:
    drawing, drawn = two_columns()
    rules = [drawing.rule(40, 380, across=820), drawing.rule(450, 40, down=300, thick=2)]
    layout = find_layout(drawing.sheet)
    assert all(any(near(rule, found) for found in layout.rules) for rule in rules)
    assert len(layout.rules) == 2
    assert matched(drawn, lines_of(layout))


def test_a_broken_rule_is_one() -> None:
    drawing, _ = two_columns()
    rule = drawing.rule(40, 380, across=820)
    drawing.grey[375:390, 300:312] = 245
    drawing.grey[375:390, 600:620] = 245
    (found,) = find_layout(drawing.sheet).rules
    assert near(rule, found)


def test_type_is_no_rule() -> None:
    drawing, _ = two_columns(top=200)
    drawing.headline(40, 40, [4, 3])
    assert find_layout(drawing.sheet).rules == ()


def test_strokes_of_letters_in_a_line_are_no_rule() -> None:
    """도로, 으로: the bars of large syllables stand end to end."""
    drawing, _ = two_columns(top=200)
    for x in range(40, 40 + 5 * 72, 72):
        drawing.rule(x, 95, across=63, thick=8)
        drawing.rule(x + 28, 65, down=30, thick=8)
        drawing.rule(x + 8, 57, across=48, thick=8)
        drawing.rule(x + 8, 40, down=17, thick=8)
    layout = find_layout(drawing.sheet)
    assert layout.rules == ()
    assert matched([Box(40, 40, 351, 63)], lines_of(layout, Role.HEADLINE))


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        (Box(45, 118, 130, 6), False),  # through the middle of bold letters
        (Box(45, 96, 130, 3), True),  # right above them
        (Box(45, 129, 130, 3), True),  # an underline
        (Box(20, 118, 400, 6), True),  # a fold runs on
    ],
)
def test_bars_of_bold_letters_that_run_together_are_no_rules(rule: Box, *, kept: bool) -> None:
    rules = Rules((rule,), (), np.zeros((300, 500), np.uint8))
    assert without_bars(rules, [Box(40, 100, 200, 28)]).horizontal == ((rule,) if kept else ())


def test_a_frame_is_found_and_the_type_inside_it() -> None:
    drawing, drawn = two_columns()
    frame = drawing.frame(Box(40, 400, 500, 300))
    drawn += drawing.column(70, 430, 440, 6)
    layout = find_layout(drawing.sheet)
    assert len(layout.frames) == 1
    assert near(frame, layout.frames[0])
    assert matched(drawn, lines_of(layout))


def test_three_sides_are_no_frame() -> None:
    drawing, _ = two_columns()
    drawing.frame(Box(40, 400, 500, 300))
    drawing.grey[690:710, 30:560] = 245
    assert find_layout(drawing.sheet).frames == ()


def test_frames_come_largest_first() -> None:
    drawing, _ = two_columns()
    drawing.frame(Box(40, 400, 800, 320))
    drawing.frame(Box(500, 450, 300, 180))
    rules = find_rules(make_canvas(drawing.sheet).ink)
    areas = [frame.area for frame in find_frames(rules)]
    assert len(areas) >= 2
    assert areas == sorted(areas, reverse=True)


def test_a_photograph_is_a_picture() -> None:
    drawing, drawn = two_columns()
    picture = drawing.picture(Box(40, 420, 380, 260))
    layout = find_layout(drawing.sheet)
    assert len(layout.pictures) == 1
    assert near(picture, layout.pictures[0])
    assert matched(drawn, lines_of(layout))


def test_a_line_drawing_is_a_picture() -> None:
    drawing, drawn = two_columns()
    cv2.circle(drawing.grey, (250, 580), 120, 20, 3)
    cv2.line(drawing.grey, (170, 500), (330, 670), 20, 3)
    layout = find_layout(drawing.sheet)
    assert any(near(Box(129, 459, 243, 243), picture) for picture in layout.pictures)
    assert matched(drawn, lines_of(layout))


@pytest.mark.parametrize(("em", "left"), [(EM, 40), (EM, 41), (2 * EM, 42), (2 * EM, 43)])
def test_reversed_type_is_read_in_its_box(em: int, left: int) -> None:
    """Wherever the box begins: paper at its edge is no type."""
    drawing, drawn = two_columns()
    white = drawing.reversed(Box(left, 420, 380, 2 * em), [3, 2], em=em)
    layout = find_layout(drawing.sheet)
    found = [line for line in layout.lines if line.reversed]
    assert matched([white], [line.box for line in found])
    assert matched(drawn, [line.box for line in layout.lines if not line.reversed])
    assert layout.pictures == ()


def test_a_black_border_around_the_page_makes_its_type_neither_white_nor_a_picture() -> None:
    drawing = Drawing(1100, 900)
    drawn = [*drawing.column(130, 140, 380, 18), *drawing.column(570, 140, 380, 18)]
    drawing.frame(Box(30, 30, 1040, 840), thick=36)
    layout = find_layout(drawing.sheet)
    assert matched(drawn, lines_of(layout))
    assert not any(line.reversed for line in layout.lines)


def test_reversed_type_over_text_is_its_headline() -> None:
    drawing = Drawing(900, 800)
    white = drawing.reversed(Box(40, 40, 380, 70), [3, 2], em=2 * EM)
    drawing.column(40, 150, 380, 10)
    drawing.column(480, 40, 380, 12)
    layout = find_layout(drawing.sheet)
    assert matched([white], lines_of(layout, Role.HEADLINE))


def test_noise_around_the_type_is_none() -> None:
    drawing, drawn = two_columns()
    grain = np.random.default_rng(1).normal(0, 6, drawing.grey.shape)
    drawing.grey = np.clip(drawing.grey + grain, 0, 255).astype(np.uint8)
    layout = find_layout(drawing.sheet)
    assert matched(drawn, lines_of(layout))
    assert layout.pictures == ()
    assert layout.rules == ()


def test_fat_display_type_is_no_picture() -> None:
    """Strokes so thick that body type's whole syllables would fit into them, and counters closed by ink."""
    drawing, drawn = two_columns(top=260)
    headline = drawing.words(40, 60, [3, 2, 2], em=5 * EM, space=0.2, tracking=1.0, bold=40)
    layout = find_layout(drawing.sheet)
    assert layout.pictures == ()
    assert matched(drawn, [line.box for line in layout.lines if line.box.y > 200])
    assert Box.around(line.box for line in layout.lines if line.box.y < 200).contains(headline, slack=EM)


def test_a_tint_behind_type_in_a_frame_is_no_picture() -> None:
    """As in an advertisement: a pale shape that heavy and light lines run over."""
    drawing, drawn = two_columns()
    drawing.frame(Box(60, 440, 760, 270))
    cv2.ellipse(drawing.grey, (430, 570), (260, 110), 0, 0, 360, (185,), -1)
    lines = [
        drawing.words(160, 490, [2, 3], em=2 * EM, space=0.25, bold=8),
        drawing.words(160, 580, [3, 4], em=2 * EM, space=0.25),
    ]
    layout = find_layout(drawing.sheet)
    assert layout.pictures == ()
    assert matched([*drawn, *lines], lines_of(layout))


def test_a_tint_without_a_frame_is_artwork() -> None:
    """What little type it has goes with it: an advertisement."""
    drawing, drawn = two_columns()
    drawing.grey[450:700, 60:820] = 170
    drawing.words(160, 580, [2], em=EM)
    layout = find_layout(drawing.sheet)
    (picture,) = layout.pictures
    assert near(Box(60, 450, 760, 250), picture)
    assert matched(drawn, lines_of(layout, Role.BODY))


@pytest.mark.parametrize("tone", [20, 60])
def test_the_bars_of_a_chart_are_one_picture(tone: int) -> None:
    drawing, drawn = two_columns()
    for n, height in enumerate((120, 60, 200, 90, 150)):
        x = 100 + 60 * n
        drawing.grey[680 - height : 680, x : x + 28] = tone
    (picture,) = find_layout(drawing.sheet).pictures
    assert near(Box(100, 480, 268, 200), picture)
    assert matched(drawn, lines_of(find_layout(drawing.sheet)))


def test_black_boxes_side_by_side_are_no_chart() -> None:
    drawing, _ = two_columns()
    white = [drawing.reversed(Box(x, 420, 200, 48), [2, 2]) for x in (40, 280, 520)]
    layout = find_layout(drawing.sheet)
    assert layout.pictures == ()
    assert matched(white, [line.box for line in layout.lines if line.reversed])
