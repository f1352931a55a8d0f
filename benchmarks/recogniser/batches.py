"""Batches of strips of about one width, varied a little each time they are seen; nothing of torch runs here."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.recogniser.lines import Strip, load
from hwalja.recognise.network import groups
from hwalja.recognise.window import HEIGHT, STEP, side_by_side

COLUMNS = 32 * 420
"""Columns of a batch, about."""

POOL = 6000
"""Strips among which those of one width are looked for."""

CORE = 0.3
"""A letter's frames are those within this share of the way to its neighbours."""

IGNORED = -1


@dataclass(frozen=True)
class Batch:
    """Strips (lines, 1, 32, columns) in 0 … 1, their frames' classes (lines, frames), and the classes of their letters
    (lines, letters), each line's filled up with 0; `lengths` counts letters, `widths` frames.
    """

    images: NDArray[np.float32]
    frames: NDArray[np.int64]
    letters: NDArray[np.int64]
    lengths: NDArray[np.int64]
    widths: NDArray[np.int64]


def batch(strips: list[Strip]) -> Batch:
    """Put strips together."""
    images = side_by_side([s.image for s in strips])
    frames = np.full((len(strips), images.shape[-1] // STEP), IGNORED, np.int64)
    for row, strip in zip(frames, strips, strict=True):
        row[: strip.image.shape[1] // STEP] = frames_of(strip)
    lengths = np.array([len(s.labels) for s in strips])
    letters = np.zeros((len(strips), lengths.max()), np.int64)
    for row, strip in zip(letters, strips, strict=True):
        row[: len(strip.labels)] = strip.labels
    return Batch(
        images,
        frames,
        letters,
        lengths,
        np.array([s.image.shape[1] // STEP for s in strips]),
    )


def frames_of(strip: Strip) -> NDArray[np.int64]:
    """Return the class of every frame, 0 between letters."""
    count = strip.image.shape[1] // STEP
    found = np.zeros(count, np.int64)
    at = strip.middles / STEP - 0.5
    reach = np.full(len(at), 1.0)
    if len(at) > 1:
        gaps = np.diff(at)
        reach = np.minimum(np.r_[gaps[:1], gaps], np.r_[gaps, gaps[-1:]])
    for label, middle, near in zip(strip.labels, at, reach, strict=True):
        first, last = round(middle - CORE * near), round(middle + CORE * near)
        found[max(0, first) : max(0, last + 1)] = label
    return found


def varied(strip: Strip, rng: np.random.Generator) -> Strip:
    """Return the strip a little wider or narrower, higher or lower, lighter or darker, with some grain."""
    width = strip.image.shape[1]
    wide = max(STEP, round(width * rng.uniform(0.92, 1.08) / STEP) * STEP)
    image = cv2.resize(strip.image, (wide, HEIGHT), interpolation=cv2.INTER_LINEAR)
    if rng.random() < 0.5:
        image = np.roll(image, rng.integers(-1, 2), axis=0)
    if rng.random() < 0.5:
        tone = np.float32(255) * (np.arange(256, dtype=np.float32) / 255) ** np.float32(np.exp(rng.normal(0, 0.25)))
        image = cv2.LUT(image, (tone * np.float32(rng.uniform(0.75, 1.0))).astype(np.uint8))
    if rng.random() < 0.25:
        image = cv2.GaussianBlur(image, (0, 0), float(rng.uniform(0.3, 0.9)))
    if rng.random() < 0.25:
        grain = rng.standard_normal(image.shape, dtype=np.float32) * np.float32(rng.uniform(3, 18))
        image = np.clip(image + grain, 0, 255).astype(np.uint8)
    return Strip(np.asarray(image, np.uint8), strip.labels, strip.middles * np.float32(wide / width))


def grouped(strips: list[Strip]) -> list[list[Strip]]:
    """Group strips by width."""
    return [[strips[k] for k in group] for group in groups([s.image.shape[1] for s in strips], COLUMNS)]


def endless(folder: Path, seed: int) -> Iterator[Batch]:
    """Yield batches for ever, which a thread makes beside the training; files are read again as they are written."""
    ready: queue.Queue[Batch] = queue.Queue(8)

    def feed() -> None:
        rng = np.random.default_rng(seed)
        cv2.setNumThreads(1)
        while True:
            pool: list[Strip] = []
            for path in rng.permutation(sorted(folder.glob("[0-9]*[0-9].npz"))):
                pool += load(path)
                if len(pool) >= POOL:
                    _give(pool, ready, rng)
                    pool = []

    threading.Thread(target=feed, daemon=True).start()
    while True:
        yield ready.get()


def _give(pool: list[Strip], ready: queue.Queue[Batch], rng: np.random.Generator) -> None:
    found = grouped(pool)
    for k in rng.permutation(len(found)):
        ready.put(batch([varied(strip, rng) for strip in found[k]]))
