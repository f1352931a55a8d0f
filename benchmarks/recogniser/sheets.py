"""Columns of text in one face and style each, side by side on a sheet that the page generator's ageing ages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from benchmarks.pages.ageing import RECIPES, Aged, Recipe, age
from benchmarks.recogniser import characters
from benchmarks.recogniser.faces import DISPLAY, GOTHIC, SERIF, SUPPLIERS, Face, face
from benchmarks.recogniser.text import SETS, Text

Grey = NDArray[np.uint8]

SIDE = 1500
"""Px of a sheet's sides, about."""

WHITE = 255
WEAR = {"office": 0.34, "worn": 0.22, "folded": 0.08, "curled": 0.06, "badly-worn": 0.22, "clean": 0.08}
"""How often a sheet is aged in which way; the strengths vary around those of the pages."""


@dataclass(frozen=True)
class Mix:
    """What sheets hold.

    Attributes:
        text: Shares of the kinds of text; by default those of `Text`.
        strange: How often a column's signs, figures and Latin letters come from another face, and how often its strokes
            are weighed in one direction only: faces that nobody has seen.
        blank: How often nothing is printed where a line would be.
    """

    text: Mapping[str, float] | None = None
    strange: float = 0.0
    blank: float = 0.0


@dataclass(frozen=True)
class Style:
    """How a column is set; lengths in em but `em`, in px.

    Attributes:
        width: Horizontal scale of letters.
        slant: Px to the right for each px up.
        weight: Above 0 letters are bolder, below thinner, by so many px.
        stroke: Rows and columns of what they are weighed by.
        tracking: Added after each letter.
        pitch: From line to line.
        space: Width of a space.
        loose: Lines are filled by spacing letters, not words.
        ink, ground: Tones.
        outlined: Only the edges of letters are printed.
        signs: The face of all but Hangul and Hanja, where it is another one.
    """

    face: Face
    em: int
    measure: float
    width: float = 1.0
    slant: float = 0.0
    weight: float = 0.0
    stroke: tuple[int, int] = (2, 2)
    tracking: float = 0.0
    pitch: float = 1.5
    space: float = 0.3
    loose: bool = False
    ink: int = 0
    ground: int = WHITE
    outlined: bool = False
    signs: Face | None = None


@dataclass(frozen=True)
class SetLine:
    """A line on a sheet: its letters, spaces among them, and where on the sheet their middles stand (px).

    `box` is left, top, right and bottom of its ink.
    """

    text: str
    middles: tuple[float, ...]
    box: tuple[float, float, float, float]
    em: float
    reversed: bool


@dataclass(frozen=True)
class Sheet:
    """An aged sheet."""

    aged: Aged
    lines: tuple[SetLine, ...]
    dpi: int


SHORT = 0.18
"""How often a line ends early, after a letter at least."""

LARGE = 0.25
"""How often a sheet holds headlines."""

KINDS = ((0.58, 0.33, 0.09), (0.36, 0.36, 0.28))
"""Shares of the kinds of faces (serif, gothic, display) in text and in headlines."""


def draw_style(rng: np.random.Generator, faces: tuple[tuple[str, ...], ...], em: int, *, large: bool) -> Style:
    """Draw a style for a column of type `em` px high."""
    shares = np.array(KINDS[large][: len(faces)])
    kind = int(rng.choice(len(faces), p=shares / shares.sum()))
    ink, ground = 0, WHITE
    chance = rng.random()
    if chance < 0.07:
        ink, ground = int(rng.integers(215, 256)), int(rng.integers(0, 100))
    elif chance < 0.14:
        ground = int(rng.integers(190, 245))
    elif chance < 0.2:
        ink = int(rng.integers(40, 120))
    return Style(
        face(str(rng.choice(faces[kind]))),
        em=em,
        measure=float(rng.choice([rng.uniform(4, 9), rng.uniform(10, 22), rng.uniform(20, 40)], p=[0.2, 0.6, 0.2])),
        width=float(rng.uniform(0.78, 1.02) if rng.random() < 0.6 else rng.uniform(0.95, 1.15)),
        slant=float(rng.normal(0, 0.05) if rng.random() < 0.3 else 0.0),
        weight=float(rng.uniform(-0.5, 0.9) if rng.random() < 0.5 else 0.0),
        tracking=float(rng.uniform(-0.08, 0.02) if rng.random() < 0.85 else rng.uniform(0, 0.25)),
        pitch=float(rng.uniform(1.15, 1.8)),
        space=float(rng.uniform(0.18, 0.4)),
        loose=bool(rng.random() < 0.25),
        ink=ink,
        ground=ground,
        outlined=bool(large and rng.random() < 0.04),
    )


