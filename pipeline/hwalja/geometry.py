"""Boxes and the maps between two images, in pixels: origin top left, x to the right, y downwards.

Coordinates run along the edges of pixels: the first pixel reaches from 0 to 1, its middle lies at 0.5.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

Points: TypeAlias = NDArray[np.float64]
"""Points, shape (n, 2): x and y."""


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
        x, y = min([b.x for b in found]), min([b.y for b in found])
        right, bottom = max([b.x + b.width for b in found]), max([b.y + b.height for b in found])
        return cls(x, y, right - x, bottom - y)

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

    def after(self, first: Affine) -> Affine:
        """Return the map that takes `first` and then this one."""
        both = np.vstack([self.matrix, [0.0, 0.0, 1.0]]) @ np.vstack([first.matrix, [0.0, 0.0, 1.0]])
        return Affine.of_matrix(both[:2])

    def scaled(self, factor: float) -> Affine:
        """Return the same map between two images whose sides are both `factor` times as long."""
        return Affine(self.a, self.b, self.c * factor, self.d, self.e, self.f * factor)

    def points(self, points: Points) -> Points:
        """Return the images of points."""
        return points @ self.matrix[:, :2].T + self.matrix[:, 2]

    def box(self, box: Box) -> Box:
        """Return the upright box around the image of `box`."""
        xs = [self.a * x + self.b * y + self.c for x in (box.x, box.right) for y in (box.y, box.bottom)]
        ys = [self.d * x + self.e * y + self.f for x in (box.x, box.right) for y in (box.y, box.bottom)]
        return Box.of_edges(min(xs), min(ys), max(xs), max(ys))


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """A smooth map between two images, known at the knots of a square lattice and bilinear between them.

    Attributes:
        step: Px from knot to knot of the image that it maps from; the first knot is its origin.
        knots: Where the knots lie in the other image, shape (rows, columns, 2), at least two of each.
    """

    step: float
    knots: NDArray[np.float64]

    @classmethod
    def of_points(cls, knots: NDArray[np.float64], step: float) -> Self:
        """Return the map of a lattice of points.

        Raises:
            ValueError: The lattice has fewer than two rows or columns.
        """
        if knots.ndim != 3 or min(knots.shape[:2]) < 2 or knots.shape[2] != 2:
            raise ValueError(f"no lattice of points: shape {knots.shape}")
        return cls(step, knots)

    def points(self, points: Points) -> Points:
        """Return the images of points; outside the lattice its outermost cells go on."""
        at = points / self.step
        last = np.array([self.knots.shape[1] - 2, self.knots.shape[0] - 2])
        cell = np.clip(np.floor(at), 0, last).astype(np.intp)
        (x, y), share = cell.T, at - cell
        right, down = share[:, :1], share[:, 1:]
        upper = self.knots[y, x] * (1 - right) + self.knots[y, x + 1] * right
        lower = self.knots[y + 1, x] * (1 - right) + self.knots[y + 1, x + 1] * right
        mapped: Points = upper * (1 - down) + lower * down
        return mapped

    def inverse(self) -> Grid:
        """Return the map back, to a hundredth of a pixel where the bend is gentle."""
        rows, columns = self.knots.shape[:2]
        own = lattice(columns, rows, self.step)
        flat = np.hstack([self.knots.reshape(-1, 2), np.ones((rows * columns, 1))])
        affine = Affine.of_matrix(np.linalg.lstsq(flat, own, rcond=None)[0].T)
        wide, high = (max(2, math.ceil(reach / self.step) + 1) for reach in self.knots.reshape(-1, 2).max(axis=0))
        target = lattice(wide, high, self.step)
        found = affine.points(target)
        for _ in range(INVERSION):
            found = found + affine.points(target) - affine.points(self.points(found))
        return Grid(self.step, found.reshape(high, wide, 2))

    def box(self, box: Box) -> Box:
        """Return the upright box around the image of `box`."""
        rim = self.points(_rim(box, self.step))
        (left, top), (right, bottom) = rim.min(axis=0), rim.max(axis=0)
        return Box.of_edges(float(left), float(top), float(right), float(bottom))


Map: TypeAlias = Affine | Grid
"""A map between two images, affine where that is enough."""

INVERSION = 12
"""Steps of fixed-point iteration: a bend whose slope is 0.2 comes to 10⁻⁸ of its size."""


def lattice(columns: int, rows: int, step: float) -> Points:
    """Return the knots of a lattice from the origin, row by row, shape (rows · columns, 2)."""
    ys, xs = np.mgrid[0:rows, 0:columns]
    return np.stack([xs.ravel(), ys.ravel()], axis=1) * float(step)


def _rim(box: Box, step: float) -> Points:
    """Return the corners of a box, and points along sides that are longer than `step`."""
    if max(box.width, box.height) <= step:
        return np.array([[x, y] for x in (box.x, box.right) for y in (box.y, box.bottom)], np.float64)
    xs = np.linspace(box.x, box.right, math.ceil(box.width / step) + 1)
    ys = np.linspace(box.y, box.bottom, math.ceil(box.height / step) + 1)
    across = [np.column_stack([xs, np.full_like(xs, y)]) for y in (box.y, box.bottom)]
    down = [np.column_stack([np.full_like(ys, x), ys]) for x in (box.x, box.right)]
    return np.vstack([*across, *down])
