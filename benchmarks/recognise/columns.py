"""Columns of type whose place and text are known, cut to lines without the layout stage."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from hwalja.geometry import Box
from hwalja.model import Grey, Layout, Line, Region, Role, Scan, Sheet
from hwalja.preprocess import preprocess

_DARK = 140
_FAINT = 185
_REACH = 36
"""Pixels that ageing may have moved a column by, beyond the skew."""


@dataclass(frozen=True, slots=True)
class Columns:
    """One page: its sheet, the lines of its columns, and the text of each article.

    Attributes:
        articles: For each article, the ids of its regions and its true text.
    """

    page: str
    sheet: Sheet
    layout: Layout
    articles: tuple[tuple[tuple[str, ...], str], ...]


def load(folder: Path, page: str) -> Columns:
    """Read `page`.jpg and `page`.json of `folder`."""
    truth = json.loads((folder / f"{page}.json").read_text(encoding="utf-8"))
    scan = cv2.imread(str(folder / f"{page}.jpg"), cv2.IMREAD_GRAYSCALE)
    assert scan is not None
    sheet = preprocess(Scan(page, "", np.asarray(scan, np.uint8), truth["dpi"]))
    _without_rules(sheet.even, truth["dpi"])
    sizes = zip(reversed(sheet.even.shape), truth["size_px"], strict=True)
    dx, dy = ((now - then) // 2 for now, then in sizes)
    ink = np.pad((sheet.even < _DARK).astype(np.float32).cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    regions: list[Region] = []
    articles = []
    for number, article in enumerate(truth["articles"]):
        own: list[Region] = []
        for x, y, width, height in article["column_boxes_px"]:
            box = _fitted(ink, Box(x + dx, y + dy, width, height))
            lines = tuple(_lines(sheet.even, box, f"{page}-{number}-{len(own)}", truth["dpi"]))
            own.append(Region(f"{page}-{number}-{len(own)}", Role.BODY, box, lines))
        regions += own
        text = " ".join([*article["paragraphs"], article["byline"]])
        articles.append((tuple(region.id for region in own), text))
    return Columns(page, sheet, Layout(40.0, tuple(regions), ()), tuple(articles))


def _without_rules(even: Grey, dpi: float) -> None:
    """Paint upright rules white: leaving them out of lines is the layout's work, which is not measured here."""
    dark = (even < _FAINT).astype(np.uint8)
    upright = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((int(dpi / 3), 1), np.uint8))
    even[cv2.dilate(upright, np.ones((9, 9), np.uint8)) > 0] = 255


def _fitted(ink: NDArray[np.float32], box: Box) -> Box:
    """Return `box` moved to where most ink is inside and least just outside."""

    def inked(b: Box) -> float:
        return float(ink[b.bottom, b.right] - ink[b.y, b.right] - ink[b.bottom, b.x] + ink[b.y, b.x])

    def fit(b: Box) -> float:
        return 3 * inked(b) - 2 * inked(b.grown(16, 8)) - 0.3 * (abs(b.x - box.x) + abs(b.y - box.y))

    step = range(-_REACH, _REACH + 1, 3)
    best = max((Box(box.x + x, box.y + y, box.width, box.height) for x in step for y in step), key=fit)
    return best.grown(10, 8)


def _lines(even: Grey, box: Box, prefix: str, dpi: float) -> Iterator[Line]:
    cut = cv2.GaussianBlur(even[box.y : box.bottom, box.x : box.right], (0, 0), dpi / 250) < _FAINT
    rows = np.convolve(cut.sum(1), np.ones(3) / 3, "same") > 2.0
    edges = np.flatnonzero(np.diff(np.r_[0, rows.astype(int), 0]))
    least = 0.05 * dpi
    bands = [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a > least]
    if not bands:
        return
    em = float(np.median([b - a for a, b in bands])) / 0.92
    for number, (top, bottom) in enumerate(_split(bands, cut, em)):
        inked = np.flatnonzero(cut[top:bottom].sum(0) > 1)
        if len(inked):
            left, right = int(inked[0]), int(inked[-1]) + 1
            line = Box(box.x + left, box.y + top, right - left, bottom - top)
            yield Line(f"{prefix}-{number}", line, em)


def _split(bands: list[tuple[int, int]], cut: NDArray[np.bool_], em: float) -> Iterator[tuple[int, int]]:
    """Split bands of several lines where the fewest pixels are dark."""
    for top, bottom in bands:
        count = max(1, round((bottom - top) / em / 1.5 + 0.2))
        start = top
        for number in range(1, count):
            middle = top + (bottom - top) * number // count
            reach = max(2, int(em / 4))
            end = middle - reach + int(np.argmin(cut[middle - reach : middle + reach].sum(1)))
            yield start, end
            start = end
        yield start, bottom
