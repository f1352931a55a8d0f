"""Outlines of articles and the curves from region to region, in pixels of the picture."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from hwalja.geometry import Box

MARGIN = 5
"""Pixels between a region and the outline of its article."""

SWING = 26
"""Pixels by which a curve goes on in its direction before it bends."""


STEP = 6
"""Pixels from point to point of a curve."""


def hull(own: Sequence[Box], others: Sequence[Box], bridge: int) -> list[NDArray[np.int32]]:
    """Return the outlines, outer and inner, of what an article covers.

    Args:
        own: Its regions.
        others: Regions of other articles: the hull leaves them out.
        bridge: Gaps of so many px between its regions are covered.
    """
    if not own:
        return []
    around = Box.around(own).grown(bridge + 2 * MARGIN)
    covered = np.zeros((around.height, around.width), np.uint8)
    _paint(covered, around, own, MARGIN, 1)
    covered = np.asarray(cv2.morphologyEx(covered, cv2.MORPH_CLOSE, np.ones((bridge, bridge), np.uint8)), np.uint8)
    _paint(covered, around, others, MARGIN, 0)
    _paint(covered, around, own, MARGIN, 1)
    contours, _ = cv2.findContours(covered, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE, offset=(around.x, around.y))
    return [np.asarray(contour, np.int32) for contour in contours]


def _paint(mask: NDArray[np.uint8], around: Box, boxes: Sequence[Box], margin: int, value: int) -> None:
    for box in boxes:
        left, top = box.x - margin - around.x, box.y - margin - around.y
        right, bottom = left + box.width + 2 * margin, top + box.height + 2 * margin
        mask[max(0, top) : max(0, bottom), max(0, left) : max(0, right)] = value


def curve(start: tuple[float, float], end: tuple[float, float]) -> list[tuple[float, float]]:
    """Return a smooth way that leaves `start` downwards and comes to `end` from above."""
    down = max(0.0, end[1] - start[1])
    swing = min(SWING, 0.5 * down) if down else SWING
    middle = (start[0] + end[0]) / 2 if not down else None
    before = (start[0] if middle is None else middle, start[1] + swing)
    after = (end[0] if middle is None else middle, end[1] - swing)
    points = []
    length = float(np.hypot(end[0] - start[0], end[1] - start[1]))
    for t in np.linspace(0, 1, max(12, round(length / STEP))):
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
        knots = (start, before, after, end)
        points.append(
            (
                float(sum(w * k[0] for w, k in zip(weights, knots, strict=True))),
                float(sum(w * k[1] for w, k in zip(weights, knots, strict=True))),
            )
        )
    return points


def shortened(points: Sequence[tuple[float, float]], by: float) -> list[tuple[float, float]]:
    """Return a way without its last `by` px, which its goal covers."""
    left = by
    kept = list(points)
    while len(kept) > 2 and left > 0:
        (x0, y0), (x1, y1) = kept[-2:]
        left -= float(np.hypot(x1 - x0, y1 - y0))
        kept.pop()
    return kept


def arrowhead(points: Sequence[tuple[float, float]], size: float) -> list[tuple[float, float]]:
    """Return the three corners of a head at the end of a way."""
    (x0, y0), (x1, y1) = points[-2:]
    length = max(float(np.hypot(x1 - x0, y1 - y0)), 1e-6)
    ux, uy = (x1 - x0) / length, (y1 - y0) / length
    return [
        (x1 + ux * size, y1 + uy * size),
        (x1 - uy * size * 0.6, y1 + ux * size * 0.6),
        (x1 + uy * size * 0.6, y1 - ux * size * 0.6),
    ]


def dashes(points: Sequence[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    """Return every other piece of a way."""
    return [list(pair) for pair in list(itertools.pairwise(points))[::2]]