def estranged(style: Style, rng: np.random.Generator, faces: tuple[tuple[str, ...], ...], share: float) -> Style:
    """Give a style signs of another face, and strokes weighed in one direction, each in that share of cases."""
    if rng.random() < share:
        style = replace(style, signs=face(str(rng.choice([name for kind in faces for name in kind]))))
    if rng.random() < share:
        stroke = (1, 2) if rng.random() < 0.5 else (2, 1)
        style = replace(style, stroke=stroke, weight=float(rng.uniform(-0.7, 1.0)))
    return style


def draw_recipe(rng: np.random.Generator, kind: str) -> Recipe:
    """Draw strengths around those of the pages."""
    recipe = RECIPES[kind]
    if kind == "clean":
        return recipe
    strength = {name: float(rng.uniform(0.3, 1.15)) for name in ("mottle", "light", "through", "ink", "blur", "grain")}
    weak = 1 - float(rng.uniform(0.3, 1.1)) * (1 - recipe.contrast)
    scaled = {name: getattr(recipe, name) * factor for name, factor in strength.items()}
    return replace(
        recipe, **scaled, contrast=weak, skew=recipe.skew * 0.4, curl=recipe.curl * 0.3, fold=recipe.fold * 0.6
    )


@cache
def _script() -> frozenset[str]:
    return frozenset((" ", *characters.hangul(), *characters.hanja()))


