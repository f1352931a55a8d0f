"""True and found lines of type, compared by where they stand on the scan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hwalja.model import Layout, Role, Sheet

RUNNING = frozenset({Role.LEAD, Role.BODY, Role.TABLE})
"""Roles whose lines become paragraphs."""

OFF = 0.5
"""A found line is the true one where its middle is at most so many of the true line's heights away."""

WHOLE = 0.94
"""A line is found where what was found of it covers this share of it: all but a full stop …"""

BEARING = 0.35
"""… or all but so many heights: a true line ends with its last letter's advance, a found one with the letter's ink."""

MARKS, MARK = "‘’“”\"'()[]「」『』〈〉《》…", 0.6
"""Of a quotation mark, bracket or ellipsis at either end, so much of its em is white, or a dot or two."""

BEYOND = 0.6
"""A found line reaches at most so many heights beyond the true one; else it runs into another's words."""


@dataclass(frozen=True, slots=True)
class TrueLine:
    """A line as printed.

    Attributes:
        article: Its article's number, -1 for none.
        role: As the truth names it.
        axis: Middle of its left and of its right edge, scan px, shape (2, 2).
        height: Of its em box in px.
        marks: How many of its two ends are marks that fill half of their em.
    """

    article: int
    role: str
    axis: NDArray[np.float64]
    height: float
    marks: int = 0

    @property
    def length(self) -> float:
        return float(np.hypot(*(self.axis[1] - self.axis[0])))


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A line of a layout; `story` is -1 for furniture."""

    story: int
    role: Role
    axis: NDArray[np.float64]
    height: float


def true_lines(truth: Mapping[str, Any]) -> list[TrueLine]:
    """Return the lines of a page's truth in reading order."""
    lines = []
    for region in truth["regions"]:
        article = -1 if region["article"] is None else int(region["article"])
        for line in region["lines"]:
            nw, ne, se, sw = np.asarray(line["polygon"], np.float64)
            axis = np.array([(nw + sw) / 2, (ne + se) / 2])
            text = line.get("text", "").strip()
            marks = sum(end in MARKS for end in (text[:1], text[-1:]) if end)
            lines.append(TrueLine(article, region["role"], axis, float(np.hypot(*(sw - nw))), marks))
    return lines


def found_lines(sheet: Sheet, layout: Layout) -> list[FoundLine]:
    """Return the lines of a layout in reading order, carried back to the scan."""
    homes = {name: k for k, story in enumerate(layout.stories) for name in story.regions}
    lines = []
    for region in layout.regions:
        for line in region.lines:
            middle = line.box.y + line.box.height / 2
            ends = np.array([[line.box.x, middle], [line.box.right, middle]], np.float64)
            axis = sheet.to_scan.points(ends)
            lines.append(FoundLine(homes.get(region.id, -1), region.role, axis, float(line.box.height)))
    return lines


def matched(true: list[TrueLine], found: list[FoundLine]) -> list[list[int]]:
    """Return for every true line the found lines that it was found as, left to right; none where it was not found.

    A line that runs on into the words of another is neither's.
    """
    spans: list[list[tuple[float, float, int]]] = [[] for _ in true]
    at = np.array([f.axis for f in found]).reshape(-1, 2, 2)
    clean = np.ones(len(found), bool)
    for i, line in enumerate(true):
        along = (line.axis[1] - line.axis[0]) / max(1e-6, line.length)
        across = np.array([-along[1], along[0]])
        start = (at - line.axis[0]) @ along
        off = np.abs((at - line.axis[0]) @ across).mean(axis=1)
        left, right = start.min(axis=1), start.max(axis=1)
        shared = np.minimum(right, line.length) - np.maximum(left, 0.0)
        here = (off <= OFF * line.height) & (shared > 0.3 * np.minimum(right - left, line.length))
        beyond = np.maximum(-left, right - line.length) > BEYOND * line.height
        clean[here & beyond] = False
        spans[i] = [(float(left[k]), float(right[k]), int(k)) for k in np.flatnonzero(here)]
    result = []
    for line, parts in zip(true, spans, strict=True):
        parts = sorted(p for p in parts if clean[p[2]])
        covered = _covered(parts, line.length)
        result.append([k for _, _, k in parts] if covered >= line.length - _spared(line) else [])
    return result


def _spared(line: TrueLine) -> float:
    """Return how many px of a line may be missing."""
    bearings = (BEARING + MARK * line.marks) * line.height
    return max((1 - WHOLE) * line.length + 0.15 * line.height, bearings)


def _covered(parts: list[tuple[float, float, int]], length: float) -> float:
    reach, total = 0.0, 0.0
    for left, right, _ in parts:
        left, right = max(left, reach), min(right, length)
        if right > left:
            total += right - left
            reach = right
    return total
