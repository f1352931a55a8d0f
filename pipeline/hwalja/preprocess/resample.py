"""From the scan to the sheet in one resampling: turn, skew and bend together."""

from __future__ import annotations

import math

import cv2
import numpy as np

from hwalja.geometry import Affine, Grid, Map, lattice
from hwalja.model import Grey, Turn
from hwalja.preprocess.dewarp import Bend

STEP = 32
"""Px between the knots of a bent sheet's map: its steepest curl departs by 0.03 px from the straight line between."""

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


def bent(size: tuple[int, int], bend: Bend) -> tuple[tuple[int, int], Grid]:
    """Return the size of the sheet that holds all of a bent one straightened, and its map to the bent one."""
    width, height = size
    rim = np.linspace(0, width, 200)
    top = math.floor(min(0.0, float(bend.at(np.column_stack([rim, 0 * rim])).min())))
    end = float((height + bend.at(np.column_stack([rim, 0 * rim + height]))).max())
    high = math.ceil(max(float(height), end)) - top
    columns, rows = (math.ceil(side / STEP) + 1 for side in (width, high))
    points = lattice(max(2, columns), max(2, rows), STEP) + np.array([0.0, top])
    return (width, high), Grid.of_points(bend.source(points).reshape(max(2, rows), max(2, columns), 2), STEP)


def resample(grey: Grey, size: tuple[int, int], to_scan: Map) -> Grey:
    """Return an image of `size` (width, height) whose pixels come from where the map says; the rim goes on outside."""
    width, height = size
    if isinstance(to_scan, Affine):
        middle = Affine(c=-0.5, f=-0.5).after(to_scan.after(Affine(c=0.5, f=0.5)))  # OpenCV counts from pixel middles
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        found = cv2.warpAffine(grey, middle.matrix, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(found, np.uint8)
    sheet = np.empty((height, width), np.uint8)
    step = to_scan.step
    columns = math.ceil(width / step) + 1
    for top in range(0, height, STRIP):
        rows = min(STRIP, height - top)
        # the map is linear in either direction between knots, so a linear stretch of its knots is the map itself
        ys = (np.arange(rows, dtype=np.float64) + top + 0.5) / step
        first = np.clip(ys.astype(np.intp), 0, to_scan.knots.shape[0] - 2)
        share = (ys - first)[:, None, None]
        knots = to_scan.knots[first, :columns] * (1 - share) + to_scan.knots[first + 1, :columns] * share
        across = (np.arange(width, dtype=np.float32) + 0.5) / np.float32(step)
        line = np.ascontiguousarray(np.broadcast_to(across, (rows, width)))
        down = np.ascontiguousarray(np.broadcast_to(np.arange(rows, dtype=np.float32)[:, None], (rows, width)))
        maps = [
            cv2.remap(knots[:, :, axis].astype(np.float32), line, down, cv2.INTER_LINEAR) - np.float32(0.5)
            for axis in (0, 1)
        ]
        sheet[top : top + rows] = cv2.remap(grey, maps[0], maps[1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return sheet
