"""Words of display lines: put together by space, size, tone and base line; drop caps; white type on a worn ground."""

from __future__ import annotations

import numpy as np
import pytest

from hwalja.geometry import Box
from hwalja.layout import find_layout
from hwalja.layout.canvas import EM
from hwalja.layout.caps import is_dropped
from hwalja.layout.spacing import join_words
from hwalja.layout.streams import find_streams
from hwalja.layout.strip import Strip
from hwalja.model import Role
from tests.layout.drawing import EM as DRAWN_EM
from tests.layout.drawing import LEADING, Drawing, lines_of, matched
from tests.layout.setting import row

PAGE = (1600, 1600)


def joined(*strips: Strip, rule: Box | None = None, marks: tuple[Box, ...] = (), under: tuple[Box, ...] = ()) -> int:
    """Return how many lines the strips make over lines of body type `under` them."""
    ink, rules = np.zeros(PAGE, np.uint8), np.zeros(PAGE, np.uint8)
    words = [*(part for s in strips for part in s.parts), *marks, *under]
    for box in words:
        ink[box.y : box.bottom, box.x : box.right] = 1
    if rule:
        rules[rule.y : rule.bottom, rule.x : rule.right] = 1
    return len(join_words(strips, ink, rules, find_streams(ink | rules, words)))


def headline(left: float, *words: float, space: float = 0.7, em: float = 40, top: float = 100) -> Strip:
    """Return a line of words so many heights long."""
    parts, at = [], left
    for length in words:
        parts.append((at, at + length * em))
        at += (length + space) * em
    return row(left, top, parts[-1][1] - left, height=em, parts=parts)


@pytest.mark.parametrize(("gap", "lines"), [(0.7, 1), (0.9, 1), (1.3, 2)])
def test_words_stand_as_far_apart_as_others_of_their_line(gap: float, lines: int) -> None:
    left = headline(40, 3, 2)
    assert joined(left, headline(left.box.right + 40 * gap, 2, 3)) == lines


def test_an_ellipsis_brings_white_of_its_own() -> None:
    left = headline(40, 3, 2)
    dots = tuple(Box(left.box.right + 8 + 12 * k, 118, 5, 5) for k in range(3))
    right = headline(left.box.right + 64, 2, 3)
    assert joined(left, right) == 2
    assert joined(left, right, marks=dots) == 1


def test_a_rule_parts_words() -> None:
    left = headline(40, 3, 2)
    right = headline(left.box.right + 28, 2, 3)
    assert joined(left, right, rule=Box(left.box.right + 13, 90, 2, 60)) == 2


def test_another_line_of_the_headline_runs_through_a_wide_space() -> None:
    left = headline(40, 3, 2)
    right = headline(left.box.right + 55, 2, 3)
    above = headline(40, 3, 3, 4, top=40)
    assert above.box.right > right.box.x
    assert joined(left, right, above) == 2


@pytest.mark.parametrize(("em", "lines"), [(40, 1), (46, 2)])
def test_where_a_column_begins_only_what_is_set_alike_goes_on(em: float, lines: int) -> None:
    """Beyond a gutter as wide as a word space."""
    left = headline(40, 3, 3)
    edge = left.box.right + 28
    columns = tuple(
        Box(x, 200 + 32 * k, right - x, 18) for k in range(8) for x, right in ((40, edge - 28), (edge, edge + 300))
    )
    assert joined(left, headline(edge, 3, 2, em=em), under=columns) == lines


def test_a_drop_cap_stands_before_lines_of_body_type() -> None:
    cap = row(40, 100, 44, height=50)
    words = [row(92, 100, 60), row(92, 132, 80)]
    assert is_dropped(cap, [cap, *words])
    assert not is_dropped(cap, [cap, words[0]])
    assert not is_dropped(cap, [cap, *words, row(160, 100, 44, height=50)])


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
