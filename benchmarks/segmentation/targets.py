"""What the net is to see: the truth of a page, painted on the canvas that layout works on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.accuracy.pages import TruePage, find_pages
from hwalja.geometry import Box
from hwalja.layout.canvas import leaf_canvas
from hwalja.layout.segmentation import CELL, INPUT
from hwalja.model import Grey, Sheet
from hwalja.preprocess import preprocess
from hwalja.read import read_image

KINDS = (
    *("none", "body", "headline", "subheading", "byline", "caption"),
    *("table", "advertisement", "furniture", "other"),
)
"""Kinds of type that the net tells, in the order of its output."""

SAME = {"lead": "body", "crosshead": "subheading", "header": "furniture", "footer": "furniture", "label": "furniture"}
"""Roles of the truth that are another kind's; what is neither here nor a kind is `other`."""

CORE = 0.3, 0.7
"""The core of a line, in shares of its em from the top."""

END, SHORT = 0.12, 0.2
"""It begins and ends so many em from the line's ends, or this share of a short line: beside another line, or a drop
cap, runs white."""


@dataclass(frozen=True)
class Lesson:
    """One leaf of a page.

    Attributes:
        page: Evened and scanned tones at half the canvas's scale, uint8, shape (2, height, width).
        core: How far each cell is the core of a line, 0 … 255, shape (height / 2, width / 2).
        kind: Place in `KINDS`, same shape.
        picture: How far each cell is a picture's, 0 … 255, same shape.
    """

    page: NDArray[np.uint8]
    core: Grey
    kind: Grey
    picture: Grey


def lessons(folders: list[Path], cache: Path) -> list[Lesson]:
    """Return the leaves of all pages, made once and kept in `cache`."""
    cache.mkdir(parents=True, exist_ok=True)
    found = []
    for page in (page for folder in folders for page in find_pages(folder)):
        stem = f"{page.image.parent.name}-{page.name}"
        if not list(cache.glob(f"{stem}-*.npz")):
            for k, lesson in enumerate(_leaves(page)):
                np.savez(cache / f"{stem}-{k}.npz", **vars(lesson))
        found += [Lesson(**np.load(path)) for path in sorted(cache.glob(f"{stem}-*.npz"))]
    return found


def _leaves(page: TruePage) -> Iterator[Lesson]:
    scan = read_image(page.image)
    sheet = preprocess(scan)
    layers = _painted(page.truth, scan.grey.shape)
    for leaf in sheet.leaves:
        yield _leaf(sheet, leaf, layers)


def _painted(truth: Mapping[str, Any], shape: tuple[int, ...]) -> list[Grey]:
    """Paint cores, kinds and pictures over the scan."""
    core, kind, picture = (np.zeros(shape, np.uint8) for _ in range(3))
    for region in truth["regions"]:
        if region["role"] == "picture":
            _fill(picture, region["polygon"], 255)
        name = SAME.get(region["role"], region["role"])
        own = KINDS.index(name if name in KINDS else "other")
        for line in region["lines"]:
            outline = np.asarray(line["polygon"], np.float64)
            _fill(kind, outline, own)
            _fill(core, _core(outline), 255)
    return [core, kind, picture]


def _core(outline: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    """Return the core of a line, given its corners from the upper left, clockwise."""
    nw, ne, se, sw = outline
    end = min(SHORT, END * float(np.hypot(*(sw - nw)) / max(1e-6, np.hypot(*(ne - nw)))))
    left, right = ((nw + (ne - nw) * t, sw + (se - sw) * t) for t in (end, 1 - end))
    (a, b), (c, d) = ([start + (bottom - start) * t for t in CORE] for start, bottom in (left, right))
    return [a, c, d, b]


def _fill(layer: Grey, polygon: Any, value: int) -> None:
    cv2.fillPoly(layer, [np.round(np.asarray(polygon) * 16).astype(np.int32)], (value,), shift=4)


def _leaf(sheet: Sheet, leaf: Box, layers: list[Grey]) -> Lesson:
    canvas = leaf_canvas(sheet, leaf)
    high, wide = canvas.even.shape
    step = CELL // INPUT
    rows, columns = (side // INPUT // step * step for side in (high, wide))
    tones = [cv2.resize(g, (columns, rows), interpolation=cv2.INTER_AREA) for g in (canvas.even, canvas.grey)]
    y, x = np.mgrid[0:rows, 0:columns] + 0.5
    there = np.stack([x * wide / columns, y * high / rows], -1).reshape(-1, 2) / canvas.scale
    scan = sheet.to_scan.points(np.add(there, (leaf.x, leaf.y))).reshape(rows, columns, 2).astype(np.float32) - 0.5
    seen = [cv2.remap(layer, scan[..., 0], scan[..., 1], cv2.INTER_NEAREST, borderValue=(0,)) for layer in layers]
    core, kind, picture = (s.reshape(rows // step, step, columns // step, step) for s in seen)
    return Lesson(
        np.stack(tones).astype(np.uint8),
        core.mean(axis=(1, 3)).astype(np.uint8),
        kind.max(axis=(1, 3)),
        picture.mean(axis=(1, 3)).astype(np.uint8),
    )
