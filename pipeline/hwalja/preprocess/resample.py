"""From the scan to the sheet in one resampling: turn, skew and bend together."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from hwalja.geometry import Affine, Map
from hwalja.model import Grey, Turn

STRIP = 512
"""Rows resampled at a time: the maps of a whole broadsheet would take 170 MB."""

LARGEST = 32766
"""Px: the longest side that OpenCV resamples."""


def turned(grey: Grey, turn: Turn) -> Grey:
    """Return the image turned clockwise."""
    return np.ascontiguousarray(np.rot90(grey, -turn // 90))


def turning(width: int, height: int, turn: Turn) -> Affine:
    """Return the map to an image of `width` × `height` px from the same image turned clockwise."""
    return {
        0: Affine(),
        90: Affine(0.0, 1.0, 0.0, -1.0, 0.0, float(height)),
        180: Affine(-1.0, 0.0, float(width), 0.0, -1.0, float(height)),
        270: Affine(0.0, -1.0, float(width), 1.0, 0.0, 0.0),
    }[turn]


def levelled(width: int, height: int, degrees: float) -> tuple[tuple[int, int], Affine]:
    """Return the width and height of the sheet that holds all of an image turned back by `degrees`, and its map there.

    The map goes from the sheet to the image.
    """
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    wide = math.ceil(width * cos + height * abs(sin) - 1e-6)
    high = math.ceil(width * abs(sin) + height * cos - 1e-6)
    x, y = wide / 2, high / 2
    return (wide, high), Affine(
        cos, -sin, width / 2 - cos * x + sin * y,
        sin, cos, height / 2 - sin * x - cos * y,
    )  # fmt: skip


def resample(grey: Grey, size: tuple[int, int], to_scan: Map) -> Grey:
    """Return an image of `size` (width, height) whose pixels come from where the map says; the rim goes on outside."""
    width, height = size
    if isinstance(to_scan, Affine):
        middle = Affine(c=-0.5, f=-0.5).after(to_scan.after(Affine(c=0.5, f=0.5)))  # OpenCV counts from pixel middles
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        found = cv2.warpAffine(grey, middle.matrix, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(found, np.uint8)
    sheet = np.empty((height, width), np.uint8)
    step, knots = round(to_scan.step), to_scan.knots
    for top in range(0, height, STRIP):
        rows = min(STRIP, height - top)
        ys = (np.arange(rows) + top + 0.5) / step
        cell = np.clip(ys.astype(np.intp), 0, len(knots) - 2)
        share = (ys - cell)[:, None, None]
        lines = (knots[cell] * (1 - share) + knots[cell + 1] * share - 0.5).astype(np.float32)
        # bilinear between knots is what stretching does, half a knot further on: it counts from middles of knots
        x, y = (_between(lines[:, :, axis], step)[:, step // 2 : step // 2 + width] for axis in (0, 1))
        sheet[top : top + rows] = cv2.remap(grey, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return sheet


def _between(knots: NDArray[np.float32], step: int) -> NDArray[np.float32]:
    """Return rows of knots stretched `step` times."""
    size = (knots.shape[1] * step, len(knots))
    return np.asarray(cv2.resize(np.ascontiguousarray(knots), size, interpolation=cv2.INTER_LINEAR), np.float32)
