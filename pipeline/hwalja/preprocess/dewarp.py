"""Bends of the page, read off its lines of type: each should be level, whatever the paper did.

A curl at the gutter, a fold, a lens and a camera held at a slant all move the lines of a page up and down by an amount
that changes smoothly over the page. It is written as a cubic B-spline over a coarse lattice, and fitted so that every
run of type comes out level, each at a height of its own (after Stamatopoulos et al., "Goal-oriented rectification of
camera-based document images", IEEE TIP 2011, who also let the lines alone tell; their two stages are one here).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, sparse

from hwalja.geometry import Grid, lattice
from hwalja.model import Grey
from hwalja.preprocess.resample import resample
from hwalja.preprocess.runs import Runs, find_runs, ink_of

SPACING = 0.045
"""Between knots, as a share of the page's width: the steep part of a curl is about three times as wide."""

BIN = 0.8
"""In em: a run's height is taken every so often, about once a syllable."""

STIFFNESS = 0.35
"""Weight of the spline's bending against one run's end; tuned on the curled, folded and flat pages of the benchmarks'
development set and on the bends of tests/preprocess/test_dewarp.py."""

RIDGE = 1e-4
"""Weight of no bend at all: decides what no line tells, such as whether lines move apart."""

ROUNDS = 6
"""Of reweighted least squares."""

DOUBT = 0.12
"""In em: a syllable that lies so far off its line counts half."""

STEP = 32
"""Px between the knots of a straightened page's map: its steepest curl departs by 0.03 px from the straight line
between, on a sheet of 21 megapixels."""

FEWEST = 24
"""Runs; with fewer, a headline set along a curve could bend a page."""

BENT = 0.12
"""In em: a page is straightened if its lines depart from level by more."""

FEWEST_BENT = 8
"""Runs that must depart by half of that, at least."""

FORETOLD = 0.6
"""Share of their slope that may be left once the bend is fitted without them: 0.1 to 0.3 is left on curled pages and
on the bends of tests/preprocess/test_dewarp.py, more than all on a flat one with blotches."""

TELLING = 0.02
"""Share of the runs that must depart so far."""


