"""Gutters: where lines that were seen as one are cut."""

from __future__ import annotations

from hwalja.layout.canvas import EM
from hwalja.layout.gutters import LINES, parted
from hwalja.layout.strip import Strip
from tests.layout.setting import PITCH, WIDTH, row

NARROW = round(0.8 * EM)
LEFT, RIGHT = 40, 40 + WIDTH + NARROW


def joined(y: float, *, space: float = NARROW, shift: float = 0) -> Strip:
    """Return a line over both columns, the white in it `shift` px from the gutter."""
    end = LEFT + WIDTH + shift
    return row(LEFT, y, 2 * WIDTH + NARROW, parts=((LEFT, end), (end + space, RIGHT + WIDTH)))


def pair(y: float, *, indent: float = 0) -> list[Strip]:
    """Return two lines, one in each column; the right one may be set in."""
    return [row(LEFT, y, WIDTH), row(RIGHT + indent, y, WIDTH - indent)]


def test_a_line_over_two_columns_is_cut_where_the_next_two_lines_are() -> None:
    assert len(parted([joined(40), *pair(40 + PITCH), *pair(40 + 2 * PITCH)])) == 6
    assert len(parted([joined(40), *pair(40 + PITCH), *pair(40 + 2 * PITCH, indent=EM)])) == 6
    assert len(parted([*pair(40), *pair(40 + PITCH), joined(40 + 2 * PITCH)])) == 6


def test_one_pair_of_lines_shows_no_gutter() -> None:
    assert len(parted([joined(40), *pair(40 + PITCH)])) == 3


def test_lines_that_end_elsewhere_show_no_gutter() -> None:
    spaces = [[row(LEFT, 40 + PITCH * k, WIDTH), row(RIGHT + 2 * EM, 40 + PITCH * k, WIDTH)] for k in (1, 2)]
    assert len(parted([joined(40), *spaces[0], *spaces[1]])) == 5


def test_a_single_line_is_cut_at_a_gutter_of_the_page() -> None:
    far = [line for k in range(LINES) for line in pair(400 + PITCH * k)]
    assert len(parted([joined(40), *far])) == len(far) + 2
    assert len(parted([joined(40, shift=2 * EM), *far])) == len(far) + 1
    assert len(parted([joined(40, space=0.4 * EM), *far])) == len(far) + 1
