"""Pages to lay on a scanner: generated ones from `scans/`, and drawn ones, small enough to be quick."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from hwalja.model import Grey, Scan, Sheet
from hwalja.preprocess import preprocess
from tests.layout.drawing import Drawing

SCANS = Path(__file__).parents[2] / "scans"


@cache
def scanned(name: str) -> Grey:
    return np.asarray(Image.open(SCANS / f"{name}.jpg").convert("L"))


def processed(grey: Grey) -> Sheet:
    return preprocess(Scan("s", "0", grey, None))


def two_columns() -> Drawing:
    drawing = Drawing(1000, 1300)
    drawing.headline(60, 60, [4, 3])
    drawing.column(60, 200, 420, 26)
    drawing.column(520, 215, 420, 25, last=3)  # columns do not share baselines
    return drawing


def turned(grey: Grey, degrees: float, tone: int = 245) -> Grey:
    """Turn an image clockwise on a canvas that holds all of it, on a ground of one tone."""
    height, width = grey.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    cos, sin = abs(matrix[0, 0]), abs(matrix[0, 1])
    wide, high = round(width * cos + height * sin), round(width * sin + height * cos)
    matrix[:, 2] += ((wide - width) / 2, (high - height) / 2)
    return np.asarray(cv2.warpAffine(grey, matrix, (wide, high), borderValue=(tone,)), np.uint8)


def laid_on(grey: Grey, tone: int, top: int, bottom: int, left: int, right: int) -> Grey:
    """Lay a page on a larger ground of one tone, with grain."""
    laid = cv2.copyMakeBorder(grey, top, bottom, left, right, cv2.BORDER_CONSTANT, value=(tone,))
    grain = np.random.default_rng(0).normal(0, 3, laid.shape)
    return np.asarray(np.clip(laid + grain, 0, 255), np.uint8)
