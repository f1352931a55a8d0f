"""A bend as a cubic B-spline over a coarse lattice, and its fit: every run of type comes out level."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Knots = tuple[NDArray[np.intp], Floats]
"""The knots around each of some points along one side, and their weights, each of shape (n, 4)."""

SPACING = 0.045
"""Between knots, as a share of the page's width: the steep part of a curl is about three times as wide."""

STIFFNESS = 0.35
"""Weight of the spline's bending against one run's end; tuned on the curled, folded and flat pages of the benchmarks'
development set and on the bends of tests/preprocess/test_dewarp.py."""

RIDGE = 1e-4
"""Weight of no bend at all: decides what no line tells, such as whether lines move apart."""

ROUNDS = 6
"""Of reweighted least squares."""

DOUBT = 0.12
"""In em: a syllable that lies so far off its line counts half."""

ORDER = 4
"""Knots of a cubic B-spline that move a point, in each direction."""


@dataclass(frozen=True, slots=True)
class Bend:
    """How far down a line has to be moved to be level: a cubic B-spline.

    Attributes:
        spacing: Px between knots.
        coefficients: In px, shape (rows, columns); the first knot lies one spacing outside the image.
    """

    spacing: float
    coefficients: Floats

    def at(self, points: Floats) -> Floats:
        """Return the px at points, shape (n, 2)."""
        (y, down), (x, across) = _around(points, self.spacing, self.coefficients.shape)
        moves = self.coefficients[y[:, :, None], x[:, None, :]]
        return np.asarray((down * (moves @ across[:, :, None])[:, :, 0]).sum(axis=1), np.float64)

    def source(self, points: Floats) -> Floats:
        """Return where points of the straight page lie on the bent one, shape (n, 2)."""
        ys = points[:, 1]
        for _ in range(8):
            ys = points[:, 1] - self.at(np.column_stack([points[:, 0], ys]))
        return np.column_stack([points[:, 0], ys])

    def scaled(self, factor: float) -> Bend:
        """Return the bend of an image whose sides are `factor` times as long."""
        return Bend(self.spacing * factor, self.coefficients * factor)


