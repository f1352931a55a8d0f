"""White streams: upright strips of paper that run past many lines. Gutters are streams, word spaces are not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from hwalja.geometry import Box
from hwalja.layout.canvas import EM, Mask

SHRINK = 2
"""Streams are followed in a picture so many times smaller than the canvas."""

SHARES = (0.8, 0.5, 0.25)
"""Shares of the longest run through a gap: the longer the strip, the narrower, where other lines reach into it."""

MOST = 0.95
"""… and this share of what most of the gap is open for: chance lets a narrow strip run on past a gutter's end."""

ALIGNED = 0.35
"""Edges of justified columns lie within so many em of their gutter."""

EVIDENCE = ((0.9, 3, 5), (0.5, 5, 6), (0.25, 7, 8))
"""A stream (so many em wide) is a gutter when this many lines to one side of it, and that many to both together,
end or begin right at it. Word spaces line up over two lines often, over three narrowly, over five hardly ever."""

GRID = 0.5
"""Where this share of all lines near it on the page end at a stream's edge, columns are set to a grid …"""

GRID_LINES = 10
"""… if those lines are so many, and …"""

GRID_EVIDENCE = (0.2, 2, 4)
"""… a stream there needs only this evidence to be a gutter."""

BELOW, COLUMN_LINES = 15.0, 4
"""A column begins below a headline where so many lines begin at its edge within so many em."""

COLUMN, RUN = 3.5, 1.25
"""What lies beside a gutter runs on for at least so many em, with spaces of at most so many em."""

WIDEST, NARROW = 3.0, 0.7

HANGING = 0.35
"""Nothing stands in a gutter but full stops that hang over by so many em: narrower white over it is between words."""

WORD = 0.75
"""Before the first word of a line there is more white than so many em."""

MARKER = 2.6
"""List numbers are at most so many em wide, and no word stands before them as near as that."""


class Ordered:
    """Numbers in order: those of a range are found without a look at the others."""

    def __init__(self, numbers: NDArray[np.float64]) -> None:
        self._places = np.argsort(numbers, kind="stable")
        self._numbers = numbers[self._places]

    def between(self, low: float, high: float) -> NDArray[np.intp]:
        """Return where the numbers above `low` and below `high` are."""
        first, last = np.searchsorted(self._numbers, low, "right"), np.searchsorted(self._numbers, high, "left")
        return self._places[first:last]


@dataclass(frozen=True, slots=True)
class Streams:
    """White streams of a page.

    Attributes:
        up: For every pixel, how many px (at `SHRINK`) of paper there are from it upwards; 0 on ink.
        down: Likewise downwards.
        edges: Of all pieces of type: left, right, middle row, in canvas px; shape (pieces, 3).
        reach: How far the words run on before each piece and after it, itself included, in px; shape (pieces, 2).
        spaces: White in px before each piece and after it, at most `WIDEST` em; shape (pieces, 2).
        lefts: The left edges in order.
        rights: The right edges in order.
    """

    up: NDArray[np.int32]
    down: NDArray[np.int32]
    edges: NDArray[np.float64]
    reach: NDArray[np.float64]
    spaces: NDArray[np.float64]
    lefts: Ordered
    rights: Ordered

    def part(self, gap: Box) -> bool:
        """Tell whether a gutter runs through the gap between two pieces of type."""
        row = min(int((gap.y + gap.height / 2) / SHRINK), self.up.shape[0] - 1)
        left, right = int(gap.x / SHRINK), max(int(gap.x / SHRINK) + 1, int(gap.right / SHRINK))
        run = self.up[row, left:right] + self.down[row, left:right]
        if not run.size or not run.max():
            return False
        levels = (*(share * run.max() for share in SHARES), MOST * float(np.median(run)))
        return any(self._parts_at(row, left, run, least) for least in levels)

    def begins(self, x: float, row: float) -> bool:
        """Tell whether a column of lines begins at `x`, on the rows right below `row`."""
        lefts, rights, rows = self.edges.T
        below = (rows > row) & (rows < row + BELOW * EM)
        under = below & (np.abs(lefts - x) < ALIGNED * EM)
        before = rows[below & (rights > x - WORD * EM) & (lefts < x - ALIGNED * EM)]
        first = [r for r in rows[under] if not (np.abs(before - r) < 0.5 * EM).any()]
        return _lines(np.array(first)) >= COLUMN_LINES

    def _parts_at(self, row: int, first: int, run: NDArray[np.int32], least: float) -> bool:
        """Tell whether the strip in which paper runs on for `least` px is a gutter."""
        wide = first + np.flatnonzero(run >= least)
        left, right = int(wide[0]), int(wide[-1]) + 1
        top = row - int(self.up[row, wide].min())
        bottom = row + int(self.down[row, wide].min())
        return self._aligned(left * SHRINK, right * SHRINK, top * SHRINK, bottom * SHRINK, len(run) * SHRINK)

    def _aligned(self, left: float, right: float, top: float, bottom: float, gap: float) -> bool:
        """Tell whether lines end at `left` or begin at `right`, all the way from `top` to `bottom`."""
        rows = self.edges[:, 2]
        at_edge = self.rights.between(left - ALIGNED * EM, left + 0.2 * EM)
        at_start = self.lefts.between(right - 0.2 * EM, right + ALIGNED * EM)
        ends, begins = (side[(rows[side] > top) & (rows[side] < bottom)] for side in (at_edge, at_start))
        before, after = _lines(rows[ends]), _lines(rows[begins])
        width = (right - left) / EM
        by_themselves, on_grid = (_suffices(e, width, before, after) for e in (EVIDENCE, (GRID_EVIDENCE,)))
        if not by_themselves and not (on_grid and self._is_grid(left, len(at_edge))):
            return False
        if before and self._markers(ends):
            return False
        if any(len(side) and np.median(self.reach[side, k]) < COLUMN * EM for k, side in enumerate((ends, begins))):
            return False
        spaces = (self.spaces[ends, 1], self.spaces[begins, 0])
        return gap >= NARROW * EM or not any(
            len(space) >= 3 and np.percentile(space, 20) > gap + HANGING * EM for space in spaces
        )

    def _is_grid(self, left: float, ends: int) -> bool:
        """Tell whether columns are set to a grid: of the lines that reach `left`, many end there."""
        if ends < GRID_LINES:
            return False
        reaching = self.rights.between(left - 1.5 * EM, np.inf)
        passing = reaching[self.edges[reaching, 0] < left]
        return ends >= GRID * _lines(self.edges[passing, 2])

    def _markers(self, ends: NDArray[np.intp]) -> bool:
        """Tell whether the pieces before a stream are list numbers: narrow, and first in their lines."""
        lefts, rights, rows = self.edges[ends].T
        if np.percentile(rights - lefts, 80) >= MARKER * EM:
            return False
        before = self.edges[self.rights.between(lefts.min() - MARKER * EM, lefts.max() + 1)]
        beside = (before[:, 1] <= lefts[:, None]) & (before[:, 1] > lefts[:, None] - MARKER * EM)
        led = (beside & (np.abs(before[:, 2] - rows[:, None]) < 0.5 * EM)).any(axis=1)
        return int(led.sum()) < 0.3 * len(led)


