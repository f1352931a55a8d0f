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

STRIPS = 8
"""Columns of a page do not share baselines: profiles are taken in so many upright strips, each together with the
next. Wider ones see more of the angle but mix columns: off by 0.005° on the scans of tests/preprocess/test_skew.py
and 0.016° on its made-up pages (root mean square), where quarters that do not overlap are off by 0.008° and 0.025°."""

BLUR = 1.0
"""Standard deviation in px of the tops of one line: profiles are smoothed by it."""

PEAK = 0.4
"""Degrees to either side of the sharpest angle whose scores tell where the middle of the peak is."""

FEWEST = 200
"""Pixels of edge; with fewer there is no text to tell an angle from."""


def estimate_skew(grey: Grey) -> float:
    """Return by how many degrees the text is turned clockwise, 0.0 where no angle stands out."""
    factor = min(1.0, SIDE / max(grey.shape))
    size = max(1, round(grey.shape[1] * factor)), max(1, round(grey.shape[0] * factor))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    ys, xs = _edges(np.asarray(small, np.uint8))
    if len(ys) < FEWEST:
        return 0.0
    strips = (xs * STRIPS / small.shape[1]).astype(np.int64)
    best = _search(ys, xs, strips, np.arange(-LIMIT, LIMIT + 1e-6, 0.25))
    best = _search(ys, xs, strips, best + np.arange(-6, 7) * 0.05)
    return round(_middle(ys, xs, strips, best + np.arange(-PEAK, PEAK + 1e-6, 0.05)), 3)


def _edges(grey: Grey) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return where paper turns into ink downwards, the tops of glyphs, to parts of a pixel: whole rows would lure
    the search to 0°.
    """
    paper = cv2.blur(cv2.dilate(grey, np.ones((25, 25), np.uint8)), (25, 25))
    above = grey - paper * np.float32(0.7)
    ys, xs = np.nonzero((above[1:] < 0) & (above[:-1] >= 0))
    upper, lower = above[ys, xs], above[ys + 1, xs]
    return ys + (upper / (upper - lower)).astype(np.float64), xs.astype(np.float64)


def _search(
    ys: NDArray[np.float64], xs: NDArray[np.float64], strips: NDArray[np.int64], angles: NDArray[np.floating]
) -> float:
    return float(angles[int(np.argmax(_scores(ys, xs, strips, angles)))])


def _middle(
    ys: NDArray[np.float64], xs: NDArray[np.float64], strips: NDArray[np.int64], angles: NDArray[np.floating]
) -> float:
    """Return the centre of the upper half of the peak: it is steadier than the peak's highest point."""
    scores = _scores(ys, xs, strips, angles)
    low, high = scores.min(), scores.max()
    upper = np.maximum(scores - (low + high) / 2, 0.0)
    return float(np.average(angles, weights=upper)) if high > low else 0.0


def _scores(
    ys: NDArray[np.float64], xs: NDArray[np.float64], strips: NDArray[np.int64], angles: NDArray[np.floating]
) -> NDArray[np.float64]:
    return np.array([_sharpness(ys - xs * np.tan(np.radians(a)), strips) for a in angles])


def _sharpness(rows: NDArray[np.float64], strips: NDArray[np.int64]) -> float:
    """Return the sum of squares of the profiles; an edge counts in both rows that it lies between."""
    rows = rows - rows.min()
    upper = np.floor(rows).astype(np.int64)
    share = rows - upper
    length = int(upper.max()) + 2
    at, size = strips * length + upper, STRIPS * length
    profile = np.bincount(at, 1.0 - share, size) + np.bincount(at + 1, share, size)
    kernel = cv2.getGaussianKernel(round(6 * BLUR) | 1, BLUR).ravel()
    smooth = cv2.sepFilter2D(profile.reshape(STRIPS, length), -1, kernel, np.ones(1))
    return float(((smooth[1:] + smooth[:-1]) ** 2).sum())
