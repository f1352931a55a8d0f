"""Leaves: one page, or two facing pages that a book or a folded sheet shows side by side.

Two pages are told apart only where all speaks for it: the image is broader than high, a stream of paper wider than any
gutter between columns runs down near its middle, nothing is printed across it, and both halves are set with type.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from hwalja.geometry import Box
from hwalja.model import Grey
from hwalja.preprocess.runs import INK, Runs

BROAD = 1.1
"""Width over height from which a scan may show two pages: two of the narrowest, a book's, are 1.2."""

MIDDLE = 0.1
"""Of the width: how far to either side of the middle the gutter may lie."""

WIDER = 1.6
"""A gutter between pages is so many times wider than the widest between columns."""

NARROWEST = 2.0
"""In em: the narrowest gutter between pages."""

CROSSED = 0.03
"""Share of a gutter's rows that may hold print, such as a page's frame or dirt: more is a headline across it."""

MARGIN = 0.3
"""Share of a gutter, from its either side, where frames and rules may stand out beyond the type."""

DRIFT = 0.5
"""In em: how far a fold and its shadow stray to either side."""

LEAST = 0.15
"""Share of all type that stands on a leaf, at least."""


def find_leaves(page: Box, runs: Runs, level: Grey) -> tuple[Box, ...]:
    """Return the leaves from left to right.

    Args:
        page: The area without borders, in px of `level`.
        runs: Of the level page.
        level: What the runs were found in.
    """
    gutter = _gutter(page, runs, level)
    if gutter is None:
        return (page,)
    return (
        Box(page.x, page.y, gutter - page.x, page.height),
        Box(gutter, page.y, page.right - gutter, page.height),
    )


def _gutter(page: Box, runs: Runs, level: Grey) -> int | None:
    """Return the x of the gutter between two pages, None where there is one page or no certainty."""
    if page.width < BROAD * page.height or not len(runs.boxes):
        return None
    streams = _streams(page, runs)
    middle, reach = page.centre[0], MIDDLE * page.width
    candidates = [s for s in streams if abs(s[0] + s[1] - 2 * middle) / 2 < reach]
    if not candidates:
        return None
    left, right = max(candidates, key=lambda s: s[1] - s[0])
    others = [b - a for a, b in streams if (a, b) != (left, right)]
    if right - left < max(NARROWEST * runs.em, WIDER * max(others, default=0)):
        return None
    margin = round(MARGIN * (right - left))
    if _crossed(level[page.y : page.bottom, left + margin : right - margin], runs.em):
        return None
    gutter = (left + right) // 2
    on_left = int(runs.boxes[runs.boxes[:, 0] < gutter, 2].sum()) / runs.length
    return gutter if LEAST < on_left < 1 - LEAST else None


def _crossed(gutter: Grey, em: float) -> bool:
    """Tell whether anything is printed in a gutter: darker than the gutter is elsewhere near the same place across.

    So the fold itself and its shadow, which run all the way down, are no print, though they may lean or bend a little.
    """
    drift = np.ones((1, 2 * round(DRIFT * em) + 1), np.uint8)
    shade = cv2.erode(np.median(gutter, axis=0)[None].astype(np.float32), drift)[0]
    printed = gutter < INK * shade
    return float((printed.sum(axis=1) > 0.2 * em).mean()) > CROSSED


def _streams(page: Box, runs: Runs) -> list[tuple[int, int]]:
    """Return left and right of each stretch of columns in which no type stands, those at the rims left out."""
    covered = np.zeros(runs.labels.shape[1] + 1, np.int64)
    np.add.at(covered, runs.boxes[:, 0], 1)
    np.add.at(covered, runs.boxes[:, 0] + runs.boxes[:, 2], -1)
    free = covered.cumsum()[page.x : page.right] == 0
    starts, ends = _stretches(free)
    inner = (starts > 0) & (ends < len(free))
    return [(int(a) + page.x, int(b) + page.x) for a, b in zip(starts[inner], ends[inner], strict=True)]


def _stretches(flags: NDArray[np.bool_]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return where stretches of True begin and end."""
    change = np.diff(np.concatenate([[0], flags.astype(np.int8), [0]]))
    return np.flatnonzero(change == 1), np.flatnonzero(change == -1)
