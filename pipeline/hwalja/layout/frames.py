"""Frames: the boxes that rules make around advertisements, boxed articles and drawings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from hwalja.geometry import Box
from hwalja.layout.canvas import EM, Mask
from hwalja.layout.morphology import closed
from hwalja.layout.rules import BREAK, Rules

WIDTH, HEIGHT = 4.0, 2.0
"""A frame is at least so many em wide, and more than so many em high."""

MEETING = 1.2
"""Sides of a frame meet within so many em."""

COVERED = 0.88
"""Ink runs along at least this share of a frame's side."""

JOINT = 0.3
"""Rules that stand so many em apart are two, though breaks in worn ones are wider."""

NEXT, UNBROKEN = 0.6, 0.6
"""A rule runs on past a corner where this share of the next so many em is ink, and …"""

BEYOND = 2.0
"""… with its breaks bridged, nearly all of so many em."""

SHARED = 0.4
"""One rule is the side of two frames whose sides are at most so many em apart."""

ASTRAY = 1
"""At no more than so many corners rules run on past a frame: those around columns do at most."""

SAME = 0.85
"""Frames that share more than this of their area are the two lines of one."""


@dataclass(frozen=True, slots=True)
class _Ink:
    """Ink of the rules: `level` and `upright` with their breaks bridged, `across` and `down` with small ones only."""

    level: Mask
    upright: Mask
    across: Mask
    down: Mask


def find_frames(rules: Rules) -> tuple[Box, ...]:
    """Return the rectangles whose four sides are rules, largest first.

    Worn rules are broken, and one rule may be the side of two frames: a side counts where most of it is inked.
    Rules also run around columns: these run on at the corners of the rectangle that they make, where no frame is.
    """
    wide, narrow = round(BREAK * EM), round(JOINT * EM)
    mask = rules.mask
    ink = _Ink(closed(mask, wide, 1), closed(mask, 1, wide), closed(mask, narrow, 1), closed(mask, 1, narrow))
    frames = _ended(_rectangles(rules, ink), ink)
    frames = [f for k, f in enumerate(frames) if not any(_is_same(f, g) for g in frames[k + 1 :])]
    frames = [f for f in frames if not _is_compound(f, frames, ink)]
    return tuple(f for f in frames if not _is_part(f, frames))


def _rectangles(rules: Rules, ink: _Ink) -> list[Box]:
    """Return what rules enclose, largest first."""
    found = []
    for left in rules.vertical:
        for right in rules.vertical:
            if right.x - left.x < WIDTH * EM or min(left.bottom, right.bottom) - max(left.y, right.y) < HEIGHT * EM:
                continue
            sides = sorted((b for b in rules.horizontal if _spans(b, left, right, ink.level)), key=lambda b: b.y)
            for top, bottom in combinations(sides, 2):
                frame = Box.of_edges(left.x, top.y, right.right, bottom.bottom)
                if (
                    bottom.y - top.y > HEIGHT * EM
                    and _reaches(left, frame, ink.upright)
                    and _reaches(right, frame, ink.upright)
                ):
                    found.append(frame)
    return sorted(found, key=lambda f: -f.area)


def _spans(rule: Box, left: Box, right: Box, ink: Mask) -> bool:
    """Tell whether ink runs along a level rule from `left` to `right`."""
    band = ink[max(0, rule.y - 3) : rule.bottom + 3, left.x : right.right]
    return rule.overlap_x(Box.of_edges(left.x, 0, right.right, 1)) > 0 and _is_covered(band, 0)


def _reaches(rule: Box, frame: Box, ink: Mask) -> bool:
    """Tell whether ink runs along an upright rule from the top to the bottom of a frame."""
    band = ink[frame.y : frame.bottom, max(0, rule.x - 3) : rule.right + 3]
    return _is_covered(band, 1)


def _is_covered(band: Mask, axis: int) -> bool:
    """Tell whether ink runs along a band, `axis` being across it."""
    side = np.asarray(band.any(axis=axis))
    slack = round(MEETING * EM)
    inner = side[slack:-slack] if side.size > 4 * slack else side
    return bool(inner.size and inner.mean() >= COVERED)


def _ended(frames: list[Box], ink: _Ink) -> list[Box]:
    """Return the rectangles at whose corners rules end, or go on as sides of other such rectangles."""
    runs = {frame: _runs(frame, ink) for frame in frames}
    while True:
        kept = [f for f in frames if sum(not any(run.is_side(g) for g in frames) for run in runs[f]) <= ASTRAY]
        if len(kept) == len(frames):
            return kept
        frames = kept


