"""Frames, framed drawings and closing, on masks drawn by hand, in canvas px."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from hwalja.geometry import Box
from hwalja.layout.canvas import EM, Mask
from hwalja.layout.frames import find_frames
from hwalja.layout.morphology import closed
from hwalja.layout.pictures import framed_drawings
from hwalja.layout.rules import find_rules

FRAME = Box(100, 100, 400, 240)
LEFT, TOP, RIGHT, BOTTOM = FRAME.x, FRAME.y, FRAME.right, FRAME.bottom


def paper(width: int = 700, height: int = 500) -> Mask:
    return np.zeros((height, width), np.uint8)


def across(ink: Mask, left: int, right: int, y: int) -> None:
    ink[y : y + 2, left:right] = 1


def down(ink: Mask, x: int, top: int, bottom: int) -> None:
    ink[top:bottom, x : x + 2] = 1


def sides(ink: Mask, box: Box = FRAME) -> Mask:
    across(ink, box.x, box.right, box.y)
    across(ink, box.x, box.right, box.bottom - 2)
    down(ink, box.x, box.y, box.bottom)
    down(ink, box.right - 2, box.y, box.bottom)
    return ink


def words(ink: Mask, box: Box) -> None:
    """Set lines of letters of two strokes each."""
    for y in range(box.y, box.bottom - 17, 32):
        for x in range(box.x, box.right - 16, 20):
            ink[y : y + 17, x : x + 2] = 1
            ink[y + 8 : y + 10, x : x + 14] = 1


def frames(ink: Mask) -> tuple[Box, ...]:
    return find_frames(find_rules(ink))


def near(box: Box, other: Box = FRAME) -> bool:
    return box.contains(other, 4) and other.contains(box, 4)


def test_four_sides_are_a_frame() -> None:
    (frame,) = frames(sides(paper()))
    assert near(frame)


@pytest.mark.parametrize("margin", [3, 12, 40])
def test_a_frame_close_to_the_edges_of_the_page_is_one(margin: int) -> None:
    """Cropping a page's margins changes nothing: the edge of the image is no end of a rule."""
    moved = Box(margin, margin, FRAME.width, FRAME.height)
    (frame,) = frames(sides(paper(FRAME.width + 2 * margin, FRAME.height + 2 * margin), moved))
    assert near(frame, moved)


def test_a_worn_frame_is_one() -> None:
    ink = sides(paper())
    ink[TOP : TOP + 2, 200:220] = 0
    ink[180:200, RIGHT - 2 : RIGHT] = 0
    ink[BOTTOM - 2 : BOTTOM, 400:415] = 0
    (frame,) = frames(ink)
    assert near(frame)


def test_rules_whose_ends_do_not_quite_meet_are_a_frame() -> None:
    ink = paper()
    across(ink, LEFT + 14, RIGHT - 14, TOP)
    across(ink, LEFT + 14, RIGHT - 14, BOTTOM - 2)
    down(ink, LEFT, TOP + 14, BOTTOM - 14)
    down(ink, RIGHT - 2, TOP + 14, BOTTOM - 14)
    (frame,) = frames(ink)
    assert near(frame)


@pytest.mark.parametrize("missing", ["top", "bottom", "left", "right"])
def test_three_sides_are_no_frame(missing: str) -> None:
    ink = paper()
    if missing != "top":
        across(ink, LEFT, RIGHT, TOP)
    if missing != "bottom":
        across(ink, LEFT, RIGHT, BOTTOM - 2)
    if missing != "left":
        down(ink, LEFT, TOP, BOTTOM)
    if missing != "right":
        down(ink, RIGHT - 2, TOP, BOTTOM)
    assert frames(ink) == ()


