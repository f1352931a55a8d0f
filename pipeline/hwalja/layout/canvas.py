"""The canvas: the sheet at the one scale that layout works at, body type `EM` px high, and its ink."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from hwalja.geometry import Box
from hwalja.layout.morphology import closed, components, dilated
from hwalja.model import Grey, Sheet
from hwalja.preprocess.illumination import PAPER

EM = 20.0
"""Height in px of body type on the canvas: strokes are two pixels wide, a 21-megapixel page is 4 megapixels."""

ENLARGED, LARGE = (1.5, 2.0), 8_000_000
"""Small type is enlarged up to so many times: by the second only where that is enough, and leaves the canvas below so
many px. At 90 dpi, body type 10 to 12 px high, lines and articles of the benchmarks' development pages come out better.
What is smaller still is grain, or cannot be read anyway."""

SEARCH_SIDE = 2000
"""Longer side in px of the image in which the em is searched."""

CANDIDATES = np.geomspace(7.0, 60.0, 24)
"""Type heights in px of that image that are tried: 6 to 55 pt on a tabloid page."""

BAND, BANDS = 240, 6
"""Bands of that image in which they are tried first are so many px high, many times as high as most type; of fewer than
so many bands, all are looked at."""

WORD_HEIGHT = 1.1
"""Height of a printed word in em: punctuation and brackets reach a little above and below the syllables.
Measured on pages of the benchmarks' development set, whose type size is known."""

LEVEL_BARS = 0.9
"""Bars of level words cover so many times the page's ink, being boxes around it: 1.2 to 2.6 times on the pages of the
benchmarks' development set and documents, 0.6 times on one in vertical setting."""

UPRIGHT = 2.0
"""… and upright bars cover at least so many times as much as those: 5 to 40 times on pages in vertical setting as drawn
by the tests, at most 1.2 times where a few level lines stand beside a large picture."""

THIN_STROKES = 0.45
"""Share of the way from Otsu's threshold to the paper's tone: less breaks worn serifs, more takes in show-through."""

PALEST = 230
"""Tones from this one on are paper: Otsu's threshold is looked for among the darker ones."""

Mask = NDArray[np.uint8]
"""A picture of yes and no, shape (height, width), 0 or 1."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """The sheet at layout scale.

    Attributes:
        scale: Canvas px per sheet px.
        grey: Tones as scanned.
        even: Paper evened to white.
        ink: 1 where `even` is printed black.
        threshold: Tone below which `even` counts as ink.
    """

    scale: float
    grey: Grey
    even: Grey
    ink: Mask
    threshold: float


def leaf_canvas(sheet: Sheet, leaf: Box) -> Canvas:
    """Bring one leaf of the sheet to layout scale."""
    part = (slice(leaf.y, leaf.bottom), slice(leaf.x, leaf.right))
    return make_canvas(replace(sheet, grey=sheet.grey[part], even=sheet.even[part], leaves=()))


def make_canvas(sheet: Sheet) -> Canvas:
    """Bring the sheet to layout scale."""
    em = estimate_em(sheet.even)
    scale = EM / em
    if scale > ENLARGED[1] or scale * scale * sheet.even.size > LARGE:
        scale = min(ENLARGED[0], scale)
    even, grey = resized(sheet.even, scale), resized(sheet.grey, scale)
    threshold = ink_threshold(even)
    return Canvas(scale=scale, grey=grey, even=even, ink=(even < threshold).astype(np.uint8), threshold=threshold)


def ink_threshold(even: Grey) -> float:
    """Return the tone between ink and paper: Otsu's, moved to the side of the paper where thin strokes are."""
    tones = cv2.calcHist([even], [0], None, [PALEST], [0, PALEST]).ravel().astype(np.intp)
    dark = np.repeat(np.arange(PALEST, dtype=np.uint8), tones)
    if dark.size < 100:
        return 128.0
    found, _ = cv2.threshold(dark.reshape(1, -1), 0, 255, cv2.THRESH_OTSU)
    return float(found) + THIN_STROKES * (PAPER - float(found))


def estimate_em(even: Grey) -> float:
    """Return the height in px of the commonest type: the one at which most words come out in one height.

    For every candidate, ink is smeared sideways by half an em: at the right one, words become bars about an em
    high. The candidate with the greatest length of such bars wins. Where even its bars are few, the page may be set
    from top to bottom: the width of upright bars tells then.
    """
    factor = min(1.0, SEARCH_SIDE / max(even.shape))
    small = resized(even, factor)
    ink = (small < ink_threshold(small)).astype(np.uint8)
    height, cover = _bar_height(ink)
    if cover < LEVEL_BARS * ink.sum():
        width, upright = _bar_height(np.ascontiguousarray(ink.T))
        if upright > UPRIGHT * cover:
            height = width
    return float(height / WORD_HEIGHT / factor)


def _bar_height(ink: Mask) -> tuple[float, float]:
    """Return the height in px of the commonest bars of words, and the area that they cover.

    Lengths rise to the greatest from the candidate on either side: every second is tried first, in every second band
    of a large page, large ones in a picture of half the size, and then the way up is followed.
    """
    every = 2 if len(ink) >= BANDS * BAND else 1
    bands = np.concatenate([ink[top : top + BAND] for top in range(0, len(ink), every * BAND)])
    half = np.ascontiguousarray(dilated(bands, 2, 2)[::2, ::2])

    @cache
    def length(candidate: int) -> int:
        return _bar_length(ink, CANDIDATES[candidate])

    def about(candidate: int) -> int:
        em = CANDIDATES[candidate]
        return 2 * _bar_length(half, em / 2) if em >= 2 * CANDIDATES[0] else _bar_length(bands, em)

    best = max(range(0, len(CANDIDATES), 2), key=about)
    around = range(max(0, best - 1), min(best + 2, len(CANDIDATES)))
    while (top := max(around, key=length)) != best:
        best, around = top, range(max(0, top - 1), min(top + 2, len(CANDIDATES)))
    weights = np.array([length(candidate) for candidate in around], np.float64) + 1e-9
    return float(np.average(CANDIDATES[around], weights=weights)), float(length(best) * CANDIDATES[best])


def _bar_length(ink: Mask, em: float) -> int:
    _, stats = components(closed(ink, max(2, round(em * 0.5)), 1))
    width, height = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    fits = (height > 0.78 * em) & (height < em) & (width > 2 * em) & (width < 30 * em)
    return int(width[fits].sum())


def resized(grey: Grey, factor: float) -> Grey:
    """Return the image with sides `factor` times as long; by halves first, which costs a tenth."""
    while factor <= 0.5 and min(grey.shape) > 1:
        even = grey[: grey.shape[0] // 2 * 2, : grey.shape[1] // 2 * 2]
        grey = np.asarray(cv2.resize(even, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), np.uint8)
        factor *= 2
    if factor == 1.0:
        return grey
    how = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    if min(grey.shape) * factor < 1:
        size = max(1, round(grey.shape[1] * factor)), max(1, round(grey.shape[0] * factor))
        return np.asarray(cv2.resize(grey, size, interpolation=how), np.uint8)
    return np.asarray(cv2.resize(grey, None, fx=factor, fy=factor, interpolation=how), np.uint8)
