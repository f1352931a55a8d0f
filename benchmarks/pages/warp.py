"""The geometry of ageing: carries pictures and points from the clean page to the aged one."""

import math
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
Floats = NDArray[np.floating[Any]]
STRIP = 512
"""Rows warped at a time: whole maps of a broadsheet would take a gigabyte."""


@dataclass(frozen=True)
class Warp:
    """Skew about the middle, then a fold across, a curl at one side and on both sides of a gutter, then perspective.

    `view` is the 3×3 homography from the aged page to the page before perspective, row by row.
    """

    width: int
    height: int
    skew: float = 0.0
    fold_y: float = 0.0
    fold_px: float = 0.0
    curl_px: float = 0.0
    curl_left: bool = True
    gutter_x: float = 0.0
    gutter_px: float = 0.0
    view: tuple[float, ...] = ()

    def _bend(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """How far the skewed page's points lie from the aged page's `x`, `y` (which may broadcast)."""
        side = x if self.curl_left else self.width - x
        near = np.clip(1 - side / (self.width * 0.22), 0, 1) ** 2
        fold = np.exp(-np.abs(y - self.fold_y) / (self.height * 0.03))
        dx = near * (self.curl_px * 1.3 * (1 if self.curl_left else -1))
        dy = near * (self.curl_px * (2 * y / self.height - 1)) + fold * (self.fold_px * np.sin(3 * x / self.width))
        if self.gutter_px:
            reach = self.width * 0.14
            share = np.clip(np.abs(x - self.gutter_x) / reach, 0, 1)
            dx = dx + np.sign(x - self.gutter_x) * (0.4 * reach * share * (1 - share) ** 2)
            dy = dy + (1 - share) ** 2 * (self.gutter_px * (2 * y / self.height - 1))
        return dx, dy

    def _seen(self, x: Floats, y: Floats, *, inverse: bool) -> tuple[Floats, Floats]:
        """Takes points through `view`, or back."""
        if not self.view:
            return x, y
        matrix = np.reshape(self.view, (3, 3))
        a = np.linalg.inv(matrix) if inverse else matrix
        w = a[2, 0] * x + a[2, 1] * y + a[2, 2]
        return (a[0, 0] * x + a[0, 1] * y + a[0, 2]) / w, (a[1, 0] * x + a[1, 1] * y + a[1, 2]) / w

    def _turn(self, x: Floats, y: Floats, degrees: float) -> tuple[Floats, Floats]:
        """Turns counter-clockwise, as seen, about the middle of the page."""
        cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        x, y = x - self.width / 2, y - self.height / 2
        return x * cos + y * sin + self.width / 2, y * cos - x * sin + self.height / 2

    def forward(self, points: Floats) -> Floats:
        """Where points (n, 2) of the clean page lie on the aged one."""
        x, y = self._turn(points[:, 0], points[:, 1], self.skew)
        to_x, to_y = x, y
        for _ in range(12):
            dx, dy = self._bend(to_x, to_y)
            to_x, to_y = x - dx, y - dy
        return np.stack(self._seen(to_x, to_y, inverse=True), axis=1)

    def back(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Where points of the aged page come from."""
        x, y = self._seen(x, y, inverse=False)
        dx, dy = self._bend(x, y)
        return self._turn(x + dx, y + dy, -self.skew)

    def apply(self, image: Image, border: int) -> Image:
        """Warps a picture; outside it is `border` grey."""
        if not (self.skew or self.fold_px or self.curl_px or self.gutter_px or self.view):
            return image
        result = np.empty_like(image)
        xs = np.arange(self.width, dtype=np.float32)[None, :]
        for top in range(0, self.height, STRIP):
            rows = np.arange(top, min(top + STRIP, self.height), dtype=np.float32)[:, None]
            map_x, map_y = (m.astype(np.float32) for m in self.back(xs, rows))
            result[top : top + len(rows)] = cv2.remap(
                image, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=border
            )
        return result
