"""Preprocess: the scan becomes a level sheet with even light."""

from __future__ import annotations

import math

import cv2
import numpy as np

from hwalja.geometry import Affine
from hwalja.model import Grey, Scan, Sheet
from hwalja.preprocess.illumination import even_light
from hwalja.preprocess.skew import estimate_skew

LEVEL = 0.05
"""Degrees of skew that are left alone: turning would only soften the type."""

__all__ = ["estimate_skew", "even_light", "preprocess"]


def preprocess(scan: Scan) -> Sheet:
    """Deskew the scan and even its light."""
    skew = estimate_skew(scan.grey)
    if abs(skew) < LEVEL:
        return Sheet(grey=scan.grey, even=even_light(scan.grey), skew=0.0, to_scan=Affine())
    level, to_scan = _turned(scan.grey, skew)
    return Sheet(grey=level, even=even_light(level), skew=skew, to_scan=to_scan)


def _turned(grey: Grey, degrees: float) -> tuple[Grey, Affine]:
    """Turn the image back by `degrees`, on a canvas that loses none of it."""
    height, width = grey.shape
    matrix = np.asarray(cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0), np.float64)
    cos, sin = abs(math.cos(math.radians(degrees))), abs(math.sin(math.radians(degrees)))
    wide, high = math.ceil(width * cos + height * sin), math.ceil(width * sin + height * cos)
    matrix[:, 2] += ((wide - width) / 2, (high - height) / 2)
    level = cv2.warpAffine(grey, matrix, (wide, high), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(level, np.uint8), Affine.of_matrix(matrix).inverse()
