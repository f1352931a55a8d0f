"""Photographs, drawings and reversed boxes: dark areas that are no type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from hwalja.geometry import Box
from hwalja.layout.canvas import EM, Canvas, Mask, resized
from hwalja.layout.charts import find_charts
from hwalja.layout.display import display_type
from hwalja.layout.groups import united
from hwalja.layout.morphology import closed, components, dilated, opened
from hwalja.layout.percentiles import percentiles
from hwalja.model import Grey

SHRINK = 2
"""Areas are looked for in an image so many times smaller than the canvas."""

UNIT = EM / SHRINK
"""One em in that image."""

DARK = 0.78
"""Darker than this share of the paper's tone is ink or picture."""

PAPER_SHARE, DEEPEST = 85.0, 0.4
"""Of every row and column of pixels the lightest 15 % are paper; a shade leaves at least this share of its tone."""

SOLID = 1.5
"""Type is never solid over a square of so many em; pictures and reversed boxes are."""

BLOCK = 1.3
"""… and worn ones, whose tone is no darker than worn type's, have solid ink over so many em."""

SIZE = 3.5
"""A picture is at least so many em wide and high."""

ADDED = 0.015
"""… and the ink of text takes up at most this share of it."""

DRAWN, TEXT = 0.4, 0.07
"""A framed drawing: at least this share of its ink is drawn, and letters take up less than this share of its area."""

CHARTED = 0.3
"""… or the bars of a chart take up at least this share of it."""

LIGHT = 4.0
"""A picture is at most so many times as large as its dark parts: more is shade on the paper."""

LETTER, TONES = 7.0, 0.25
"""Up to so many em both ways, dark areas are pictures only where this share of them has the middle tones."""

DRAWING = 5.5
"""Ink that hangs together over so many em both ways is a drawing: no letter is as large."""

MIDTONES = 0.3
"""Reversed type is black and white: at most this share of it lies in the middle third of its tones."""

NEARLY = 0.6
"""Parts of one picture touch, or stand less than so many em apart."""

OWN = 0.05
"""Ink that is no type covers at least this share of a picture; tints behind type, and text on dark paper, have none.
Measured on the benchmarks' development pages: 0.07 and more of pictures on worn scans, at most 0.04 of tints."""

COVERED = 0.05
"""Where the ink of type covers so much of a tint, it is text on dark paper."""

STROKES = 4
"""Reversed type has at least so many white strokes; the white inside one large syllable is in fewer pieces."""

RIM = 0.85
"""The rim of a reversed box is black: at least this share of it, one side aside, where a fold or a letter may touch."""

Tones = NDArray[np.float32]
"""Tones by that of the paper, 1."""


@dataclass(frozen=True, slots=True)
class Areas:
    """Dark areas in canvas px.

    Attributes:
        pictures: Photographs and drawings.
        reversed: Boxes of reversed type.
        charts: Around the bars of charts, some of which are in pictures or are such.
        tints: Shades with little type on them: artwork, or what an advertisement is printed on.
    """

    pictures: tuple[Box, ...]
    reversed: tuple[Box, ...]
    charts: tuple[Box, ...]
    tints: tuple[Box, ...]


def find_areas(canvas: Canvas) -> Areas:
    """Tell pictures and boxes of reversed type from text."""
    small = resized(canvas.grey, 1 / SHRINK)
    relative = _unshaded(np.asarray(small / np.maximum(_paper(small), 1.0), np.float32))
    dark = (relative < DARK).astype(np.uint8)
    full = closed(dark, 3, 3)
    side = round(SOLID * UNIT)
    block = round(BLOCK * UNIT)
    smaller = cv2.resize(canvas.ink, (small.shape[1], small.shape[0]), interpolation=cv2.INTER_AREA)
    ink: Mask = np.asarray(smaller, np.uint8)
    display = display_type(ink, UNIT)
    paper = 1 - dilated(display, 3, 3)
    solid = (opened(full, side, side) | opened(closed(ink, 3, 3), block, block)) & paper
    letters = _letters(canvas, dark.shape) | display
    boxes = united(_areas(solid, dark & paper, _toned(relative), letters), NEARLY * UNIT)
    own = ink & (1 - letters)
    pictures, reversed_, tints = [], [], []
    for box in boxes:
        trimmed = _trimmed(full, box)
        if _is_reversed(relative, trimmed):
            reversed_.append(trimmed.scaled(SHRINK))
        elif _is_large(relative, box) and _share(own, box) >= OWN:
            pictures.append(box.scaled(SHRINK))
        elif _is_large(relative, box) and _share(ink, box) < COVERED:
            tints.append(box.scaled(SHRINK))
    charts = [box.scaled(SHRINK) for box in find_charts(ink & paper, UNIT)]
    height, width = canvas.ink.shape
    return Areas(*(tuple(b.clipped(width, height) for b in boxes) for boxes in (pictures, reversed_, charts, tints)))


