"""Layout: what stands where on the sheet, and what belongs together in which order.

`canvas` brings a leaf to one scale; `elements` tells type from artwork: `pictures`, which ask `display` for large type
and `charts` for bars, `rules`, and the `frames` that they make are no text, nor are `stains` and `blots`; `vertical`
finds what is set from top to bottom. `segmentation` asks a small net where the cores of lines lie; `strips` gives the
ink to them, `caps` finds the drop caps, `reversed` white lines, `gutters` and `headings` cut lines that run over two
columns or headlines, `measures` cut off dirt at their ends; `columns` stacks lines, `tables` takes the cells out of
them. `kinds` tells what lines are by their `traits`, with boosted `trees`; `articles` where they belong: `flow` finds
what each goes on from, by what `around` says stands beside it; `captions` go to the article around them. `documents`
reads the pages of reports and books, which hold one text and may have `folios` below it. `order` puts articles into
reading order, `coverage` accounts for the ink, and `result` carries it all to the sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hwalja.geometry import Box
from hwalja.layout.around import RUNNING, Obstacles, Part, Surroundings
from hwalja.layout.articles import HEADING, find_articles
from hwalja.layout.blots import without_pale
from hwalja.layout.canvas import EM, leaf_canvas
from hwalja.layout.captions import with_captions
from hwalja.layout.columns import Column
from hwalja.layout.documents import read_document
from hwalja.layout.elements import find_elements, make_scene
from hwalja.layout.kinds import Kind, find_kinds
from hwalja.layout.result import joined, make_layout
from hwalja.model import Layout, Role, Sheet, Unread, UnreadReason

__all__ = ["find_layout"]

UNDER = 2.0
"""Text begins at most so many em under the box of its headline."""

ARTICLE = 3
"""Frames with fewer lines of an article are drawn around charts and advertisements."""


def find_layout(sheet: Sheet) -> Layout:
    """Find lines, columns and articles on a sheet; facing pages are read one after the other."""
    return joined([_leaf_layout(sheet, leaf) for leaf in sheet.leaves])


def _leaf_layout(sheet: Sheet, leaf: Box) -> Layout:
    canvas = leaf_canvas(sheet, leaf)
    elements = find_elements(canvas)
    kinds = without_pale(find_kinds(make_scene(canvas, elements)), canvas)
    boxes = _headline_boxes(elements.frames, kinds)
    elements = replace(elements, frames=tuple(f for f in elements.frames if f not in boxes))
    parts = [Part(c, kind, _frame(c.box, elements.frames)) for c, kind in kinds if kind is not Kind.DIRT]
    parts += [Part(table.text, Kind.BODY, _frame(table.area, elements.frames)) for table in elements.tables]
    tables = (*(table.area for table in elements.tables), *elements.grids)
    framed = tuple(f for k, f in enumerate(elements.frames) if _lines_in(k, parts) < ARTICLE)
    dark = (*elements.pictures, *framed, *boxes, *elements.black, *tables)
    obstacles = Obstacles(
        horizontal=_outside(elements.rules.horizontal, dark),
        vertical=_outside(elements.rules.vertical, dark),
        pictures=(*elements.pictures, *framed),
        frames=elements.frames,
        bars=elements.black,
        ink=canvas.ink,
    )
    if elements.document:
        page = Box(0, 0, canvas.ink.shape[1], canvas.ink.shape[0])
        parts, found = read_document(parts, obstacles.horizontal, elements.grids, page)
    else:
        around = Surroundings(parts, obstacles)
        found = with_captions(find_articles(around), around)
    first = len(parts) - len(elements.tables)
    parts[first:] = [replace(p, column=t.cells) for p, t in zip(parts[first:], elements.tables, strict=True)]
    found = replace(found, roles=(*found.roles[:first], *(Role.TABLE for _ in elements.tables)))
    unread = [Unread(box, UnreadReason.VERTICAL, 0.0) for box in elements.vertical]
    unread += [Unread(c.box, UnreadReason.DIRT, 0.0) for c, kind in kinds if kind is Kind.DIRT]
    return make_layout(canvas, leaf, elements, parts, found, unread)


def _headline_boxes(frames: Sequence[Box], kinds: Sequence[tuple[Column, Kind]]) -> list[Box]:
    """Return the frames around nothing but a headline, right above the text that hangs from it."""
    homes = [(_frame(column.box, frames), kind) for column, kind in kinds]
    texts = [column.box for column, kind in kinds if kind in RUNNING]
    found = []
    for k, frame in enumerate(frames):
        inside = {kind for home, kind in homes if home == k}
        under = any(t.overlap_x(frame) > EM and -0.5 * EM < t.y - frame.bottom < UNDER * EM for t in texts)
        if under and inside and inside <= set(HEADING):
            found.append(frame)
    return found


def _lines_in(frame: int, parts: Sequence[Part]) -> int:
    """Return how many lines of an article stand in a frame, not in one within it."""
    return sum(len(p.column.rows) for p in parts if p.frame == frame and p.kind in (*RUNNING, *HEADING))


def _outside(rules: Sequence[Box], dark: Sequence[Box]) -> tuple[Box, ...]:
    """Return the rules that are not lines or sides of a drawing or of a black box."""
    return tuple(r for r in rules if not any(p.contains(r, slack=0.5 * EM) for p in dark))


def _frame(box: Box, frames: Sequence[Box]) -> int:
    """Return the index of the smallest frame around a box, -1 where there is none."""
    around = [(f.area, k) for k, f in enumerate(frames) if f.contains(box, slack=0.5 * EM)]
    return min(around)[1] if around else -1
