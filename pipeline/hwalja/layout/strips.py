"""Strips: the lines of type, found as runs of ink that stand side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from hwalja.geometry import Box
from hwalja.layout.canvas import EM, Mask
from hwalja.layout.groups import Groups
from hwalja.layout.morphology import closed, components
from hwalja.layout.streams import Streams, find_streams
from hwalja.model import Grey

SMEAR = 0.45
"""Ink less than so many em apart sideways is one piece."""

STACK = 0.2
"""Ink less than so many em apart up and down is one piece: the parts of a syllable, never two lines."""

SPECK = 0.22
"""Components smaller than so many em both ways do not make pieces: dirt, dots, commas (they are still read)."""

PART = 0.35
"""Parts of large syllables are at least so many em high."""

THIN = 0.45
"""Long pieces lower than so many em are leaders, dashes and folds: they neither make lines nor widen them."""

LARGE = 1.5
"""Lines higher than so many em are display type."""

TALLEST = 7.0
"""Type is at most so many em high."""

SAME = 1.6
"""Pieces whose heights differ by no more than this factor may stand in one line."""

LINK_BODY = 1.7
"""Word spaces in justified columns reach so many em."""

LINK_TALL = 0.95
"""Word spaces in headlines reach this share of the type's height."""

BOLDER = 1.1
"""A line is at most so many times as dark as most of its words."""

SOLID = 2.0
"""Signs such as ■ are so many times as dark as words."""

DECK = 1.07
"""Subheadings are at least so many em high."""

LIKE_WORDS = 1.25
"""The words of a headline stand apart by no more than this factor of the widest space in a part of it."""

TALLER, LARGER = 1.15, 1.35
"""Body type is lower than so many em; what is higher than the other is none."""

ONE_SIZE = 1.2
"""Words of one headline differ in height by no more than this factor."""

DASH = 0.25
"""Dashes are lower than so many em."""

DOT, DOTS = 0.5, 1.3
"""Dots are lower than so many em, and at most so many em apart."""

NARROW_TALL = 0.5
"""In headlines, a gap over a gutter is no gutter when it is narrower than this share of the type's height."""


@dataclass(frozen=True, slots=True)
class Strip:
    """One line of type in canvas px, or a part of one.

    Attributes:
        box: Around the ink.
        height: Height of its main type: accents, commas and brackets left aside.
        weight: Mean tone of its words, 0 … 1: bold faces are darker. Over worn paper it tells them apart where the
            width of strokes does not.
        parts: Boxes of the words or parts of words that it is made of.
        reversed: White on black.
    """

    box: Box
    height: float
    weight: float
    parts: tuple[Box, ...] = ()
    reversed: bool = False


def find_strips(ink: Mask, tone: Grey, rules: Mask) -> tuple[list[Strip], Streams]:
    """Find the lines of type, and the gutters between them.

    Args:
        ink: Without rules, pictures and specks.
        tone: How dark each pixel is, 0 … 255.
        rules: Ink of the rules.
    """
    pieces = _syllables(_pieces(ink, tone * ink))
    streams = find_streams(ink | rules, [p.box for p in pieces])
    rows = _linked(pieces, streams, rules)
    return _spaced(_gathered([_strip(group) for group in rows]), rules), streams


def _spaced(strips: list[Strip], rules: Mask) -> list[Strip]:
    """Join parts of headlines that stand no further apart than their own words do, or after an ellipsis."""
    order = sorted(range(len(strips)), key=lambda i: strips[i].box.x)
    groups = Groups(len(strips))
    for n, i in enumerate(order):
        for j in order[n + 1 :]:
            if strips[i].height > DECK * EM and _is_spaced(strips[i], strips[j], rules):
                groups.join(i, j)
    return [_joined(group) if len(group) > 1 else group[0] for group in groups.of(strips)]


def _is_spaced(left: Strip, right: Strip, rules: Mask) -> bool:
    low, high = sorted((left.height, right.height))
    gap = right.box.x - left.box.right
    if low < DECK * EM or high > ONE_SIZE * low or not 0 <= gap <= LINK_TALL * high:
        return False
    if left.box.overlap_y(right.box) < 0.6 * low:
        return False
    white = between(left.box, right.box)
    if rules[white.y : white.bottom, white.x : white.right].any(axis=1).mean() > 0.6:
        return False
    dots = left.parts[-1].height < 0.4 * left.height
    widest = max((*_spaces(left), *_spaces(right)), default=0)
    return gap <= LIKE_WORDS * widest or (dots and gap <= 0.8 * high)


