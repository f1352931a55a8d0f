"""Type set by hand, in canvas px: what layout's inner steps read where no picture is needed."""

from __future__ import annotations

from collections.abc import Sequence

from hwalja.geometry import Box
from hwalja.layout.around import Part
from hwalja.layout.canvas import EM
from hwalja.layout.columns import Column
from hwalja.layout.kinds import Kind
from hwalja.layout.strip import Strip

PITCH = round(1.6 * EM)
"""From line to line of body type."""

HEIGHT = round(0.9 * EM)
"""Of a line's ink in body type."""

WEIGHT, BOLD = 0.3, 0.45
"""Tone of body type, and of a bold face."""

WIDTH = round(12 * EM)
"""Of a column."""

GUTTER = round(1.2 * EM)
"""White between columns."""


def row(
    x: float,
    y: float,
    width: float,
    *,
    height: float = HEIGHT,
    weight: float = WEIGHT,
    parts: Sequence[tuple[float, float]] = (),
    white: bool = False,
) -> Strip:
    """Return a line whose left edge and top are at x and y; `parts` are the edges of its words."""
    box = Box(round(x), round(y), round(width), round(height))
    words = tuple(Box.of_edges(left, box.y, right, box.bottom) for left, right in parts) or (box,)
    return Strip(box, float(height), weight, words, white)


def rows(x: float, y: float, lines: int, *, width: float = WIDTH, indent: float = 0, last: float = 0) -> list[Strip]:
    """Return lines of one measure.

    Args:
        x: Left edge.
        y: Top of the first line.
        lines: Their number.
        width: Of the measure.
        indent: By which the first line is set in.
        last: Width of the last line, 0 for a full one.
    """
    found = [row(x, y + PITCH * k, width) for k in range(lines)]
    if indent:
        found[0] = row(x + indent, y, width - indent)
    if last:
        found[-1] = row(x, y + PITCH * (lines - 1), last)
    return found


def body(
    x: float, y: float, lines: int, *, width: float = WIDTH, indent: float = 0, last: float = 0, frame: int = -1
) -> Part:
    """Return a column of running text."""
    return Part(Column(tuple(rows(x, y, lines, width=width, indent=indent, last=last))), Kind.BODY, frame)


def display(
    x: float,
    y: float,
    width: float,
    *,
    em: float = 2.5,
    lines: int = 1,
    weight: float = BOLD,
    frame: int = -1,
    white: bool = False,
    kind: Kind = Kind.HEADLINE,
) -> Part:
    """Return lines of display type so many em of the body high."""
    height = round(0.9 * em * EM)
    found = [
        row(x, y + round(1.3 * em * EM) * k, width, height=height, weight=weight, white=white) for k in range(lines)
    ]
    return Part(Column(tuple(found)), kind, frame)


def left_of(number: int) -> int:
    """Return the left edge of the page's column of that number."""
    return 40 + number * (WIDTH + GUTTER)