class Setter:
    """Sets sheets, the same ones from the same seed.

    Args:
        seed: Draws everything.
        faces: Names of faces, by kind.
        wear: How often a sheet is aged in which way.
        mix: What they hold.
        sets: Whose stories.
        passages: Other text to set than what `mix` and `sets` say, of the recogniser's classes, without end.
    """

    def __init__(
        self,
        seed: int,
        faces: tuple[tuple[str, ...], ...] = (SERIF, GOTHIC, DISPLAY),
        wear: dict[str, float] | None = None,
        mix: Mix | None = None,
        sets: tuple[str, ...] = SETS,
        passages: Iterator[str] | None = None,
    ) -> None:
        self._rng = np.random.default_rng(seed)
        self._faces = faces
        self._wear = wear or WEAR
        self._mix = mix or Mix()
        self._passages = passages or Text(seed, self._mix.text, sets).passages()
        self._rest = ""
        self._behind: Grey | None = None

    def sheets(self) -> Iterator[Sheet]:
        """Yield sheets without end."""
        rng = self._rng
        while True:
            em = int(rng.triangular(19, 30, 56))
            large = bool(rng.random() < LARGE)
            points = float(rng.uniform(12, 40) if large else rng.uniform(7, 11.5))
            dpi = max(60, round(em * 72 / points))
            page, lines = self._page(em, large=large)
            kind = str(rng.choice(list(self._wear), p=list(self._wear.values())))
            aged = age(page, draw_recipe(rng, kind), int(rng.integers(1 << 31)), dpi, self._behind)
            self._behind = page
            yield Sheet(aged, tuple(lines), dpi)

    def _page(self, em: int, *, large: bool) -> tuple[Grey, list[SetLine]]:
        page = np.full((SIDE, SIDE), WHITE, np.uint8)
        lines: list[SetLine] = []
        left = round(float(self._rng.uniform(0.5, 2)) * em)
        while True:
            style = draw_style(self._rng, self._faces, em, large=large)
            if self._mix.strange:
                style = estranged(style, self._rng, self._faces, self._mix.strange)
            wide = round(style.measure * em)
            if left + wide + 2 * em > SIDE:
                return page, lines
            lines += self._column(page, style, left)
            left += wide + round(float(self._rng.uniform(0.7, 2.0)) * em)
            if self._rng.random() < 0.25:  # a rule between the columns
                x = left - round(0.35 * em)
                page[:, x : x + max(1, em // 16)] = int(self._rng.integers(0, 120))

    def _column(self, page: Grey, style: Style, left: int) -> list[SetLine]:
        pitch, wide, em = round(style.pitch * style.em), round(style.measure * style.em), style.em
        if style.ground != WHITE:
            page[em // 2 : SIDE - em // 2, max(0, left - em // 2) : left + wide + em // 2] = style.ground
        found = []
        top = round(float(self._rng.uniform(0.8, 2.0)) * em)
        while top + pitch < SIDE - em:
            row = self._line(style, wide)
            if row is not None:
                mask, text, middles = row
                target = page[top : top + mask.shape[0], left : left + mask.shape[1]]
                mask = mask[: target.shape[0], : target.shape[1]]
                if self._mix.blank and self._rng.random() < self._mix.blank:
                    text, middles = "", []
                else:
                    shade = mask.astype(np.float32) / 255
                    target[:] = (target * (1 - shade) + style.ink * shade).astype(np.uint8)
                rows, columns = np.flatnonzero(mask.max(axis=1) > 100), np.flatnonzero(mask.max(axis=0) > 100)
                if len(rows) and len(columns):
                    box = (left + columns[0], top + rows[0], left + columns[-1] + 1, top + rows[-1] + 1)
                    spots = tuple(left + m for m in middles)
                    found.append(SetLine(text, spots, box, float(em), reversed=style.ink > style.ground))
            top += pitch
        return found

    def _line(self, style: Style, wide: int) -> tuple[Grey, str, list[float]] | None:
        """Set one line: a mask of its ink, its letters, and their middles from its left end."""
        letters, spots, spare = self._fill(style, wide)
        if not letters:
            return None
        natural = round(wide / style.width)
        high = round(1.5 * style.em)
        image = Image.new("L", (natural + style.em, high), 0)
        pen = ImageDraw.Draw(image)
        base = round(1.12 * style.em)
        gaps = letters.count(" ") if not style.loose else len(letters) - 1
        extra = spare / gaps if gaps else 0.0
        moved, middles = 0.0, []
        for letter, (x, advance) in zip(letters, spots, strict=True):
            if letter != " ":
                pen.text((x + moved, base), letter, 255, self._source(style, letter).font(letter, style.em), "ls")
                middles.append(x + moved + advance / 2)
            else:
                middles.append(x + moved + (advance + (0 if style.loose else extra)) / 2)
            moved += extra if style.loose or letter == " " else 0.0
        mask = self._shaped(np.asarray(image, np.uint8), style)
        return mask, letters, [m * style.width for m in middles]

    def _fill(self, style: Style, wide: int) -> tuple[str, list[tuple[float, float]], float]:
        """Take as much text as fits: letters, (x, advance) of each, and px left over; short lines leave none."""
        natural = wide / style.width
        short = self._rng.random() < SHORT
        if short:
            natural *= float(self._rng.uniform(0.0, 0.9))
        while len(self._rest) < 120:
            passage = next(self._passages)
            self._rest += "".join(c for c in passage if c == " " or any(f.has(c) for f in map(face, SUPPLIERS))) + " "
        x, spots, taken = 0.0, [], 0
        for letter in self._rest.lstrip():
            source = self._source(style, letter)
            if letter == " ":
                advance = style.space * style.em
            else:
                advance = source.font(letter, style.em).getlength(letter) + style.tracking * style.em
            if x + advance > natural + (0.02 * style.em if letter != " " else 9e9) and taken:
                break
            spots.append((x, advance))
            x += advance
            taken += 1
        rest = self._rest.lstrip()
        letters, self._rest = rest[:taken], rest[taken:]
        while letters.endswith(" "):
            letters, x = letters[:-1], spots[-1][0]
            spots.pop()
        spare = natural - x
        fills = 0 <= spare < 2.2 * style.em and not short
        return letters, spots, spare if fills else 0.0

    def _source(self, style: Style, letter: str) -> Face:
        if style.signs and letter not in _script() and style.signs.has(letter):
            return style.signs
        if letter == " " or style.face.has(letter):
            return style.face
        return next(f for f in map(face, SUPPLIERS) if f.has(letter))

    def _shaped(self, mask: Grey, style: Style) -> Grey:
        """Scale, slant and weigh a line."""
        if style.slant:
            base = 0.75 * mask.shape[0]
            matrix = np.array([[1, -style.slant, style.slant * base], [0, 1, 0]], np.float32)
            mask = cv2.warpAffine(mask, matrix, (mask.shape[1], mask.shape[0])).astype(np.uint8)
        if style.outlined:
            mask = cv2.morphologyEx(mask, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)).astype(np.uint8)
        if style.weight:
            change = cv2.dilate if style.weight > 0 else cv2.erode
            other = change(mask, np.ones(style.stroke, np.uint8))
            share = min(1.0, abs(style.weight)) * min(1.0, style.em / 40)
            mask = cv2.addWeighted(mask, 1 - share, other.astype(np.uint8), share, 0).astype(np.uint8)
        if abs(style.width - 1) > 0.01:
            size = (max(1, round(mask.shape[1] * style.width)), mask.shape[0])
            mask = cv2.resize(mask, size, interpolation=cv2.INTER_AREA).astype(np.uint8)
        return mask
