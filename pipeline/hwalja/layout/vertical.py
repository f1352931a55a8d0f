"""Vertical setting: columns of upright syllables that are read from top to bottom.

In a line the white between syllables is narrower than the white to the lines beside it. Smeared up and down by less
than that white, columns of syllables become upright bars as wide as one syllable, with clear paper on both sides;
lines of level type do not, whatever their size. Type of every size is looked for, each at a scale of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from hwalja.geometry import Box
from hwalja.layout.canvas import EM, Mask
from hwalja.layout.groups import Groups, united
from hwalja.layout.morphology import closed, components
from hwalja.model import Grey

SIZES = (1.0, 1.4, 2.0, 2.8, 4.0)
"""Sizes of type that are looked for, in em; each finds what is from two thirds as large to a little larger."""

UNIT = 10
"""Height in px of type at the scale in which it is looked for."""

NARROWEST, WIDEST = 0.64, 1.12
"""A column's ink is so many times as wide as its type is high."""

INKED = 80
"""Darkness, 0 … 255, from which a pixel at that scale counts as ink."""

GAP = 0.2
"""Parts of a syllable stand at most so many heights apart, side by side."""

TOUCH = 0.25
"""Syllables of a column stand at most so many heights apart: white in tight lists and price tables is wider."""

CLEAR, FREE = 0.2, 0.85
"""Paper is clear so many heights to both sides of a column, along this share of it."""

JOINT = 0.07
"""Strokes of a syllable, over one another, stand at most so many times its width apart."""

WHOLE = 0.64
"""Half of a column's ink is in pieces so many times as high as it is wide: syllables, not short words."""

FAINT, JOINTS = 0.15, (0.05, 0.6)
"""Ink fills less than the one share of the width in a share of a column's rows within these bounds: the rows between
syllables. The bars of a chart are alike in every row, full or hollow …"""

ONE_PIECE = 3.0
"""… and connected over more than so many times their width."""

SYLLABLE, SEVERAL = 0.7, 1.6
"""Pieces of a column are at least so many times as high as wide; so many times, where they are evidence."""

SPACE = 1.6
"""Pieces of one column stand at most so many heights apart: word spaces are spread to justify it."""

BESIDE = 2.2
"""Columns of one block stand at most so many heights apart."""

LEAST = 9.0
"""Columns of a block are together at least so many times as long as their type is high …"""

HEADLINE, LEAST_LARGE = 1.3, 4.5
"""… and those of type larger than so many em at least so many times: a headline is set by itself."""

HIGHEST = 3.5
"""A block is at least so many times as high as its type."""


@dataclass(frozen=True, slots=True)
class _Bar:
    """A column of syllables, or a piece of one.

    Attributes:
        box: In px of the page's ink.
        size: Height of the type in px.
        sure: Evidence of vertical setting; a lone syllable is none.
    """

    box: Box
    size: float
    sure: bool


def find_vertical(ink: Mask, rules: Mask) -> tuple[Box, ...]:
    """Return boxes around blocks of type in vertical setting.

    Args:
        ink: Of the page, without its rules.
        rules: Ink of the rules: no block goes on over them.
    """
    black = 255 * ink
    blocks = [block for size in SIZES for block in _blocks(_bars(ink, black, size), rules)]
    return tuple(_trimmed(block, ink) for block in sorted(united(blocks)))


