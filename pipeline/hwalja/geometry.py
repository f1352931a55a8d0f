"""Boxes and affine maps in pixels: origin top left, x to the right, y downwards."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, order=True)
class Box:
    """An upright rectangle in whole pixels; `right` and `bottom` lie just outside it."""

    x: int
    y: int
    width: int
    height: int

    @classmethod
    def of_edges(cls, left: float, top: float, right: float, bottom: float) -> Self:
        """Return the smallest whole-pixel box around four edges."""
        x, y = math.floor(left), math.floor(top)
        return cls(x, y, math.ceil(right) - x, math.ceil(bottom) - y)

    @classmethod
    def around(cls, boxes: Iterable[Box]) -> Self:
        """Return the smallest box around `boxes`.

        Raises:
            ValueError: `boxes` is empty.
        """
        found = list(boxes)
        if not found:
            raise ValueError("no box to go around")
        return cls.of_edges(
            min(b.x for b in found),
            min(b.y for b in found),
            max(b.right for b in found),
            max(b.bottom for b in found),
        )

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

    @property
    def area(self) -> int:
        return self.width * self.height

    @property
    def centre(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2

    def overlap_x(self, other: Box) -> int:
        """Return the width in px that both boxes share, negative for a gap."""
        return min(self.right, other.right) - max(self.x, other.x)

    def overlap_y(self, other: Box) -> int:
        """Return the height in px that both boxes share, negative for a gap."""
        return min(self.bottom, other.bottom) - max(self.y, other.y)

    def shared(self, other: Box) -> int:
        """Return the area in px² that both boxes share."""
        return max(0, self.overlap_x(other)) * max(0, self.overlap_y(other))

    def contains(self, other: Box, slack: float = 0) -> bool:
        """Tell whether `other` lies inside this box, give or take `slack` px."""
        return (
            other.x >= self.x - slack
            and other.y >= self.y - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def grown(self, dx: float, dy: float | None = None) -> Box:
        """Return the box grown by `dx` px to both sides and `dy` (default `dx`) up and down."""
        dy = dx if dy is None else dy
        return Box.of_edges(self.x - dx, self.y - dy, self.right + dx, self.bottom + dy)

    def scaled(self, factor: float) -> Box:
        """Return the box in an image whose sides are `factor` times as long."""
        return Box.of_edges(self.x * factor, self.y * factor, self.right * factor, self.bottom * factor)

    def clipped(self, width: int, height: int) -> Box:
        """Return the part inside an image of `width` × `height` px (at least one pixel of it)."""
        left, top = min(max(self.x, 0), width - 1), min(max(self.y, 0), height - 1)
        right, bottom = max(min(self.right, width), left + 1), max(min(self.bottom, height), top + 1)
        return Box(left, top, right - left, bottom - top)


@dataclass(frozen=True, slots=True)
class Affine:
    """The map (x, y) → (a·x + b·y + c, d·x + e·y + f) between two images' pixels."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 0.0
    e: float = 1.0
    f: float = 0.0

    @classmethod
    def of_matrix(cls, matrix: NDArray[np.float64]) -> Self:
        """Return the map of a 2 × 3 matrix as OpenCV writes it."""
        return cls(*(float(v) for v in np.asarray(matrix).reshape(6)))

    @property
    def matrix(self) -> NDArray[np.float64]:
        return np.array([[self.a, self.b, self.c], [self.d, self.e, self.f]], np.float64)

    def inverse(self) -> Affine:
        """Return the map back."""
        square = np.vstack([self.matrix, [0.0, 0.0, 1.0]])
        return Affine.of_matrix(np.linalg.inv(square)[:2])

    def points(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return where `points`, shape (n, 2), x before y, come to lie."""
        return points @ self.matrix[:, :2].T + self.matrix[:, 2]

    def box(self, box: Box) -> Box:
        """Return the upright box around the image of `box`."""
        xs = [self.a * x + self.b * y + self.c for x in (box.x, box.right) for y in (box.y, box.bottom)]
        ys = [self.d * x + self.e * y + self.f for x in (box.x, box.right) for y in (box.y, box.bottom)]
        return Box.of_edges(min(xs), min(ys), max(xs), max(ys))
