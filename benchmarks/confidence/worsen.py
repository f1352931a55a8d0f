"""Make worse scans of pages with truth, so that there are articles that are read badly.

python -m benchmarks.confidence.worsen PAGES_DIR OUT_DIR [--seed 1]
"""

from __future__ import annotations

import argparse
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.accuracy.pages import find_images

Grey = NDArray[np.uint8]

WIDTH = 3200
"""Pixels of a page 272 mm wide at 300 dpi: blur is told for it."""

QUALITIES = (60, 80, 90)
"""Of the JPEG."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.confidence.worsen", description=__doc__)
    parser.add_argument("pages", type=Path, help="folder of images, the truth of each beside it")
    parser.add_argument("out", type=Path, help="folder for the worse ones, truth included")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    kinds = list(KINDS.values())
    for number, image in enumerate(find_images(given.pages)):
        seed = 1000 * given.seed + number
        rng = random.Random(seed)  # noqa: S311 - seeded so that pages repeat, nothing secret
        grey = np.asarray(cv2.imread(str(image), cv2.IMREAD_GRAYSCALE), np.uint8)
        worse = kinds[number % len(kinds)](grey, rng.random(), np.random.default_rng(seed))
        quality = [cv2.IMWRITE_JPEG_QUALITY, rng.choice(QUALITIES)]
        cv2.imwrite(str(given.out / f"{image.stem}.jpg"), worse, quality)
        # The boxes of the truth are of the better scan: only its text is compared.
        shutil.copy(image.with_suffix(".json"), given.out)


def small(grey: Grey, strength: float, noise: np.random.Generator) -> Grey:
    """Return the page with 75 to 40 % of its resolution."""
    share = 0.75 - 0.35 * strength
    return np.asarray(cv2.resize(grey, None, fx=share, fy=share, interpolation=cv2.INTER_AREA), np.uint8)


def blurred(grey: Grey, strength: float, noise: np.random.Generator) -> Grey:
    return _blur(grey, 0.6 + 2.4 * strength)


def noisy(grey: Grey, strength: float, noise: np.random.Generator) -> Grey:
    return np.clip(grey + noise.normal(0, 10 + 70 * strength, grey.shape), 0, 255).astype(np.uint8)


def faint(grey: Grey, strength: float, noise: np.random.Generator) -> Grey:
    """Return the page in black and white, cut at a tone so dark, and here and there darker, that strokes are lost."""
    spots = noise.normal(0, 1, (grey.shape[0] // 40, grey.shape[1] // 40)).astype(np.float32)
    uneven = cv2.resize(spots, grey.shape[::-1], interpolation=cv2.INTER_CUBIC)
    return np.where(_blur(grey, 0.8) < 130 - 70 * strength + 12 * uneven, 20, 235).astype(np.uint8)


def _blur(grey: Grey, sigma: float) -> Grey:
    return np.asarray(cv2.GaussianBlur(grey, (0, 0), sigma * grey.shape[1] / WIDTH), np.uint8)


KINDS: dict[str, Callable[[Grey, float, np.random.Generator], Grey]] = {
    "small": small,
    "blurred": blurred,
    "noisy": noisy,
    "faint": faint,
}
"""Taken in turn, each as strong as chance has it."""


if __name__ == "__main__":
    main()