def test_a_half_side_is_none() -> None:
    ink = sides(paper())
    ink[TOP : TOP + 2, LEFT + FRAME.width // 2 : RIGHT - 2] = 0
    assert frames(ink) == ()


def test_rules_around_columns_are_no_frame() -> None:
    """Level rules over the whole page and upright ones between its columns: all run on past the corners."""
    ink = paper()
    for y in (TOP, BOTTOM):
        across(ink, 20, 680, y)
    for x in (LEFT, RIGHT):
        down(ink, x, 20, 480)
    assert frames(ink) == ()


def test_boxes_that_share_a_side_are_two_frames() -> None:
    boxes = [Box(100, 100, 200, 240), Box(298, 100, 202, 240)]
    found = frames(sides(sides(paper(), boxes[0]), boxes[1]))
    assert len(found) == 2
    assert all(any(near(frame, box) for frame in found) for box in boxes)


def test_boxes_in_a_row_are_a_frame_each() -> None:
    """Of the one in the middle, all rules run on past its corners."""
    ink = paper(900)
    for x in (50, 300, 550):
        sides(ink, Box(x, 100, 252, 240))
    assert [frame.width for frame in frames(ink)] == [252, 252, 252]


@pytest.mark.parametrize("gap", [8, 14, 24])
def test_frames_near_one_another_are_two(gap: int) -> None:
    """Whether side by side or one above the other: breaks in worn rules are as wide as the white between."""
    ink = sides(paper(900, 700))
    beside, below = Box(RIGHT + gap, TOP, 300, FRAME.height), Box(LEFT, BOTTOM + gap, 700 + gap, 200)
    found = frames(sides(sides(ink, beside), below))
    assert len(found) == 3
    assert all(any(near(frame, box) for frame in found) for box in (FRAME, beside, below))


def test_a_frame_beside_a_column_rule_is_one() -> None:
    ink = sides(paper())
    down(ink, RIGHT + 12, 20, BOTTOM)
    across(ink, 20, 680, 20)
    (frame,) = frames(ink)
    assert near(frame)


def test_a_rule_across_a_frame_leaves_it_one() -> None:
    """As below the title of a box."""
    ink = sides(paper())
    across(ink, LEFT, RIGHT, TOP + 40)
    (frame,) = frames(ink)
    assert near(frame)


@pytest.mark.parametrize("gap", [3, 5, 8, 12])
def test_a_double_frame_is_one(gap: int) -> None:
    (frame,) = frames(sides(sides(paper()), FRAME.grown(-gap)))
    assert FRAME.contains(frame, 2)
    assert frame.contains(FRAME.grown(-gap), 2)


def test_a_framed_chart_is_a_drawing() -> None:
    ink = paper()
    points = np.array([[120, 300], [220, 200], [300, 260], [400, 130], [470, 180]])
    cv2.polylines(ink, [points], isClosed=False, color=(1,), thickness=3)
    words(ink, Box(130, 312, 100, 20))
    assert framed_drawings(ink, [FRAME]) == (FRAME,)


def test_a_framed_article_is_no_drawing() -> None:
    ink = paper()
    words(ink, FRAME.grown(-20))
    assert framed_drawings(ink, [FRAME]) == ()


def test_an_empty_frame_is_no_drawing() -> None:
    assert framed_drawings(paper(), [FRAME]) == ()


def test_only_the_frame_around_a_drawing_is_one() -> None:
    ink = paper(1100)
    other = Box(600, 100, 400, 240)
    cv2.ellipse(ink, (800, 220), (150, 80), 0, 0, 300, (1,), 3)
    words(ink, FRAME.grown(-20))
    assert framed_drawings(ink, [FRAME, other]) == (other,)


def test_closing_fills_gaps_up_to_its_size() -> None:
    ink = paper(40, 3)
    ink[1, [5, 10, 20]] = 1
    assert np.flatnonzero(closed(ink, 6, 1)[1]).tolist() == [5, 6, 7, 8, 9, 10, 20]


def test_closing_does_not_reach_to_the_edge() -> None:
    ink = paper(40, 40)
    ink[3:37, 3:37] = 1
    np.testing.assert_array_equal(closed(ink, 25, 25), ink)


def test_closing_keeps_what_is_there() -> None:
    ink = np.random.default_rng(0).integers(0, 2, (40, 50)).astype(np.uint8)
    filled = closed(ink, 4, 3)
    assert (filled >= ink).all()
    np.testing.assert_array_equal(closed(filled, 4, 3), filled)


def test_the_bent_end_of_a_rule_is_no_drawing() -> None:
    """As on a curled page: where it leans too much to be found as straight, it is still the ink of rules."""
    ink = paper()
    across(ink, LEFT, RIGHT - 200, BOTTOM)
    points = np.array([[RIGHT - 200, BOTTOM + 1], [RIGHT - 100, BOTTOM - 6], [RIGHT, BOTTOM - 15]])
    cv2.polylines(ink, [points], isClosed=False, color=(1,), thickness=2)
    np.testing.assert_array_equal(find_rules(ink).mask, ink)


def test_ink_beside_a_side_of_a_frame_leaves_it_one() -> None:
    ink = sides(paper())
    ink[TOP + 60 : BOTTOM - 40, RIGHT - 8 : RIGHT - 4] = 1
    (frame,) = frames(ink)
    assert near(frame)


def test_cells_between_column_rules_are_no_frames() -> None:
    """A level rule over three columns, and a chart as wide as the middle one: no side ends where they meet."""
    ink = paper(900)
    across(ink, 20, 880, 60)
    for x in (300, 600):
        down(ink, x, 70, 480)
    chart = Box(308, 200, 284, 120)
    found = frames(sides(ink, chart))
    assert len(found) == 1
    assert near(found[0], chart)


def test_frames_are_at_least_some_em_wide_and_high() -> None:
    assert frames(sides(paper(), Box(100, 100, round(3.5 * EM), 240))) == ()


def test_a_short_upright_rule_beside_a_few_lines_is_one_and_a_stem_is_not() -> None:
    ink = paper()
    down(ink, 200, 100, 100 + round(4.5 * EM))
    ink[100 : 100 + round(4.5 * EM), 400 : 400 + round(0.4 * EM)] = 1  # the stem of a large letter
    down(ink, 500, 100, 100 + round(2 * EM))
    found = find_rules(ink)
    assert [(b.x, b.height) for b in found.vertical] == [(200, round(4.5 * EM))]
    assert found.mask[:, 200:202].sum() == 2 * round(4.5 * EM)
    assert not found.mask[:, 390:].any()
