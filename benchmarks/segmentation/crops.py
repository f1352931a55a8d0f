"""Crops of pages to learn from, each changed by chance as scans and papers differ."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.segmentation.targets import Lesson
from hwalja.layout.segmentation import CELL, INPUT

SIDE = 384
"""Of a crop, px of the net's input."""

Numbers = NDArray[np.float32]
Crop = tuple[Numbers, Numbers, NDArray[np.uint8], Numbers]
"""Tones 0 … 1, core 0 … 1, kinds, picture 0 … 1."""


class Cutter:
    """Cuts crops out of pages, larger ones more often."""

    def __init__(self, pages: Sequence[Lesson], rng: np.random.Generator) -> None:
        self._pages, self._rng = pages, rng
        area = np.array([page.core.size for page in pages], np.float64)
        self._odds = area / area.sum()

    def crop(self) -> Crop:
        rng = self._rng
        page = self._pages[int(rng.choice(len(self._pages), p=self._odds))]
        taller = float(np.exp(rng.normal(0, 0.1))) if rng.random() < 0.6 else 1.0
        wider = taller * float(np.exp(rng.normal(0, 0.06))) if rng.random() < 0.4 else taller
        height, width = int(SIDE / taller) // 4 * 4, int(SIDE / wider) // 4 * 4
        rows, columns = page.page.shape[1:]
        top = int(rng.integers(-40, max(-39, rows - height + 40))) // 4 * 4
        left = int(rng.integers(-40, max(-39, columns - width + 40))) // 4 * 4
        to_crop = np.array([[SIDE / width, 0, -left * SIDE / width], [0, SIDE / height, -top * SIDE / height]])
        tones = np.stack([_cut(g, to_crop, SIDE, cv2.INTER_LINEAR, float(np.median(g[::7, ::7]))) for g in page.page])
        step = CELL // INPUT
        cells = to_crop.copy()
        cells[:, 2] /= step
        core = _cut(page.core, cells, SIDE // step, cv2.INTER_LINEAR)
        kind = _cut(page.kind, cells, SIDE // step, cv2.INTER_NEAREST)
        picture = _cut(page.picture, cells, SIDE // step, cv2.INTER_LINEAR)
        aged = _shares(np.clip(self._aged(tones.astype(np.float32)), 0, 255))
        return aged, _shares(core), kind, _shares(picture)

    def _aged(self, tones: Numbers) -> Numbers:
        """Blur, ink, contrast, grain and dirt, each now and then."""
        rng = self._rng
        if rng.random() < 0.4:
            soft = float(rng.uniform(0.3, 1.0))
            tones = np.stack([cv2.GaussianBlur(tone, (0, 0), soft) for tone in tones])
        if rng.random() < 0.5:
            tones = np.float32(255) * _shares(np.clip(tones, 0, 255)) ** np.float32(np.exp(rng.normal(0, 0.35)))
        if rng.random() < 0.4:
            pale = np.float32(rng.uniform(0, 90))
            tones = pale + _shares(tones) * (np.float32(255) - pale)
        if rng.random() < 0.5:
            tones = tones + rng.normal(0, rng.uniform(2, 14), tones.shape[1:]).astype(np.float32)
        if rng.random() < 0.3:
            for _ in range(int(rng.integers(1, 12))):
                wide = int(rng.integers(2, 14))
                high = int(rng.integers(1, wide + 1))
                top, left = rng.integers(0, SIDE - wide, 2)
                part = tones[:, top : top + high, left : left + wide]
                np.minimum(part, np.float32(rng.uniform(0, 160)), out=part)
        if rng.random() < 0.15:
            tones[1] *= np.float32(rng.uniform(0.6, 1))
        return np.asarray(tones, np.float32)


def _shares(layer: NDArray[Any]) -> Numbers:
    return np.asarray(layer, np.float32) / np.float32(255)


def _cut(
    layer: NDArray[np.uint8], to: NDArray[np.float64], side: int, how: int, paper: float = 0.0
) -> NDArray[np.uint8]:
    return np.asarray(cv2.warpAffine(layer, to, (side, side), flags=how, borderValue=(paper,)), np.uint8)
