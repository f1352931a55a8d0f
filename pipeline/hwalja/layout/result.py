"""From canvas to sheet: what was found becomes a `Layout`, in reading order and in pixels of the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count

from hwalja.geometry import Box
from hwalja.layout.around import Part
from hwalja.layout.articles import Articles
from hwalja.layout.canvas import EM, Canvas
from hwalja.layout.coverage import account
from hwalja.layout.documents import MEASURE
from hwalja.layout.elements import Elements
from hwalja.layout.flow import FULL, INDENT
from hwalja.layout.order import page_order
from hwalja.model import Ink, Layout, Line, Region, Role, Story, Unread

SYLLABLE = 0.92
"""Height of a Hangul syllable in em."""


@dataclass(frozen=True, slots=True)
class Placed:
    """The way from a leaf's canvas to the sheet: scale, then the leaf's place."""

    up: float
    leaf: Box

    def box(self, box: Box) -> Box:
        inside = box.scaled(self.up).clipped(self.leaf.width, self.leaf.height)
        return Box(inside.x + self.leaf.x, inside.y + self.leaf.y, inside.width, inside.height)


def make_layout(
    canvas: Canvas, leaf: Box, elements: Elements, parts: Sequence[Part], found: Articles, unread: Sequence[Unread]
) -> Layout:
    """Return the layout of one leaf.

    Args:
        canvas: Of the leaf.
        leaf: Where it lies on the sheet.
        elements: What is on it.
        parts: Its columns of type.
        found: What they are and where they belong.
        unread: What is known not to be readable, in canvas px.
    """
    place = Placed(1.0 / canvas.scale, leaf)
    taken = {i for article in found.articles for i in article}
    groups = [*found.articles, *((i,) for i in range(len(parts)) if i not in taken)]
    order = page_order([Box.around(parts[i].box for i in group) for group in groups])
    if elements.document:
        order = _as_read(order, len(found.articles))
    groups = [groups[k] for k in order]
    regions: list[Region] = []
    stories: list[Story] = []
    numbers = count(1)
    for group in groups:
        ids = []
        for i in group:
            role = found.roles[i] if i in taken or found.roles[i] is not Role.HEADLINE else Role.LABEL
            em = parts[i].column.height * place.up / SYLLABLE
            rows = parts[i].column.rows
            lines = tuple(Line(f"l{next(numbers):04}", place.box(r.box), em, reversed=r.reversed) for r in rows)
            ids.append(f"r{len(regions) + 1:03}")
            regions.append(Region(ids[-1], role, Box.around(line.box for line in lines), lines))
        if group[0] in taken:
            stories.append(Story(tuple(ids)))
    ink, rest = account(
        canvas.ink,
        EM,
        lines=[
            row.box
            for p, r in zip(parts, found.roles, strict=True)
            if r is not Role.ADVERTISEMENT
            for row in p.column.rows
        ]
        + list(elements.black),
        rules=elements.rules.all,
        pictures=elements.pictures,
        advertisements=_advertisements(elements, parts, found.roles),
        unread=unread,
    )
    return Layout(
        em=EM * place.up,
        regions=tuple(regions),
        stories=tuple(stories),
        pictures=tuple(map(place.box, elements.pictures)),
        rules=tuple(map(place.box, elements.rules.all)),
        frames=tuple(map(place.box, elements.frames)),
        dirt=elements.dirt,
        unread=tuple(replace(u, box=place.box(u.box)) for u in rest),
        ink=ink,
    )


def _as_read(order: Sequence[int], texts: int) -> list[int]:
    """Return an order of groups, of which the first `texts` are read one after the other whatever their boxes say."""
    numbers = iter(range(texts))
    return [next(numbers) if k < texts else k for k in order]


def _advertisements(elements: Elements, parts: Sequence[Part], roles: Sequence[Role]) -> list[Box]:
    """Return the frames of advertisements, and the lines of those without one."""
    own = [p for p, role in zip(parts, roles, strict=True) if role is Role.ADVERTISEMENT]
    frames = {p.frame for p in own if p.frame >= 0}
    return [elements.frames[k] for k in sorted(frames)] + [p.box for p in own if p.frame < 0]


def joined(layouts: Sequence[Layout]) -> Layout:
    """Return the layout of a sheet of several leaves, read one after the other; a text may go on over the gutter."""
    if len(layouts) == 1:
        return layouts[0]
    regions: list[Region] = []
    stories: list[Story] = []
    numbers = count(1)
    for k, layout in enumerate(layouts):
        names = {region.id: f"r{len(regions) + n:03}" for n, region in enumerate(layout.regions, 1)}
        for region in layout.regions:
            lines = tuple(replace(line, id=f"l{next(numbers):04}") for line in region.lines)
            regions.append(replace(region, id=names[region.id], lines=lines))
        own = [Story(tuple(names[name] for name in story.regions)) for story in layout.stories]
        if k and _goes_on(layouts[k - 1], layout):
            own[0] = Story((*stories.pop().regions, *own[0].regions))
        stories += own
    return Layout(
        em=max(layouts, key=lambda layout: sum(1 for _ in layout.lines)).em,
        regions=tuple(regions),
        stories=tuple(stories),
        pictures=tuple(b for layout in layouts for b in layout.pictures),
        rules=tuple(b for layout in layouts for b in layout.rules),
        frames=tuple(b for layout in layouts for b in layout.frames),
        dirt=sum(layout.dirt for layout in layouts),
        unread=tuple(u for layout in layouts for u in layout.unread),
        ink=_mean([layout.ink for layout in layouts if layout.ink]),
    )


def _goes_on(left: Layout, right: Layout) -> bool:
    """Tell whether the last text of a leaf goes on on the next one, which begins without a heading.

    In a book or a report it does; where text is set in narrow columns, its last line must be full, and the next flush.
    """
    if not left.stories or not right.stories:
        return False
    last, first = _region(left, left.stories[-1].regions[-1]), _region(right, right.stories[0].regions[0])
    if first.role is not Role.BODY or last.role is not Role.BODY:
        return False
    if all(layout.stories == layout.stories[:1] and _is_wide(layout) for layout in (left, right)):
        return True
    full = last.box.right - last.lines[-1].box.right < FULL * left.em
    flush = first.lines[0].box.x - first.box.x < INDENT * right.em
    return full and flush and min(len(last.lines), len(first.lines)) > 1


def _is_wide(layout: Layout) -> bool:
    """Tell whether most text of a leaf is set as wide as in books."""
    widths = sorted(r.box.width / layout.em for r in layout.regions if r.role is Role.BODY for _ in r.lines)
    return bool(widths) and widths[len(widths) // 2] >= MEASURE


def _region(layout: Layout, name: str) -> Region:
    return next(region for region in layout.regions if region.id == name)


def _mean(shares: Sequence[Ink]) -> Ink | None:
    """Return the mean account of leaves, which are printed about alike."""
    if not shares:
        return None
    names = ("text", "pictures", "rules", "advertisements", "unread", "specks")
    return Ink(*(sum(getattr(ink, name) for ink in shares) / len(shares) for name in names))
