"""Stains: soft blotches on the paper, paler than print and thicker than the strokes of the type that they touch."""

from __future__ import annotations

import cv2
import numpy as np

from hwalja.layout.canvas import EM, Canvas, Mask
from hwalja.layout.morphology import components, dilated, opened
from hwalja.preprocess.illumination import PAPER

THICK = 0.55
"""A stain is so many em thick, or more: strokes of body type are a quarter of that."""

LEAST = 0.95
"""It is so many em wide and high, or more: signs such as ■ are smaller."""

ROUND, FULL = 0.5, 0.55
"""It is at most so much longer one way than the other, and fills so much of its box: strokes of large type do not."""

GRAIN = 5
"""Side in px of the square over which the grain of the paper evens out."""

FAINT = 0.35
"""What is so much of the way from the tone of ink to the paper, or darker, may be a stain, when its grain is evened."""

EVEN = 0.1
"""Half of a stain's pixels lie within so much of the way from print to paper; of dense letters they do not."""

PALE = 0.3
"""A stain is paler than print by so much of the way from the darkest print to the paper; thick strokes are not."""

DARKEST = 2
"""Percentage of the printed pixels that are the darkest."""

RIM = 0.35
"""The soft rim of a stain is at most so many em wide."""

STROKE = 0.12
"""Strokes in a stain make its tone darker by this share of the way from print to paper."""


def find_stains(canvas: Canvas) -> Mask:
    """Return the ink that is a stain, without the strokes of type that are printed in it."""
    side = round(THICK * EM)
    smooth = cv2.blur(canvas.even, (GRAIN, GRAIN))
    solid = opened((smooth < canvas.threshold + FAINT * (PAPER - canvas.threshold)).astype(np.uint8), side, side)
    labels, stats = components(solid)
    if len(stats) < 2:
        return np.zeros_like(canvas.ink)
    black = float(np.percentile(canvas.even[canvas.ink > 0], DARKEST))
    span = PAPER - black
    stain = np.zeros_like(canvas.ink)
    rim = round(RIM * EM)
    wide, tall, size = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT], stats[:, cv2.CC_STAT_AREA]
    least = np.maximum(LEAST * EM, ROUND * np.maximum(wide, tall))
    blotch = (np.minimum(wide, tall) >= least) & (size >= FULL * wide * tall)
    for label in np.flatnonzero(blotch):
        x, y, width, height, _ = stats[label]
        area = (slice(max(0, y - rim), y + height + rim), slice(max(0, x - rim), x + width + rim))
        own = labels[area] == label
        low, tone, high = np.percentile(smooth[area][own], (25, 50, 75))
        if tone > black + PALE * span and high - low < EVEN * span:
            around = dilated(own.astype(np.uint8), 2 * rim + 1, 2 * rim + 1)
            stain[area] |= around & (smooth[area] > tone - STROKE * span)
    return stain & canvas.ink
