"""Pieces: words and parts of words, found as runs of ink."""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from hwalja.geometry import Box
from hwalja.layout.canvas import EM, Mask
from hwalja.layout.caps import with_caps
from hwalja.layout.morphology import closed, components
from hwalja.layout.strip import Strip
from hwalja.model import Grey

SMEAR = 0.45
"""Ink less than so many em apart sideways is one piece."""

STACK = 0.2
"""Ink less than so many em apart up and down is one piece: the parts of a syllable, never two lines."""

SPECK = 0.22
"""Components smaller than so many em both ways do not make pieces: dirt, dots, commas (they are still read)."""

PART = 0.35
"""Parts of large syllables are at least so many em high."""

WORD = 3.0
"""Parts that stand over one another are those of words at most so many times as wide as high: longer are lines."""

THIN = 0.45
"""Long pieces lower than so many em are leaders, dashes and folds: they neither make lines nor widen them."""

LARGE = 1.5
"""Lines higher than so many em are display type."""

TALLEST = 7.0
"""Type is at most so many em high."""

SAME = 1.6
"""Pieces whose heights differ by no more than this factor may stand in one line."""


def clean(ink: Mask) -> Mask:
    """Return the ink without specks."""
    labels, stats = components(ink)
    size = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    keep = (size >= SPECK * EM).astype(np.uint8)
    return np.asarray(keep[labels], np.uint8)


def find_pieces(ink: Mask, tone: Grey) -> list[Strip]:
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
    return _syllables(found)


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
    pieces, caps = with_caps(pieces)
    guides = [p.box for p in pieces if p.height >= LARGE * EM and p not in caps]
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
    if both.width > WORD * both.height:
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
