"""Morphology on masks, typed: OpenCV's own types are wider than what it returns."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from hwalja.layout.canvas import Mask


def opened(mask: Mask, width: int, height: int) -> Mask:
    """Keep only what a bar of `width` × `height` px fits into."""
    return np.asarray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, _bar(width, height)), np.uint8)


def closed(mask: Mask, width: int, height: int) -> Mask:
    """Fill gaps that no bar of `width` × `height` px fits into; the gap from ink to the mask's edge is none."""
    high, wide = max(1, height), max(1, width)
    padded = cv2.copyMakeBorder(mask, high, high, wide, wide, cv2.BORDER_CONSTANT, value=(0,))
    filled = cv2.morphologyEx(padded, cv2.MORPH_CLOSE, _bar(width, height))
    return np.ascontiguousarray(filled[high:-high, wide:-wide], np.uint8)


def dilated(mask: Mask, width: int, height: int) -> Mask:
    return np.asarray(cv2.dilate(mask, _bar(width, height)), np.uint8)


def components(mask: Mask) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the label of every pixel and a row of `cv2.CC_STAT_*` for every label; label 0 is the background."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    return np.asarray(labels, np.int32), np.asarray(stats, np.int32)


def _bar(width: int, height: int) -> Mask:
    return np.ones((max(1, height), max(1, width)), np.uint8)
