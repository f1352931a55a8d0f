"""Ages a clean page: geometry that carries points through, then paper, ink and scanner.

Every step is drawn from one seed, so the same page ages the same way twice.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
Layer = NDArray[np.float32]
Floats = NDArray[np.floating[Any]]
MOTTLE = ((0.22, 1.2), (0.16, 0.3), (0.18, 0.06), (0.3, 0.012))
"""Mottle of paper, coarse to fine: (strength, inches from knot to knot)."""
STRIP = 512
"""Rows warped at a time: whole maps of a broadsheet would take a gigabyte."""


@dataclass(frozen=True)
class Recipe:
    """Strengths of what happens to a page; 0 is none."""

    skew: float = 0.0
    fold: float = 0.0
    curl: float = 0.0
    paper: float = 1.0
    contrast: float = 1.0
    mottle: float = 0.0
    light: float = 0.0
    through: float = 0.0
    ink: float = 0.0
    blur: float = 0.0
    grain: float = 0.0
    blotches: int = 0
    scratches: int = 0


# `paper` is the grey of the paper (1 white), `contrast` how much blacker the ink is, `blur` in
# hundredths of an inch at 1.0 = 1/100; the others are shares of full scale.
RECIPES = {
    "clean": Recipe(),
    "office": Recipe(skew=0.7, paper=0.97, contrast=0.9, blur=0.16, grain=0.018, light=0.02),
    "worn": Recipe(
        skew=1.5, paper=0.8, contrast=0.62, mottle=0.07, light=0.08, through=0.16, ink=0.5, blur=0.3, grain=0.03
    ),
    "folded": Recipe(
        skew=1.0, fold=1.0, paper=0.86, contrast=0.7, mottle=0.04, light=0.06, through=0.07, ink=0.3, blur=0.25,
        grain=0.025,
    ),
    "curled": Recipe(skew=0.6, curl=1.0, paper=0.92, contrast=0.8, mottle=0.02, light=0.05, blur=0.22, grain=0.02),
    "badly-worn": Recipe(
        skew=1.5, fold=1.0, paper=0.76, contrast=0.55, mottle=0.1, light=0.1, through=0.2, ink=0.8, blur=0.36,
        grain=0.04, blotches=22, scratches=9,
    ),
}  # fmt: skip
FACTS = {
    "fold": "folded",
    "curl": "curled",
    "through": "show-through",
    "blotches": "blotches",
    "scratches": "scratches",
}


@dataclass(frozen=True)
class Warp:
    """Skew about the middle, then a fold across and a curl at one side."""

    width: int
    height: int
    skew: float = 0.0
    fold_y: float = 0.0
    fold_px: float = 0.0
    curl_px: float = 0.0
    curl_left: bool = True

    def _bend(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """How far the skewed page's points lie from the aged page's `x`, `y` (which may broadcast)."""
        side = x if self.curl_left else self.width - x
        near = np.clip(1 - side / (self.width * 0.22), 0, 1) ** 2
        fold = np.exp(-np.abs(y - self.fold_y) / (self.height * 0.03))
        dx = near * (self.curl_px * 1.3 * (1 if self.curl_left else -1))
        dy = near * (self.curl_px * (2 * y / self.height - 1)) + fold * (self.fold_px * np.sin(3 * x / self.width))
        return dx, dy

    def _turn(self, x: Floats, y: Floats, degrees: float) -> tuple[Floats, Floats]:
        """Turns counter-clockwise, as seen, about the middle of the page."""
        cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        x, y = x - self.width / 2, y - self.height / 2
        return x * cos + y * sin + self.width / 2, y * cos - x * sin + self.height / 2

    def forward(self, points: Floats) -> Floats:
        """Where points (n, 2) of the clean page lie on the aged one."""
        x, y = self._turn(points[:, 0], points[:, 1], self.skew)
        to_x, to_y = x, y
        for _ in range(12):
            dx, dy = self._bend(to_x, to_y)
            to_x, to_y = x - dx, y - dy
        return np.stack([to_x, to_y], axis=1)

    def back(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Where points of the aged page come from."""
        dx, dy = self._bend(x, y)
        return self._turn(x + dx, y + dy, -self.skew)

    def apply(self, image: Image, border: int) -> Image:
        """Warps a picture; outside it is `border` grey."""
        if not (self.skew or self.fold_px or self.curl_px):
            return image
        result = np.empty_like(image)
        xs = np.arange(self.width, dtype=np.float32)[None, :]
        for top in range(0, self.height, STRIP):
            rows = np.arange(top, min(top + STRIP, self.height), dtype=np.float32)[:, None]
            map_x, map_y = (m.astype(np.float32) for m in self.back(xs, rows))
            result[top : top + len(rows)] = cv2.remap(
                image, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=border
            )
        return result


