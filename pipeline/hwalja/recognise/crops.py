"""Cut the lines of a sheet out, at the size that engines read best."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from hwalja.geometry import Box
from hwalja.model import Grey, Layout, Line, Sheet
from hwalja.preprocess.illumination import PAPER
from hwalja.recognise.engine import CropStyle, LineImage

FILLED = 0.7
"""No column or row of type is black over more than this share; the paper around a reversed box is."""


LARGE = 1.5
"""In type so many times as large as the body, bars of letters may have been taken for rules."""

RIM = 2
"""Grey px beside a rule."""


@dataclass(frozen=True, slots=True)
class Crop:
    """A line cut out of a sheet, and how to find the way back.

    Attributes:
        image: What an engine reads.
        line: The box of the line's ink on the sheet.
        source: The part of the sheet that was cut out.
        scale: Pixels of the crop for one of the sheet.
        border: White added around it, in px of the crop.
    """

    image: LineImage
    line: Box
    source: Box
    scale: float
    border: int

    def to_sheet(self, box: Box) -> Box:
        """Return a box of the crop as pixels of the sheet, inside the line's own box."""
        dx, dy = self.source.x - self.line.x, self.source.y - self.line.y
        found = Box(box.x - self.border, box.y - self.border, box.width, box.height).scaled(1 / self.scale)
        local = Box(found.x + dx, found.y + dy, found.width, found.height).clipped(self.line.width, self.line.height)
        return Box(local.x + self.line.x, local.y + self.line.y, local.width, local.height)


def crops(sheet: Sheet, layout: Layout, style: CropStyle, lines: Iterable[Line] | None = None) -> Iterator[Crop]:
    """Cut out `lines` of `layout`, by default all, in their order, without the rules that run under or beside them."""
    large = [line.box for line in layout.lines if line.em > LARGE * layout.em]
    rules = [rule for rule in layout.rules if not any(box.contains(rule, slack=0.1 * layout.em) for box in large)]
    even = _without_rules(sheet.even, rules)
    return (crop(even, line, style) for line in (layout.lines if lines is None else lines))


def _without_rules(even: Grey, rules: Sequence[Box]) -> Grey:
    """Return the sheet with paper in the place of thin rules: engines take underlines for parts of letters."""
    height, width = even.shape
    clean = even.copy()
    for rule in rules:
        box = rule.grown(RIM).clipped(width, height)
        clean[box.y : box.bottom, box.x : box.right] = PAPER
    return clean


def _negative(cut: Grey) -> Grey:
    """Return white type on black as black on white: its ground, grey where it is worn, becomes paper."""
    negative = 255.0 - cut
    type_tone, ground_tone = np.percentile(negative, [2, 60])
    spread = max(1.0, float(ground_tone - type_tone))
    level: Grey = np.clip((negative - type_tone) / spread * PAPER, 0, 255).astype(np.uint8)
    for view in (level, level[:, ::-1], level.T, level.T[:, ::-1]):
        _clear_rim(view)
    return np.asarray(level, np.uint8)


def _clear_rim(view: Grey) -> None:
    """Whiten the columns at the left that lie outside the black box: paper there has become black."""
    filled = (view < PAPER / 2).mean(axis=0) > FILLED
    outside = int(np.argmin(filled)) if not filled.all() else 0
    view[:, :outside] = 255


def crop(even: Grey, line: Line, style: CropStyle) -> Crop:
    """Cut out one line: black on white, its em of a set height, a white border around it."""
    height, width = even.shape
    ink = line.box.clipped(width, height)
    source = ink.grown(style.ends * line.em, style.margin * line.em).clipped(width, height)
    cut = even[source.y : source.bottom, source.x : source.right]
    if line.reversed:
        cut = _negative(cut)
    scale = style.em / line.em
    size = max(1, round(cut.shape[1] * scale)), max(1, round(cut.shape[0] * scale))
    grey = cv2.resize(cut, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    framed = np.pad(grey.astype(np.uint8), style.border, constant_values=255)
    return Crop(LineImage(line.id, framed, style.em), ink, source, scale, style.border)
