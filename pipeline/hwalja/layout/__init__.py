"""Layout: what stands where on the sheet, and what belongs together in which order.

`canvas` brings the sheet to one scale; `rules` and `pictures` find what is no text; `strips` finds lines and
`streams` the gutters between them; `columns` stacks lines; `roles` and `articles` tell what they are and where they
belong; `order` puts them into reading order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from hwalja.geometry import Box
from hwalja.layout.around import Obstacles, Part
from hwalja.layout.articles import find_articles
from hwalja.layout.canvas import EM, Canvas, Mask, make_canvas
from hwalja.layout.columns import Column, find_columns, with_specks
from hwalja.layout.morphology import components
from hwalja.layout.order import page_order
from hwalja.layout.pictures import Areas, find_areas, find_drawings, framed_drawings
from hwalja.layout.roles import assign_roles, body_type
from hwalja.layout.rules import Rules, find_frames, find_rules
from hwalja.layout.strips import clean, find_strips
from hwalja.model import Layout, Line, Region, Role, Sheet, Story

__all__ = ["find_layout"]

RUNNING = 3
"""Running text has columns of so many lines."""

STRETCH = 0.8
"""Paper beside a black box shows along most of a side: more than this share; a letter that touches it does not."""

SYLLABLE = 0.92
"""Height of a Hangul syllable in em."""


def find_layout(sheet: Sheet) -> Layout:
    """Find lines, columns and articles on a sheet."""
    canvas = make_canvas(sheet)
    areas = find_areas(canvas)
    rules, frames, drawings, columns, dirt = _columns(canvas, areas)
    page = Box(0, 0, canvas.ink.shape[1], canvas.ink.shape[0])
    columns = [c for c in columns if _is_type(c)]
    pictures = areas.pictures + drawings
    roles = assign_roles(columns, pictures, rules.horizontal, page)
    parts = [Part(c, r, _frame(c.box, frames)) for c, r in zip(columns, roles, strict=True)]
    parts = _with_advertisements(parts)
    dark = (*pictures, *areas.reversed)
    level, upright = (_outside(side, dark) for side in (rules.horizontal, rules.vertical))
    obstacles = Obstacles(level, upright, pictures, frames, areas.reversed)
    found = find_articles(parts, obstacles, body_type(columns))
    layout = _layout(sheet, canvas, parts, found.roles, found.articles, rules, pictures, frames)
    return replace(layout, dirt=dirt)


def _columns(
    canvas: Canvas, areas: Areas
) -> tuple[Rules, tuple[Box, ...], tuple[Box, ...], list[Column], int]:
    """Find rules, frames, drawings, and columns of black type and of reversed; count what is left out as dirt."""
    ink = canvas.ink.copy()
    for box in (*areas.pictures, *areas.reversed):
        ink[box.y : box.bottom, box.x : box.right] = 0
    rules = find_rules(ink)
    ink &= 1 - rules.mask
    frames = find_frames(rules)
    framed = framed_drawings(ink, frames)
    frames = tuple(f for f in frames if f not in framed)
    for box in framed:
        ink[box.y : box.bottom, box.x : box.right] = 0
    drawings = find_drawings(ink)
    for box in drawings:
        ink[box.y : box.bottom, box.x : box.right] = 0
    solid = clean(ink)
    tone = np.asarray(cv2.subtract(np.full_like(canvas.even, 250), canvas.even), np.uint8)
    strips, _ = find_strips(solid, tone, rules.mask)
    for box in areas.reversed:
        found, _ = find_strips(clean(_white_type(canvas.ink, box)), 255 - tone, rules.mask * 0)
        strips += [replace(s, reversed=True) for s in found]
    columns, dirt = find_columns(strips, rules.mask)
    return rules, frames, framed + drawings, with_specks(columns, ink - solid), dirt


def _white_type(ink: Mask, box: Box) -> Mask:
    """Return what is white in a black box: not the paper around it, which shows where the box is not cut to a pixel."""
    inside = 1 - ink[box.y : box.bottom, box.x : box.right]
    labels, stats = components(inside)
    width, height = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    along = (width > STRETCH * box.width) | (height > STRETCH * box.height)
    rim = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
    paper = [label for label in np.unique(rim) if along[label]]
    white = np.zeros_like(ink)
    white[box.y : box.bottom, box.x : box.right] = inside * np.isin(labels, paper, invert=True)
    return white


def _is_type(column: Column) -> bool:
    """Tell type from dirt: something wide enough to be a syllable."""
    return column.box.width >= 0.6 * EM and column.height >= 0.5 * EM


def _outside(rules: Sequence[Box], pictures: Sequence[Box]) -> tuple[Box, ...]:
    """Return the rules that are not lines or sides of a drawing or of a black box."""
    return tuple(r for r in rules if not any(p.contains(r, slack=0.5 * EM) for p in pictures))


def _frame(box: Box, frames: Sequence[Box]) -> int:
    """Return the index of the smallest frame around a box, -1 where there is none."""
    around = [(f.area, k) for k, f in enumerate(frames) if f.contains(box, slack=0.5 * EM)]
    return min(around)[1] if around else -1


def _with_advertisements(parts: Sequence[Part]) -> list[Part]:
    """Take frames without running text for advertisements."""
    texts = {p.frame for p in parts if p.role is Role.BODY and len(p.column.rows) >= RUNNING}
    return [p if p.frame < 0 or p.frame in texts else replace(p, role=Role.ADVERTISEMENT) for p in parts]


def _layout(
    sheet: Sheet,
    canvas: Canvas,
    parts: Sequence[Part],
    roles: Sequence[Role],
    articles: Sequence[Sequence[int]],
    rules: Rules,
    pictures: Sequence[Box],
    frames: Sequence[Box],
) -> Layout:
    """Put everything into reading order and carry it to sheet pixels."""
    high, wide = sheet.even.shape
    up = 1.0 / canvas.scale
    taken = {i for article in articles for i in article}
    groups = [*articles, *([i] for i in range(len(parts)) if i not in taken)]
    groups = [groups[k] for k in page_order([Box.around(parts[i].box for i in group) for group in groups])]
    regions: list[Region] = []
    stories: list[Story] = []
    number = 0
    for group in groups:
        ids = []
        for i in group:
            role = roles[i] if i in taken or roles[i] is not Role.HEADLINE else Role.LABEL
            em = parts[i].column.height * up / SYLLABLE
            lines = []
            for row in parts[i].column.rows:
                number += 1
                box = row.box.scaled(up).clipped(wide, high)
                lines.append(Line(f"l{number:04}", box, em, reversed=row.reversed))
            ids.append(f"r{len(regions) + 1:03}")
            regions.append(Region(ids[-1], role, Box.around(line.box for line in lines), tuple(lines)))
        if group[0] in taken:
            stories.append(Story(tuple(ids)))
    return Layout(
        em=EM * up,
        regions=tuple(regions),
        stories=tuple(stories),
        pictures=tuple(b.scaled(up).clipped(wide, high) for b in pictures),
        rules=tuple(b.scaled(up).clipped(wide, high) for b in rules.all),
        frames=tuple(b.scaled(up).clipped(wide, high) for b in frames),
    )
