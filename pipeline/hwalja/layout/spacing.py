"""Spacing: the words of display lines put together.

Headlines are not justified: the words of one stand equally far apart, however far that is, and all have one size, one
tone and one base line. Marks such as an ellipsis or quotes bring white of their own. Another headline begins where a
column begins, beyond the gutter: there only what is set alike to a hair goes on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

import cv2
import numpy as np

from hwalja.geometry import Box
from hwalja.layout.canvas import EM, Mask
from hwalja.layout.morphology import components
from hwalja.layout.streams import Streams
from hwalja.layout.strip import Strip, median_by_width

DECK = 1.07
"""Subheadings are at least so many em high."""

LIKE_WORDS = 1.25
"""The words of a headline stand apart by no more than this factor of the widest space in a part of it."""

FREE, FURTHEST = 0.95, 1.7
"""Words so many heights apart stand in one line where no column begins; none stand further apart than the other."""

MARK = 0.65
"""A quotation mark or an ellipsis brings so many heights of white of its own."""

LOW_MARK = 0.45, 0.06
"""Marks are lower than one share of the type's height, and higher than the other."""

ONE_SIZE, SAME_SIZE = 1.2, 1.08
"""Words of one headline differ in height by no more than one factor, by the other where a column begins between."""

ONE_TONE, SAME_TONE = 2.0, 1.25
"""… and in tone likewise."""

BASE, SAME_BASE = 0.3, 0.1
"""… and stand on one line to within so many heights."""

NARROW = 0.4
"""Gutters are wider than so many heights of a headline."""

THROUGH = 1.2
"""The lines of one headline stand at most so many heights apart."""


def join_words(strips: Sequence[Strip], ink: Mask, rules: Mask, streams: Streams) -> list[Strip]:
    """Join parts of display lines that stand no further apart than words do.

    Args:
        strips: Lines, and parts of them.
        ink: With the marks that are too small to be pieces.
        rules: Ink of the rules.
        streams: Tell where columns begin.
    """
    done = [s for s in strips if s.height <= DECK * EM]
    large = [s for s in strips if s.height > DECK * EM]
    page = _Page(ink, rules, streams)
    apart: set[tuple[Strip, Strip]] = set()
    while pairs := [pair for pair in _pairs(large) if pair not in apart]:
        pair = min(pairs, key=lambda p: p[1].box.x - p[0].box.right)
        if _is_spaced(*pair, large, page):
            large = [s for s in large if s not in pair] + [joined(pair)]
        else:
            apart.add(pair)
    return done + large


class _Page:
    """What stands around and between words."""

    def __init__(self, ink: Mask, rules: Mask, streams: Streams) -> None:
        self._ink, self._rules, self._streams = ink, rules, streams

    def ruled(self, white: Box) -> bool:
        """Tell whether an upright rule runs through the white between two words."""
        return bool(self._rules[white.y : white.bottom, white.x : white.right].any(axis=1).mean() > 0.6)

    def widest(self, white: Box, height: float) -> tuple[int, bool]:
        """Return the widest white in px beside the marks in a gap, and whether there are marks."""
        part = self._ink[white.y : white.bottom, white.x : white.right]
        _, stats = components(np.ascontiguousarray(part))
        low, high = LOW_MARK[1] * height, LOW_MARK[0] * height
        sides = [stats[1:, k] for k in (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT)]
        marks = stats[1:][(np.minimum(*sides) >= max(2, low)) & (np.maximum(*sides) <= high)]
        edges = sorted((int(m[0]), int(m[0] + m[2])) for m in marks)
        return max(_spaces([(0, 0), *edges, (white.width, white.width)])), bool(edges)

    def ends_in_mark(self, line: Strip, *, at_end: bool) -> bool:
        """Tell whether a line begins, or ends, with a mark: the ink up to the first white column is low."""
        box = line.box
        part = self._ink[box.y : box.bottom, box.x : box.right]
        part = (part[:, ::-1] if at_end else part)[:, : round(line.height)]
        inked = part.any(axis=0)
        white = np.flatnonzero(~inked)
        if not len(white):
            return False
        rows = np.flatnonzero(part[:, : white[0]].any(axis=1))
        return len(rows) > 0 and int(rows[-1] - rows[0]) < LOW_MARK[0] * line.height

    def begins(self, white: Box, right: Box) -> bool:
        """Tell whether another column begins right of a gap."""
        return self._streams.part(white) and self._streams.begins(right.x, right.bottom)