def _suffices(evidence: Sequence[tuple[float, int, int]], width: float, before: int, after: int) -> bool:
    """Tell whether so many lines end before a stream and begin after it that it is a gutter."""
    return any(width >= least and max(before, after) >= one and before + after >= both for least, one, both in evidence)


def _lines(rows: NDArray[np.float64]) -> int:
    """Return how many different lines there are in `rows`."""
    return 1 + int((np.diff(np.sort(rows)) > 0.6 * EM).sum()) if rows.size else 0


def find_streams(ink: Mask, pieces: Sequence[Box]) -> Streams:
    """Follow the paper up and down from every pixel."""
    small = cv2.resize(ink, (ink.shape[1] // SHRINK, ink.shape[0] // SHRINK), interpolation=cv2.INTER_AREA) > 0
    edges = np.array([[b.x, b.right, b.centre[1]] for b in pieces], np.float64).reshape(-1, 3)
    return Streams(
        _run(small), _run(small[::-1])[::-1], edges, *_reach(edges), Ordered(edges[:, 0]), Ordered(edges[:, 1])
    )


def _reach(edges: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return how far words run on before and after each piece, and the white there."""
    lefts, rights, rows = edges.T
    result = np.stack([rights - lefts, rights - lefts], axis=1)
    spaces = np.full_like(result, WIDEST * EM)
    row = np.floor(rows / EM).astype(np.int64)
    order = np.argsort(lefts, kind="stable")
    for sign, column, sequence in ((1, 0, order), (-1, 1, order[::-1])):
        last: dict[int, list[int]] = {}
        for i in sequence:
            near = [j for k in (-1, 0, 1) for j in last.get(row[i] + k, ()) if abs(rows[j] - rows[i]) < 0.6 * EM]
            gaps = [(lefts[i] - rights[j] if sign > 0 else lefts[j] - rights[i], j) for j in near]
            gap, j = min(gaps, default=(np.inf, -1))
            spaces[i, column] = min(spaces[i, column], gap)
            if gap <= RUN * EM:
                reach = result[j, column] + (rights[i] - rights[j] if sign > 0 else lefts[j] - lefts[i])
                result[i, column] = max(result[i, column], reach)
            last.setdefault(int(row[i]), []).append(int(i))
            if len(last[int(row[i])]) > 2:
                last[int(row[i])].pop(0)
    return result, spaces


def _run(ink: NDArray[np.bool_]) -> NDArray[np.int32]:
    """Return the number of paper pixels from each pixel upwards, itself included."""
    rows = np.arange(1, ink.shape[0] + 1, dtype=np.int32)[:, None]
    last = np.where(ink, rows, np.int32(0))
    for above, here in pairwise(last):  # twice as fast as `accumulate`, which goes down column by column
        np.maximum(above, here, out=here)
    return rows - last