@dataclass(frozen=True, slots=True)
class Bend:
    """How far down a line has to be moved to be level: a cubic B-spline.

    Attributes:
        spacing: Px between knots.
        coefficients: In px, shape (rows, columns); the first knot lies one spacing outside the image.
    """

    spacing: float
    coefficients: NDArray[np.float64]

    def at(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the px at points, shape (n, 2)."""
        rows, columns = self.coefficients.shape
        values: NDArray[np.float64] = _weights(points, self.spacing, rows, columns) @ self.coefficients.ravel()
        return values

    def source(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return where points of the straight page lie on the bent one, shape (n, 2)."""
        ys = points[:, 1]
        for _ in range(8):
            ys = points[:, 1] - self.at(np.column_stack([points[:, 0], ys]))
        return np.column_stack([points[:, 0], ys])

    def scaled(self, factor: float) -> Bend:
        """Return the bend of an image whose sides are `factor` times as long."""
        return Bend(self.spacing * factor, self.coefficients * factor)


@dataclass(frozen=True, slots=True)
class _Points:
    """Middles of the type along runs: where, and the number of the run from 0, of so many `runs`."""

    at: NDArray[np.float64]
    run: NDArray[np.intp]
    runs: int


def find_bend(level: Grey, runs: Runs) -> Bend | None:
    """Return how to level the runs of a page, or None if it is flat or says too little.

    A steep bend tears runs apart: they are found anew on the page as straightened, and the bend is fitted again.

    Args:
        level: The page without skew.
        runs: Found in it.
    """
    if len(runs.boxes) < FEWEST:
        return None
    points = _middles(runs)
    bend = _fitted(points, runs.labels.shape, runs.em)
    if departure(bend, runs) < BENT * runs.em or not _is_borne_out(bend, points, runs):
        return None
    size, to_level = straightened((level.shape[1], level.shape[0]), bend)
    again = find_runs(ink_of(resample(level, size, to_level)), runs.em)
    if len(again.boxes) < FEWEST:
        return bend
    points = _middles(again)
    return _fitted(replace(points, at=to_level.points(points.at)), runs.labels.shape, runs.em)


def straightened(size: tuple[int, int], bend: Bend) -> tuple[tuple[int, int], Grid]:
    """Return the size of the sheet that holds all of a bent one straightened, and its map to the bent one."""
    width, height = size
    rim = np.linspace(0, width, 200)
    top = math.floor(min(0.0, float(bend.at(np.column_stack([rim, 0 * rim])).min())))
    end = float((height + bend.at(np.column_stack([rim, 0 * rim + height]))).max())
    high = math.ceil(max(float(height), end)) - top
    columns, rows = (math.ceil(side / STEP) + 1 for side in (width, high))
    points = lattice(max(2, columns), max(2, rows), STEP) + np.array([0.0, top])
    return (width, high), Grid.of_points(bend.source(points).reshape(max(2, rows), max(2, columns), 2), STEP)


def departure(bend: Bend, runs: Runs) -> float:
    """Return how far from level the most bent runs are in px, up to a share of `TELLING`."""
    return float(np.quantile(_departures(bend, runs), 1 - TELLING))


def _departures(bend: Bend, runs: Runs) -> NDArray[np.float64]:
    """Return how far from level each run is by a bend, in px."""
    x, y, width, height = runs.boxes.T.astype(np.float64)
    shares = np.linspace(0, 1, 5)
    at = np.stack([x[:, None] + shares * width[:, None], np.repeat((y + height / 2)[:, None], 5, axis=1)], axis=2)
    moved = bend.at(at.reshape(-1, 2)).reshape(-1, 5)
    return np.asarray(np.ptp(moved, axis=1), np.float64)


def _is_borne_out(bend: Bend, points: _Points, runs: Runs) -> bool:
    """Tell whether half of the runs foretell the bend of the other half: a few crooked pieces of pictures do not."""
    bent = np.flatnonzero(_departures(bend, runs) > BENT / 2 * runs.em)
    if len(bent) < FEWEST_BENT:
        return False
    before, after = _slopes(None, points), np.empty(points.runs)
    for half in (0, 1):
        mine = points.run % 2 == half
        learnt = replace(points, at=points.at[mine], run=points.run[mine])
        after[1 - half :: 2] = _slopes(_fitted(learnt, runs.labels.shape, runs.em), points)[1 - half :: 2]
    return float(np.median(after[bent])) < FORETOLD * float(np.median(before[bent]))


def _slopes(bend: Bend | None, points: _Points) -> NDArray[np.float64]:
    """Return by how much each run rises or falls for its length, straightened by a bend."""
    ys = points.at[:, 1] if bend is None else points.at[:, 1] + bend.at(points.at)
    count = np.maximum(np.bincount(points.run, minlength=points.runs), 1)
    x = points.at[:, 0] - (np.bincount(points.run, points.at[:, 0], points.runs) / count)[points.run]
    spread = np.maximum(np.bincount(points.run, x**2, points.runs), 1e-9)
    return np.asarray(np.abs(np.bincount(points.run, x * ys, points.runs) / spread), np.float64)


def _middles(runs: Runs) -> _Points:
    """Return the middle of the ink of each run, every `BIN` em."""
    bins = max(2.0, BIN * runs.em)
    ys, xs = np.nonzero(runs.labels)
    run = runs.labels[ys, xs].astype(np.int64) - 1
    wide = math.ceil(runs.labels.shape[1] / bins)
    key = run * wide + (xs / bins).astype(np.int64)
    size = len(runs.boxes) * wide
    count = np.bincount(key, minlength=size)
    top = np.full(size, np.iinfo(np.int32).max, np.int32)
    bottom = np.zeros(size, np.int32)
    np.minimum.at(top, key, ys.astype(np.int32))
    np.maximum.at(bottom, key, ys.astype(np.int32))
    full = np.flatnonzero((count > 0.3 * bins * runs.em) & (bottom - top > 0.5 * runs.em))
    across = np.bincount(key, xs, size)[full] / count[full]
    middle = (top[full] + bottom[full] + 1) / 2
    return _Points(np.column_stack([across + 0.5, middle]), (full // wide).astype(np.intp), len(runs.boxes))


def _fitted(points: _Points, shape: tuple[int, ...], em: float) -> Bend:
    high, wide = shape
    spacing = SPACING * max(wide, 0.5 * high)
    rows, columns = (math.ceil(side / spacing) + 3 for side in (high, wide))
    basis = _weights(points.at, spacing, rows, columns)
    stiff = _stiffness(rows, columns) + RIDGE * sparse.identity(rows * columns)
    weights = np.ones(len(points.run))
    ys = points.at[:, 1]
    coefficients = np.zeros(rows * columns)
    for _ in range(ROUNDS):
        belongs = sparse.csr_matrix((weights, (points.run, np.arange(len(weights)))), shape=(points.runs, len(weights)))
        total = np.maximum(np.asarray(belongs.sum(axis=1)).ravel(), 1e-9)
        means = sparse.diags(1 / total) @ belongs
        weighted = sparse.diags(weights) @ basis
        mean_basis, mean_y = means @ basis, means @ ys
        normal = basis.T @ weighted - mean_basis.T @ sparse.diags(total) @ mean_basis
        right = -(weighted.T @ ys - mean_basis.T @ (total * mean_y))
        whole = linalg.cho_factor((normal + stiff).toarray(), overwrite_a=True, check_finite=False)
        coefficients = linalg.cho_solve(whole, right, check_finite=False)
        level = ys + basis @ coefficients
        off = level - (means @ level)[points.run]
        weights = 1 / (1 + (off / (DOUBT * em)) ** 2)
    return Bend(spacing, coefficients.reshape(rows, columns))


def _weights(points: NDArray[np.float64], spacing: float, rows: int, columns: int) -> sparse.csr_matrix:
    """Return the value of each coefficient's B-spline at points, shape (n, rows · columns)."""
    x, across = _cubic(points[:, 0] / spacing, columns)
    y, down = _cubic(points[:, 1] / spacing, rows)
    at = (y[:, :, None] * columns + x[:, None, :]).reshape(len(points), 16)
    values = (down[:, :, None] * across[:, None, :]).reshape(len(points), 16)
    starts = np.arange(0, 16 * len(points) + 1, 16)
    return sparse.csr_matrix((values.ravel(), at.ravel(), starts), shape=(len(points), rows * columns))


def _cubic(at: NDArray[np.float64], knots: int) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Return the four knots around positions and their weights, each of shape (n, 4)."""
    cell = np.clip(np.floor(at), 0, knots - 4)
    t = np.clip(at - cell, 0, 1)  # beyond the last knot the bend goes on as it is there
    values = np.stack([(1 - t) ** 3, 3 * t**3 - 6 * t**2 + 4, -3 * t**3 + 3 * t**2 + 3 * t + 1, t**3], axis=1) / 6
    return cell.astype(np.intp)[:, None] + np.arange(4), values


def _stiffness(rows: int, columns: int) -> sparse.csr_matrix:
    """Return the penalty on second differences along rows, along columns and across both."""

    def second(n: int) -> sparse.csr_matrix:
        return sparse.diags([1.0, -2.0, 1.0], [0, 1, 2], shape=(n - 2, n), format="csr")

    def first(n: int) -> sparse.csr_matrix:
        return sparse.diags([-1.0, 1.0], [0, 1], shape=(n - 1, n), format="csr")

    parts = (
        sparse.kron(sparse.identity(rows), second(columns)),
        sparse.kron(second(rows), sparse.identity(columns)),
        np.sqrt(2) * sparse.kron(first(rows), first(columns)),
    )
    return sparse.csr_matrix(sum(STIFFNESS * (part.T @ part) for part in parts))