def _pairs(strips: Sequence[Strip]) -> list[tuple[Strip, Strip]]:
    """Return what stands side by side on one line, near enough to be words of it."""
    return [
        (a, b)
        for a in strips
        for b in strips
        if a.box.x < b.box.x
        and b.box.x - a.box.right <= FURTHEST * max(a.height, b.height)
        and _differ(a, b) <= ONE_SIZE
        and a.box.overlap_y(b.box) >= 0.6 * min(a.height, b.height)
    ]


def _is_spaced(left: Strip, right: Strip, strips: Sequence[Strip], page: _Page) -> bool:
    high = max(left.height, right.height)
    if right.box.x < left.box.right:
        return True
    white = _white(left.box, right.box)
    if page.ruled(white) or not _is_alike(left, right, ONE_SIZE, ONE_TONE, BASE):
        return False
    widest, marks = page.widest(white, high)
    marks = marks or page.ends_in_mark(left, at_end=True) or page.ends_in_mark(right, at_end=False)
    allowed = MARK * high if marks else 0.0
    spaces = [gap for s in (left, right) for gap in _spaces([(p.x, p.right) for p in s.parts])]
    usual = max(spaces, default=0)
    if widest < NARROW * high or _runs_through(left, right, strips):
        return True
    like_words = widest <= LIKE_WORDS * usual + allowed
    if page.begins(white, right.box):
        return like_words and _is_alike(left, right, SAME_SIZE, SAME_TONE, SAME_BASE)
    return like_words or widest <= FREE * high + allowed


def _white(left: Box, right: Box) -> Box:
    top, bottom = min(left.y, right.y), max(left.bottom, right.bottom)
    return Box(left.right, top, max(1, right.x - left.right), bottom - top)


def _is_alike(left: Strip, right: Strip, size: float, tone: float, base: float) -> bool:
    """Tell whether two parts of a line agree within so many times in size and tone, and heights in their base line."""
    light, dark = sorted((left.weight, right.weight))
    off = abs(_base(left, at_end=True) - _base(right, at_end=False))
    return _differ(left, right) <= size and dark <= tone * light and off <= base * max(left.height, right.height)


def _differ(a: Strip, b: Strip) -> float:
    """Return the factor by which two lines differ in size: of the type's height, or of all ink where type is broken."""
    low, high = sorted((a.height, b.height))
    lower, higher = sorted((a.box.height, b.box.height))
    return min(high / low, higher / lower)


def _base(line: Strip, *, at_end: bool) -> int:
    """Return where the words at one end of a line stand."""
    edge = line.box.right if at_end else line.box.x
    near = [p for p in line.parts if (edge - p.right if at_end else p.x - edge) < 1.5 * line.height]
    return max(p.bottom for p in near) if near else line.box.bottom


def _runs_through(left: Strip, right: Strip, strips: Sequence[Strip]) -> bool:
    """Tell whether another line of the same headline, right above or below, runs on past the gap."""
    both = Box.around([left.box, right.box])
    high = max(left.height, right.height)
    for other in strips:
        box = other.box
        apart = max(box.y - both.bottom, both.y - box.bottom)
        on_edge = abs(box.x - both.x) < 0.6 * high or abs(box.centre[0] - both.centre[0]) < 0.6 * high
        past = box.x < left.box.right and box.right > right.box.x
        if past and on_edge and -0.3 * high < apart < THROUGH * high and _is_of_size(other, left, right):
            return True
    return False


def _is_of_size(other: Strip, left: Strip, right: Strip) -> bool:
    return all(
        _differ(other, s) <= ONE_SIZE and max(other.weight, s.weight) <= ONE_TONE * min(other.weight, s.weight)
        for s in (left, right)
    )


def _spaces(edges: Sequence[tuple[int, int]]) -> list[int]:
    """Return the white between things in a line, given their edges from left to right, some over others."""
    reach = accumulate((right for _, right in edges), max)
    return [left - right for (left, _), right in zip(edges[1:], reach, strict=False)]


def joined(group: Sequence[Strip]) -> Strip:
    """Return one line made of parts of it."""
    widths = [s.box.width for s in group]
    return replace(
        group[0],
        box=Box.around(s.box for s in group),
        height=median_by_width(widths, [s.height for s in group]),
        weight=median_by_width(widths, [s.weight for s in group]),
        parts=tuple(sorted(box for s in group for box in s.parts)),
    )
