from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hwalja.preprocess.bend import RIDGE, Bend, Points, _pieces, _solved, _stiffness, fit_bend

SHAPE = (1400, 1000)
EM = 12.0


def printed(bend: Bend, *, without: float | None = None) -> Points:
    """Return the middles of lines that the bend levels, in two columns; at the place `without` one has a speck."""
    runs = [(left, y) for y in np.arange(40.0, 1380.0, 20.0) for left in (40.0, 540.0)]
    at = np.array([(left + x, y) for left, y in runs for x in np.arange(0.0, 430.0, 10.0)])
    at[:, 1] = bend.source(at)[:, 1]
    if without is not None:
        at[len(at) // 2, 1] += without
    return Points(at, np.repeat(np.arange(len(runs)), len(at) // len(runs)), len(runs))


def curled(high: float) -> Bend:
    y, x = np.mgrid[0:34, 0:26]
    return Bend(45.0, high * np.exp(-x / 4.0) * (1 - y / 16.0))


def climb(points: Points, bend: Bend) -> float:
    """Return how far the worst line is from level in px."""
    ys = (points.at[:, 1] + bend.at(points.at)).reshape(points.runs, -1)
    return float(np.ptp(ys, axis=1).max())


def test_a_lattice_of_a_slope_is_that_slope() -> None:
    y, x = np.mgrid[-1:29, -1:25].astype(np.float64)
    points = np.random.default_rng(0).uniform(0, 900, (200, 2))
    slope = Bend(40.0, 3.0 * y * 40.0 - 2.0 * x * 40.0)
    assert slope.at(points) == pytest.approx(3.0 * points[:, 1] - 2.0 * points[:, 0])


def test_lines_come_out_level() -> None:
    points = printed(curled(15.0))
    assert climb(points, Bend(45.0, np.zeros((34, 26)))) > 5
    assert climb(points, fit_bend(points, SHAPE, EM)) < 0.5


def test_a_speck_beside_a_line_hardly_moves_it() -> None:
    clean = fit_bend(printed(curled(15.0)), SHAPE, EM)
    dirty = fit_bend(printed(curled(15.0), without=EM), SHAPE, EM)
    assert np.abs(clean.coefficients - dirty.coefficients).max() < 0.1


def test_runs_without_points_say_nothing() -> None:
    points = printed(curled(15.0))
    sparse = Points(points.at, 2 * points.run + 1, 2 * points.runs + 1)
    assert np.array_equal(fit_bend(sparse, SHAPE, EM).coefficients, fit_bend(points, SHAPE, EM).coefficients)
    nothing = fit_bend(Points(np.empty((0, 2)), np.empty(0, np.intp), 3), SHAPE, EM)
    assert not nothing.coefficients.any()


def test_the_normal_equations_are_those_of_lines_at_any_height() -> None:
    """Against the whole table of values, each line's mean taken out of it."""
    points = printed(curled(15.0))
    rows, columns = 34, 26
    weights = np.random.default_rng(0).uniform(0.1, 1.0, len(points.run))
    values = np.array([Bend(45.0, unit.reshape(rows, columns)).at(points.at) for unit in np.eye(rows * columns)]).T
    table = np.column_stack([values, points.at[:, 1]])
    for run in range(points.runs):
        own = points.run == run
        table[own] -= weights[own] @ table[own] / weights[own].sum()
    normal, right = np.zeros((rows, columns, rows, columns)), np.zeros((rows, columns))
    for piece in _pieces(points, 45.0, (rows, columns)):
        piece.add_to(normal, right, points.at[:, 1], weights)
    whole = table.T @ (table * weights[:, None])
    assert np.allclose(normal.reshape(rows * columns, -1), whole[:-1, :-1], atol=1e-9)
    assert np.allclose(right.ravel(), -whole[:-1, -1], atol=1e-6)


def test_a_slope_does_not_bend() -> None:
    y, x = np.mgrid[0:7, 0:5].astype(np.float64)
    slope = (3 * y - 2 * x + 1).ravel()
    stiff = _stiffness(7, 5).reshape(35, 35)
    assert np.allclose(stiff, stiff.T)
    assert stiff @ slope == pytest.approx(RIDGE * slope)


@given(st.integers(1, 40), st.integers(1, 12), st.integers(0))
def test_banded_systems_are_solved(size: int, band: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    half = np.tril(np.triu(rng.normal(size=(size, size)), -band // 2 + 1))
    normal, right = half @ half.T + np.eye(size), rng.normal(size=size)
    found = _solved(normal.copy(), right.copy(), band)
    assert np.allclose(normal @ found, right, atol=1e-7)
