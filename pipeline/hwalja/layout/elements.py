"""The elements of a page: columns of type, rules, frames, pictures and black boxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from hwalja.geometry import Box
from hwalja.layout.blots import without_blots
from hwalja.layout.canvas import EM, Canvas, Mask
from hwalja.layout.columns import Column, find_columns, with_specks
from hwalja.layout.documents import is_document, whole_lines
from hwalja.layout.folios import with_folio
from hwalja.layout.frames import find_frames
from hwalja.layout.groups import united
from hwalja.layout.gutters import parted
from hwalja.layout.headings import whole_headings
from hwalja.layout.measures import in_measure
from hwalja.layout.pictures import Areas, find_areas, find_drawings, framed_drawings, with_charts
from hwalja.layout.reversed import find_reversed
from hwalja.layout.rules import Rules, find_rules, without_bars
from hwalja.layout.segmentation import PAGE, Segmentation, segment
from hwalja.layout.stains import find_stains
from hwalja.layout.strips import clean, find_strips, find_territory
from hwalja.layout.tables import Table, find_tables
from hwalja.layout.traits import Scene
from hwalja.layout.vertical import find_vertical
from hwalja.preprocess.illumination import PAPER

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
        seen: What the net makes of the page.
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
    seen: Segmentation


def find_elements(canvas: Canvas) -> Elements:
    """Tell type from artwork: what is found first is taken out of the ink before the next is looked for."""
    seen = segment(canvas)
    areas = _corrected(find_areas(canvas), seen, canvas)
    ink = _without(canvas.ink.copy(), (*areas.pictures, *areas.reversed))
    rules = find_rules(ink)
    ink &= 1 - rules.mask
    vertical = find_vertical(ink, rules.mask)
    _without(ink, vertical)
    frames = find_frames(rules)
    tints = tuple(t for t in areas.tints if not any(_is_centred(t, f) for f in frames))
    _without(ink, tints)
    framed = framed_drawings(ink, frames, areas.charts)
    drawings = [d for d in find_drawings(_without(ink, framed)) if not _is_border(d, seen, canvas)]
    pictures = with_charts((*areas.pictures, *tints, *framed, *drawings), areas.charts)
    _without(ink, pictures)
    ink &= 1 - find_stains(canvas, pictures)
    solid, strokes = clean(ink)
    tone = np.asarray(cv2.subtract(np.full_like(canvas.even, PAPER), canvas.even), np.uint8)
    lines = find_territory(seen, ink.shape)
    strips = find_strips(without_blots(solid, strokes, tone, lines), strokes, tone, lines)
    strips += [strip for box in areas.reversed for strip in find_reversed(canvas.even, tone, box, lines)]
    strips = in_measure(whole_headings(parted(strips), rules.mask))
    columns, dirt = find_columns(strips, rules.mask)
    tabular = find_tables([c for c in columns if _is_type(c)], rules, tone)
    left = tabular.rest
    document = is_document(left, Box(0, 0, ink.shape[1], ink.shape[0]))
    if document:
        left = tuple(with_folio(whole_lines(left, rules.mask), strokes[1], tone))
    columns = with_specks((*left, *tabular.cells), (ink - solid) & seen.typed(ink.shape))
    tables = tabular.tables
    frames = (
        *(f for f in frames if not any(_is_of(f, a) for a in (*(t.area for t in tables), *tabular.grids))),
        *tabular.grids,
    )
    return Elements(
        columns=tuple(columns),
        rules=without_bars(rules, [row.box for column in columns for row in column.rows]),
        tables=tables,
        frames=tuple(f for f in frames if f not in framed),
        pictures=pictures,
        black=areas.reversed,
        vertical=vertical,
        dirt=dirt,
        grids=tabular.grids,
        document=document,
        seen=seen,
    )


def _is_border(drawing: Box, seen: Segmentation, canvas: Canvas) -> bool:
    """Tell the black border around a whole page of type from a drawing."""
    return drawing.area > PAGE * canvas.ink.size and seen.is_type(drawing)


def _corrected(areas: Areas, seen: Segmentation, canvas: Canvas) -> Areas:
    """Tell boxes of type from pictures, and white type from black that is so fat that it seems to be its ground."""
    typed = [box for box in areas.pictures if seen.is_type(box)]
    white = [box for box in (*areas.reversed, *typed) if seen.is_reversed(box, canvas.even)]
    found = [part for box in areas.pictures if box not in typed for part in seen.without_type(box)]
    height, width = canvas.ink.shape
    whole = [part for box in united([*found, *seen.pictures()], 0) for part in seen.without_type(box)]
    pictures = tuple(box.clipped(width, height) for box in whole)
    return replace(areas, pictures=pictures, reversed=tuple(white))


def make_scene(canvas: Canvas, elements: Elements) -> Scene:
    """Return what was found on a canvas as what lines stand among."""
    rules = elements.rules
    return Scene(
        canvas.even,
        elements.columns,
        rules.horizontal,
        rules.vertical,
        elements.pictures,
        elements.frames,
        elements.black,
        elements.seen,
    )


def _without(ink: Mask, boxes: Sequence[Box]) -> Mask:
    """Take what stands in `boxes` out of `ink`, in place."""
    for box in boxes:
        ink[box.y : box.bottom, box.x : box.right] = 0
    return ink


def _is_type(column: Column) -> bool:
    """Tell type from dirt: something wide enough to be a syllable, or as high as a digit."""
    digit = DIGIT[0] * EM <= column.height <= DIGIT[1] * EM and column.box.width >= 0.3 * EM
    return (column.box.width >= 0.6 * EM and column.height >= 0.5 * EM) or digit


def _is_centred(box: Box, frame: Box) -> bool:
    """Tell whether the middle of a box is in a frame: a tint is what the type there is printed on."""
    x, y = box.centre
    return frame.x < x < frame.right and frame.y < y < frame.bottom


def _is_of(frame: Box, table: Box) -> bool:
    """Tell whether a frame is drawn around a table or its cells."""
    return table.contains(frame, slack=0.5 * EM)