@dataclass(frozen=True, slots=True)
class Points:
    """Middles of the type along runs.

    Attributes:
        at: Where, in px, shape (n, 2).
        run: The number of the run from 0, rising.
        runs: How many runs there are.
    """

    at: Floats
    run: NDArray[np.intp]
    runs: int


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run that has points, and the part of the lattice that moves it.

    Attributes:
        points: Which points are its.
        rows: Which rows of the lattice.
        columns: Which columns.
        values: Of the B-spline of each coefficient at each point, shape (points, coefficients).
    """

    points: slice
    rows: slice
    columns: slice
    values: Floats

    def add_to(self, normal: Floats, right: Floats, ys: Floats, weights: Floats) -> None:
        """Add to the normal equations what levels the run, at whatever height, in place."""
        weight, y = weights[self.points], ys[self.points]
        values = self.values - weight @ self.values / weight.sum()
        pull = values.T * weight
        block = normal[self.rows, self.columns, self.rows, self.columns]
        block += (pull @ values).reshape(block.shape)
        part = right[self.rows, self.columns]
        part -= (pull @ (y - weight @ y / weight.sum())).reshape(part.shape)


def fit_bend(points: Points, shape: tuple[int, ...], em: float) -> Bend:
    """Return the bend that levels runs, by reweighted least squares.

    Args:
        points: Middles of their type.
        shape: Height and width of the image in px.
        em: Height of body type in px.
    """
    high, wide = shape
    spacing = SPACING * max(wide, 0.5 * high)
    rows, columns = (math.ceil(side / spacing) + 3 for side in shape)
    stiff = _stiffness(rows, columns)
    pieces = _pieces(points, spacing, (rows, columns))
    band = columns * max((piece.rows.stop - piece.rows.start for piece in pieces), default=ORDER)
    weights, ys = np.ones(len(points.run)), points.at[:, 1]
    bend = Bend(spacing, np.zeros((rows, columns)))
    for _ in range(ROUNDS):
        normal, right = stiff.copy(), np.zeros((rows, columns))
        for piece in pieces:
            piece.add_to(normal, right, ys, weights)
        solved = _solved(normal.reshape(right.size, right.size), right.ravel(), band)
        bend = Bend(spacing, solved.reshape(rows, columns))
        level = ys + bend.at(points.at)
        total = np.maximum(np.bincount(points.run, weights, points.runs), 1e-9)
        means = np.bincount(points.run, weights * level, points.runs) / total
        weights = 1 / (1 + ((level - means[points.run]) / (DOUBT * em)) ** 2)
    return bend


def _pieces(points: Points, spacing: float, shape: tuple[int, int]) -> list[_Piece]:
    """Return the pieces of all runs that have points, of a lattice of so many rows and columns."""
    (y, down), (x, across) = _around(points.at, spacing, shape)
    found = []
    for first, last in pairwise(np.searchsorted(points.run, np.arange(points.runs + 1)).tolist()):
        if first == last:
            continue
        of = slice(first, last)
        rows, columns = (slice(int(knots[of].min()), int(knots[of].max()) + 1) for knots in (y, x))
        values = np.zeros((last - first, rows.stop - rows.start, columns.stop - columns.start))
        each = np.arange(last - first)[:, None, None]
        places = each, y[of, :, None] - rows.start, x[of, None, :] - columns.start
        values[places] = down[of, :, None] * across[of, None, :]
        found.append(_Piece(of, rows, columns, values.reshape(last - first, -1)))
    return found


def _around(points: Floats, spacing: float, shape: tuple[int, ...]) -> tuple[Knots, Knots]:
    """Return the rows and the columns of the lattice around points."""
    rows, columns = shape
    return _cubic(points[:, 1] / spacing, rows), _cubic(points[:, 0] / spacing, columns)


def _cubic(at: Floats, knots: int) -> Knots:
    """Return the knots around positions, of so many."""
    cell = np.clip(np.floor(at), 0, knots - ORDER)
    t = np.clip(at - cell, 0, 1)  # beyond the last knot the bend goes on as it is there
    values = np.stack([(1 - t) ** 3, 3 * t**3 - 6 * t**2 + 4, -3 * t**3 + 3 * t**2 + 3 * t + 1, t**3], axis=1) / 6
    return cell.astype(np.intp)[:, None] + np.arange(ORDER), values


def _stiffness(rows: int, columns: int) -> Floats:
    """Return the penalty on second differences along rows, along columns and across both, and on any bend at all.

    Shape (rows, columns, rows, columns): what each coefficient has to do with each.
    """

    def squares(n: int, order: int) -> Floats:
        differences = np.diff(np.eye(n), order, axis=0)
        return np.asarray(differences.T @ differences, np.float64)

    bending = np.kron(np.eye(rows), squares(columns, 2)) + np.kron(squares(rows, 2), np.eye(columns))
    bending += 2 * np.kron(squares(rows, 1), squares(columns, 1))
    whole = STIFFNESS * bending + RIDGE * np.eye(rows * columns)
    return np.asarray(whole.reshape(rows, columns, rows, columns), np.float64)


def _solved(normal: Floats, right: Floats, band: int) -> Floats:
    """Return the solution of a positive definite system that is zero `band` or more off its diagonal.

    Blocks of that size are eliminated in turn, in place: each meets only the next.
    """
    parts = []
    for at in range(0, len(right), band):
        here, after = slice(at, at + band), slice(at + band, at + 2 * band)
        part = np.linalg.solve(normal[here, here], np.column_stack([normal[here, after], right[here]]))
        normal[after, after] -= normal[after, here] @ part[:, :-1]
        right[after] -= normal[after, here] @ part[:, -1]
        parts.append(part)
    solution = parts.pop()[:, -1]
    for part in reversed(parts):
        solution = np.concatenate([part[:, -1] - part[:, :-1] @ solution[:band], solution])
    return np.asarray(solution, np.float64)