def _spaces(strip: Strip) -> list[int]:
    """Return the white between the parts of a line, some of which stand over others."""
    reach = accumulate((part.right for part in strip.parts), max)
    return [part.x - right for part, right in zip(strip.parts[1:], reach, strict=False)]


def _joined(group: list[Strip]) -> Strip:
    widths = [s.box.width for s in group]
    return Strip(
        Box.around(s.box for s in group),
        median_by_width(widths, [s.height for s in group]),
        median_by_width(widths, [s.weight for s in group]),
        tuple(sorted(box for s in group for box in s.parts)),
    )


def clean(ink: Mask) -> Mask:
    """Return the ink without specks."""
    labels, stats = components(ink)
    size = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    keep = (size >= SPECK * EM).astype(np.uint8)
    return np.asarray(keep[labels], np.uint8)


def _pieces(ink: Mask, tone: Grey) -> list[Strip]:
    """Return words or parts of words: ink smeared sideways, split where lines touch."""
    labels, stats = components(closed(ink, round(SMEAR * EM), round(STACK * EM)))
    lefts, rights, darks = _contents(ink, tone, labels, len(stats))
    width, height = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    thin = (height < THIN * EM) & (width > 2.5 * EM)
    keep = ~thin & (height <= TALLEST * EM) & (np.maximum(width, height) >= SPECK * EM) & (rights > lefts)
    found = []
    for i in np.flatnonzero(keep):
        area = Box(*map(int, stats[i, :4]))
        own = (slice(area.y, area.bottom), slice(area.x, area.right))
        if height[i] >= 1.5 * EM and width[i] >= 3 * EM and _is_several(part := ink[own] & (labels[own] == i)):
            found += _split(part, tone[own], area)
        else:
            found.append(_piece(Box(int(lefts[i]), area.y, int(rights[i] - lefts[i]), area.height), float(darks[i])))
    return found


def _split(part: Mask, tone: Grey, area: Box) -> list[Strip]:
    """Return the lines of a piece in which they touch."""
    found = []
    for top, bottom in _bands(part):
        columns = np.flatnonzero(part[top:bottom].any(axis=0))
        if len(columns):
            box = Box(area.x + int(columns[0]), area.y + top, int(columns[-1] - columns[0] + 1), bottom - top)
            found.append(_piece(box, float(tone[top:bottom][part[top:bottom] > 0].sum())))
    return found


def _piece(box: Box, dark: float) -> Strip:
    return Strip(box, float(box.height), dark / (255 * box.area), (box,))


