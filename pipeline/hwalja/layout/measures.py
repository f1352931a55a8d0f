"""Measures: what the lines of a page's columns share tells which ink at the ends of others is dirt.

On worn paper the net sees too much: a stain that touches the last word, or that joins two lines over a gutter. Running
text is set to a measure, and most lines of a page say what it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from hwalja.geometry import Box
from hwalja.layout.canvas import EM
from hwalja.layout.strip import DISPLAY, Strip, cut_out

SAME, LINES = 0.3, 5
"""Lines of one measure begin, and end, within so many em of one another; at least so many of a page do."""

BEFORE, AFTER = (0.4, 1.3), (0.65, 1.3)
"""Dirt widens a line of a measure by so many em to the left, or to the right, where full stops may hang: …"""

AROUND = 30.0
"""… where no other line begins, or ends, with it, so many em up or down: lists are set out."""

INDENT = 1.6
"""First lines of paragraphs begin up to so many em later."""

NEAR, FEW = 4.0, 2
"""A line that does not end with the measure is of it where so many full lines stand at most so many em away."""

TALLEST = 1.3
"""Dirt makes lines of text seem up to so many em high."""

CLOSE = 1.1
"""Lines of two columns are run into one only where others stand so many em above or below both parts of it."""

SHORTEST = 2.0
"""Lines are so many em long, at least."""

GUTTER = (0.3, 3.0)
"""Columns stand so many em apart."""

Edges = NDArray[np.float64]
"""Left, upper, right and lower edges of lines in em, shape (n, 4)."""

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Page:
    """The lines of a page.

    Attributes:
        text: Those that are no display type.
        full: Which share both edges with enough others.
        begins: Which share the left edge.
        ends: Which share the right one.
        set_in: Which begin a little later than full lines that end with them.
    """

    text: Edges
    full: Flags
    begins: Flags
    ends: Flags
    set_in: Flags


def in_measure(strips: Sequence[Strip]) -> list[Strip]:
    """Part lines of text that dirt joined over a gutter, and cut it off at their ends."""
    text = [s for s in strips if s.height < DISPLAY * EM and not s.reversed]
    page = _page(_edges(text))
    full = {s.box for s, whole in zip(text, page.full, strict=True) if whole}
    found = []
    for line in strips:
        if line.reversed or line.height >= TALLEST * EM or line.box in full:
            found.append(line)
        else:
            found += [_trimmed(part, page) if part.height < DISPLAY * EM else part for part in _parted(line, page)]
    return found


def _page(text: Edges) -> _Page:
    later, ends = (text[:, None, side] - text[None, :, side] for side in (0, 2))
    left, right = np.abs(later) < SAME, np.abs(ends) < SAME
    full = (left & right).sum(axis=1) >= LINES
    set_in = right & full & (later > SAME) & (later < INDENT)
    begins, ending = left.sum(axis=1) >= LINES, right.sum(axis=1) >= LINES
    return _Page(text, full, begins, ending, set_in.any(axis=1))


def _edges(lines: Sequence[Strip]) -> Edges:
    rows = [[s.box.x, s.box.y, s.box.right, s.box.bottom] for s in lines]
    return np.array(rows, np.float64).reshape(-1, 4) / EM


def _parted(line: Strip, page: _Page) -> list[Strip]:
    """Cut a line at the gutter that it runs over, as lines above and below show it."""
    x, y, right, bottom = _edges([line])[0]
    text = page.text
    before = page.ends & (np.abs(text[:, 0] - x) < INDENT) & (text[:, 2] < right - SHORTEST)
    after = page.begins & (text[:, 0] > x + SHORTEST) & (right > text[:, 0] + SHORTEST) & (right < text[:, 2] + SAME)
    above = (text[:, 3] < y + SAME) & (text[:, 3] > y - NEAR)
    below = (text[:, 1] > bottom - SAME) & (text[:, 1] < bottom + NEAR)
    if not all((rows & (before | after)).any() for rows in (above, below)):
        return [line]
    ends, starts = text[(above | below) & before, 2], text[(above | below) & after, 0]
    if not len(ends) or not len(starts) or np.ptp(ends) > 2 * SAME or np.ptp(starts) > INDENT:
        return [line]
    white = float(ends.max()), float(starts.min())
    if not GUTTER[0] < white[1] - white[0] < GUTTER[1]:
        return [line]
    white_between = np.maximum(text[:, 1] - bottom, y - text[:, 3])
    close = text[(white_between > -SAME) & (white_between < CLOSE)]
    left, beside = (close[:, 2] > x) & (close[:, 2] < white[0] + SAME), close[:, 0] > white[1] - SAME
    if not left.any() or not (beside & (close[:, 0] < right)).any():
        return [line]
    pieces = _between(line, -np.inf, white[0]), _between(line, white[1], np.inf)
    return [cut_out(line, boxes) for boxes in pieces if boxes]


def _trimmed(line: Strip, page: _Page) -> Strip:
    """Cut off what a line has beyond the measure of the full lines in line with it, or near it."""
    x, y, right, bottom = _edges([line])[0]
    text = page.text
    near, around = ((text[:, 3] > y - reach) & (text[:, 1] < bottom + reach) for reach in (NEAR, AROUND))
    before, after = text[:, 0] - x, right - text[:, 2]
    wide = page.full & ~page.set_in & (before > BEFORE[0]) & (before < BEFORE[1])
    wide &= (right > text[:, 0] + SHORTEST) & (after < SAME)
    of_measure = (wide & (after > -SAME)).any() or (wide & near).sum() >= FEW
    if of_measure and (around & (np.abs(before) < SAME)).sum() <= 1:
        line = _cut_to(line, float(np.median(text[wide, 0])), np.inf)
    wide = page.full & (after > AFTER[0]) & (after < AFTER[1]) & (before > -INDENT) & (before < SAME)
    if wide.any() and (around & (np.abs(after) < SAME)).sum() <= 1:
        line = _cut_to(line, -np.inf, float(np.median(text[wide, 2])))
    return line


def _cut_to(line: Strip, left: float, right: float) -> Strip:
    boxes = _between(line, left, right)
    return replace(line, box=Box.around(boxes), parts=tuple(boxes)) if boxes else line


def _between(line: Strip, left: float, right: float) -> list[Box]:
    """Return the words of a line, or the parts of them, between two places in em."""
    words = line.parts or (line.box,)
    ends = [(max(w.x, left * EM), min(w.right, right * EM)) for w in words]
    return [
        Box.of_edges(a, w.y, b, w.bottom) for w, (a, b) in zip(words, ends, strict=True) if b - a >= min(3, w.width)
    ]
