"""Lines set right at their ends by the measure of the others, without a picture, in canvas px."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hwalja.geometry import Box
from hwalja.layout.canvas import EM
from hwalja.layout.measures import in_measure
from hwalja.layout.strip import Strip
from tests.layout.setting import GUTTER, PITCH, WIDTH, left_of, row, rows

LINES = 9
MIDDLE = 4
"""A line among others of its column."""


def columns(count: int = 2) -> list[list[Strip]]:
    """Return full columns whose paragraphs are set in every third line."""
    found = [rows(left_of(k), 40, LINES) for k in range(count)]
    return [[_set_in(line) if n % 3 == 2 else line for n, line in enumerate(column)] for column in found]


def _set_in(line: Strip) -> Strip:
    return row(line.box.x + EM, line.box.y, line.box.width - EM)


def mended(lines: list[Strip]) -> list[Box]:
    return sorted(s.box for s in in_measure(lines))


def widened(line: Strip, *, left: float = 0, right: float = 0) -> Strip:
    """Return a line whose first and last word have grown by so many em."""
    box = Box.of_edges(line.box.x - left * EM, line.box.y, line.box.right + right * EM, line.box.bottom)
    return replace(line, box=box, parts=(box,))


@pytest.mark.parametrize("side", ["left", "right"])
def test_dirt_at_an_end_of_a_line_is_cut_off(side: str) -> None:
    first, second = columns()
    whole = first[MIDDLE]
    first[MIDDLE] = widened(whole, **{side: 0.8})
    assert mended([*first, *second]) == mended([*columns()[0], *second])


def test_dirt_before_a_last_line_is_cut_off() -> None:
    first, second = columns()
    short = row(first[MIDDLE].box.x, first[MIDDLE].box.y, 4 * EM)
    first[MIDDLE] = widened(short, left=0.8)
    assert short.box in mended([*first, *second])


def test_a_full_stop_may_hang() -> None:
    first, second = columns()
    first[MIDDLE] = widened(first[MIDDLE], right=0.5)
    assert first[MIDDLE].box in mended([*first, *second])


def test_numbers_set_out_are_no_dirt() -> None:
    first, second = columns()
    for n in (1, MIDDLE):
        first[n] = widened(first[n], left=1.0)
    assert mended([*first, *second]) == sorted(line.box for line in [*first, *second])


def test_a_line_that_begins_late_is_not_set_in() -> None:
    """A middle dot, or a quotation mark, hardly fills its em: what it begins was cut to the paragraphs' first lines."""
    first, second = columns()
    mark = row(first[MIDDLE].box.x + 0.45 * EM, first[MIDDLE].box.y, WIDTH - 0.45 * EM)
    first[MIDDLE] = mark
    assert mark.box in mended([*first, *second])


def test_lines_over_a_bridged_gutter_are_parted() -> None:
    first, second = columns()
    both = [first.pop(MIDDLE), second.pop(MIDDLE)]
    box = Box.around(line.box for line in both)
    assert sorted(line.box for line in both) == sorted(
        b for b in mended([*first, *second, replace(both[0], box=box, parts=(box,))]) if b.y == box.y
    )


def test_a_line_above_two_columns_is_not_parted() -> None:
    first, second = columns()
    over = row(left_of(0), 0, 2 * WIDTH + GUTTER)
    assert over.box in mended([*first, *second, over])


@given(st.lists(st.tuples(st.floats(0, 40), st.floats(0, 20), st.floats(1, 30)), max_size=30))
def test_no_line_is_lost_and_none_is_wider_than_what_it_was(lines: list[tuple[float, float, float]]) -> None:
    strips = [row(x * EM, y * PITCH, width * EM) for x, y, width in lines]
    found = in_measure(strips)
    assert len(found) >= len(strips)
    assert all(any(s.box.contains(f.box) for s in strips) for f in found)
