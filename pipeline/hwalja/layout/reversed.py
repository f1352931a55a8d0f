"""Reversed type: white on black, found in its box by itself."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from hwalja.geometry import Box
from hwalja.layout.canvas import EM, Mask
from hwalja.layout.morphology import components
from hwalja.layout.strip import Strip
from hwalja.layout.strips import Territory, clean, find_strips
from hwalja.model import Grey

STRETCH = 0.8
"""Paper beside a black box shows along most of a side: more than this share; a letter that touches it does not."""

SLIVER = 0.3, 1.5
"""… or in slivers thinner and longer than so many em."""

STROKE = 1.2
"""Strokes of white type are thinner than so many em."""


def find_reversed(even: Grey, tone: Grey, box: Box, lines: Territory) -> list[Strip]:
    """Find the lines of white type in a black box.

    Args:
        even: Paper evened to white.
        tone: How dark each pixel is, 0 … 255.
        box: The black box.
        lines: Whose each pixel is.
    """
    own = (slice(box.y, box.bottom), slice(box.x, box.right))
    white = _white_type(np.ascontiguousarray(even[own]))
    found = find_strips(*clean(white), 255 - tone[own], Territory(lines.own[own], lines.em))
    return [
        replace(s, box=_moved(s.box, box), parts=tuple(_moved(p, box) for p in s.parts), reversed=True) for s in found
    ]


def _moved(box: Box, home: Box) -> Box:
    return Box(box.x + home.x, box.y + home.y, box.width, box.height)


def _white_type(black: Grey) -> Mask:
    """Return what is white in a black box: not the paper around it, which shows where the box is not cut to a pixel."""
    part = np.asarray(cv2.medianBlur(black, 3), np.uint8)
    _, light = cv2.threshold(cv2.subtract(part, _ground(part)), 0, 1, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    inside = np.asarray(light, np.uint8)
    labels, stats = components(inside)
    width, height = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    thin = (np.minimum(width, height) < SLIVER[0] * EM) & (np.maximum(width, height) > SLIVER[1] * EM)
    along = (width > STRETCH * black.shape[1]) | (height > STRETCH * black.shape[0]) | thin
    rim = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
    paper = [label for label in np.unique(rim) if along[label]]
    return np.asarray(inside * np.isin(labels, paper, invert=True), np.uint8)


def _ground(part: Grey) -> Grey:
    """Return the tone of a black box without its type: worn print is darker here and lighter there."""
    side = round(STROKE * EM)
    ground = cv2.morphologyEx(part, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    return np.asarray(cv2.blur(ground, (side, side)), np.uint8)
