"""Morphology on masks, typed: OpenCV's own types are wider than what it returns."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from hwalja.layout.canvas import Mask

Components: TypeAlias = tuple[NDArray[np.int32], NDArray[np.int32]]
"""The label of every pixel and a row of `cv2.CC_STAT_*` for every label."""

DIAGONAL = 1.5
"""More than the length of a diagonal step as OpenCV measures distances: with a mask of 5 px it is 1.4 px."""


def opened(mask: Mask, width: int, height: int) -> Mask:
    """Keep only what a bar of `width` × `height` px fits into."""
    bar, first, second = _bar(width, height), (width // 2, height // 2), (_mirrored(width), _mirrored(height))
    return np.asarray(cv2.dilate(cv2.erode(mask, bar, anchor=first), bar, anchor=second), np.uint8)


def opened_by_disc(mask: Mask, radius: float) -> Mask:
    """Keep only what a disc of `radius` px fits into.

    Few places have room for the square and the two bars within the disc: distances are measured around these only.
    """
    side, length, reach = 2 * int(radius / DIAGONAL) + 1, 2 * ceil(radius) - 1, int(radius) + 1
    room = eroded(mask, side, side) & eroded(mask, length, 1) & eroded(mask, 1, length)
    _, stats = components(dilated(room, side, side))
    kept = np.zeros_like(mask)
    for x, y, width, height, _ in stats[1:]:
        left, top = max(0, x - reach), max(0, y - reach)
        area = (slice(top, y + height + reach), slice(left, x + width + reach))
        inside = (slice(y - top, y - top + height), slice(x - left, x - left + width))
        outside = np.ones(mask[area].shape, np.uint8)
        outside[inside] = _distances(mask[area])[inside] < radius
        kept[area] |= _distances(outside) < radius
    return kept


def _distances(mask: Mask) -> NDArray[np.float32]:
    """Return the distance in px from every pixel to the nearest 0."""
    return np.asarray(cv2.distanceTransform(mask, cv2.DIST_L2, cv2.DIST_MASK_5), np.float32)


def closed(mask: Mask, width: int, height: int) -> Mask:
    """Fill gaps that no bar of `width` × `height` px fits into; the gap from ink to the mask's edge is none."""
    high, wide = max(1, height), max(1, width)
    bar, first, second = _bar(width, height), (width // 2, height // 2), (_mirrored(width), _mirrored(height))
    padded = cv2.copyMakeBorder(mask, high, high, wide, wide, cv2.BORDER_CONSTANT, value=(0,))
    filled = cv2.erode(cv2.dilate(padded, bar, anchor=first), bar, anchor=second)
    return np.ascontiguousarray(filled[high:-high, wide:-wide], np.uint8)


def _mirrored(size: int) -> int:
    """Return the anchor of a bar turned by half a circle: with one anchor for both steps, even bars shift the ink."""
    return max(0, (size - 1) // 2)


def dilated(mask: Mask, width: int, height: int) -> Mask:
    return np.asarray(cv2.dilate(mask, _bar(width, height)), np.uint8)


def eroded(mask: Mask, width: int, height: int) -> Mask:
    return np.asarray(cv2.erode(mask, _bar(width, height)), np.uint8)


def components(mask: Mask) -> Components:
    """Find what hangs together.

    OpenCV takes the statistics of all pixels one by one, paper too; taken of runs of ink they cost a third.

    Returns:
        Labels, shape as `mask`, 0 for the background; statistics, shape (labels, 5), nothing but 0 for label 0.
    """
    x, y, width, height = cv2.boundingRect(mask)
    inked = (slice(y, y + height), slice(x, x + width))
    labels = np.zeros(mask.shape, np.int32)
    if not width:
        return labels, np.zeros((1, 5), np.int32)
    count, _ = cv2.connectedComponents(mask[inked], labels[inked], connectivity=8, ltype=cv2.CV_32S)
    rows, lefts, rights = _runs(mask[inked])
    rows, lefts, rights = rows + y, lefts + x, rights + x
    own = labels[rows, lefts]
    left, right = np.full(count, mask.shape[1], np.int64), np.zeros(count, np.int64)
    np.minimum.at(left, own, lefts)
    np.maximum.at(right, own, rights)
    # runs come from top to bottom, and of several values for one place the last one stays
    top, bottom = np.zeros((2, count), np.int64)
    top[own[::-1]], bottom[own] = rows[::-1], rows + 1
    area = np.bincount(own, rights - lefts, count)
    stats = np.stack([left, top, right - left, bottom - top, area], axis=1).astype(np.int32)
    stats[0] = 0
    return labels, stats


def painted(labels: NDArray[np.int32], stats: NDArray[np.int32], which: NDArray[np.bool_]) -> Mask:
    """Return the mask of a few of the components that `components` found."""
    mask = np.zeros(labels.shape, np.uint8)
    for label in np.flatnonzero(which):
        x, y, width, height, _ = stats[label]
        mask[y : y + height, x : x + width] |= labels[y : y + height, x : x + width] == label
    return mask


def _runs(mask: Mask) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return row, left and right edge of every run of ones, from top to bottom and left to right."""
    padded = cv2.copyMakeBorder(mask, 0, 0, 1, 1, cv2.BORDER_CONSTANT, value=0)
    edges = np.flatnonzero(padded[:, 1:] != padded[:, :-1])
    rows, lefts = np.divmod(edges[::2], mask.shape[1] + 1)
    return rows, lefts, edges[1::2] - rows * (mask.shape[1] + 1)


def _bar(width: int, height: int) -> Mask:
    return np.ones((max(1, height), max(1, width)), np.uint8)
