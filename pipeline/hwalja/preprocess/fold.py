"""Folds: the thin shadow that a folded page casts across itself, on paper and type alike, is evened away.

A fold is found where the paper, as it shows between and beside the letters, is darker than right above and below, from
one edge of the page to the other: printed rules end where the type does. Folds down the page are found alike, in the
image turned.
"""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from hwalja.geometry import Box
from hwalja.model import Grey
from hwalja.preprocess.illumination import PAPER

SIDE = 1600
"""Px of the shorter side of the image in which folds are searched: the line of one is about three wide in it."""

STEPS = 120
"""Parts of the way from edge to edge of the page: each is about a syllable wide, so that some paper shows in most."""

WIDEST = 9
"""Px of that image: what is darker over more than this is no fold."""

DEEP = 0.05
"""By how much a fold is darker than what is beside it, as a share of its tone. Of the pages of the benchmarks'
development set, folds are darker by 0.12 to 0.22, the grain of badly worn paper by 0.036."""

DARKEST = 0.25
"""Share of the paper's tone below which the shadow of a fold is lost; in lighter parts of pictures it is seen."""

GRAIN = 4.0
"""Times by which a fold is darker than what passes for a shadow on half of the page: noise has shadows everywhere."""

DEEPEST = 0.1
"""Parts that are darker by more than this share count no more than such: black rules would draw the way to them."""

BLACKEST = 0.5
"""Share of the paper's tone that is left in a fold; what is darker is printed."""

WHOLE = 0.85
"""Share of the way on which a fold shows; dark pictures may swallow it. On the pages of that set: 0.98 and more."""

ENDS, ALONG = 3, 0.5
"""Parts at either edge of the page, in which nothing is printed; a fold shows in all of them but one, so many times as
dark, or darker, as on most of its way: beyond a printed rule there is nothing but grain."""

TURN = 0.1
"""What it costs to go up or down by a row from one part to the next, in parts without a shadow."""

STEEPEST = 2.5
"""Degrees by which a fold leans at most."""

STRAIGHT = 0.002
"""How far a fold strays from a straight line (root mean square), as a share of its length. On that set: 0.0003."""

MIDDLE = (0.1, 0.9)
"""Between which shares of the page folds run: outside are the header and the edges of the paper."""

TRIES = 5
"""Ways that are looked at in each direction, folds or none: long rules may come first."""

REACH = 0.008
"""How far the shadow of a fold goes to either side, as a share of the sheet's shorter side: 2 mm on a tabloid page."""

WINDOW = 0.06
"""Length over which the tone of a fold is measured, as a share of the sheet's shorter side: some five ems."""

LIGHT = 90
"""Percentile of the tones over that length that is paper, in lines of type as well."""

SWAY = 0.1
"""By how much the shadow of a fold differs along it, as a share of the paper's tone; what differs more is print."""

Floats = NDArray[np.float64]


def without_folds(even: Grey, page: Box) -> Grey:
    """Return the sheet without the shadows of its folds, or the very same array where there are none.

    Args:
        even: The sheet, its paper evened to `PAPER`.
        page: Where on it the page is.
    """
    across = [(line + page.y, page.x) for line in _folds(_papers(even, page, down=False), page.width, page.height)]
    down = [(line + page.x, page.y) for line in _folds(_papers(even, page, down=True), page.height, page.width)]
    if not across and not down:
        return even
    result = even.copy()
    for turned, folds in ((result, across), (result.T, down)):
        for line, start in folds:
            _even_along(turned[:, start : start + len(line)], line, min(even.shape))
    return result


def _papers(even: Grey, page: Box, *, down: bool) -> Floats:
    """Return the tone of the paper in each row of a small image and in each of `STEPS` parts of its width.

    Args:
        even: The sheet.
        page: Where on it the page is.
        down: Whether it is turned, so that rows run down the page.
    """
    shrink = max(1, round(min(page.width, page.height) / SIDE))
    along, aside = 2 * shrink, shrink
    x, y = (aside, along) if down else (along, aside)
    columns, rows = page.width // x, page.height // y
    if (rows if down else columns) < 2 * STEPS or (columns if down else rows) < 2 * WIDEST:
        return np.empty((0, STEPS))
    area = even[page.y : page.y + rows * y, page.x : page.x + columns * x]
    small = cv2.resize(area, (columns, rows), interpolation=cv2.INTER_AREA)
    small = np.ascontiguousarray(small.T) if down else small
    parts = np.linspace(0, small.shape[1], STEPS, endpoint=False).astype(np.intp)
    return np.maximum.reduceat(small, parts, axis=1).astype(np.float64)


