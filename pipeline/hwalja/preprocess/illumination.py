"""Even light: the paper's own tone, taken from the surroundings of every pixel, becomes white."""

from __future__ import annotations

import cv2
import numpy as np

from hwalja.model import Grey

PAPER = 250.0
"""Tone that paper is evened to; a little below white, so that its grain is not clipped."""

SHRINK = 8
"""The paper's tone changes slowly: it is estimated in an image so many times smaller."""

REACH = 0.02
"""Surroundings in which some paper is sure to show, as a share of the shorter side (two or three ems)."""

DARKEST_PAPER = 0.55
"""Nothing darker than this share of the page's paper is taken for paper: photographs and reversed boxes stay dark."""


def even_light(grey: Grey, reach: float | None = None) -> Grey:
    """Return the image with its paper at about `PAPER` everywhere.

    Args:
        grey: A whole page, or a part of one.
        reach: Surroundings in px in which some paper is sure to show; of a whole page, `REACH` tells.
    """
    size = (max(1, grey.shape[1] // SHRINK), max(1, grey.shape[0] // SHRINK))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    cells = max(3, round((reach or min(grey.shape) * REACH) / SHRINK)) | 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (cells, cells))
    paper = cv2.morphologyEx(cv2.medianBlur(small, 3), cv2.MORPH_CLOSE, kernel)
    page = float(np.percentile(paper, 75))
    paper = np.maximum(paper, np.uint8(max(1.0, DARKEST_PAPER * page)))
    paper = cv2.GaussianBlur(paper, (0, 0), cells / 3)
    wide = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(grey, wide, scale=PAPER), np.uint8)
