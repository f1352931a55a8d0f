"""Skew from the sharpness of the row profile, after Postl (US patent 4 723 297, expired): level text has sharp rows."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from hwalja.model import Grey

LIMIT = 5.0
"""Degrees to either side that are searched."""

SIDE = 1600
"""The longer side in px of the image that is searched: enough for 0.02°."""

STRIPS = 6
"""Columns of a page do not share baselines: profiles are taken in so many upright strips."""


def estimate_skew(grey: Grey) -> float:
    """Return by how many degrees the text is turned clockwise, 0.0 where no angle stands out."""
    factor = min(1.0, SIDE / max(grey.shape))
    small = np.asarray(cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.uint8)
    ys, xs = _edges(small)
    if len(ys) < 200:
        return 0.0
    strips = (xs * STRIPS / small.shape[1]).astype(np.int64)
    best = _search(ys, xs, strips, np.arange(-LIMIT, LIMIT + 1e-6, 0.25))
    for step in (0.05, 0.01):
        best = _search(ys, xs, strips, best + np.arange(-6, 7) * step)
    return round(float(best), 3)


def _edges(grey: Grey) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the coordinates of pixels where paper turns into ink downwards: the tops of glyphs."""
    paper = cv2.blur(cv2.dilate(grey, np.ones((25, 25), np.uint8)), (25, 25))
    dark = grey < paper * 0.7
    top = dark[1:] & ~dark[:-1]
    ys, xs = np.nonzero(top)
    dither = np.random.default_rng(0).normal(0.0, 0.8, len(ys))  # else whole rows make 0° look sharper than it is
    return ys + dither, xs.astype(np.float64)


def _search(
    ys: NDArray[np.float64], xs: NDArray[np.float64], strips: NDArray[np.int64], angles: NDArray[np.floating]
) -> float:
    scores = [_sharpness(ys - xs * np.tan(np.radians(a)), strips) for a in angles]
    return float(angles[int(np.argmax(scores))])


def _sharpness(rows: NDArray[np.float64], strips: NDArray[np.int64]) -> float:
    whole = np.floor(rows - rows.min()).astype(np.int64)
    profile = np.bincount(strips * (int(whole.max()) + 1) + whole)
    return float((profile.astype(np.float64) ** 2).sum())