def _contents(
    ink: Mask, tone: Grey, labels: NDArray[np.int32], count: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Return left and right edge of the ink in every piece, 0 where there is none, and the sum of its tones."""
    pixels = np.flatnonzero(ink)
    own, columns = labels.ravel()[pixels], pixels % ink.shape[1]
    lefts, rights = np.full(count, ink.shape[1], np.int64), np.zeros(count, np.int64)
    np.minimum.at(lefts, own, columns)
    np.maximum.at(rights, own, columns + 1)
    return lefts, rights, np.bincount(own, tone.ravel()[pixels], count).astype(np.float64)


def _syllables(pieces: list[Strip]) -> list[Strip]:
    """Put the parts of large syllables together that stand over one another within one line."""
    guides = [p.box for p in pieces if p.height >= LARGE * EM]
    parts = {p for p in pieces if p.height >= PART * EM and any(_fits(p.box, guide, near=2.5) for guide in guides)}
    waiting = sorted(parts, key=lambda p: (-p.height, p.box))
    done = [p for p in pieces if p not in parts]
    while waiting:
        a = waiting.pop(0)
        part = next((b for b in waiting if _is_part(a.box, b.box, guides)), None)
        if part is not None and _run_on(a, part, pieces):
            part = None
        if part is None:
            done.append(a)
        else:
            box = Box.around([a.box, part.box])
            weight = (a.weight * a.box.area + part.weight * part.box.area) / box.area
            waiting = [Strip(box, float(box.height), weight, (box,)), *(p for p in waiting if p is not part)]
    return done


def _is_part(a: Box, b: Box, guides: list[Box]) -> bool:
    """Tell whether two pieces are parts of one syllable: over one another, and no higher than a letter beside them."""
    if a.overlap_x(b) < 0.4 * min(a.width, b.width) or a.shared(b) >= 0.9 * min(a.area, b.area):
        return False
    both = Box.around([a, b])
    if both.width > 1.5 * both.height:
        return False
    return any(_fits(both, guide, near=0.8) and guide not in (a, b) for guide in guides)


def _fits(box: Box, guide: Box, *, near: float) -> bool:
    """Tell whether a box stands in the line of a large letter, within `near` of its heights."""
    slack = 0.1 * guide.height
    inside = guide.y - slack <= box.y and box.bottom <= guide.bottom + slack
    return inside and box.overlap_x(guide) > -near * guide.height


def _run_on(a: Strip, b: Strip, pieces: list[Strip]) -> bool:
    """Tell whether two pieces are lines of body type: more lines follow above or below at the same distance."""
    if max(a.height, b.height) > SAME * min(a.height, b.height):
        return False
    both = Box.around([a.box, b.box])
    white = max(a.box.y, b.box.y) - min(a.box.bottom, b.box.bottom)
    return any(
        max(p.box.y - both.bottom, both.y - p.box.bottom) <= 1.2 * white + 0.2 * EM
        and p.box.overlap_x(both) > 0.4 * min(p.box.width, both.width)
        and p.box.overlap_y(both) <= 0
        and 1 / SAME <= p.height / a.height <= SAME
        for p in pieces
    )


def _is_several(part: Mask) -> bool:
    """Tell whether a piece is several body lines that touch, not a line of display type."""
    _, stats = components(part)
    tall = stats[1:, cv2.CC_STAT_HEIGHT] > EM
    return bool(stats[1:, cv2.CC_STAT_AREA][tall].sum() < 0.15 * part.sum())


def _bands(part: Mask) -> list[tuple[int, int]]:
    """Split a piece in which body lines touch: at rows with little ink between rows with much."""
    profile = np.convolve(part.sum(axis=1).astype(float), np.ones(3) / 3, "same")
    low = profile < 0.18 * np.percentile(profile, 85)
    cuts, start = [0], None
    for y, is_low in enumerate([*low, False]):
        if is_low and start is None:
            start = y
        elif not is_low and start is not None:
            middle = (start + y) // 2
            if middle - cuts[-1] >= 0.6 * EM and len(profile) - middle >= 0.6 * EM:
                cuts.append(middle)
            start = None
    edges = [*cuts, len(profile)]
    return list(pairwise(edges))


def _linked(pieces: list[Strip], streams: Streams, rules: Mask) -> list[list[Strip]]:
    """Group pieces that stand side by side in one line."""
    pieces = sorted(pieces, key=lambda p: p.box.x)
    groups = Groups(len(pieces))
    for i, j in _neighbours(pieces):
        if not groups.together(i, j) and _one_line(pieces[i], pieces[j], streams, rules):
            groups.join(i, j)
    return groups.of(pieces)


def _neighbours(pieces: list[Strip]) -> list[tuple[int, int]]:
    """Return pairs (left, right) of pieces near enough to stand in one line, nearest first."""
    if not pieces:
        return []
    boxes = np.array([[p.box.x, p.box.y, p.box.right, p.box.bottom] for p in pieces])
    pairs = []
    for i, piece in enumerate(pieces):
        reach = max(LINK_BODY * EM, LINK_TALL * piece.height)
        overlap = np.minimum(boxes[:, 3], boxes[i, 3]) - np.maximum(boxes[:, 1], boxes[i, 1])
        lower = np.minimum(boxes[:, 3] - boxes[:, 1], boxes[i, 3] - boxes[i, 1])
        gap = np.maximum(boxes[:, 0], boxes[i, 0]) - np.minimum(boxes[:, 2], boxes[i, 2])
        near = (gap <= np.maximum(reach, LINK_TALL * (boxes[:, 3] - boxes[:, 1]))) & (overlap >= 0.5 * lower)
        pairs += [(int(gap[j]), i, int(j)) for j in np.flatnonzero(near) if j > i]
    return [(i, j) for _, i, j in sorted(pairs)]


def _one_line(a: Strip, b: Strip, streams: Streams, rules: Mask) -> bool:
    low, high = sorted((a.height, b.height))
    gap = max(a.box.x, b.box.x) - min(a.box.right, b.box.right)
    if high < DOT * EM:
        return gap <= DOTS * EM  # the dots of an ellipsis
    if high > SAME * low:
        # a comma, a dash or a bracket beside bigger type
        small = a if a.height < b.height else b
        if small.height < DOT * EM:
            right = max(a.box, b.box, key=lambda box: box.x)
            apart = streams.part if high < TALLER * EM else lambda _: streams.begins(right.x, right.bottom)
            return gap <= 0.45 * high or (gap <= 0.9 * high and not apart(between(a.box, b.box)))
        near = gap <= (0.45 if high < LARGE * EM else 0.7) * high and small.box.width <= 1.2 * high
        words = small.height > DOT * EM and gap > 0.45 * EM
        return near and not (words and streams.part(between(a.box, b.box)))
    limit = LINK_BODY * EM if high < 1.5 * EM else LINK_TALL * high
    if gap > limit:
        return False
    if high > LARGER * EM and low < TALLER * EM and gap > 0.4 * EM and min(a.box.width, b.box.width) > 1.5 * EM:
        return False  # a headline, and body type beside it
    if gap <= 0.2 * EM:
        return True
    white = between(a.box, b.box)
    if rules[white.y : white.bottom, white.x : white.right].any(axis=1).mean() > 0.6:
        return False
    if low > TALLER * EM:
        # the words of a headline stand over gutters by chance; another headline begins where its column does
        right = max(a.box, b.box, key=lambda box: box.x)
        narrow = gap < (NARROW_TALL if high < ONE_SIZE * low else NARROW_TALL / 2) * high
        return narrow or not streams.part(white) or not streams.begins(right.x, right.bottom)
    return not streams.part(white)


def between(a: Box, b: Box) -> Box:
    """Return the white between two boxes that stand side by side."""
    left, right = sorted((a, b), key=lambda box: box.x)
    top, bottom = max(a.y, b.y), min(a.bottom, b.bottom)
    return Box(left.right, min(top, bottom), max(1, right.x - left.right), max(1, abs(bottom - top)))


def _strip(group: list[Strip]) -> Strip:
    box = Box.around(p.box for p in group)
    height = median_by_width([p.box.width for p in group], [p.height for p in group])
    if height < DASH * EM < box.height and max(group[0].height, group[-1].height) < DASH * EM:
        # a page number between dashes
        height = max(p.height for p in group)
    if box.height > LARGE * EM:
        # large syllables come in parts; in body type, the parts that stack up are commas and brackets
        stacks = _stacked(group)
        height = max(height, median_by_width([b.width for b in stacks], [float(b.height) for b in stacks]))
    return Strip(box, height, _weight(group, height), tuple(sorted(p.box for p in group)))


def _weight(group: list[Strip], height: float) -> float:
    """Return the tone of most words of a line over its height.

    The mean, without squares and dots that are all ink, is steadier; the median is not lured by a bold word or two.
    """
    widths = [p.box.width for p in group]
    tones = [p.weight * p.box.height / height for p in group]
    usual = median_by_width(widths, tones)
    words = [(w, t) for w, t in zip(widths, tones, strict=True) if t < SOLID * usual]
    mean = sum(w * t for w, t in words) / max(1, sum(w for w, _ in words))
    return min(mean, BOLDER * usual)


def median_by_width(widths: Sequence[int], values: Sequence[float]) -> float:
    """Return the median of `values` in which those of wide things count more."""
    order = np.argsort(values, kind="stable")
    reach = np.cumsum(np.asarray(widths, np.float64)[order])
    return float(values[order[int(np.searchsorted(reach, reach[-1] / 2))]])


def _stacked(group: list[Strip]) -> list[Box]:
    """Return the extents of syllables: pieces of one line that stand over one another."""
    stacks: list[Box] = []
    for box in sorted((p.box for p in group), key=lambda b: b.x):
        if stacks and stacks[-1].overlap_x(box) > 0.4 * min(stacks[-1].width, box.width):
            stacks[-1] = Box.around([stacks[-1], box])
        else:
            stacks.append(box)
    return stacks


def _gathered(strips: list[Strip]) -> list[Strip]:
    """Give parts of syllables that stand apart back to the lines that they stand in."""
    strips = sorted(strips, key=lambda s: -s.height)
    edges = np.array([[s.box.x, s.box.y, s.box.right, s.box.bottom, s.height] for s in strips], np.float64)
    gone = set()
    for i in range(len(strips) - 1, 0, -1):
        left, top, right, bottom, height = edges[i]
        slack = 0.12 * edges[:i, 4]
        inside = (edges[:i, 1] - slack <= top) & (bottom <= edges[:i, 3] + slack) & (height < 0.8 * edges[:i, 4])
        near = (edges[:i, 0] - 0.3 * edges[:i, 4] <= left) & (right <= edges[:i, 2] + 0.3 * edges[:i, 4])
        fits = np.flatnonzero(inside & near)
        if len(fits):
            home = int(fits[-1])
            strips[home] = _with_part(strips[home], strips[i])
            gone.add(i)
    return [s for i, s in enumerate(strips) if i not in gone]


def _with_part(strip: Strip, part: Strip) -> Strip:
    return Strip(
        Box.around([strip.box, part.box]),
        strip.height,
        strip.weight,
        tuple(sorted(strip.parts + part.parts)),
        strip.reversed,
    )
