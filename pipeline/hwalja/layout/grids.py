"""Grids of tables: level rules of one width between two upright sides, and the upright rules between their cells.

Rules between cells are often hairlines, too faint for the ink of the page: in the grey of the scan they show as
columns that are a little darker than the paper all the way, which type is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np

from hwalja.geometry import Box
from hwalja.layout.canvas import EM
from hwalja.layout.morphology import dilated
from hwalja.model import Grey

EDGE = 0.6
"""Level rules of one table begin, and end, within so many em of one another."""

FAINT = 18.0
"""A hairline is so much darker than paper, of 255 …"""

ALONG = 20.0
"""… but for this percentage of its length."""

LEAN = 2
"""A hairline strays so many px to either side on its way."""

BROKEN = 4.0
"""The sides of a table are broken over no more than so many em: else two frames of one width stand on the page."""

LEAST = 0.8
"""Between the rules of a row there is room for type: more than so many em."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The grid of a table in canvas px.

    Attributes:
        bands: Between level rules, top to bottom; the last may be open, as where a table goes on on the next page.
        uprights: Of every band, where upright rules part its cells.
    """

    bands: tuple[Box, ...]
    uprights: tuple[tuple[float, ...], ...]


def find_grid(ladder: Sequence[Box], vertical: Sequence[Box], tone: Grey) -> Grid | None:
    """Return the grid that level rules of one width make with the upright rules at their ends, if they make one.

    The cells of a table stand over one another: an upright rule runs on through two bands at least.

    Args:
        ladder: Level rules, top to bottom.
        vertical: All upright rules.
        tone: How dark each pixel is, 0 … 255.
    """
    top, last = ladder[0], ladder[-1]
    sides = [
        [v for v in vertical if abs(v.centre[0] - x) < EDGE * EM and v.overlap_y(_span(top, last)) > 0]
        for x in (top.x, top.right)
    ]
    if not all(sides):
        return None
    start = max(min(v.y for v in side) for side in sides)
    end = min(max(v.bottom for v in side) for side in sides)
    if any(_longest_break(side, start, end) > BROKEN * EM for side in sides):
        return None
    level = [rule for rule in ladder if start - EDGE * EM <= rule.y <= end + EDGE * EM]
    edges = [rule.y for rule in level]
    if edges and end - edges[-1] > LEAST * EM:
        edges.append(end)
    bands = [Box.of_edges(top.x, a, top.right, b) for a, b in pairwise(edges) if b - a > LEAST * EM]
    uprights = [_uprights(band, tone) for band in bands]
    over = any(abs(a - b) < EDGE * EM for one, other in combinations(uprights, 2) for a in one for b in other)
    return Grid(tuple(bands), tuple(uprights)) if over else None


def _span(top: Box, last: Box) -> Box:
    return Box.of_edges(top.x, top.y, top.right, max(last.bottom, top.y + 1))


def _longest_break(side: Sequence[Box], start: int, end: int) -> int:
    """Return over how many px at a stretch no rule runs along a side."""
    reach, longest = start, 0
    for rule in sorted(side, key=lambda r: r.y):
        longest = max(longest, min(rule.y, end) - reach)
        reach = max(reach, rule.bottom)
    return max(longest, end - reach)


def _uprights(band: Box, tone: Grey) -> tuple[float, ...]:
    """Return where upright rules run through a band, however faint."""
    inset = round(0.2 * EM)
    part = tone[band.y + inset : band.bottom - inset, band.x : band.right]
    along = np.array([], np.int64)
    if part.size:
        along = np.flatnonzero(np.percentile(dilated(part, 2 * LEAN + 1, 1), ALONG, axis=0) > FAINT)
    runs = np.split(along, np.flatnonzero(np.diff(along) > 1) + 1)
    middles = [float(band.x + run.mean()) for run in runs if len(run) and len(run) < EM]
    return tuple(x for x in middles if band.x + EM < x < band.right - EM)
