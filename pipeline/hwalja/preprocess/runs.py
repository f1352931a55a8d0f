"""Runs of type: syllables that stand close to one another in a line, found without knowing where the text is.

Orientation, bend and facing pages are all read off them, in an image small enough to be quick and large enough that a
syllable is still some ten pixels high.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from hwalja.model import Grey

SIDE = 2000
"""The longer side in px of the image in which runs are searched: body type of a broadsheet is 12 px high in it."""

SURROUNDINGS = 25
"""Px in which some paper is sure to show."""

INK = 0.75
"""Share of the paper's tone below which it is printed: less would let show-through in."""

SMEAR = 0.6
"""In em: syllables that are closer make a run. Lines are half an em apart and more, words hardly more than this."""

THINNEST, THICKEST = 0.6, 1.45
"""Heights of a run of body type, in em: its ink over its length."""

SHORTEST = 2.5
"""Length in em of the shortest run: shorter ones may be a single syllable with its neighbour in the next line."""

LIGHTEST = 0.3
"""Ink of a run over its length, in em: a dotted line or a rule is lighter."""

CLIMB = 0.25
"""Rise of a run in its length that is let pass: lines at a gutter climb by as much."""

ALIKE = 0.08
"""Heights that differ by this share are of one type."""

GUESSES = (10.0, 20.0, 36.0)
"""Px: heights of type to begin with, small and large."""

SAMPLE = 100
"""Runs, the longest, that tell how high their type is."""

SMALLEST_EM, LARGEST_EM = 5, 60
"""Px: smaller type could not be read anyway; larger is no body type, with some hundred lines on a page."""


@dataclass(frozen=True, slots=True)
class Runs:
    """Runs of body type.

    Attributes:
        em: Height of body type in px, 0.0 where there is none.
        labels: Number of the run that covers a pixel, 0 for none, shape (height, width), int32.
        boxes: x, y, width and height of each run, from number 1 on, shape (n, 4).
    """

    em: float
    labels: NDArray[np.int32]
    boxes: NDArray[np.int32]

    @property
    def length(self) -> int:
        """Px of type on the page, side by side."""
        return int(self.boxes[:, 2].sum())

    @property
    def area(self) -> float:
        """Px² of type on the page."""
        return self.length * self.em

    @property
    def type_height(self) -> float:
        """Height in px of the type in the runs, which are higher where long lines climb; 0.0 where there are none."""
        heights = []
        for at in np.argsort(-self.boxes[:, 2])[:SAMPLE]:
            x, y, width, height = self.boxes[at]
            part = self.labels[y : y + height, x : x + width] == at + 1
            heights.append(np.percentile(height - part.argmax(axis=0) - part[::-1].argmax(axis=0), 90))
        return float(np.median(heights)) if heights else 0.0


def reduced(grey: Grey, side: int = SIDE) -> tuple[Grey, float]:
    """Return the image with its longer side at most `side` px, and by what its sides were multiplied."""
    factor = min(1.0, side / max(grey.shape))
    if factor == 1.0:
        return grey, factor
    size = max(1, round(grey.shape[1] * factor)), max(1, round(grey.shape[0] * factor))
    return np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), np.uint8), factor


def ink_of(grey: Grey) -> NDArray[np.uint8]:
    """Return 1 where the image is much darker than the paper around, shape (height, width)."""
    kernel = np.ones((SURROUNDINGS, SURROUNDINGS), np.uint8)
    paper = cv2.blur(cv2.dilate(cv2.medianBlur(grey, 3), kernel), (SURROUNDINGS, SURROUNDINGS))
    return (grey < INK * paper.astype(np.float32)).astype(np.uint8)


def find_runs(ink: NDArray[np.uint8], em: float | None = None) -> Runs:
    """Find runs along the rows of an ink mask.

    Args:
        ink: 1 where it is printed, shape (height, width).
        em: Height of body type in px where it is known; else the one with which most of the page is runs.
    """
    if em is None:
        size = (max(1, ink.shape[1] // 2), max(1, ink.shape[0] // 2))
        half = np.asarray(cv2.resize(ink, size, interpolation=cv2.INTER_AREA), np.uint8)
        ems = sorted({_settled(half, guess / 2, rounds=2) for guess in GUESSES})
        best = max((_runs(half, each) for each in ems), key=lambda runs: runs.area).em
        em = _settled(ink, 2 * best, rounds=1) if best else 0.0
    return _runs(ink, em)


def _runs(ink: NDArray[np.uint8], em: float) -> Runs:
    if not em:
        return Runs(0.0, np.zeros(ink.shape, np.int32), np.empty((0, 4), np.int32))
    labels, stats = _smeared(ink, em)
    width, height = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    thick = stats[:, cv2.CC_STAT_AREA] / np.maximum(width, 1)
    fits = (width >= SHORTEST * em) & (height >= THINNEST * em)
    fits &= height <= THICKEST * em + CLIMB * width
    fits &= (thick > LIGHTEST * em) & (thick < em)
    fits[0] = False
    numbers = np.zeros(len(stats), np.int32)
    numbers[fits] = np.arange(1, int(fits.sum()) + 1)
    return Runs(em, numbers[labels], stats[fits, :4].astype(np.int32))


def _settled(ink: NDArray[np.uint8], em: float, *, rounds: int) -> float:
    """Return the commonest height of bars longer than high, 0.0 if there are none.

    The smear that makes bars depends on the height: what one round finds is what the next begins with.
    """
    for _ in range(rounds):
        _, stats = _smeared(ink, em)
        width, height = stats[1:, cv2.CC_STAT_WIDTH], stats[1:, cv2.CC_STAT_HEIGHT]
        bars = (height >= SMALLEST_EM) & (height <= LARGEST_EM) & (width > 1.5 * height) & (width < 40 * height)
        if not bars.any():
            return 0.0
        votes = np.bincount(height[bars], np.minimum(width[bars], 12 * height[bars]), LARGEST_EM + 8)
        reach = np.maximum(1, (np.arange(len(votes)) * ALIKE).round().astype(int))
        means = [votes[max(0, at - r) : at + r + 1].mean() for at, r in enumerate(reach)]
        em = float(np.argmax(means * np.sqrt(np.arange(len(votes)))))
    return em


def _smeared(ink: NDArray[np.uint8], em: float) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    smear = np.ones((1, max(2, round(SMEAR * em))), np.uint8)
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, smear)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(closed, connectivity=4, ltype=cv2.CV_32S)
    return np.asarray(labels, np.int32), np.asarray(stats, np.int32)