@dataclass(frozen=True, slots=True)
class _Run:
    """A rule that runs on from a corner: to the right where `dx` is 1, up where `dy` is -1."""

    x: int
    y: int
    dx: int
    dy: int

    def is_side(self, frame: Box) -> bool:
        """Tell whether the rule is the top or bottom of a frame beside the corner.

        Of frames one above the other, the one around both needs no such excuse.
        """
        edge = {-1: frame.right, 0: None, 1: frame.x}[self.dx]
        level = min(abs(frame.y - self.y), abs(frame.bottom - self.y)) <= SHARED * EM
        return edge is not None and abs(edge - self.x) <= SHARED * EM and level

    def is_inked(self, ink: _Ink) -> bool:
        """Tell whether ink goes on from the corner: without a break at first, and then as far as rules do."""
        near, far = self._band(ink.across, ink.down, NEXT), self._band(ink.level, ink.upright, BEYOND)
        return bool(near.size and near.mean() >= UNBROKEN and far.mean() >= COVERED)

    def _band(self, level: Mask, upright: Mask, reach: float) -> NDArray[np.bool_]:
        """Return where there is ink from the corner on, for so many em."""
        far = round(reach * EM)
        if self.dx:
            left, right = (self.x, self.x + far) if self.dx > 0 else (max(0, self.x - far), self.x)
            return np.asarray(level[max(0, self.y - 4) : self.y + 4, left:right].any(axis=0))
        top, bottom = (self.y, self.y + far) if self.dy > 0 else (max(0, self.y - far), self.y)
        return np.asarray(upright[top:bottom, max(0, self.x - 4) : self.x + 4].any(axis=1))


def _runs(frame: Box, ink: _Ink) -> list[_Run]:
    """Return the rules that run on past the corners of a frame."""
    level = [_Run(x, y, dx, 0) for x, dx in ((frame.x, -1), (frame.right, 1)) for y in (frame.y, frame.bottom)]
    upright = [_Run(x, y, 0, dy) for y, dy in ((frame.y, -1), (frame.bottom, 1)) for x in (frame.x, frame.right)]
    return [run for run in (*level, *upright) if run.is_inked(ink)]


def _is_compound(frame: Box, frames: Sequence[Box], ink: _Ink) -> bool:
    """Tell whether a rectangle is no frame but several: side by side, or with paper between their corners."""
    inside = [f for f in frames if f != frame and frame.contains(f, SHARED * EM)]
    for edge in ("y", "bottom", "x", "right"):
        at = getattr(frame, edge)
        pieces = [f for f in inside if abs(getattr(f, edge) - at) <= SHARED * EM]
        level = edge in ("y", "bottom")
        for a, b in combinations(pieces, 2):
            gap = -a.overlap_x(b) if level else -a.overlap_y(b)
            if gap < -SHARED * EM:
                continue
            if gap > JOINT * EM and not _is_inked_between(a, b, at, ink, level=level):
                return True
            if level and a.height + b.height > 2 * SAME * frame.height and a.area + b.area > SAME * frame.area:
                return True
    return False


def _is_inked_between(a: Box, b: Box, at: int, ink: _Ink, *, level: bool) -> bool:
    """Tell whether a side at `at` runs on between two boxes that share it."""
    if level:
        left, right = sorted((a, b), key=lambda box: box.x)
        return _is_covered(ink.across[max(0, at - 4) : at + 4, left.right : right.x], 0)
    upper, lower = sorted((a, b), key=lambda box: box.y)
    return _is_covered(ink.down[upper.bottom : lower.y, max(0, at - 4) : at + 4], 1)


def _is_part(frame: Box, frames: Sequence[Box]) -> bool:
    """Tell whether a rule across a frame divides it, as below its title, and the rectangle is one of its parts."""
    slack = SHARED * EM
    return any(
        f.height > frame.height + 2 * slack
        and abs(f.x - frame.x) <= slack
        and abs(f.right - frame.right) <= slack
        and f.contains(frame, slack)
        for f in frames
    )


def _is_same(frame: Box, other: Box) -> bool:
    """Tell whether a frame is another one and a strip of paper beside it."""
    return frame.shared(other) > SAME * max(frame.area, other.area)
