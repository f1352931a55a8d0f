"""Where the pixels of a PDF's page lie: on those of the scan that it is, one to one, else at a resolution for text."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, TypeAlias

from hwalja.read.dpi import believable

TEXT_DPI = 300.0
"""For pages that are no scan: enough for the smallest type of newspapers."""

COARSE_DPI = 150.0
"""Below it an image under text or drawings is a background, not the scan of a page."""

COVERS = 0.5
"""Share of the page that images must cover for it to be a scan."""

FEW = 100
"""Texts and drawings that may lie over a scan: stamps, and what archives add. A page with more is set, not scanned."""

STRETCHED = 0.1
"""Share by which the two directions may differ in resolution for the pixels of a scan to be taken as they are."""

SPECK = 0.01
"""Share of the page below which an image does not count."""

AS_LARGE = 0.9
"""Share of the largest image's area from which others are layers of the same scan: the finest counts."""

INSIDE = 0.01
"""Pixels by which an image is drawn smaller, so that rounding never gives it a row or column more: PDFium would then
scale it. Measured with the resolutions in tests/read/test_pdf.py."""

POINTS = 72.0
"""Points an inch."""

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
"""(x, y) becomes (a x + c y + e, b x + d y + f), as in ISO 32000-1, 8.3.3."""


@dataclass(frozen=True, slots=True)
class Grid:
    """How a page is drawn.

    Attributes:
        width: In px.
        height: In px.
        matrix: From points of the page as displayed, origin top left, to pixels.
        dpi: What the file says, where it can be believed.
        image: Which of the page's images is drawn one to one, if one is.
    """

    width: int
    height: int
    matrix: Matrix
    dpi: float | None
    image: int | None = None


@dataclass(frozen=True, slots=True)
class _Placed:
    """An image on the page as displayed, with the number of things over it.

    The matrix carries its unit square to points, origin top left.
    """

    number: int
    over: int
    width: int
    height: int
    matrix: Matrix

    @property
    def area(self) -> float:
        a, b, c, d, *_ = self.matrix
        return abs(a * d - b * c)

    @property
    def dpi(self) -> float:
        a, b, c, d, *_ = self.matrix
        return POINTS * max(self.width / math.hypot(a, b), self.height / math.hypot(c, d))


def grid_of(page: dict[str, Any]) -> Grid:
    """Return how a page is drawn.

    Args:
        page: What `child.py` tells about it.
    """
    width, height = page["size"]
    scan = _scan(page, width * height)
    if scan is None:
        return _even(width, height, TEXT_DPI, TEXT_DPI)
    return _one_to_one(scan, width, height) or _even(width, height, scan.dpi, believable(scan.dpi, scan.dpi))


def _scan(page: dict[str, Any], area: float) -> _Placed | None:
    """Return the image that the page is a scan by, if it is one."""
    display = _display(page)
    placed = [
        _Placed(number, page["others"] - image["under"], width, height, _after(image["matrix"], display))
        for number, image in enumerate(page["images"])
        for width, height in [image["size"]]
    ]
    seen = [image for image in placed if SPECK * area <= image.area < math.inf and image.width * image.height]
    if sum(image.area for image in seen) < COVERS * area:
        return None
    largest = max(image.area for image in seen)
    layers = [image for image in seen if image.area >= AS_LARGE * largest] if largest >= COVERS * area else seen
    finest = max(layers, key=lambda image: (image.dpi, -image.number))
    alone = len(page["images"]) == 1 and not finest.over
    return finest if alone or (finest.dpi >= COARSE_DPI and finest.over <= FEW) else None


def _display(page: dict[str, Any]) -> Matrix:
    """Return the map from the points of the page to those of its display: turned, origin top left."""
    left, bottom, right, top = page["box"]
    return {
        90: (0.0, 1.0, 1.0, 0.0, -bottom, -left),
        180: (-1.0, 0.0, 0.0, 1.0, right, -bottom),
        270: (0.0, -1.0, -1.0, 0.0, top, right),
    }.get(page["rotation"], (1.0, 0.0, 0.0, -1.0, -left, top))


def _one_to_one(image: _Placed, width: float, height: float) -> Grid | None:
    """Return the grid of an image's own pixels, if its sides are level and its pixels all but square."""
    a, b, c, d, e, f = image.matrix
    across, down = image.width, image.height
    if abs(a) < abs(b):
        a, b, c, d, across, down = c, d, a, b, down, across  # it lies on its side
    if not (a and d) or max(abs(b / d) * down, abs(c / a) * across) > 0.5:
        return None
    x, y = min(e, e + a), min(f, f + d)
    per_x, per_y = across / abs(a), down / abs(d)
    if abs(per_x - per_y) > STRETCHED * max(per_x, per_y):
        return None
    left, top = round(x * per_x), round(y * per_y)
    inner_x, inner_y = per_x * (1 - 2 * INSIDE / across), per_y * (1 - 2 * INSIDE / down)
    return Grid(
        left + across + round((width - x - abs(a)) * per_x),
        top + down + round((height - y - abs(d)) * per_y),
        (inner_x, 0.0, 0.0, inner_y, left + INSIDE - x * inner_x, top + INSIDE - y * inner_y),
        believable(POINTS * per_x, POINTS * per_y),
        image.number,
    )


def _even(width: float, height: float, dpi: float, told: float | None) -> Grid:
    scale = dpi / POINTS
    return Grid(round(width * scale), round(height * scale), (scale, 0.0, 0.0, scale, 0.0, 0.0), told)


def _after(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u
