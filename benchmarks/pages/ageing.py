"""Ages a clean page: paper, ink and scanner; `warp.py` bends it and carries points through.

Every step is drawn from one seed, so the same page ages the same way twice.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.pages.warp import Floats, Image, Warp

Layer = NDArray[np.float32]
MOTTLE = ((0.22, 1.2), (0.16, 0.3), (0.18, 0.06), (0.3, 0.012))
"""Mottle of paper, coarse to fine: (strength, inches from knot to knot)."""


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
    gutter: float = 0.0
    border: float = 0.0
    keystone: float = 0.0


OFFICE = Recipe(skew=0.7, paper=0.97, contrast=0.9, blur=0.16, grain=0.018, light=0.02)

# `paper` is the grey of the paper (1 white), `contrast` how much blacker the ink is, `blur` in
# hundredths of an inch at 1.0 = 1/100; the others are shares of full scale.
RECIPES = {
    "clean": Recipe(),
    "office": OFFICE,
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
    "bordered": replace(OFFICE, skew=1.2, border=1.0),
    "keystone": replace(OFFICE, keystone=1.0, light=0.08, border=0.6),
    "spread": replace(OFFICE, gutter=1.0, border=0.4, light=0.04),
}  # fmt: skip
FACTS = {
    "fold": "folded",
    "curl": "curled",
    "through": "show-through",
    "blotches": "blotches",
    "scratches": "scratches",
    "gutter": "gutter",
    "border": "black-border",
    "keystone": "keystone",
}
LID = 24
"""Grey of what a scanner sees around the paper."""


@dataclass(frozen=True)
class Aged:
    """An aged page; `forward` maps points of the clean page onto it."""

    image: Image
    forward: Callable[[Floats], Floats]
    skew: float
    features: frozenset[str]

    def turned(self, degrees: int) -> "Aged":
        """The page laid on the scanner turned clockwise by a multiple of 90 degrees."""
        quarters = degrees // 90 % 4
        if not quarters:
            return self
        height, width = self.image.shape
        # The last row and column of pixels come to stand first: coordinates are those of pixel middles.
        moves: dict[int, Callable[[Floats], tuple[Floats, Floats]]] = {
            1: lambda p: (height - 1 - p[:, 1], p[:, 0]),
            2: lambda p: (width - 1 - p[:, 0], height - 1 - p[:, 1]),
            3: lambda p: (p[:, 1], width - 1 - p[:, 0]),
        }
        move = moves[quarters]
        image = np.ascontiguousarray(np.rot90(self.image, -quarters))
        return replace(self, image=image, forward=lambda p: np.stack(move(self.forward(p)), axis=1))


def _noise(rng: np.random.Generator, shape: tuple[int, int], cell: float) -> Layer:
    """Smooth noise of standard deviation about 1; `cell` pixels from knot to knot."""
    height, width = shape
    knots = rng.standard_normal((max(3, int(height / cell) + 2), max(3, int(width / cell) + 2))).astype(np.float32)
    return cv2.resize(knots, (width, height), interpolation=cv2.INTER_CUBIC).astype(np.float32)


@dataclass(frozen=True)
class Margins:
    """Pixels of the scanner's lid seen around the paper."""

    left: int = 0
    top: int = 0
    right: int = 0
    bottom: int = 0


def _margins(recipe: Recipe, rng: np.random.Generator, dpi: int) -> Margins:
    if not recipe.border:
        return Margins()
    return Margins(*(int(side * recipe.border * dpi) for side in rng.uniform(0.06, 0.5, 4)))


def _view(recipe: Recipe, rng: np.random.Generator, shape: tuple[int, int], dpi: int) -> tuple[float, ...]:
    """Perspective of a camera that does not look straight down: one side farther away, up to 0.3 inch in all."""
    if not recipe.keystone:
        return ()
    height, width = shape
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    inward = np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]], np.float32)
    moved = corners + inward * rng.uniform(0, 0.15 * recipe.keystone * dpi, (4, 2)).astype(np.float32)
    return tuple(map(float, cv2.getPerspectiveTransform(moved, corners).ravel()))


def _warp(recipe: Recipe, rng: np.random.Generator, shape: tuple[int, int], dpi: int, gutter_x: float) -> Warp:
    height, width = shape
    skew = float(rng.uniform(0.35, 1.0) * recipe.skew * rng.choice([-1, 1])) if recipe.skew else 0.0
    return Warp(
        width, height, skew,
        fold_y=height * float(rng.uniform(0.42, 0.58)),
        fold_px=recipe.fold * dpi * 0.02,
        curl_px=recipe.curl * dpi * float(rng.uniform(0.12, 0.22)),
        curl_left=bool(rng.random() < 0.5),
        gutter_x=gutter_x,
        gutter_px=recipe.gutter * dpi * float(rng.uniform(0.05, 0.09)) if recipe.gutter else 0.0,
        view=_view(recipe, rng, shape, dpi),
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
    if recipe.gutter:
        away = np.abs(np.arange(warp.width, dtype=np.float32)[None, :] - np.float32(warp.gutter_x))
        broad = 0.3 * np.clip(1 - away / (warp.width * 0.07), 0, 1) ** 2
        shade -= (broad + 0.35 * np.exp(-((away / (dpi * 0.03)) ** 2))).astype(np.float32)
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


def _framed(page: Image, around: Margins) -> Image:
    """The page on the black of the lid."""
    if around == Margins():
        return page
    sides = around.top, around.bottom, around.left, around.right
    return cv2.copyMakeBorder(page, *sides, cv2.BORDER_CONSTANT, value=LID).astype(np.uint8)


def age(page: Image, kind: str | Recipe, seed: int, dpi: int, behind: Image | None = None) -> Aged:
    """Ages a page.

    Args:
        page: the clean page, uint8 (height, width), 255 white.
        kind: a key of `RECIPES`, or a recipe.
        seed: draws everything.
        dpi: pixels an inch.
        behind: the page printed on the back; None takes the page itself. It is mirrored here.

    Returns:
        The aged page, of the same size; larger by a black border.
    """
    recipe = RECIPES[kind] if isinstance(kind, str) else kind
    rng = np.random.default_rng(seed)
    around = _margins(recipe, rng, dpi)
    height, width = page.shape
    shape = height + around.top + around.bottom, width + around.left + around.right
    warp = _warp(recipe, rng, shape, dpi, around.left + width / 2)
    named = {kind} if isinstance(kind, str) else set()
    features = frozenset(named | {name for key, name in FACTS.items() if getattr(recipe, key)})
    if recipe == Recipe():
        return Aged(page, warp.forward, 0.0, features)
    flat = _print(page, recipe, rng, dpi, page if behind is None else behind)
    outside = LID if recipe.border else int(255 * recipe.paper * rng.uniform(0.9, 1.0))
    flat = _framed(flat, around)
    image = _scan(warp, warp.apply(flat, outside), recipe, rng, dpi)
    corner = np.array([around.left, around.top])
    return Aged(image, lambda points: warp.forward(points + corner), round(warp.skew, 3), features)
