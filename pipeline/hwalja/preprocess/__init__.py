"""Preprocess: the scan becomes a sheet that stands upright, level, flat, in even light and without surroundings.

What has to be done is told from small images; the scan itself is resampled once, or not at all if nothing is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np

from hwalja.geometry import Affine, Box, Grid, Map, lattice
from hwalja.model import Grey, Scan, Sheet, Turn
from hwalja.preprocess.bend import Bend
from hwalja.preprocess.border import Mask, find_border
from hwalja.preprocess.dewarp import find_bend, straightened
from hwalja.preprocess.fold import without_folds
from hwalja.preprocess.illumination import even_light
from hwalja.preprocess.leaves import find_leaves
from hwalja.preprocess.orientation import find_orientation
from hwalja.preprocess.polarity import positive
from hwalja.preprocess.resample import LARGEST, levelled, resample, turned, turning
from hwalja.preprocess.runs import Runs, find_runs, ink_of, reduced
from hwalja.preprocess.skew import estimate_skew

LEVEL = 0.05
"""Degrees of skew that are left alone: turning would only soften the type."""

PAGE = 0.05
"""Share of a row or column that must be page for it to lie within the page's box."""

WHITE = 255

UNSURE = "it is not sure which side of the page is up: it was left as it is"

__all__ = ["UNSURE", "estimate_skew", "even_light", "find_border", "find_orientation", "preprocess"]


@dataclass(frozen=True, slots=True)
class _Upright:
    """The scan turned upright, its borders made paper, in a small image.

    Attributes:
        grey: The small image.
        factor: By what its sides were multiplied.
        border: What of it is no page, or None.
        to_scan: From the upright scan, in full size, to the scan.
        size: Width and height of the upright scan.
        turn: Degrees clockwise by which it was turned.
        sure: Whether it is known which side is up.
        em: Height of body type in px of the small image, 0.0 where there is none.
    """

    grey: Grey
    factor: float
    border: Mask | None
    to_scan: Affine
    size: tuple[int, int]
    turn: Turn
    sure: bool
    em: float


def preprocess(scan: Scan) -> Sheet:
    """Make the scan a positive, turn it upright, level it, straighten it, take its borders away and even its light."""
    tones = positive(scan.grey)
    given = _set_upright(tones)
    skew = estimate_skew(given.grey)
    if abs(skew) < LEVEL or max(tones.shape) > LARGEST:
        skew = 0.0
    size, to_upright = levelled(*given.size, skew)
    level = _level(given, size, to_upright)
    runs = find_runs(ink_of(level), given.em)
    bend = find_bend(level, runs) if max(tones.shape) <= LARGEST else None
    to_level = given.to_scan.after(to_upright)
    to_scan: Map = to_level
    if bend is not None:
        size, to_scan = _straightened(size, bend.scaled(1 / given.factor), to_level)
    grey = resample(tones, size, to_scan) if skew or bend is not None else turned(tones, given.turn)
    page = Box(0, 0, *size)
    if given.border is not None:
        outside = _outside(given.border, tones, size, to_scan)
        page = _page(outside, size)
        grey = _painted(grey, outside, _paper(grey, outside))
    return Sheet(
        grey=grey,
        even=without_folds(even_light(grey), page),
        skew=skew,
        to_scan=to_scan,
        turn=given.turn,
        leaves=_leaves(page, runs, level, given.factor),
        warnings=() if given.sure else (UNSURE,),
        negative=tones is not scan.grey,
    )


def _set_upright(grey: Grey) -> _Upright:
    small, factor = reduced(grey)
    border = find_border(small)
    if border is not None:
        small = _painted(small, border, _paper(small, border))
    found = find_orientation(small)
    turn = found.turn
    height, width = grey.shape
    return _Upright(
        grey=turned(small, turn),
        factor=factor,
        border=border,
        to_scan=turning(width, height, turn),
        size=(height, width) if turn in (90, 270) else (width, height),
        turn=turn,
        sure=found.sure,
        em=found.em,
    )


def _level(given: _Upright, size: tuple[int, int], to_upright: Affine) -> Grey:
    """Return the small image levelled as the whole one will be."""
    if to_upright == Affine():
        return given.grey
    k = given.factor
    small = max(1, round(size[0] * k)), max(1, round(size[1] * k))
    return resample(given.grey, small, to_upright.scaled(k))


def _straightened(size: tuple[int, int], bend: Bend, to_level: Affine) -> tuple[tuple[int, int], Grid]:
    """Return size and map of the sheet with its bend taken out."""
    size, to_bent = straightened(size, bend)
    rows, columns = to_bent.knots.shape[:2]
    knots = to_level.points(to_bent.knots.reshape(-1, 2)).reshape(rows, columns, 2)
    return size, Grid.of_points(knots, to_bent.step)


def _outside(border: Mask, scan: Grey, size: tuple[int, int], to_scan: Map) -> Mask:
    """Return what of the sheet is no page, as a small mask that covers all of it."""
    factor = border.shape[1] / scan.shape[1], border.shape[0] / scan.shape[0]
    shrink = max(border.shape) / max(size)
    columns, rows = (max(1, round(side * shrink)) for side in size)
    middles = lattice(columns, rows, 1.0) + 0.5
    there = to_scan.points(middles * (size[0] / columns, size[1] / rows)) * factor
    x, y = (np.clip(there[:, axis], 0, border.shape[1 - axis] - 1).astype(np.intp) for axis in (0, 1))
    mask: Mask = border[y, x].reshape(rows, columns)
    return mask


def _page(outside: Mask, size: tuple[int, int]) -> Box:
    """Return the box around what is page."""
    rows, columns = (np.flatnonzero((~outside).mean(axis=axis) > PAGE) for axis in (1, 0))
    if not len(rows) or not len(columns):
        return Box(0, 0, *size)
    x, y = size[0] / outside.shape[1], size[1] / outside.shape[0]
    box = Box.of_edges(columns[0] * x, rows[0] * y, (columns[-1] + 1) * x, (rows[-1] + 1) * y)
    return box.clipped(*size)


def _leaves(page: Box, runs: Runs, level: Grey, factor: float) -> tuple[Box, ...]:
    """Return the leaves in px of the sheet; `level`, which has `runs`, is `factor` times as large."""
    high, wide = runs.labels.shape
    found = find_leaves(page.scaled(factor).clipped(wide, high), runs, level)
    edges = [page.x, *(round(leaf.x / factor) for leaf in found[1:]), page.right]
    return tuple(Box(a, page.y, b - a, page.height) for a, b in pairwise(edges))


def _paper(grey: Grey, border: Mask) -> int:
    """Return the tone of the page's paper."""
    small = cv2.resize(grey, (border.shape[1], border.shape[0]), interpolation=cv2.INTER_AREA)
    return int(np.percentile(small[~border], 75)) if not border.all() else WHITE


def _painted(grey: Grey, mask: Mask, tone: int) -> Grey:
    """Return the image with one tone where the mask, brought to its size, says so."""
    size = (grey.shape[1], grey.shape[0])
    wide = cv2.resize(mask.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST)
    return np.where(wide, np.uint8(tone), grey)
