"""Roles that geometry tells: headlines and subheadings, captions, page header and footer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hwalja.geometry import Box
from hwalja.layout.canvas import EM
from hwalja.layout.columns import Column, rows_median
from hwalja.model import Role

TALL = 1.28
"""Type so many times as high as the body's is display type."""

HEADLINE, FEW, WIDE = 1.18, 5, 4.0
"""… and so many times as high where there are no more than so many lines, at least so many em wide."""

THIN = 1.35
"""Type in a thin face is display type where it is so many times as high."""

BOLD, BIGGER = 1.28, 0.9
"""Type that is darker by one factor, and not smaller than the other, is display type too."""

LONE = 1.7
"""A lone line narrower than so many em is no text of its own."""

BLOB = 3.5
"""… and one narrower than so many em, in one piece, with nothing near it, is no text either."""

NEAR = 5.0
"""The last syllable of a paragraph stands alone at most so many em above or below lines of its column."""

LIGHT = 0.9
"""Type that is larger but lighter than this share of the body's is body type of another size."""

SMALL = 1.5
"""Subheadings between paragraphs are set at most so many times as high as the body."""

LOW = 1.7
"""Labels in black bars are set at most so many times as high as the body."""

PLAIN, BELOW = 1.08, 2.5
"""Subheadings in a plain face are so many times as high as the body, and stand so many em below the headline."""

DISPLAY_ROWS = 5
"""Display type never runs on over more lines."""

HEADER = 0.13
"""The page header stands in this share of the page, above a rule …"""

HEADER_RULE = 0.6
"""… which spans this share of the type area."""

FOOTER_WIDTH = 10.0
"""A page number at the foot is at most so many em wide."""

CAPTION_GAP = 1.6
"""A caption begins at most so many em below its picture."""


@dataclass(frozen=True, slots=True)
class BodyType:
    """The page's body type: height in px and weight."""

    height: float
    weight: float


def body_type(columns: Sequence[Column]) -> BodyType:
    """Return what most text on the page is set in."""
    rows = [row for c in columns if len(c.rows) >= 4 and c.height < 1.4 * EM for row in c.rows]
    rows = rows or [row for c in columns for row in c.rows]
    if not rows:
        return BodyType(EM, 0.25)
    return BodyType(
        rows_median(rows, [r.height for r in rows]),
        rows_median(rows, [r.weight for r in rows]),
    )


def assign_roles(
    columns: Sequence[Column], pictures: Sequence[Box], horizontal: Sequence[Box], page: Box
) -> list[Role]:
    """Return the role of every column."""
    body = body_type(columns)
    area = Box.around(c.box for c in columns) if columns else page
    top = _header_rule(horizontal, area, page)
    roles = []
    for column in columns:
        if _is_inside(column.box, pictures):
            roles.append(Role.ADVERTISEMENT)
        elif column.box.bottom <= top + 0.3 * EM:
            roles.append(Role.HEADER)
        elif _is_footer(column, columns, page):
            roles.append(Role.FOOTER)
        elif _is_caption(column, pictures, body):
            roles.append(Role.CAPTION)
        else:
            roles.append(_text_role(column, columns, body))
    roles = [_under_headline(i, columns, roles, body) for i in range(len(columns))]
    return [_like_headline(i, columns, roles, body) for i in range(len(columns))]


def _like_headline(i: int, columns: Sequence[Column], roles: Sequence[Role], body: BodyType) -> Role:
    """Tell headlines in a plain face from text: they are set like another headline in their column."""
    column = columns[i]
    if roles[i] is not Role.BODY or len(column.rows) > FEW or column.height < PLAIN * body.height:
        return roles[i]
    return Role.HEADLINE if any(_is_like(column, c, r) for c, r in zip(columns, roles, strict=True)) else Role.BODY


def _is_like(column: Column, other: Column, role: Role) -> bool:
    tall = max(column.height, other.height) / min(column.height, other.height)
    heavy = max(column.weight, other.weight) / max(1e-6, min(column.weight, other.weight))
    aligned = abs(column.box.x - other.box.x) < 0.6 * EM and not other.reversed
    return role is Role.HEADLINE and aligned and tall < 1.08 and heavy < 1.25 and len(other.rows) <= FEW


