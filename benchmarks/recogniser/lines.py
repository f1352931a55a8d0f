"""Strips of lines as the net sees them, cut from aged sheets as the pipeline cuts them, its mistakes included."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.recogniser.characters import classes
from benchmarks.recogniser.sheets import Mix, SetLine, Setter, Sheet
from hwalja.geometry import Box
from hwalja.model import Line
from hwalja.preprocess.illumination import even_light
from hwalja.recognise.crops import crop
from hwalja.recognise.window import STYLE, window

REACH = 2.5
"""Em around a point in which some paper shows."""

NARROWEST, WIDEST = 12, 1100
"""Columns of a strip; others are left out."""


@dataclass(frozen=True)
class Strip:
    """A line for the net.

    Attributes:
        image: See `hwalja.recognise.window`.
        labels: Numbers of its classes from 1, 0 is the blank.
        middles: Where they stand, in columns of the strip.
    """

    image: NDArray[np.uint8]
    labels: NDArray[np.int16]
    middles: NDArray[np.float32]


def strips(sheet: Sheet, rng: np.random.Generator) -> Iterator[Strip]:
    """Cut out the lines of a sheet."""
    even = even_light(sheet.aged.image, REACH * (sheet.lines[0].em if sheet.lines else 30))
    number = {letter: n for n, letter in enumerate(classes(), 1)}
    for line in sheet.lines:
        strip = _strip(line, sheet, even, rng, number)
        if strip is not None:
            yield strip


def _strip(
    line: SetLine, sheet: Sheet, even: NDArray[np.uint8], rng: np.random.Generator, number: dict[str, int]
) -> Strip | None:
    left, top, right, bottom = line.box
    mid = (top + bottom) / 2
    points = np.array([[left, mid], [right, mid], *([m, mid] for m in line.middles)], np.float64)
    at = sheet.aged.forward(points)
    run, rise = at[1] - at[0]
    length, em = float(np.hypot(run, rise)), line.em
    pad = 1.2 * em
    cos, sin = run / length, rise / length
    # Level around the line's left end: a patch as the pipeline's level sheet has it.
    size = (int(length + 2 * pad) + 1, int(bottom - top + 2 * pad) + 1)
    matrix = np.array(
        [[cos, sin, pad - at[0, 0] * cos - at[0, 1] * sin], [-sin, cos, size[1] / 2 + at[0, 0] * sin - at[0, 1] * cos]]
    )
    patch = cv2.warpAffine(even, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    wrong = rng.random() < 0.12
    shift = rng.normal(0, 0.12 if wrong else 0.03, 2) * em
    ends = np.array([rng.normal(0, 0.06), rng.normal(0, 0.06)]) * em
    if wrong:
        ends = np.array([-abs(rng.normal(0, 0.3)), abs(rng.normal(0, 0.3))]) * em
    high = bottom - top
    box = Box(
        round(pad + ends[0]),
        round(size[1] / 2 - high / 2 + shift[0]),
        max(1, round(length + ends[1] - ends[0])),
        max(1, round(high + shift[1] - shift[0])),
    )
    found = float(em * np.exp(rng.normal(0, 0.12 if rng.random() < 0.15 else 0.035)))
    cut = crop(np.asarray(patch, np.uint8), Line("", box, found, reversed=line.reversed), STYLE)
    image = window(cut.image.grey)
    level = (at[2:] - at[0]) @ np.array([cos, sin]) + pad
    middles = (level - cut.source.x) * cut.scale
    if not NARROWEST <= image.shape[1] <= WIDEST:
        return None
    labels = np.array([number[letter] for letter in line.text], np.int16)
    return Strip(image, labels, middles.astype(np.float32))


def write(folder: Path, part: int, seed: int, count: int, mix: Mix) -> None:
    """Write `count` strips, or a few more, as one file."""
    cv2.setNumThreads(1)
    rng = np.random.default_rng(seed)
    found: list[Strip] = []
    for sheet in Setter(seed, mix=mix).sheets():
        found += strips(sheet, rng)
        if len(found) >= count:
            break
    save(found, folder / f"{part:04}.npz")


def save(found: list[Strip], path: Path) -> None:
    """Write strips as one file, side by side."""
    partial = path.with_suffix(".part.npz")
    np.savez(
        partial,
        images=np.concatenate([s.image for s in found], axis=1),
        widths=np.array([s.image.shape[1] for s in found]),
        labels=np.concatenate([s.labels for s in found]),
        middles=np.concatenate([s.middles for s in found]),
        lengths=np.array([len(s.labels) for s in found]),
    )
    partial.rename(path)


def load(path: Path) -> list[Strip]:
    """Read what `save` wrote."""
    kept = np.load(path)
    widths, lengths = np.cumsum(kept["widths"])[:-1], np.cumsum(kept["lengths"])[:-1]
    images = np.split(kept["images"], widths, axis=1)
    labels, middles = np.split(kept["labels"], lengths), np.split(kept["middles"], lengths)
    return [Strip(*parts) for parts in zip(images, labels, middles, strict=True)]


def write_all(folder: Path, parts: int, count: int, mix: Mix, seed: int, workers: int = 2) -> None:
    """Write the files that are not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    missing = [part for part in range(parts) if not (folder / f"{part:04}.npz").exists()]
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        pool.starmap(write, [(folder, part, seed * 100_000 + part, count, mix) for part in missing], chunksize=1)
