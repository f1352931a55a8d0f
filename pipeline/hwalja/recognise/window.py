"""What the net looks at: a crop of a line in a strip of set height, paper white and ink black."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from hwalja.model import Grey
from hwalja.recognise.engine import CropStyle

HEIGHT = 32
"""Rows of the strip."""

EM = 24.0
"""Height of the type in it, in px."""

STYLE = CropStyle(em=EM, margin=0.15, ends=0.25, border=0)
"""How lines are cut out for it."""

STEP = 4
"""Columns of the strip for each of the net's answers."""

TONES = (1.0, 50.0)
"""Percentiles of the crop that become ink and paper."""

LEAST = 40.0
"""Least span of tones: bare paper is not stretched until its grain is black."""


def side_by_side(strips: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
    """Return strips as the net takes them: shape (lines, 1, HEIGHT, columns of the widest), paper 0 and ink 1."""
    together = np.zeros((len(strips), 1, HEIGHT, max(strip.shape[1] for strip in strips)), np.float32)
    for row, strip in zip(together, strips, strict=True):
        row[0, :, : strip.shape[1]] = strip / np.float32(255)
    return together


def window(crop: Grey) -> NDArray[np.uint8]:
    """Return a crop whose type is `EM` px high as a strip `HEIGHT` rows high, its middle row in the middle.

    Args:
        crop: Black on white, shape (height, width).

    Returns:
        Shape (HEIGHT, width), 255 for ink and 0 for paper; a multiple of `STEP` columns.
    """
    ink, paper = _tones(crop)
    level = (paper - np.arange(256)) * (255.0 / max(LEAST, paper - ink))
    strip = np.asarray(cv2.LUT(crop, np.clip(level, 0, 255).astype(np.uint8)), np.uint8)
    spare = HEIGHT - len(strip)
    if spare < 0:
        strip = strip[-spare // 2 : -spare // 2 + HEIGHT]
    above = max(0, spare) // 2
    right = -strip.shape[1] % STEP
    return np.pad(strip, ((above, HEIGHT - len(strip) - above), (0, right)))


def _tones(crop: Grey) -> tuple[float, float]:
    """Return the percentiles `TONES` as numpy does, counted: a quarter of the time."""
    lighter = np.cumsum(np.bincount(crop.ravel(), minlength=256))
    at = np.array(TONES) / 100 * (crop.size - 1)
    below, above = np.searchsorted(lighter, np.floor(at), "right"), np.searchsorted(lighter, np.ceil(at), "right")
    ink, paper = (below + (above - below) * (at - np.floor(at))).tolist()
    return ink, paper
