"""Fills a page: a lead over bands of columns, each band a stack of articles."""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from benchmarks.pages.articles import set_article
from benchmarks.pages.dress import Dresser
from benchmarks.pages.elements import MM, PT, Box, Decoration, Measurer, Piece
from benchmarks.pages.furniture import Copy, advertisement, label
from benchmarks.pages.shapes import Columns, Dress, Hole
from benchmarks.pages.stories import Story
from benchmarks.pages.typography import Typography

GAP = 5.5 * MM
SMALLEST_ADVERT = 24 * MM
PAIRS = ("l-bottom", "l-top", "nested")


@dataclass(frozen=True)
class Item:
    """Something to stack: `make(top, taller)` sets it; it is cheap to set again elsewhere."""

    make: Callable[[float, float], Piece]
    stories: tuple[Story, ...]
    height: float
    stretchy: bool = False


@dataclass
class Setting:
    """What laying out one page needs."""

    type_: Typography
    measurer: Measurer
    dresser: Dresser
    copy: Copy
    rng: random.Random
    pool: list[Story]
    wishes: list[str]
    rules: bool
    adverts: list[tuple[str, ...]]


def merge(pieces: Iterable[Piece]) -> Piece:
    """One piece of several in reading order, articles renumbered from 0."""
    result = Piece()
    for piece in pieces:
        base = len(result.articles)
        moved = tuple(r if r.article is None else replace(r, article=r.article + base) for r in piece.regions)
        result = Piece(
            result.regions + moved,
            result.decorations + piece.decorations,
            result.pictures + piece.pictures,
            result.articles + piece.articles,
            result.features | piece.features,
        )
    return result


def solo(story: Story, dress: Dress, columns: Columns, s: Setting) -> Item:
    """One article over all of `columns`."""

    def make(top: float, taller: float) -> Piece:
        piece, _ = set_article(story, dress, columns, top, s.type_, s.measurer, taller=taller)
        shape = frozenset({"rect", f"span-{columns.count}"})
        return replace(piece, features=piece.features | shape)

    return Item(make, (story,), make(0, 0).height, stretchy=dress.picture is not None)


def pair(outer: Story, inner: Story, wish: str, columns: Columns, s: Setting) -> Item | None:
    """An article around another: L-shaped, or about a framed one; None where it does not reach around."""
    at_top = wish == "l-top"
    count = 2 if columns.count > 3 and inner.length > 200 else 1
    beside = columns.count - count
    first = (beside + 1) // 2 if wish == "nested" and columns.count > 2 else beside
    part = columns.part(first, count)
    dress_in = s.dresser.dress(inner, count, "framed" if wish == "nested" else "inner")
    dress_out = s.dresser.dress(outer, first if at_top else columns.count, "outer")

    def make(top: float, taller: float) -> Piece:
        trial, _ = set_article(inner, dress_in, part, top, s.type_, s.measurer)
        hole = Hole(first, count, trial.height, "top" if at_top else "bottom")
        around, y = set_article(outer, dress_out, columns, top, s.type_, s.measurer, hole, taller)
        within, _ = set_article(inner, dress_in, part, y, s.type_, s.measurer)
        name = "nested-frame" if wish == "nested" else "l-shape"
        merged = merge([around, within])
        rules: list[Decoration] = []
        if s.rules and wish != "nested":
            box = part.box(0, count)
            edge = y + trial.height + 2.4 * MM if at_top else y - 2.4 * MM
            rules.append(Decoration("rule", Box(box.x, edge, box.w, 0.6 * PT)))
            side = Box(box.x - columns.gutter / 2, min(edge, y), 0.5 * PT, trial.height + 2.4 * MM)
            rules.append(Decoration("rule", side))
        return replace(
            merged, features=merged.features | {name, wish}, height=around.height,
            decorations=merged.decorations + tuple(rules),
        )  # fmt: skip

    whole = make(0, 0)
    reached = {r.column for r in whole.regions if r.article == 0 and r.role == "body"}
    if not reached >= {part.first + n for n in range(count)}:
        return None
    return Item(make, (outer, inner), whole.height, stretchy=dress_out.picture is not None)


def briefs(stories: tuple[Story, ...], columns: Columns, s: Setting) -> Item:
    """Several small stories under one label, dealt over the columns."""
    text = s.rng.choice(s.copy.labels)
    dresses = [s.dresser.dress(story, 1, "brief") for story in stories]

    def make(top: float, taller: float) -> Piece:
        area = replace(columns.box(0, columns.count), y=top)
        head = label(text, area, columns.first, s.type_, s.measurer)
        ends = [top + head.height] * columns.count
        dealt: list[list[Piece]] = [[] for _ in ends]
        for story, dress in zip(stories, dresses, strict=True):
            column = ends.index(min(ends))
            piece, _ = set_article(story, dress, columns.part(column, 1), ends[column], s.type_, s.measurer)
            dealt[column].append(piece)
            ends[column] += piece.height + 2.5 * MM
        merged = merge([head, *(p for column in dealt for p in column)])
        bottom = max(ends) - 2.5 * MM
        line = Decoration("rule", Box(area.x, bottom + 1 * MM, area.w, 0.8 * PT))
        return replace(
            merged, features=merged.features | {"briefs"}, height=bottom + 1.5 * MM - top,
            decorations=(*merged.decorations, line),
        )  # fmt: skip

    return Item(make, stories, make(0, 0).height)


