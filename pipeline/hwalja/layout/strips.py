"""Strips: the lines of type, found as runs of ink that stand side by side."""

from __future__ import annotations

import numpy as np

from hwalja.geometry import Box
from hwalja.layout.canvas import EM, Mask
from hwalja.layout.caps import is_dropped
from hwalja.layout.groups import Groups
from hwalja.layout.pieces import LARGE, SAME, clean, find_pieces
from hwalja.layout.spacing import join_words
from hwalja.layout.streams import Streams, find_streams
from hwalja.layout.strip import Strip, median_by_width
from hwalja.model import Grey

LINK_BODY = 1.7
"""Word spaces in justified columns reach so many em."""

LINK_TALL = 0.95
"""Word spaces in headlines reach this share of the type's height."""

BOLDER = 1.1
"""A line is at most so many times as dark as most of its words."""

SOLID = 2.0
"""Signs such as ■ are so many times as dark as words."""

TALLER, LARGER = 1.15, 1.35
"""Body type is lower than so many em; what is higher than the other is none."""

DASH = 0.25
"""Dashes are lower than so many em."""

DOT, DOTS = 0.5, 1.3
"""Dots are lower than so many em, and at most so many em apart."""


def find_strips(ink: Mask, tone: Grey, rules: Mask) -> tuple[list[Strip], Streams]:
    """Find the lines of type, and the gutters between them.

    Args:
        ink: Without rules and pictures.
        tone: How dark each pixel is, 0 … 255.
        rules: Ink of the rules.
    """
    solid = clean(ink)
    pieces = find_pieces(solid, tone * solid)
    streams = find_streams(solid | rules, [p.box for p in pieces])
    rows = _linked(pieces, streams, rules)
    return join_words(_gathered([_strip(group) for group in rows]), ink, rules, streams), streams


def _linked(pieces: list[Strip], streams: Streams, rules: Mask) -> list[list[Strip]]:
    """Group pieces that stand side by side in one line."""
    pieces = sorted(pieces, key=lambda p: p.box.x)
    caps = {i for i, piece in enumerate(pieces) if is_dropped(piece, pieces)}
    groups = Groups(len(pieces))
    for i, j in _neighbours(pieces):
        if i in caps or j in caps or groups.together(i, j):
            continue
        if _one_line(pieces[i], pieces[j], streams, rules):
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
        return not streams.part(white) or not streams.begins(right.x, right.bottom)
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