@dataclass(frozen=True)
class Aged:
    """An aged page; `forward` maps points of the clean page onto it."""

    image: Image
    forward: Callable[[Floats], Floats]
    skew: float
    features: frozenset[str]


def _noise(rng: np.random.Generator, shape: tuple[int, int], cell: float) -> Layer:
    """Smooth noise of standard deviation about 1; `cell` pixels from knot to knot."""
    height, width = shape
    knots = rng.standard_normal((max(3, int(height / cell) + 2), max(3, int(width / cell) + 2))).astype(np.float32)
    return cv2.resize(knots, (width, height), interpolation=cv2.INTER_CUBIC).astype(np.float32)


def _warp(recipe: Recipe, rng: np.random.Generator, shape: tuple[int, int], dpi: int) -> Warp:
    height, width = shape
    skew = float(rng.uniform(0.35, 1.0) * recipe.skew * rng.choice([-1, 1])) if recipe.skew else 0.0
    return Warp(
        width, height, skew,
        fold_y=height * float(rng.uniform(0.42, 0.58)),
        fold_px=recipe.fold * dpi * 0.02,
        curl_px=recipe.curl * dpi * float(rng.uniform(0.12, 0.22)),
        curl_left=bool(rng.random() < 0.5),
    )  # fmt: skip


def _ink(page: Layer, recipe: Recipe, rng: np.random.Generator, dpi: int) -> Layer:
    """Ink spreads in places and is lost in others."""
    if not recipe.ink:
        return page
    spread = cv2.erode(page, np.ones((2, 2), np.uint8)) if dpi < 350 else cv2.erode(page, np.ones((3, 3), np.uint8))
    where = np.clip(_noise(rng, page.shape, dpi * 1.2) * 0.35, 0, 0.8) * recipe.ink
    page = page * (1 - where) + spread * where
    lost = np.clip(_noise(rng, page.shape, dpi / 60) - 1.1, 0, 1) * recipe.ink * 0.6
    result: Layer = 1 - (1 - page) * (1 - lost)
    return result


