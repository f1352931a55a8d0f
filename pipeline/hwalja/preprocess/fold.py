"""Folds: the thin dark line that a fold leaves across a whole page is evened away; the type on it stays."""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from hwalja.model import Grey
from hwalja.preprocess.illumination import PAPER

SIDE = 1200
"""Longer side in px of the image in which folds are looked for."""

BLOCKS = 60
"""Upright strips of that image: a fold shows in nearly all of them."""

DARKER = 5
"""A fold is darker than what is above and below it by so many tones."""

APART = 4
"""Px of the small image between a fold and what it is compared with."""

SLOPE = 0.035
"""Folds lean by at most this share of the width: 2 degrees."""

SHOWN = 0.85
"""Share of the strips in which a fold shows; the outermost ones are among them, where no printed rule reaches."""

RIM = 3
"""So many strips at either side hold no print."""

BAND = 5
"""Px of the small image to either side of a fold that its shade reaches."""

WINDOW = 0.08
"""Share of the width in which the paper's tone along a fold is measured: some of it is free of type."""

PAPER_SHARE = 75
"""Of the pixels along a fold this many in a hundred are no lighter than its paper: type covers a third of a line."""

MOST = 3
"""Folds are taken out of at most so many places each way."""


def without_folds(even: Grey) -> Grey:
    """Return the evened page without the lines and shades of its folds; the same array where there is none."""
    factor = min(1.0, SIDE / max(even.shape))
    size = max(1, round(even.shape[1] * factor)), max(1, round(even.shape[0] * factor))
    if min(size) < 4 * BLOCKS:
        return even
    small = cv2.resize(even, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    across, down = _paths(small), _paths(np.ascontiguousarray(small.T))
    if not across and not down:
        return even
    result = even.copy()
    for path in across:
        _even_along(result, path, factor)
    for path in down:
        _even_along(result.T, path, factor)
    return result


def _paths(small: NDArray[np.float32]) -> list[NDArray[np.float64]]:
    """Return the rows of each fold at the middles of the strips."""
    height = small.shape[0]
    edges = np.linspace(0, small.shape[1], BLOCKS + 1).astype(int)
    strips = np.stack([np.percentile(small[:, a:b], 60, axis=1) for a, b in pairwise(edges)], 1)
    padded = np.pad(strips, ((APART, APART), (0, 0)), mode="edge")
    dark = np.minimum(padded[: -2 * APART], padded[2 * APART :]) - strips
    shown = np.asarray(cv2.dilate((dark > DARKER).astype(np.uint8), np.ones((3, 1), np.uint8)), np.uint8)
    found: list[NDArray[np.float64]] = []
    for _ in range(MOST):
        best = _straightest(shown, height)
        if best is None:
            break
        found.append(_followed(dark, best))
        for k, row in enumerate(best):
            shown[max(0, int(row) - 2 * BAND) : int(row) + 2 * BAND, k] = 0
    return found


def _straightest(shown: NDArray[np.uint8], height: int) -> NDArray[np.float64] | None:
    """Return the line that shows in most strips, None where none shows in enough of them and at both rims."""
    middle = np.arange(BLOCKS) - (BLOCKS - 1) / 2
    rows = np.arange(height)
    best: tuple[float, NDArray[np.float64]] | None = None
    for slope in np.linspace(-SLOPE, SLOPE, 41):
        rise = slope * middle * height / BLOCKS
        at = np.clip(rows[:, None] + np.rint(rise)[None, :].astype(int), 0, height - 1)
        here = np.take_along_axis(shown, at, axis=0)
        rims = np.minimum(here[:, :RIM].mean(axis=1), here[:, -RIM:].mean(axis=1))
        share = here.mean(axis=1) * (rims > 0.6)
        top = int(np.argmax(share))
        if share[top] >= SHOWN and (best is None or share[top] > best[0]):
            best = float(share[top]), top + rise
    return None if best is None else best[1]


def _followed(dark: NDArray[np.float32], line: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the line bent to where it is darkest in each strip."""
    path = line.copy()
    for k, row in enumerate(line):
        first = max(0, int(row) - 3)
        part = dark[first : int(row) + 4, k]
        if part.size:
            path[k] = first + int(np.argmax(part))
    padded = np.pad(path, 2, mode="edge")
    return np.median(np.lib.stride_tricks.sliding_window_view(padded, 5), axis=1)


def _even_along(even: Grey, path: NDArray[np.float64], factor: float) -> None:
    """Bring the paper along a fold to its usual tone, in place."""
    height, width = even.shape
    middles = (np.arange(BLOCKS) + 0.5) * width / BLOCKS
    rows = np.interp(np.arange(width), middles, (path + 0.5) / factor)
    reach = round(BAND / factor)
    at = np.clip(np.rint(rows).astype(int)[None, :] + np.arange(-reach, reach + 1)[:, None], 0, height - 1)
    band = even[at, np.arange(width)[None, :]].astype(np.float32)
    wide = max(8, round(WINDOW * width))
    starts = np.arange(0, max(1, width - wide + 1), max(1, wide // 3))
    tones = np.stack([np.percentile(band[:, s : s + wide], PAPER_SHARE, axis=1) for s in starts], 1)
    where = starts + wide / 2
    tone = np.stack([np.interp(np.arange(width), where, row) for row in tones])
    tone = np.clip(tone, 0.4 * PAPER, PAPER)
    even[at, np.arange(width)[None, :]] = np.clip(band * (PAPER / tone), 0, 255).astype(np.uint8)
