"""What stands above, below and beside a part of the page: the questions that roles and articles ask."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from hwalja.geometry import Box
from hwalja.layout.canvas import EM, Mask
from hwalja.layout.columns import Column
from hwalja.layout.kinds import Kind
from hwalja.layout.morphology import components

TIGHT = 0.9
"""A rule between articles has white above and below: together more than so many em."""

SHORT, NEAR = 2, 1.5
"""Bylines and single lines, of no more than so many lines, stand at most so many em above the text that they begin."""

ASIDE, WHITE = 1.0, 3.0
"""… and so many em above a picture or a frame, whose left edge is no more than so many em from theirs."""

EDGE, INDENT = 0.5, 1.4
"""They stand in line with a column where one edge is so many em from that of its measure, the left one set in by up to
so many em."""

LETTER = 0.6
"""A letter, or its longest stroke, is at least so many em high."""

RUNNING = (Kind.BODY, Kind.CROSSHEAD, Kind.BYLINE)
"""What reads on from column to column."""


@dataclass(frozen=True, slots=True)
class Part:
    """A column with its kind and the frame that it stands in (-1: none)."""

    column: Column
    kind: Kind
    frame: int

    @property
    def box(self) -> Box:
        return self.column.box


@dataclass(frozen=True, slots=True)
class Obstacles:
    """What stands between parts: rules part articles, text runs on past pictures and frames."""

    horizontal: Sequence[Box] = ()
    vertical: Sequence[Box] = ()
    pictures: Sequence[Box] = ()
    frames: Sequence[Box] = ()
    bars: Sequence[Box] = ()
    """Black boxes around reversed type."""
    ink: Mask | None = None
    """Of the page."""


@dataclass(frozen=True, slots=True)
class Ceiling:
    """What a part hangs from.

    Attributes:
        part: Index of the nearest part above, None where a rule, or nothing, is nearer.
        ruled: A rule is nearest.
        gap: White in px to what is nearest, pictures left aside.
        reach: How far in px pictures and frames reach into it that were looked past, from the part on; 0 for none.
    """

    part: int | None
    ruled: bool
    gap: float
    reach: float = 0.0

    @property
    def past(self) -> bool:
        """Tell whether pictures or frames were looked past."""
        return self.reach > 0


class Surroundings:
    """The parts of a page and what stands between them.

    Attributes:
        measures: The box of every part, a short line's widened to the column that it stands in, as what it stands
            right above tells, or the next column in line with it.
    """

    def __init__(self, parts: Sequence[Part], obstacles: Obstacles) -> None:
        self.parts = parts
        self.obstacles = obstacles
        self.measures = [self._to_measure(i) for i in range(len(parts))]

    def _to_measure(self, i: int) -> Box:
        box, frame = self.parts[i].box, self.parts[i].frame
        if len(self.parts[i].column.rows) > SHORT:
            return box
        below = [
            p.box
            for p in self.parts
            if p.frame == frame
            and len(p.column.rows) > SHORT
            and p.box.x - 0.5 * EM <= box.x
            and box.right <= p.box.right + 0.5 * EM
            and -0.5 * EM <= p.box.y - box.bottom <= NEAR * EM
        ]
        under = below or self._things_below(i)
        return self.widened(i, box, min(under, key=lambda b: b.y) if under else self._column_in_line(i))

    def widened(self, i: int, box: Box, column: Box) -> Box:
        """Return the box of part `i` as wide as a column, or as it is where another part stands beside it there."""
        wide = Box.of_edges(min(box.x, column.x), box.y, max(box.right, column.right), box.bottom)
        taken = any(
            j != i and p.box.overlap_x(wide) > 0 and p.box.overlap_y(box) > 0.5 * min(box.height, p.box.height)
            for j, p in enumerate(self.parts)
        )
        return box if taken else wide

    def _things_below(self, i: int) -> list[Box]:
        """Return the pictures and frames, set to the same left edge, that a part stands right above; not below text."""
        box = self.parts[i].box
        if any(0 <= box.y - p.box.bottom <= NEAR * EM and p.box.overlap_x(box) > 0 for p in self.parts):
            return []
        return [
            thing
            for thing in (*self.obstacles.pictures, *self._other_frames(self.parts[i].frame))
            if abs(thing.x - box.x) < ASIDE * EM and 0 <= thing.y - box.bottom <= WHITE * EM
        ]

    def _column_in_line(self, i: int) -> Box:
        """Return the nearest column of text set to one edge with a part that stands under none, or the part itself."""
        part, box = self.parts[i], self.parts[i].box
        running = [p for p in self.parts if p.kind in RUNNING and p.frame == part.frame and p is not part]
        hangs = any(0 <= box.y - p.box.bottom <= NEAR * EM and _meets(box, p.box) for p in running)
        if part.kind not in RUNNING or hangs:
            return box
        columns = [p.box for p in running if len(p.column.rows) > SHORT and _is_in_line(box, p.box)]
        return min(columns, key=lambda b: max(b.y - box.bottom, box.y - b.bottom), default=box)

    def above(self, i: int, others: Iterable[int]) -> Ceiling:
        """Return what part `i` hangs from; of parts, only `others` count."""
        return self._vertical(i, others, up=True)

    def below(self, i: int, others: Iterable[int]) -> Ceiling:
        """Return what hangs from part `i`, as `above` does."""
        return self._vertical(i, others, up=False)

    def _vertical(self, i: int, others: Iterable[int], *, up: bool) -> Ceiling:
        box, frame = (self.measures[i] if up else self.parts[i].box), self.parts[i].frame
        near = [
            (gap, j)
            for j in others
            if j != i
            and self.parts[j].frame == frame
            and _meets(box, self.parts[j].box)
            and (gap := _gap(box, self.parts[j].box, up=up)) is not None
        ]
        gap, part = min(near, default=(float("inf"), -1))
        rules = [g for r in self.obstacles.horizontal if (g := self._rule_gap(box, r, up=up)) is not None]
        rule = min(rules, default=float("inf"))
        passed = [
            g + p.height
            for p in (*self.obstacles.pictures, *self._other_frames(frame))
            if (g := _gap(box, p, up=up)) is not None and g < min(gap, rule) and _meets(box, p)
        ]
        reach = max(passed, default=0.0)
        if rule < gap and not (part >= 0 and gap < TIGHT * EM):
            return Ceiling(None, ruled=True, gap=rule, reach=reach)
        return Ceiling(part if part >= 0 else None, ruled=False, gap=gap, reach=reach)

    def _other_frames(self, frame: int) -> list[Box]:
        own = self.obstacles.frames[frame] if frame >= 0 else None
        return [f for k, f in enumerate(self.obstacles.frames) if k != frame and (own is None or own.contains(f))]

    @staticmethod
    def _rule_gap(box: Box, rule: Box, *, up: bool) -> float | None:
        if box.overlap_x(rule) < 0.5 * box.width:
            return None
        return _gap(box, rule, up=up)

    def walled(self, left: Box, right: Box) -> bool:
        """Tell whether an upright rule runs between two boxes."""
        top, bottom = max(left.y, right.y), min(left.bottom, right.bottom)
        if bottom <= top:
            top, bottom = right.y, right.bottom
        return any(
            left.centre[0] < r.centre[0] < right.centre[0]
            and min(bottom, r.bottom) - max(top, r.y) > 0.5 * max(1, bottom - top)
            for r in self.obstacles.vertical
        )

    def ruled(self, upper: Box, lower: Box) -> bool:
        """Tell whether a level rule runs between two boxes; what runs between close lines is a fold or an underline."""
        if lower.y - upper.bottom < TIGHT * EM:
            return False
        left, right = max(upper.x, lower.x), min(upper.right, lower.right)
        if right <= left:
            left, right = lower.x, lower.right
        return any(
            upper.centre[1] < r.centre[1] < lower.centre[1]
            and min(right, r.right) - max(left, r.x) > 0.5 * (right - left)
            for r in self.obstacles.horizontal
        )

    def is_white(self, upper: Box, lower: Box) -> bool:
        """Tell whether no ink as high as a letter stands between two boxes, as of a line of one or two."""
        if self.obstacles.ink is None or upper.bottom >= lower.y:
            return True
        _, stats = components(np.ascontiguousarray(self.obstacles.ink[upper.bottom : lower.y, lower.x : lower.right]))
        return not (stats[:, cv2.CC_STAT_HEIGHT] >= LETTER * EM).any()

    def filled(self, left: Box, right: Box, frame: int) -> bool:
        """Tell whether a picture or a frame fills the space between two columns."""
        space = Box.of_edges(
            left.right, min(left.y, right.y), max(right.x, left.right + 1), max(left.bottom, right.bottom)
        )
        things = (*self.obstacles.pictures, *self._other_frames(frame))
        return any(t.overlap_x(space) > 0.6 * space.width and t.overlap_y(space) > EM for t in things)


def _is_in_line(box: Box, column: Box) -> bool:
    """Tell whether a line within the measure of a column begins or ends with it."""
    left, right = (box.x - column.x) / EM, (column.right - box.right) / EM
    return min(left, right) > -EDGE and (left < INDENT or right < EDGE)


def _meets(box: Box, other: Box) -> bool:
    """Tell whether two boxes stand over one another."""
    shared = box.overlap_x(other)
    return shared >= 0.3 * min(box.width, other.width) and shared > 0.6 * EM


def _gap(box: Box, other: Box, *, up: bool) -> float | None:
    """Return the px of white from a box to one above it (or below), None where it is not there."""
    if up and other.centre[1] < box.centre[1] and other.bottom < box.y + 0.6 * EM:
        return float(box.y - other.bottom)
    if not up and other.centre[1] > box.centre[1] and other.y > box.bottom - 0.6 * EM:
        return float(other.y - box.bottom)
    return None