def _bars(ink: Mask, black: Grey, size: float) -> list[_Bar]:
    """Return the columns in type of one size, in em, and the pieces of such columns; `black` is 255 where ink is."""
    factor = UNIT / (size * EM)
    if min(ink.shape) * factor < UNIT:
        return []
    shrunk = cv2.resize(black, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    small = np.asarray(np.asarray(shrunk) > INKED, np.uint8)
    _, stats = components(closed(small, 1 + round(GAP * UNIT), 1 + int(TOUCH * UNIT)))
    bars = []
    for x, y, width, height, _ in stats[1:]:
        if NARROWEST * UNIT <= width <= WIDEST * UNIT and height >= SYLLABLE * width:
            box = Box(int(x), int(y), int(width), int(height))
            if _is_clear(small, box):
                whole = box.scaled(1 / factor)
                bars.append(_Bar(whole, size * EM, bool(height >= SEVERAL * width and _is_of_syllables(ink, whole))))
    return bars


def _is_clear(ink: Mask, box: Box) -> bool:
    """Tell whether paper shows on both sides of a bar."""
    reach = round(CLEAR * UNIT)
    rows = slice(box.y, box.bottom)
    sides = ink[rows, max(0, box.x - reach) : box.x], ink[rows, box.right : box.right + reach]
    return all(side.size == 0 or float(side.any(axis=1).mean()) <= 1 - FREE for side in sides)


def _is_of_syllables(ink: Mask, box: Box) -> bool:
    """Tell a column of syllables from a blot, and from short words under one another."""
    part = ink[box.y : box.bottom, box.x : box.right]
    rows = closed(np.asarray(part.any(axis=1), np.uint8).reshape(-1, 1), 1, 1 + round(JOINT * box.width)).ravel()
    edges = np.flatnonzero(np.diff(np.concatenate([[0], rows, [0]]).astype(np.int8)))
    runs = edges[1::2] - edges[::2]
    heights = np.sort(np.repeat(runs, runs))
    whole = len(heights) > 0 and heights[len(heights) // 2] >= WHOLE * box.width
    least, most = JOINTS
    if not whole or not least <= (part.mean(axis=1) < FAINT).mean() <= most:
        return False
    _, stats = components(part)
    return bool(stats[1:, cv2.CC_STAT_HEIGHT].max() <= ONE_PIECE * box.width)


def _blocks(bars: Sequence[_Bar], rules: Mask) -> list[Box]:
    """Return boxes around bars that stand over and beside one another, where they are enough for type."""
    sure = [bar for bar in bars if bar.sure]
    groups = Groups(len(sure))
    for i, a in enumerate(sure):
        for j, b in enumerate(sure[:i]):
            if (_in_line(a, b) or _side_by_side(a, b)) and not _ruled(a, b, rules):
                groups.join(i, j)
    blocks = []
    for group in groups.of(sure):
        size = group[0].size
        least = LEAST_LARGE if size > HEADLINE * EM else LEAST
        height = Box.around(bar.box for bar in group).height
        if sum(bar.box.height for bar in group) >= least * size and height >= HIGHEST * size:
            near = [bar for bar in bars if not bar.sure and any(_in_line(bar, other) for other in group)]
            blocks.append(Box.around(bar.box for bar in (*group, *near)).grown(size / UNIT))
    return blocks


def _in_line(a: _Bar, b: _Bar) -> bool:
    """Tell whether two bars are pieces of one column."""
    same = a.box.overlap_x(b.box) > 0.7 * min(a.box.width, b.box.width)
    return same and -a.box.overlap_y(b.box) < SPACE * a.size


def _side_by_side(a: _Bar, b: _Bar) -> bool:
    level = a.box.overlap_y(b.box) > 0.5 * min(a.box.height, b.box.height)
    return level and -a.box.overlap_x(b.box) < BESIDE * a.size


def _ruled(a: _Bar, b: _Bar, rules: Mask) -> bool:
    """Tell whether a rule runs between two bars."""
    (x, y), (u, v) = a.box.centre, b.box.centre
    between = Box.of_edges(min(x, u), min(y, v), max(x, u), max(y, v))
    return bool(rules[between.y : between.bottom, between.x : between.right].any())


def _trimmed(box: Box, ink: Mask) -> Box:
    """Return the box around the ink in `box`."""
    box = box.clipped(ink.shape[1], ink.shape[0])
    x, y, width, height = cv2.boundingRect(ink[box.y : box.bottom, box.x : box.right])
    return Box(box.x + x, box.y + y, width, height)
