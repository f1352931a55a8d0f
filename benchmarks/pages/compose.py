"""Puts a whole page together from its plan."""

import random
from dataclasses import dataclass, replace

from benchmarks.pages.dress import Dresser
from benchmarks.pages.elements import MM, PT, Box, Decoration, Measurer, Piece
from benchmarks.pages.faces import GOTHIC_BODY
from benchmarks.pages.furniture import Copy, advertisement, header
from benchmarks.pages.layouts import GAP, Item, Setting, merge, place, stack
from benchmarks.pages.plan import FORMATS_MM, MARGINS_MM, PagePlan
from benchmarks.pages.shapes import Columns
from benchmarks.pages.stories import Story

MOST_ADVERT_GROWTH = 1.15


@dataclass(frozen=True)
class Composed:
    """A page laid out, in CSS pixels."""

    plan: PagePlan
    piece: Piece
    features: frozenset[str]


def band_columns(plan: PagePlan, area: Box) -> list[Columns]:
    """The page's columns, band by band."""
    gutter = plan.gutter_mm * MM
    width = (area.w - (plan.columns - 1) * gutter) / plan.columns
    whole = Columns(0, area.x, width, gutter, plan.columns)
    starts = [sum(plan.bands[:n]) for n in range(len(plan.bands))]
    return [whole.part(a, n) for a, n in zip(starts, plan.bands, strict=True)]


def _lead(plan: PagePlan, whole: Columns, top: float, bottom: float, s: Setting) -> tuple[list[Piece], float]:
    """One article over the whole width, and the y below it."""
    lead = stack(whole, top, top + (bottom - top) * 0.6, s, most=1) if plan.lead else []
    if not lead:
        return [], top
    pieces = [place(lead, whole, top, top + lead[0].height, s)]
    top += lead[0].height + GAP
    if plan.rules:
        rule = Box(whole.x, top - GAP / 2, whole.box(0, whole.count).w, 0.8 * PT)
        pieces.append(Piece(decorations=(Decoration("rule", rule),)))
    return pieces, top


def _general(plan: PagePlan) -> frozenset[str]:
    """Features of the page as a whole."""
    body = plan.typography.body
    names = {
        plan.form, f"columns-{plan.columns}", f"{plan.dpi}dpi", "rules" if plan.rules else "no-rules",
        f"justified-by-{plan.typography.justify}",
    }  # fmt: skip
    names |= {"gothic-body"} if body.family in GOTHIC_BODY else set()
    names |= {"condensed-body"} if body.stretch < 1 else set()
    return frozenset(names | ({"lead"} if plan.lead else set()))


def compose(plan: PagePlan, pool: list[Story], copy: Copy, measurer: Measurer) -> Composed:
    """Lays out a page from the front of `pool`; stories used are taken out of it."""
    rng = random.Random(plan.seed)  # noqa: S311 - seeded so that pages repeat, nothing secret
    width, height = (side * MM for side in FORMATS_MM[plan.form])
    margin = MARGINS_MM[plan.form] * MM
    area = Box(margin, margin, width - 2 * margin, height - 2 * margin)
    type_ = plan.typography
    setting = Setting(
        type_, measurer, Dresser(rng, type_), copy, rng, pool, list(plan.wishes), plan.rules,
        rng.sample(copy.adverts, len(copy.adverts)),
    )  # fmt: skip
    head = header(area, copy, rng, type_, measurer, masthead=plan.masthead)
    top = area.y + head.height
    bottom = area.bottom - (area.h * plan.advert_share + GAP * 0.8 if plan.advert_share else 0)
    bands = band_columns(plan, area)
    lead, top = _lead(plan, replace(bands[0], count=plan.columns), top, bottom, setting)
    pieces = [head, *lead]
    stacks: list[tuple[Columns, list[Item]]] = [(band, stack(band, top, bottom, setting)) for band in bands]
    ends = [top + sum(i.height for i in items) + GAP * max(0, len(items) - 1) for _, items in stacks]
    if plan.advert_share:
        grown = area.bottom - (area.bottom - bottom) * MOST_ADVERT_GROWTH
        bottom = min(bottom, max(*ends, grown))
    pieces += [place(items, band, top, bottom, setting) for band, items in stacks]
    for band in bands[1:] if plan.rules else []:
        rule = Box(band.x - band.gutter / 2, top, 0.6 * PT, bottom - top)
        pieces.append(Piece(decorations=(Decoration("rule", rule),)))
    if plan.advert_share:
        y = bottom + GAP * 0.8
        pieces += adverts(Box(area.x, y, area.w, area.bottom - y), setting)
    piece = merge(pieces)
    return Composed(plan, piece, piece.features | _general(plan))


def adverts(box: Box, s: Setting) -> list[Piece]:
    """One advertisement over the foot of the page, or two side by side."""
    if s.rng.random() < 0.6:
        return [advertisement(box, s.adverts.pop(), s.rng, s.type_, s.measurer)]
    gap = 3 * MM
    share = s.rng.choice([0.5, 0.62, 0.4])
    left = replace(box, w=(box.w - gap) * share)
    right = replace(box, x=left.right + gap, w=(box.w - gap) * (1 - share))
    return [advertisement(b, s.adverts.pop(), s.rng, s.type_, s.measurer) for b in (left, right)]
