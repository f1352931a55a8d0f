"""Blots: small stains that touch a line of type, in the indent of its first word or after its last, or make one."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

from hwalja.geometry import Box
from hwalja.layout.around import RUNNING
from hwalja.layout.canvas import EM, Canvas, Mask
from hwalja.layout.columns import Column
from hwalja.layout.kinds import Kind
from hwalja.layout.morphology import Components
from hwalja.layout.strip import Strip
from hwalja.layout.strips import Territory
from hwalja.model import Grey
from hwalja.preprocess.illumination import PAPER

SMALLEST, LARGEST = 0.4, 1.5
"""Blots are so many em wide and high: smaller ones are specks or commas, larger ones `stains`."""

FULL, THICK = 0.45, 0.3
"""They fill so much of their box, and a disc of so many em fits into them; few syllables are so dense …"""

PALE, MOSTLY = 0.85, 0.9
"""… and these have strokes as dark as others, while of a blot the second share is paler than the first of the type's
mean."""

GRAIN = 0.55
"""Pieces less than so many times as dark as type on the mean are grain where more of them stand off lines than in them:
strokes of thin faces are as pale. At the ends of lines it is taken out."""

FREE = 4.0
"""At the end of a line nothing of it stands so many em to the left, or to the right."""

LARGE = 1.6
"""Strokes of type more than so many em high are thick: they are no blots."""

SHORT, FAINT = 2.0, 0.78
"""The ink of pieces less than so many em wide that are less than so many times as dark as that of the page's text is no
type. On pages of the benchmarks, badly worn and others, type so short is 0.81 to 1.8 times as dark, dirt mostly 0.55 to
0.75 times."""

FLUSH = 0.5
"""… but what begins within so many em of the edge of a column may be the last line of a paragraph."""

TEXT = 3
"""Columns of so many lines tell how dark text is."""


def without_blots(ink: Mask, strokes: Components, tone: Grey, lines: Territory) -> Mask:
    """Return the ink without the blots, and the grain of the paper, at the ends of lines.

    Measured on badly worn pages as the benchmarks make them: of what is taken out in lines, one piece in a dozen is
    type. Signs such as ■ are as dark as type.

    Args:
        ink: Without rules, pictures and specks.
        strokes: Of the ink.
        tone: How dark each pixel is, 0 … 255.
        lines: Whose each pixel is.
    """
    labels, stats = strokes
    width, height, area = (stats[:, k] for k in (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT, cv2.CC_STAT_AREA))
    size = (np.minimum(width, height) >= SMALLEST * EM) & (np.maximum(width, height) <= LARGEST * EM)
    places = np.flatnonzero(ink.astype(np.bool_))
    own, piece, darkness = lines.own.ravel()[places], labels.ravel()[places], tone.ravel()[places]
    if not own.any():
        return ink
    usual = float(darkness[own > 0].mean())
    pale = PALE * usual
    means = np.bincount(piece, darkness, len(stats)) / np.maximum(1, np.bincount(piece, minlength=len(stats)))
    grain = (means > 0) & (means < GRAIN * usual) & (np.maximum(width, height) < LARGEST * EM)
    in_line = np.bincount(piece, own > 0, len(stats)) > 0
    found = ink
    if (grain & ~in_line).sum() > (grain & in_line).sum():
        found = ink.copy()
        found.ravel()[places[_at_ends(own, places % ink.shape[1], grain[piece] & (lines.em[own] <= LARGE * EM))]] = 0
    for label in np.flatnonzero(size & (area >= FULL * width * height) & (means > 0) & (means < pale)):
        x, y, wide, high, _ = map(int, stats[label])
        rows, columns = slice(y, y + high), slice(x, x + wide)
        own = labels[rows, columns] == label
        if (tone[rows, columns][own] < pale).mean() < MOSTLY or not _is_thick(own):
            continue
        shares = np.bincount(lines.own[rows, columns][own])[1:]
        home = 1 + shares.argmax() if shares.any() else 0
        if not home or lines.em[home] > LARGE * EM:
            continue
        reach = round(FREE * EM)
        sides = (slice(max(0, x - reach), x), slice(x + wide, x + wide + reach))
        if any(not ((lines.own[rows, side] == home) & (ink[rows, side] > 0)).any() for side in sides):
            found = found.copy() if found is ink else found
            found[rows, columns][own] = 0
    return found


def _at_ends(own: NDArray[np.int32], xs: NDArray[np.intp], grain: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell the grain that stands before the first ink of its line, or after the last."""
    first, last = np.full(own.max() + 1, np.iinfo(np.intp).max), np.full(own.max() + 1, -1)
    np.minimum.at(first, own[~grain], xs[~grain])
    np.maximum.at(last, own[~grain], xs[~grain])
    return np.asarray(grain & (own > 0) & ((xs < first[own]) | (xs > last[own])), np.bool_)


def _is_thick(piece: NDArray[np.bool_]) -> bool:
    within = cv2.distanceTransform(np.pad(piece.astype(np.uint8), 1), cv2.DIST_L2, cv2.DIST_MASK_5)
    return bool(2 * within.max() >= THICK * EM)


def without_pale(kinds: Sequence[tuple[Column, Kind]], canvas: Canvas) -> list[tuple[Column, Kind]]:
    """Tell short pieces of running text that are pale against the rest of it: grain, stains, ink of the page behind."""
    usual = [_darkness(c.rows[0].box, canvas) for c, kind in kinds if kind is Kind.BODY and len(c.rows) >= TEXT]
    if not usual:
        return list(kinds)
    least = FAINT * median(usual)
    found = []
    for column, kind in kinds:
        loose = [row for row in column.rows if len(column.rows) == 1 or row.box.x > column.box.x + FLUSH * EM]
        pale = [row for row in loose if _is_pale(row, least, canvas)] if kind in RUNNING else []
        rest = tuple(row for row in column.rows if row not in pale)
        found += [(Column(rest), kind)] if rest else []
        found += [(Column((row,)), Kind.DIRT) for row in pale]
    return found


def _is_pale(row: Strip, least: float, canvas: Canvas) -> bool:
    return row.box.width < SHORT * EM and not row.reversed and _darkness(row.box, canvas) < least


def _darkness(box: Box, canvas: Canvas) -> float:
    """Return how dark the ink in a box is, 0 … 255."""
    part = slice(box.y, box.bottom), slice(box.x, box.right)
    ink = canvas.even[part][canvas.ink[part] > 0]
    return float(PAPER - ink.mean()) if len(ink) else 0.0
