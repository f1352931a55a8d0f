"""Stains: soft blotches on the paper, paler than print and thicker than the strokes of the type that they touch."""

from __future__ import annotations

import cv2
import numpy as np

from hwalja.layout.canvas import EM, Canvas, Mask
from hwalja.layout.morphology import components, dilated, opened
from hwalja.preprocess.illumination import PAPER

THICK = 0.45
"""A stain is so many em thick, or more: strokes of body type are a quarter of that."""

LEAST = 0.95
"""It is so many em wide and high, or more: signs such as ■ are smaller."""

ROUND, FULL = 0.5, 0.65
"""It is at most so much longer one way than the other, and fills so much of its box: strokes of large type do not."""

PALE = 0.3
"""A stain is paler than print by so much of the way from the darkest print to the paper; thick strokes are not."""

DARKEST = 2
"""Percentage of the printed pixels that are the darkest."""

RIM = 0.35
"""The soft rim of a stain is at most so many em wide."""

STROKE = 0.12
"""Strokes in a stain are darker than it by this share of the way from print to paper."""


def find_stains(canvas: Canvas) -> Mask:
    """Return the ink that is a stain, without the strokes of type that are printed in it."""
    side = round(THICK * EM)
    solid = opened(canvas.ink, side, side)
    labels, stats = components(solid)
    if len(stats) < 2:
        return np.zeros_like(canvas.ink)
    black = float(np.percentile(canvas.even[canvas.ink > 0], DARKEST))
    span = PAPER - black
    stain = np.zeros_like(canvas.ink)
    rim = round(RIM * EM)
    wide, high, size = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT], stats[:, cv2.CC_STAT_AREA]
    least = np.maximum(LEAST * EM, ROUND * np.maximum(wide, high))
    blotch = (np.minimum(wide, high) >= least) & (size >= FULL * wide * high)
    for label in np.flatnonzero(blotch):
        x, y, width, height, _ = stats[label]
        area = (slice(max(0, y - rim), y + height + rim), slice(max(0, x - rim), x + width + rim))
        own = labels[area] == label
        tone = canvas.even[area][own].mean()
        if tone > black + PALE * span:
            around = dilated(own.astype(np.uint8), 2 * rim + 1, 2 * rim + 1)
            stain[area] |= around & (canvas.even[area] > tone - STROKE * span)
    return stain & canvas.ink
