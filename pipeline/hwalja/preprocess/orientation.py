"""Which side of the page is up, as its syllables stand: type knows no other upright than its own.

Windows of two syllables are cut from runs of type and each is asked how it is turned, by a small neural network that
was fitted on typeset lines (benchmarks/orientation/fit.py). One window errs now and then, the sum of a page hardly.
Lines that run downwards are turned until they run level before they are asked: so a page in vertical setting, whose
syllables stand upright below one another, is told from a page that lies on its side.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from hwalja.model import Grey, Turn
from hwalja.preprocess.resample import levelled, resample
from hwalja.preprocess.runs import Runs, find_runs, ink_of
from hwalja.preprocess.skew import estimate_skew
from hwalja.resources import dictionaries

HEIGHT, WIDTH = 16, 32
"""Px of a window as the network sees it."""

HIGH = 1.3
"""Height of a window in em; it is twice as wide."""

MOST = 300
"""Windows asked per page: more change nothing."""

FEWEST = 12
"""Windows that a page must have to say anything: it has hardly any type otherwise."""

CLEAR = 0.5
"""Share of the windows that must agree for a page to be turned, two standard errors taken off."""

CLEARLY = 0.4
"""By how much this share must exceed that of the next side."""

LITTLE = 0.06
"""Share of the ink that is type, below which a page is none of text: nothing needs to be said of it. It is 0.03 in the
grain of photographs, 0.16 on a page full of advertisements."""

CLIMBING, STEEP = 0.8, 0.5
"""Type that is lower than this share of its runs' height may climb, in a view that is more degrees askew than this: it
is levelled and asked again. Of level pages hardly one is below 0.75, at 2° all are."""

QUARTERS: tuple[Turn, ...] = (0, 90, 180, 270)


@dataclass(frozen=True, slots=True)
class Network:
    """One hidden layer, rectified.

    Attributes:
        hidden: Weights, shape (inputs + 1, units): the last row is the bias.
        output: Weights, shape (units + 1, 4): how far the syllables are turned clockwise, in quarters.
    """

    hidden: NDArray[np.float32]
    output: NDArray[np.float32]

    def __call__(self, windows: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the logits for windows, shape (n, 4)."""
        inner = np.maximum(windows @ self.hidden[:-1] + self.hidden[-1], 0)
        logits: NDArray[np.float32] = inner @ self.output[:-1] + self.output[-1]
        return logits


@dataclass(frozen=True, slots=True)
class Orientation:
    """How a page lies.

    Attributes:
        turn: Degrees clockwise by which it has to be turned to stand upright; 0 if that is not sure.
        sure: Whether it is; a page with hardly any type is left as it is for sure.
        em: Height of body type in px, 0.0 where there is none.
    """

    turn: Turn
    sure: bool
    em: float


def find_orientation(grey: Grey) -> Orientation:
    """Tell which side of a page is up."""
    ink = ink_of(grey)
    lying = np.ascontiguousarray(np.rot90(ink))  # lines that ran downwards now run up
    across, down = find_runs(ink), find_runs(lying)
    level = across.area >= down.area
    runs, view = (across, grey) if level else (down, np.ascontiguousarray(np.rot90(grey)))
    ink = ink if level else lying
    windows = cut(view, runs)
    side = _agreed(windows)
    climbing = runs.type_height < CLIMBING * runs.em
    if (side is None or climbing) and _type_share(ink, runs) >= LITTLE:
        skew = estimate_skew(view)
        if abs(skew) > STEEP:
            view = resample(view, *levelled(view.shape[1], view.shape[0], skew))
            ink = ink_of(view)
            runs = find_runs(ink)
            windows = cut(view, runs)
            side = _agreed(windows)
    if side is None:
        return Orientation(0, sure=len(windows) < FEWEST or _type_share(ink, runs) < LITTLE, em=runs.em)
    return Orientation(QUARTERS[-(side if level else side + 1) % 4], sure=True, em=runs.em)  # the view was turned back


def _agreed(windows: NDArray[np.float32]) -> int | None:
    """Return how far the syllables are turned clockwise, in quarters, if there are enough that agree."""
    if len(windows) < FEWEST:
        return None
    votes = np.bincount(network()(windows).argmax(axis=1), minlength=4) / len(windows)
    first, second = np.argsort(votes)[::-1][:2]
    agree = votes[first] - 1 / np.sqrt(len(windows)) > CLEAR and votes[first] - votes[second] > CLEARLY
    return int(first) if agree else None


def _type_share(ink: NDArray[np.uint8], runs: Runs) -> float:
    return float(ink[runs.labels > 0].sum() / max(1, int(ink.sum())))


@cache
def network() -> Network:
    """Return the network that was fitted."""
    with np.load(dictionaries() / "orientation.npz") as weights:
        return Network(weights["hidden"].astype(np.float32), weights["output"].astype(np.float32))


def cut(grey: Grey, runs: Runs) -> NDArray[np.float32]:
    """Return windows along runs as the network takes them, shape (n, HEIGHT · WIDTH)."""
    half = HIGH * runs.em / 2
    places = []
    for number, (x, y, width, height) in enumerate(runs.boxes, start=1):
        for left in np.arange(x, x + width - 2 * half, 4 * half):
            part = runs.labels[y : y + height, int(left) : int(left + 4 * half)] == number
            rows = np.flatnonzero(part.any(axis=1))
            if len(rows):
                places.append((left + 2 * half, y + (rows[0] + rows[-1] + 1) / 2))
    chosen = np.random.default_rng(0).permutation(len(places))[:MOST]
    found = [window(grey, places[at][0], places[at][1], half) for at in chosen]
    return np.array([each for each in found if each is not None], np.float32).reshape(-1, HEIGHT * WIDTH)


def window(grey: Grey, x: float, y: float, half: float) -> NDArray[np.float32] | None:
    """Return the window around a point as the network takes it, None if it is blank or reaches out of the image."""
    left, right, top, bottom = (round(v) for v in (x - 2 * half, x + 2 * half, y - half, y + half))
    if left < 0 or top < 0 or right > grey.shape[1] or bottom > grey.shape[0]:
        return None
    small = cv2.resize(grey[top:bottom, left:right], (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA).astype(np.float32)
    spread = float(small.std())
    return None if spread < 4 else ((small.mean() - small) / spread).ravel()
