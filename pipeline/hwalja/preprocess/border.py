"""What lies around the page on the scan: the scanner's black, its lid, another surface.

A border reaches along its side from corner to corner or thins out to a wedge, is of one tone, and ends where the page
begins, at a straight or gently bent edge. A photograph or a reversed banner at the rim has an end, is of many tones, or
carries type; the shadow of a gutter has no edge.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from hwalja.model import Grey

SIDE = 1000
"""The longer side in px of the image that borders are searched in."""

DARK = 0.72
"""Share of the paper's tone: a rim that is darker is no paper."""

SHORTEST = 0.08
"""Share of a side that must be dark for a border, if only the thin end of a wedge."""

DEEPEST = 0.35
"""Share of the image that the border at one side may take."""

TOLERANCE = 0.006
"""Of the longer side: how far the page's edge may run off the smooth curve, and within what it has to be sharp."""

INLIERS = 0.85
"""Share of a side along which the edge must follow the curve: dust, dog-ears and tears take the rest."""

ONE_TONE = 0.08
"""Share of a border that may be lighter than half-way to the paper: dust and labels."""

SHARP = 0.6
"""Share of the edge that must be sharp: type and pictures may reach up to it."""

STILL_DARK, SURELY_LIGHT = 0.25, 0.6
"""Where a tone lies between the border's (0) and the paper's (1) right before and behind a sharp edge."""

ROUNDS = 8
"""Of reweighted least squares for the edge."""

Mask = NDArray[np.bool_]
"""Yes and no, shape (height, width)."""


def find_border(grey: Grey) -> Mask | None:
    """Return what of the image is no page, or None for a scan without borders.

    The mask is at most `SIDE` px long; it covers the whole image.
    """
    factor = min(1.0, SIDE / max(grey.shape))
    size = max(1, round(grey.shape[1] * factor)), max(1, round(grey.shape[0] * factor))
    if min(size) < 32:
        return None
    small = cv2.medianBlur(np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), np.uint8), 5)
    mask = np.zeros(small.shape, np.bool_)
    for turns in range(4):  # a quarter of the view at a time, so that every side is once on top
        view = np.rot90(small, turns)
        found = _top_border(np.ascontiguousarray(view), np.rot90(mask, turns))
        if found is not None:
            np.rot90(mask, turns)[...] |= found
    return mask if mask.any() else None


def _top_border(grey: Grey, known: Mask) -> Mask | None:
    """Return the border along the top, if there is one; `known` are those of other sides."""
    paper = float(np.percentile(grey, 90))
    rim = grey[1]
    dark = rim < DARK * paper
    if dark.mean() < SHORTEST:
        return None
    tone = float(np.median(rim[dark]))
    between = (tone + paper) / 2
    depth = _depth(grey, between)
    aside = known[1] | (depth >= len(grey) * 0.98)  # columns of the borders at the left and right
    if aside.mean() > 0.8:
        return None
    tolerance = max(2.0, TOLERANCE * max(grey.shape))
    edge = _smooth_edge(depth, ~aside, tolerance)
    follows = np.abs(depth - edge) <= tolerance
    reach = int(np.ceil(edge.max()))
    if follows[~aside].mean() < INLIERS or not 2 <= reach <= DEEPEST * len(grey):
        return None
    mask: Mask = np.arange(len(grey))[:, None] < edge + tolerance
    inside = np.arange(len(grey))[:, None] < edge - tolerance
    if inside.any() and (grey[inside] >= between).mean() > ONE_TONE:
        return None
    edges = ~aside & (edge > tolerance) & follows
    return mask & (edge > 0) if _is_sharp(grey[:, edges], edge[edges], tolerance, (tone, paper)) else None


def _is_sharp(grey: Grey, edge: NDArray[np.float64], tolerance: float, tones: tuple[float, float]) -> bool:
    """Tell whether the tone changes from the border's to the paper's within a short way across the edge."""
    if not len(edge):
        return False
    tone, paper = tones
    columns = np.arange(len(edge))
    before, beyond = (
        (grey[np.clip(np.round(edge + way), 1, len(grey) - 1).astype(np.intp), columns] - tone) / (paper - tone)
        for way in (-1.5 * tolerance, 1.5 * tolerance)
    )
    return bool((before < STILL_DARK).mean() > SHARP and (beyond > SURELY_LIGHT).mean() > SHARP)


def _depth(grey: Grey, between: float) -> NDArray[np.float64]:
    """Return how far the dark reaches from the top in every column, in px."""
    light = grey >= between
    return np.where(light.any(axis=0), light.argmax(axis=0), len(grey)).astype(np.float64)


def _smooth_edge(depth: NDArray[np.float64], use: Mask, tolerance: float) -> NDArray[np.float64]:
    """Return the page's edge: a parabola through the depths, most of which lie on it, and 0 where it leaves the image.

    A wedge ends somewhere along the side: what is beyond its end says nothing about its slope.
    """
    xs = np.linspace(-1, 1, len(depth))
    terms = np.stack([np.ones_like(xs), xs, xs**2], axis=1)
    use = use & (depth > 0)
    if use.sum() < 8:
        return np.zeros_like(depth)
    weights = use.astype(np.float64)
    curve = np.full_like(depth, np.median(depth[use]))
    for count in range(ROUNDS):
        order = 2 if count < ROUNDS // 2 else 3  # first a line: three points of dust could bend a parabola
        normal = terms[:, :order].T * weights
        solved = np.linalg.lstsq(normal @ terms[:, :order], normal @ depth, rcond=None)[0]
        curve = terms[:, :order] @ solved
        scale = max(tolerance, float(np.median(np.abs(depth - curve)[use])))
        weights = use / (1 + ((depth - curve) / scale) ** 2) ** 2
    edge: NDArray[np.float64] = np.maximum(curve, 0.0)
    return edge
