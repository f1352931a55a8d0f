"""Bends of the page, read off its lines of type: each should be level, whatever the paper did.

A curl at the gutter, a fold, a lens and a camera held at a slant all move the lines of a page up and down by an amount
that changes smoothly over the page. It is written as a cubic B-spline over a coarse lattice, and fitted so that every
run of type comes out level, each at a height of its own (after Stamatopoulos et al., "Goal-oriented rectification of
camera-based document images", IEEE TIP 2011, who also let the lines alone tell; their two stages are one here).
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from hwalja.geometry import Grid, lattice
from hwalja.model import Grey
from hwalja.preprocess.bend import Bend, Points, fit_bend
from hwalja.preprocess.resample import resample
from hwalja.preprocess.runs import Runs, find_runs, ink_of

BIN = 0.8
"""In em: a run's height is taken every so often, about once a syllable."""

STEP = 32
"""Px between the knots of a straightened page's map: its steepest curl departs by 0.03 px from the straight line
between, on a sheet of 21 megapixels."""

DISPLAY = 2.0
"""Type so many times as high tells as well how a bent page has to be levelled: in advertisements there is no other."""

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
    bend = fit_bend(points, runs.labels.shape, runs.em)
    if departure(bend, runs) < BENT * runs.em or not _is_borne_out(bend, points, runs):
        return None
    size, to_level = straightened((level.shape[1], level.shape[0]), bend)
    ink = ink_of(resample(level, size, to_level))
    again = find_runs(ink, runs.em)
    if len(again.boxes) < FEWEST:
        return bend
    points = _together(_middles(again), _middles(find_runs(ink, DISPLAY * runs.em)))
    return fit_bend(replace(points, at=to_level.points(points.at)), runs.labels.shape, runs.em)


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


def _is_borne_out(bend: Bend, points: Points, runs: Runs) -> bool:
    """Tell whether half of the runs foretell the bend of the other half: a few crooked pieces of pictures do not."""
    bent = np.flatnonzero(_departures(bend, runs) > BENT / 2 * runs.em)
    if len(bent) < FEWEST_BENT:
        return False
    before, after = _slopes(None, points), np.empty(points.runs)
    for half in (0, 1):
        mine = points.run % 2 == half
        learnt = replace(points, at=points.at[mine], run=points.run[mine])
        after[1 - half :: 2] = _slopes(fit_bend(learnt, runs.labels.shape, runs.em), points)[1 - half :: 2]
    return float(np.median(after[bent])) < FORETOLD * float(np.median(before[bent]))


def _slopes(bend: Bend | None, points: Points) -> NDArray[np.float64]:
    """Return by how much each run rises or falls for its length, straightened by a bend."""
    ys = points.at[:, 1] if bend is None else points.at[:, 1] + bend.at(points.at)
    count = np.maximum(np.bincount(points.run, minlength=points.runs), 1)
    x = points.at[:, 0] - (np.bincount(points.run, points.at[:, 0], points.runs) / count)[points.run]
    spread = np.maximum(np.bincount(points.run, x**2, points.runs), 1e-9)
    return np.asarray(np.abs(np.bincount(points.run, x * ys, points.runs) / spread), np.float64)


def _together(body: Points, display: Points) -> Points:
    """Return the points of both, runs numbered on."""
    return Points(
        np.vstack([body.at, display.at]),
        np.concatenate([body.run, body.runs + display.run]),
        body.runs + display.runs,
    )


def _middles(runs: Runs) -> Points:
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
    return Points(np.column_stack([across + 0.5, middle]), (full // wide).astype(np.intp), len(runs.boxes))