def _under_headline(i: int, columns: Sequence[Column], roles: Sequence[Role], body: BodyType) -> Role:
    """Tell subheadings in a plain face from text: below a headline, they run on over the gutter between two columns."""
    column, box = columns[i], columns[i].box
    if roles[i] is not Role.BODY or len(column.rows) > FEW:
        return roles[i]
    under = [c.box for j, c in enumerate(columns) if j != i and roles[j] is Role.BODY and _hangs(c.box, box)]
    spans = any(a.overlap_x(b) < 0 for a in under for b in under)
    large = column.height >= PLAIN * body.height and bool(under)
    headed = any(roles[j] is Role.HEADLINE and _hangs(box, c.box) for j, c in enumerate(columns))
    return Role.HEADLINE if headed and (spans or large) else Role.BODY


def _hangs(lower: Box, upper: Box) -> bool:
    """Tell whether a box stands right below another."""
    return -0.3 * EM <= lower.y - upper.bottom <= BELOW * EM and lower.overlap_x(upper) > EM


def _text_role(column: Column, columns: Sequence[Column], body: BodyType) -> Role:
    single = len(column.rows) == 1 and not _is_in_line(column, columns)
    if single and len(column.rows[0].parts) == 1 and column.box.width < BLOB * EM and _is_alone(column, columns):
        return Role.LABEL
    if is_display(column, body):
        return Role.HEADLINE
    return Role.LABEL if single and column.box.width < LONE * EM else Role.BODY


def _is_in_line(column: Column, columns: Sequence[Column]) -> bool:
    """Tell whether a line begins where the lines of a column above or below it begin."""
    box = column.box
    return any(
        len(c.rows) > 1
        and abs(c.box.x - box.x) < 0.6 * EM
        and box.right < c.box.right + EM
        and max(c.box.y - box.bottom, box.y - c.box.bottom) < NEAR * EM
        and 1 / 1.3 < c.height / column.height < 1.3
        for c in columns
        if c is not column
    )


def _is_alone(column: Column, columns: Sequence[Column]) -> bool:
    """Tell whether no type stands near a piece: it is a sign by itself, or a blotch."""
    around = column.box.grown(1.5 * EM)
    return not any(c.box.shared(around) > 0 for c in columns if c is not column)


def is_display(column: Column, body: BodyType) -> bool:
    """Tell whether a column is set as a headline or subheading."""
    if len(column.rows) > DISPLAY_ROWS or column.box.width < 1.5 * EM:
        return False
    if column.reversed:
        return True
    tall, dark = column.height / body.height, column.weight / body.weight
    few = len(column.rows) <= FEW and column.box.width >= WIDE * EM
    heavy = dark >= LIGHT or tall >= (THIN if few else 1.6)
    return (tall >= (HEADLINE if few else TALL) and heavy) or (tall >= BIGGER and dark >= BOLD)


def is_small(column: Column, body: BodyType) -> bool:
    """Tell whether display type is no larger than subheadings and bylines within a text are."""
    return column.height < SMALL * body.height and not column.reversed


def is_low(column: Column, body: BodyType) -> bool:
    """Tell whether type is no larger than section labels are."""
    return column.height < LOW * body.height


def _is_inside(box: Box, pictures: Sequence[Box]) -> bool:
    """Tell whether type stands in a picture: a drawn advertisement."""
    x, y = box.centre
    return any(p.x < x < p.right and p.y < y < p.bottom for p in pictures)


def _header_rule(horizontal: Sequence[Box], area: Box, page: Box) -> float:
    """Return the lower edge of the page header, the page's top where there is none."""
    wide = [r for r in horizontal if r.width >= HEADER_RULE * area.width and r.bottom < page.y + HEADER * page.height]
    return min((float(r.y) for r in wide), default=float(page.y) - EM)


def _is_footer(column: Column, columns: Sequence[Column], page: Box) -> bool:
    box = column.box
    if len(column.rows) > 1 or box.width > FOOTER_WIDTH * EM or box.y < page.y + 0.85 * page.height:
        return False
    others = [c.box.bottom for c in columns if c is not column]
    return not others or box.y > float(np.max(others)) + 0.8 * EM


def _is_caption(column: Column, pictures: Sequence[Box], body: BodyType) -> bool:
    box = column.box
    if len(column.rows) > 4 or column.height > TALL * body.height:
        return False
    unlike = column.weight >= 1.2 * body.weight or column.height <= 0.93 * body.height
    return unlike and any(
        -0.5 * EM <= box.y - p.bottom <= CAPTION_GAP * EM and p.x - EM <= box.x and box.right <= p.right + 1.5 * EM
        for p in pictures
    )
