"""Stains: soft blotches on the paper, paler than print and thicker than the strokes of the type that they touch."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from hwalja.geometry import Box
from hwalja.layout.canvas import EM, Canvas, Mask
from hwalja.layout.morphology import components, dilated, eroded, opened_by_disc
from hwalja.preprocess.illumination import PAPER

THICK = 0.8
"""A disc of so many em fits into a stain, but not into the letters that it touches: strokes of body type are a sixth of
that."""

LEAST = 0.95
"""It is so many em wide and high, or more: signs such as ■ are smaller."""

ROUND, FULL = 0.5, 0.55
"""It is at most so much longer one way than the other, and fills so much of its box: strokes of large type do not."""

GRAIN = 5
"""Side in px of the square over which the grain of the paper evens out."""

FAINT = 0.35
"""What is so much of the way from the tone of ink to the paper, or darker, may be a stain, when its grain is evened."""

EVEN, LEVEL = 0.06, (50, 85)
"""Between these percentiles the tones of a stain, its rim left aside, differ by less than this share of the way from
print to paper; between dense letters paper shows through."""

PALE = 0.3
"""A stain is paler than print by so much of the way from the darkest print to the paper; thick strokes are not."""

DARKEST = 2
"""Percentage of the printed pixels that are the darkest."""

RIM = 0.35
"""The soft rim of a stain is at most so many em wide."""

STROKE = 0.12
"""Strokes in a stain are darker than it by this share of the way from print to paper, and with what is around them by
half of it; of the grain, only single pixels are."""


def find_stains(canvas: Canvas, pictures: Sequence[Box] = ()) -> Mask:
    """Return the ink that is a stain, without the strokes of type that are printed in it; not that of pictures."""
    smooth = cv2.blur(canvas.even, (GRAIN, GRAIN))
    dark = (smooth < canvas.threshold + FAINT * (PAPER - canvas.threshold)).astype(np.uint8)
    for box in pictures:
        dark[box.y : box.bottom, box.x : box.right] = 0
    solid = opened_by_disc(dark, THICK * EM / 2)
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
        inner = eroded(own.astype(np.uint8), GRAIN, GRAIN) > 0
        tone, light = np.percentile(smooth[area][inner], LEVEL)
        if tone > black + PALE * span and light - tone < EVEN * span:
            around = dilated(own.astype(np.uint8), 2 * rim + 1, 2 * rim + 1)
            darker, around_it = (tone - canvas.even[area]) / span, (tone - smooth[area]) / span
            stroke = (darker > STROKE) & (around_it > STROKE / 2) | (darker > 2 * STROKE)
            stain[area] |= around & ~stroke
    return stain & canvas.ink