def _folds(papers: Floats, length: int, breadth: int) -> list[Floats]:
    """Return where each fold runs: at each px of the way how far down it is, in px of the page.

    Args:
        papers: Tones of the paper as `_papers` gives them.
        length: Px of the page along the rows.
        breadth: Px of the page across them.
    """
    if not len(papers):
        return []
    hat = cv2.morphologyEx(papers, cv2.MORPH_BLACKHAT, np.ones((WIDEST, 1), np.uint8))
    depths = np.asarray(hat, np.float64) / np.maximum(papers + hat, DARKEST * PAPER)
    scale = breadth // len(papers)
    first, last = (round(share * len(papers)) for share in MIDDLE)
    shadow = np.clip(depths[first:last] / DEEPEST, 0.0, 1.0)
    deep = max(DEEP, GRAIN * float(np.median(depths)))
    steps = np.arange(STEPS)
    middles = (steps + 0.5) * length / STEPS
    found = []
    for _ in range(TRIES):
        way = _darkest_way(shadow)
        rows = _deepest(depths, way + first)
        shows = depths[rows, steps] > deep
        if shows.mean() < WHOLE:
            break
        fine = _refined(depths, rows)
        plain = depths[rows, steps] > ALONG * np.median(depths[rows, steps])
        if _is_fold(shows, shows & plain, papers[rows, steps], middles, fine * scale):
            padded = np.pad(np.interp(steps, steps[shows], fine[shows]), 1, mode="edge")
            smooth = np.median(sliding_window_view(padded, 3), axis=1)
            found.append(np.interp(np.arange(length) + 0.5, middles, smooth * scale))
        for row in range(-WIDEST, WIDEST + 1):
            shadow[np.clip(way + row, 0, len(shadow) - 1), steps] = 0.0
    return found


def _darkest_way(shadow: Floats) -> NDArray[np.intp]:
    """Return the row in each column on the way from left to right that has the most shadow."""
    height, steps = shadow.shape
    total = shadow[:, 0].copy()
    moves = np.zeros((steps, height), np.int8)
    for step in range(1, steps):
        above, below = (np.full(height, -np.inf) for _ in range(2))
        above[1:], below[:-1] = total[:-1] - TURN, total[1:] - TURN
        best = np.maximum(above, below)
        moves[step] = np.where(best > total, np.where(above >= below, -1, 1), 0)
        total = np.maximum(best, total) + shadow[:, step]
    rows = np.empty(steps, np.intp)
    rows[-1] = np.argmax(total)
    for step in range(steps - 1, 0, -1):
        rows[step - 1] = rows[step] + moves[step, rows[step]]
    return rows


def _deepest(depths: Floats, rows: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return the darkest row in each column near those of a way, which is content with any that is dark enough."""
    around = np.clip(rows + np.arange(-3, 4)[:, None], 0, len(depths) - 1)
    columns = np.arange(STEPS)
    return np.asarray(around[depths[around, columns].argmax(axis=0), columns], np.intp)


def _refined(depths: Floats, rows: NDArray[np.intp]) -> Floats:
    """Return the middle of the shadow in each column, in fractions of a row, measured from the image's upper edge."""
    around = np.clip(rows + np.arange(-2, 3)[:, None], 0, len(depths) - 1)
    weights = depths[around, np.arange(STEPS)] + 1e-6
    return np.asarray((weights * (around + 0.5)).sum(axis=0) / weights.sum(axis=0), np.float64)


def _is_fold(shows: NDArray[np.bool_], plain: NDArray[np.bool_], tones: Floats, x: Floats, y: Floats) -> bool:
    """Tell whether a way is a fold: plain at both edges of the page, grey and not black, straight and about level."""
    if min(plain[:ENDS].sum(), plain[-ENDS:].sum()) < ENDS - 1 or np.median(tones[shows]) < BLACKEST * PAPER:
        return False
    slope, offset = np.polyfit(x[shows], y[shows], 1)
    strays = float(np.sqrt(np.mean((y - slope * x - offset)[shows] ** 2)))
    return bool(abs(slope) < np.tan(np.radians(STEEPEST)) and strays < STRAIGHT * (x[-1] - x[0]))


def _even_along(even: Grey, line: Floats, side: int) -> None:
    """Bring the paper on and beside a fold to the tone around it, in place.

    Args:
        even: What the fold runs through, from left to right.
        line: How far down the fold is in each column.
        side: Px of the sheet's shorter side.
    """
    reach = max(2, round(REACH * side))
    rows = np.floor(line).astype(np.intp) + np.arange(-reach, reach + 1)[:, None]
    rows, columns = np.clip(rows, 0, len(even) - 1), np.arange(len(line))
    band = even[rows, columns].astype(np.float64)
    edges = np.linspace(0, len(line), max(1, round(len(line) / (WINDOW * side))) + 1).astype(np.intp)
    tones = np.stack([np.percentile(band[:, a:b], LIGHT, axis=1) for a, b in pairwise(edges)], axis=1)
    tones = np.maximum(tones, 1.0) / np.maximum(tones.max(axis=0), 1.0)
    usual = np.median(tones, axis=1, keepdims=True)
    tones = np.clip(tones, np.maximum(usual - SWAY, BLACKEST), np.minimum(usual + SWAY, 1.0))
    middles = (edges[:-1] + edges[1:]) / 2
    shade = np.stack([np.interp(columns, middles, row) for row in tones])
    even[rows, columns] = np.minimum(band / shade, 255.0)