def _marks(shape: tuple[int, int], recipe: Recipe, rng: np.random.Generator, dpi: int) -> Layer:
    """Blotches darken, scratches lighten: a factor and an addition folded into one layer of -1…1."""
    layer = np.zeros(shape, np.float32)
    height, width = shape
    for _ in range(recipe.blotches):
        centre = (int(rng.uniform(0, width)), int(rng.uniform(0, height)))
        radius = int(dpi * rng.uniform(0.01, 0.16))
        cv2.ellipse(layer, centre, (radius, int(radius * rng.uniform(0.6, 1))), float(rng.uniform(0, 180)), 0, 360,
                    -float(rng.uniform(0.06, 0.22)), -1, cv2.LINE_AA)  # fmt: skip
    for _ in range(recipe.scratches):
        start = rng.uniform((0, 0), (width, height))
        end = start + rng.normal(0, dpi * 1.5, 2)
        ends = (int(start[0]), int(start[1])), (int(end[0]), int(end[1]))
        cv2.line(layer, *ends, 0.35, max(1, dpi // 200), cv2.LINE_AA)
    return cv2.GaussianBlur(layer, (0, 0), dpi / 250).astype(np.float32)


def _shade(warp: Warp, recipe: Recipe, dpi: int) -> Layer:
    """Shadow of the fold and of the gutter, on the aged page."""
    shade = np.ones((warp.height, warp.width), np.float32)
    if recipe.fold:
        y = np.arange(warp.height, dtype=np.float32)[:, None] - np.float32(warp.fold_y)
        broad = 0.1 * np.exp(-((y / (dpi * 0.35)) ** 2)) * np.where(y < 0, 1.0, 0.35)
        shade -= (broad + 0.22 * np.exp(-((y / (dpi * 0.012)) ** 2))).astype(np.float32)
    if recipe.curl:
        x = np.arange(warp.width, dtype=np.float32)[None, :]
        side = x if warp.curl_left else warp.width - x
        shade -= (0.45 * np.clip(1 - side / (warp.width * 0.16), 0, 1) ** 2).astype(np.float32)
    return shade


def _layer(image: Image) -> Layer:
    """Grey as shares of white."""
    return (image.astype(np.float32) / np.float32(255)).astype(np.float32, copy=False)


def _through(behind: Image, recipe: Recipe, rng: np.random.Generator, shape: tuple[int, int], dpi: int) -> Layer:
    """What shows of the back page: the factor it leaves of the light."""
    back = cv2.resize(cv2.flip(behind, 1), (shape[1], shape[0]), interpolation=cv2.INTER_AREA).astype(np.uint8)
    seen = 1 - cv2.GaussianBlur(_layer(back), (0, 0), dpi / 110)
    shift = np.array([[1, 0, dpi * rng.uniform(-0.2, 0.2)], [0, 1, dpi * rng.uniform(-0.2, 0.2)]], np.float32)
    seen = cv2.warpAffine(seen, shift, (shape[1], shape[0]))
    uneven = np.clip(0.8 + 0.4 * _noise(rng, shape, dpi * 2), 0, 1.4)
    left: Layer = (1 - recipe.through * uneven * seen).astype(np.float32, copy=False)
    return left


def _print(page: Image, recipe: Recipe, rng: np.random.Generator, dpi: int, behind: Image) -> Image:
    """The page on its paper, before it is bent and scanned."""
    shape = (page.shape[0], page.shape[1])
    sheet = _ink(_layer(page), recipe, rng, dpi)
    if recipe.through:
        sheet = sheet * _through(behind, recipe, rng, shape, dpi)
    sheet = recipe.paper - recipe.paper * recipe.contrast * (1 - sheet)
    if recipe.mottle:
        sheet += recipe.mottle * sum(share * _noise(rng, shape, dpi * inches) for share, inches in MOTTLE)
    if recipe.blotches or recipe.scratches:
        sheet += _marks(shape, recipe, rng, dpi)
    return (sheet.clip(0, 1) * 255).astype(np.uint8)


def _scan(warp: Warp, image: Image, recipe: Recipe, rng: np.random.Generator, dpi: int) -> Image:
    """Shadows, uneven light, blur and grain."""
    shape = (warp.height, warp.width)
    result = _layer(image) * _shade(warp, recipe, dpi)
    if recipe.light:
        result *= 1 + recipe.light * np.clip(_noise(rng, shape, max(shape) / 2) * 0.6, -1.2, 0.6)
    blurred = cv2.GaussianBlur(result, (0, 0), max(0.3, recipe.blur * dpi / 100)).astype(np.float32, copy=False)
    blurred += recipe.grain * rng.standard_normal(shape, dtype=np.float32)
    return (blurred.clip(0, 1) * 255).astype(np.uint8)


def age(page: Image, kind: str, seed: int, dpi: int, behind: Image | None = None) -> Aged:
    """Ages a page.

    Args:
        page: the clean page, uint8 (height, width), 255 white.
        kind: a key of `RECIPES`.
        seed: draws everything.
        dpi: pixels an inch.
        behind: the page printed on the back; None takes the page itself. It is mirrored here.

    Returns:
        The aged page, of the same size.
    """
    recipe = RECIPES[kind]
    rng = np.random.default_rng(seed)
    warp = _warp(recipe, rng, page.shape[:2], dpi)
    features = frozenset({kind} | {name for key, name in FACTS.items() if getattr(recipe, key)})
    if kind == "clean":
        return Aged(page, warp.forward, 0.0, features)
    flat = _print(page, recipe, rng, dpi, page if behind is None else behind)
    image = _scan(warp, warp.apply(flat, int(255 * recipe.paper * rng.uniform(0.9, 1.0))), recipe, rng, dpi)
    return Aged(image, warp.forward, round(warp.skew, 3), features)