def row(left: Story, right: Story, columns: Columns, s: Setting) -> Item:
    """Two articles side by side."""
    count = columns.count // 2
    parts = columns.part(0, count), columns.part(count, columns.count - count)
    items = [
        solo(story, s.dresser.dress(story, part.count, "plain"), part, s)
        for story, part in zip((left, right), parts, strict=True)
    ]

    def make(top: float, taller: float) -> Piece:
        merged = merge(item.make(top, 0) for item in items)
        height = max(item.height for item in items)
        x = parts[1].x - columns.gutter / 2
        rule = (Decoration("rule", Box(x, top, 0.5 * PT, height)),) if s.rules else ()
        return replace(merged, decorations=merged.decorations + rule, height=height)

    return Item(make, (left, right), make(0, 0).height)


def candidates(columns: Columns, wish: str, s: Setting) -> list[Item]:
    """Items the wish makes of the next stories, the pool's first first."""
    ahead = s.pool[:16]
    short = sorted((t for t in ahead if t.length <= 260), key=lambda t: ahead.index(t))
    if wish in PAIRS:
        long = sorted((t for t in ahead if t.length >= 330), key=lambda t: -t.length)
        pairs = (pair(a, b, wish, columns, s) for a in long[:3] for b in short[:2])
        return [p for p in pairs if p is not None]
    if wish == "briefs":
        count = 3 if columns.count == 1 else 2 * columns.count
        return [briefs(tuple(short[:n]), columns, s) for n in (count, 3, 2) if len(short) >= n][:2]
    if wish == "row":
        two = sorted((t for t in ahead if t.length <= 450), key=lambda t: t.length)
        near = sorted(pairwise(two), key=lambda ab: ab[1].length - ab[0].length)
        return [row(a, b, columns, s) for a, b in near[:2]]
    low, high = {1: (0, 420), 2: (180, 900)}.get(columns.count, (380, 5000))
    fitting = [t for t in ahead if low <= t.length <= high] or ahead[:4]
    return [solo(t, s.dresser.dress(t, columns.count, wish), columns, s) for t in fitting[:6]]


def suited(wish: str, columns: Columns) -> bool:
    """Whether the band is wide enough for the wish, and not too wide."""
    if wish in {*PAIRS, "row"}:
        return columns.count >= 2
    return wish != "briefs" or columns.count <= 3


def next_item(columns: Columns, room: float, s: Setting, *, ending: bool) -> Item | None:
    """The next item of a stack: the first that fits, near the end the one that fits best."""
    wish = next((w for w in s.wishes if suited(w, columns)), "plain")
    for attempt in (wish, "plain") if wish != "plain" else ("plain",):
        fits = [i for i in candidates(columns, attempt, s) if i.height <= room]
        if not fits:
            continue
        chosen = max(fits, key=lambda i: i.height) if ending else fits[0]
        if attempt in s.wishes:
            s.wishes.remove(attempt)
        for story in chosen.stories:
            s.pool.remove(story)
        return chosen
    return None


def stack(columns: Columns, top: float, bottom: float, s: Setting, *, most: int = 99) -> list[Item]:
    """Chooses what fills a band from `top` to `bottom`."""
    items: list[Item] = []
    y = top
    while s.pool and len(items) < most and bottom - y > 30 * MM:
        item = next_item(columns, bottom - y, s, ending=bottom - y < 110 * MM)
        if item is None:
            break
        items.append(item)
        y += item.height + GAP
    return items


def place(items: list[Item], columns: Columns, top: float, bottom: float, s: Setting) -> Piece:
    """Places a stack; slack goes to pictures, then to the gaps, then to an advertisement or blank."""
    slack = bottom - top - sum(i.height for i in items) - GAP * max(len(items) - 1, 0)
    advert = slack > SMALLEST_ADVERT + GAP
    share = 0.0 if advert else max(0.0, slack) / max(1, sum(i.stretchy for i in items))
    taller = min(share, columns.width * 0.4)
    pieces: list[Piece] = []
    heights = [i.make(0, taller if i.stretchy else 0).height for i in items]
    if sum(heights) + GAP * (len(items) - 1) > bottom - top:
        taller, heights = 0.0, [i.height for i in items]
    left = bottom - top - sum(heights) - GAP * max(len(items) - 1, 0)
    extra = 0.0 if advert else min(max(0.0, left) / max(1, len(items) - 1), 4 * MM)
    y = top
    area = columns.box(0, columns.count)
    for index, item in enumerate(items):
        if index:
            y += GAP + extra
            if s.rules:
                rule = Box(area.x, y - (GAP + extra) / 2, area.w, 0.6 * PT)
                pieces.append(Piece(decorations=(Decoration("rule", rule),)))
        pieces.append(item.make(y, taller if item.stretchy else 0))
        y += pieces[-1].height
    if advert:
        box = replace(area, y=y + GAP, h=bottom - y - GAP)
        pieces.append(advertisement(box, s.adverts.pop(), s.rng, s.type_, s.measurer))
    merged = merge(pieces)
    return replace(merged, height=y - top)
