"""The elements of a page: columns of type, rules, frames, pictures and black boxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from hwalja.geometry import Box
from hwalja.layout.canvas import EM, Canvas, Mask
from hwalja.layout.columns import Column, find_columns, with_specks
from hwalja.layout.documents import is_document, whole_lines
from hwalja.layout.morphology import components
from hwalja.layout.pictures import find_areas, find_drawings, framed_drawings
from hwalja.layout.rules import Rules, find_frames, find_rules
from hwalja.layout.strips import clean, find_strips
from hwalja.layout.tables import Table, find_tables
from hwalja.layout.vertical import find_vertical
from hwalja.model import Grey
from hwalja.preprocess.illumination import PAPER

STRETCH = 0.8
"""Paper beside a black box shows along most of a side: more than this share; a letter that touches it does not."""


DIGIT = 0.65, 0.95
"""A digit by itself, such as a page number, is so many em high."""


@dataclass(frozen=True, slots=True)
class Elements:
    """What was found on a page, in canvas px.

    Attributes:
        columns: Of black type and of reversed.
        tables: Their cells are in no column.
        frames: Drawn around text; those around drawings count as pictures.
        black: Boxes of reversed type.
        vertical: Around type in vertical setting, which is in no column.
        dirt: Number of pieces that were left out as the grain of a noisy scan.
        grids: Around tables whose cells are columns; they are frames too.
        document: It is a page of a document: one text in wide columns.
    """

    columns: tuple[Column, ...]
    tables: tuple[Table, ...]
    rules: Rules
    frames: tuple[Box, ...]
    pictures: tuple[Box, ...]
    black: tuple[Box, ...]
    vertical: tuple[Box, ...]
    dirt: int
    grids: tuple[Box, ...]
    document: bool


def find_elements(canvas: Canvas) -> Elements:
    """Tell type from artwork: what is found first is taken out of the ink before the next is looked for."""
    areas = find_areas(canvas)
    ink = _without(canvas.ink.copy(), (*areas.pictures, *areas.reversed))
    rules = find_rules(ink)
    ink &= 1 - rules.mask
    vertical = find_vertical(ink, rules.mask)
    _without(ink, vertical)
    frames = find_frames(rules)
    framed = framed_drawings(ink, frames)
    drawings = find_drawings(_without(ink, framed))
    _without(ink, drawings)
    solid = clean(ink)
    tone = np.asarray(cv2.subtract(np.full_like(canvas.even, PAPER), canvas.even), np.uint8)
    strips, _ = find_strips(solid, tone, rules.mask)
    for box in areas.reversed:
        found, _ = find_strips(clean(_white_type(canvas.even, box)), 255 - tone, np.zeros_like(rules.mask))
        strips += [replace(s, reversed=True) for s in found]
    columns, dirt = find_columns(strips, rules.mask)
    tabular = find_tables([c for c in columns if _is_type(c)], rules, tone)
    left = tabular.rest
    document = is_document(left, Box(0, 0, ink.shape[1], ink.shape[0]))
    if document:
        left = tuple(whole_lines(left, rules.mask))
    columns = with_specks((*left, *tabular.cells), ink - solid)
    tables = tabular.tables
    frames = (
        *(f for f in frames if not any(_is_of(f, a) for a in (*(t.area for t in tables), *tabular.grids))),
        *tabular.grids,
    )
    return Elements(
        columns=tuple(columns),
        rules=rules,
        tables=tables,
        frames=tuple(f for f in frames if f not in framed),
        pictures=areas.pictures + framed + drawings,
        black=areas.reversed,
        vertical=vertical,
        dirt=dirt,
        grids=tabular.grids,
        document=document,
    )


def _without(ink: Mask, boxes: Sequence[Box]) -> Mask:
    """Take what stands in `boxes` out of `ink`, in place."""
    for box in boxes:
        ink[box.y : box.bottom, box.x : box.right] = 0
    return ink


def _white_type(even: Grey, box: Box) -> Mask:
    """Return what is white in a black box: not the paper around it, which shows where the box is not cut to a pixel."""
    part = cv2.medianBlur(np.ascontiguousarray(even[box.y : box.bottom, box.x : box.right]), 3)
    _, light = cv2.threshold(part, 0, 1, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    inside = np.asarray(light, np.uint8)
    labels, stats = components(inside)
    width, height = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    along = (width > STRETCH * box.width) | (height > STRETCH * box.height)
    rim = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
    paper = [label for label in np.unique(rim) if along[label]]
    white = np.zeros(even.shape, np.uint8)
    white[box.y : box.bottom, box.x : box.right] = inside * np.isin(labels, paper, invert=True)
    return white


def _is_type(column: Column) -> bool:
    """Tell type from dirt: something wide enough to be a syllable, or as high as a digit."""
    digit = DIGIT[0] * EM <= column.height <= DIGIT[1] * EM and column.box.width >= 0.3 * EM
    return (column.box.width >= 0.6 * EM and column.height >= 0.5 * EM) or digit


def _is_of(frame: Box, table: Box) -> bool:
    """Tell whether a frame is drawn around a table or its cells."""
    return table.contains(frame, slack=0.5 * EM)
