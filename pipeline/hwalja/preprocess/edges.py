"""Type that is not on the scan: cut off by its edge, or swallowed by a light."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from hwalja.geometry import Box
from hwalja.model import Grey

STROKES = (0.05, 1.2)
"""Shortest and longest run of ink along the edge, in em, that a cut letter leaves: the border of a scanner leaves
longer ones, grain shorter ones."""

REACH = 4.5
"""Em from a cut letter in which the next one is looked for: lines are about 1.6 em apart, and where the edge runs
through the space between two words a line leaves nothing."""

FEWEST = 8
"""Cut letters one after the other; fewer are dust."""

SATURATED = 250
"""Tone from which on print has drowned in light."""

WHITE_PAPER = 240
"""Paper that is lighter shows no glare: it is as white everywhere."""

DARKER = 0.6
"""Ink at the edge is darker than the paper around it by so much of the contrast: mottle and grain are not."""

LEAST = 3
"""A glare is more than so many em wide and high: the paper between two columns may be as white."""


def cut_off(grey: Grey, em: float, contrast: float) -> float:
    """Return the share of a side, of the worst of the four, along which the edge of the image cuts through type.

    Args:
        grey: The scan.
        em: Height of body type in px.
        contrast: By how much ink is darker than paper.
    """
    deep = max(1, round(0.1 * em))
    edges = (grey[:deep].T, grey[-deep:].T, grey[:, :deep], grey[:, -deep:])
    return max(_cut_stretch(_inked(edge.mean(axis=1), em, contrast), em) for edge in edges)


def _inked(tones: NDArray[np.float64], em: float, contrast: float) -> NDArray[np.bool_]:
    """Tell where the tones along an edge are much darker than the paper within an em."""
    smooth = cv2.blur(tones[None], (max(1, round(0.08 * em)), 1), borderType=cv2.BORDER_REFLECT)
    window = np.ones((1, round(2 * STROKES[1] * em)), np.uint8)
    before, after = (window.size - 1) // 2, window.size // 2  # OpenCV's own closing takes one for both
    paper = cv2.erode(cv2.dilate(smooth, window, anchor=(before, 0)), window, anchor=(after, 0))
    return np.asarray((smooth < paper - DARKER * contrast)[0], np.bool_)


def _cut_stretch(ink: NDArray[np.bool_], em: float) -> float:
    changes = np.flatnonzero(np.diff(np.concatenate([[False], ink, [False]]).astype(np.int8)))
    starts, ends = changes[::2], changes[1::2]
    fits = (ends - starts >= STROKES[0] * em) & (ends - starts <= STROKES[1] * em)
    starts, ends = starts[fits], ends[fits]
    if not len(starts):
        return 0.0
    parts = np.flatnonzero(starts[1:] - ends[:-1] > REACH * em) + 1
    firsts, lasts = np.concatenate([[0], parts]), np.concatenate([parts, [len(starts)]]) - 1
    rows = lasts - firsts + 1 >= FEWEST
    return float((ends[lasts[rows]] - starts[firsts[rows]]).sum() / len(ink))


def swallowed(grey: Grey, em: float, paper: float, lines: Sequence[Box]) -> float:
    """Return the share of the type's area in which a light has swallowed the print.

    Args:
        grey: The scan.
        em: Height of body type in px.
        paper: Tone of the paper.
        lines: Boxes of the lines of type.
    """
    if paper > WHITE_PAPER or not lines:
        return 0.0
    area = Box.around(lines).clipped(grey.shape[1], grey.shape[0])
    size = max(1, round(area.width / em)), max(1, round(area.height / em))
    cells = cv2.resize(grey[area.y : area.bottom, area.x : area.right], size, interpolation=cv2.INTER_AREA)
    white = cv2.morphologyEx((cells >= SATURATED).astype(np.uint8), cv2.MORPH_OPEN, np.ones((LEAST, LEAST), np.uint8))
    number, labels = cv2.connectedComponents(white, connectivity=8)
    blobs = (np.asarray(labels) == label for label in range(1, number))
    return sum(float(blob.mean()) for blob in blobs if _fades(np.asarray(cells, np.uint8), blob, paper))


def _fades(cells: Grey, blob: NDArray[np.bool_], paper: float) -> bool:
    """Tell a light, which fades out, from a white picture that ends sharply."""
    inner = cv2.dilate(blob.astype(np.uint8), np.ones((3, 3), np.uint8))
    rim = (cv2.dilate(inner, np.ones((3, 3), np.uint8)) > 0) & (inner == 0)
    return bool(rim.any()) and float(np.percentile(cells[rim], 75)) > paper + 0.25 * (255 - paper)