def _paper(small: Grey) -> Tones:
    """Return the paper's tone everywhere: a quadratic surface through the bright parts, so that no picture bends it."""
    cell = max(1, round(3 * UNIT))
    rows, columns = small.shape[0] // cell, small.shape[1] // cell
    if rows * columns < 9:
        return np.full(small.shape, np.percentile(small, 80), np.float32)
    blocks = small[: rows * cell, : columns * cell]
    blocks = blocks.reshape(rows, cell, columns, cell).transpose(0, 2, 1, 3).reshape(rows * columns, -1)
    tone = np.percentile(blocks, 75, axis=1)
    ys, xs = (a.ravel() / max(rows, columns) for a in np.mgrid[0:rows, 0:columns])
    terms = np.stack([np.ones_like(xs), xs, ys, xs * ys, xs * xs, ys * ys], 1)
    keep = tone >= np.percentile(tone, 40)
    for _ in range(3):
        weights, *_ = np.linalg.lstsq(terms[keep], tone[keep], rcond=None)
        rest = tone - terms @ weights
        keep = np.abs(rest) <= 2.0 * max(2.0, float(np.std(rest[keep])))
    coarse = (terms @ weights).reshape(rows, columns).astype(np.float32)
    wide = cv2.resize(coarse, (small.shape[1], small.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(wide, np.float32)


def _unshaded(relative: Tones) -> Tones:
    """Return the tones without the shade of a gutter or a fold, which runs along the whole page."""
    for axis in (0, 1):
        paper = percentiles(relative.T if axis == 0 else relative, (PAPER_SHARE,))[:, 0]
        wide = max(3, round(2 * UNIT)) | 1
        padded = np.pad(paper, wide // 2, mode="edge")
        calm = np.median(np.lib.stride_tricks.sliding_window_view(padded, wide), axis=1)
        shade = np.clip(calm, DEEPEST, 1.0).astype(np.float32)
        relative = relative / (shade[None, :] if axis == 0 else shade[:, None])
    return relative


def _toned(relative: Tones) -> Mask:
    """Return where the paper itself is toned over more than type's reach: the light parts of pictures."""
    calm = cv2.medianBlur((np.clip(relative, 0, 1.2) * 200).astype(np.uint8), 5)
    side = round(0.9 * UNIT)
    toned = (calm < 200 * 0.88).astype(np.uint8)
    return opened(toned, side, side)


def _letters(canvas: Canvas, shape: tuple[int, ...]) -> Mask:
    """Return where ink comes in pieces of the size of letters."""
    labels, stats = components(canvas.ink)
    height, width = stats[:, cv2.CC_STAT_HEIGHT], stats[:, cv2.CC_STAT_WIDTH]
    letters = (height >= 0.3 * EM) & (height <= 1.3 * EM) & (width >= 0.2 * EM) & (width <= 1.6 * EM)
    small = cv2.resize(labels, (shape[1], shape[0]), interpolation=cv2.INTER_NEAREST)
    return np.asarray(letters.astype(np.uint8)[small], np.uint8)


def _areas(solid: Mask, dark: Mask, toned: Mask, letters: Mask) -> list[Box]:
    """Return the extents of dark areas, with their light parts unless these run out into the paper or into text."""
    boxes = _boxes(_grown(solid, dark))
    wide = _boxes(_grown(solid, dark | toned))
    for box in wide:
        inside = [b for b in boxes if box.contains(b)]
        if inside and box.area <= LIGHT * Box.around(inside).area and not _adds_text(box, inside, letters):
            boxes = [b for b in boxes if b not in inside] + [box]
    return boxes


def _adds_text(box: Box, inside: Sequence[Box], letters: Mask) -> bool:
    """Tell whether an area holds text that its dark parts do not."""
    text = letters[box.y : box.bottom, box.x : box.right].copy()
    for part in inside:
        text[part.y - box.y : part.bottom - box.y, part.x - box.x : part.right - box.x] = 0
    return bool(text.sum() > ADDED * box.area)


def find_drawings(ink: Mask) -> tuple[Box, ...]:
    """Return the extents of line drawings: ink that hangs together over more than any letter does.

    Args:
        ink: Without rules.
    """
    _, stats = components(ink)
    large = np.minimum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]) >= DRAWING * EM
    large[0] = False
    return tuple(united([Box(int(x), int(y), int(w), int(h)) for x, y, w, h, _ in stats[large]], NEARLY * UNIT))


def framed_drawings(ink: Mask, frames: Sequence[Box], charts: Sequence[Box] = ()) -> tuple[Box, ...]:
    """Return the frames that hold a chart or a drawing: most of their ink hangs together over more than letters do.

    Args:
        ink: Without rules.
        frames: As `hwalja.layout.frames.find_frames` returns them.
        charts: Around the bars of charts.
    """
    return tuple(f for f in frames if _is_drawn(ink[f.y : f.bottom, f.x : f.right], _charted(f, charts)))


def with_charts(pictures: Sequence[Box], charts: Sequence[Box]) -> tuple[Box, ...]:
    """Return the pictures, those that are pieces of one chart as one."""
    found = list(pictures)
    for chart in charts:
        pieces = [p for p in found if p.shared(chart) > 0]
        found = [p for p in found if p not in pieces] + [Box.around([chart, *pieces])]
    return tuple(found)


def _charted(frame: Box, charts: Sequence[Box]) -> float:
    """Return the share of a frame that charts take up."""
    return sum(frame.shared(chart) for chart in charts) / frame.area


def _is_drawn(ink: Mask, charted: float) -> bool:
    _, stats = components(ink)
    width, height, area = (stats[1:, k] for k in (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT, cv2.CC_STAT_AREA))
    letters = (height > 0.3 * EM) & (height < 1.3 * EM) & (width < 1.6 * EM)
    drawn = area[np.maximum(width, height) > DRAWING * EM].sum()
    text = (width * height)[letters].sum()
    return bool(text < TEXT * ink.size and (charted > CHARTED or (drawn >= DRAWN * area.sum() and area.sum())))


def _grown(seeds: Mask, where: Mask) -> Mask:
    """Return the parts of `where` that hang together with `seeds`, after thin bridges of type are cut."""
    side = round(0.7 * UNIT)
    labels, stats = components(opened(where, side, side) | seeds)
    hit = np.zeros(len(stats), np.uint8)
    hit[labels[seeds > 0]] = 1
    return np.asarray(hit[labels], np.uint8)


def _boxes(mask: Mask) -> list[Box]:
    _, stats = components(mask)
    return [Box(int(x), int(y), int(w), int(h)) for x, y, w, h, _ in stats[1:]]


def _share(mask: Mask, box: Box) -> float:
    """Return how much of a box is in a mask."""
    return float(mask[box.y : box.bottom, box.x : box.right].mean())


def _is_large(relative: Tones, box: Box) -> bool:
    """Tell a picture from a large syllable, which is black and white."""
    if min(box.width, box.height) < SIZE * UNIT:
        return False
    part = relative[box.y : box.bottom, box.x : box.right]
    low, high = np.percentile(part, [3, 97])
    middle = np.mean((part > low + 0.25 * (high - low)) & (part < low + 0.75 * (high - low)))
    return max(box.width, box.height) > LETTER * UNIT or bool(middle > TONES)


def _trimmed(dark: Mask, box: Box) -> Box:
    """Return the box without the rules or specks at its edges: rows and columns that are mostly paper."""
    part = dark[box.y : box.bottom, box.x : box.right]
    rows, columns = np.flatnonzero(part.mean(axis=1) > 0.5), np.flatnonzero(part.mean(axis=0) > 0.5)
    if not (len(rows) and len(columns)):
        return box
    return Box.of_edges(
        box.x + int(columns[0]), box.y + int(rows[0]), box.x + int(columns[-1]) + 1, box.y + int(rows[-1]) + 1
    )


def _is_reversed(relative: Tones, box: Box) -> bool:
    """Tell white type on black from a picture: two tones, mostly the dark one, in a low wide box."""
    if not (1.2 * UNIT <= box.height <= 12 * UNIT and box.width >= max(3.0 * UNIT, 1.3 * box.height)):
        return False
    part = relative[box.y : box.bottom, box.x : box.right]
    low, high = np.percentile(part, [5, 97])
    if high - low < 0.35:
        return False
    level = (part - low) / (high - low)
    if part.shape[0] < 8 or _rim(level) < RIM:
        return False
    _, stats = components((level > 0.6).astype(np.uint8))
    if (np.maximum(stats[1:, cv2.CC_STAT_WIDTH], stats[1:, cv2.CC_STAT_HEIGHT]) > 0.25 * UNIT).sum() < STROKES:
        return False
    middle = float(np.mean((level > 0.33) & (level < 0.67)))
    light = float(np.mean(level >= 0.67))
    return middle < MIDTONES and 0.04 < light < 0.5 and float(np.mean(level <= 0.33)) > 0.45


def _rim(level: Tones) -> float:
    """Return the dark share of a box just inside its edges, which are blurred, without its lightest side."""
    sides = [side[2:4] for side in (level, level[::-1], level.T, level.T[::-1])]
    return float(np.mean(sorted(float(np.mean(side <= 0.5)) for side in sides)[1:]))
