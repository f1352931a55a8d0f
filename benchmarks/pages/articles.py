"""Sets one article into columns: headline over the top, text poured through what is left."""

import math
from dataclasses import dataclass, field, replace
from typing import Literal

from benchmarks.pages.elements import (
    MM,
    PT,
    Box,
    Decoration,
    MeasuredLine,
    Measurer,
    Picture,
    Piece,
    PrintedArticle,
    Region,
    Style,
    TextLine,
)
from benchmarks.pages.flow import Block, Place, Stretch, lowest_fill
from benchmarks.pages.stories import Story
from benchmarks.pages.typography import Typography, break_words, fit_headline, justified, set_lines

PADDING = 2.2 * MM
FEWEST_UNDER = 3
"""Rows of text worth setting under a picture."""
CONTEXT = 6
"""Characters kept on each side of a break."""


@dataclass(frozen=True)
class Columns:
    """Neighbouring columns of the page; `first` is the number of the leftmost."""

    first: int
    x: float
    width: float
    gutter: float
    count: int

    def box(self, index: int, count: int = 1) -> Box:
        """Horizontal extent of `count` columns from `index` (y and h are 0)."""
        width = count * self.width + (count - 1) * self.gutter
        return Box(self.x + index * (self.width + self.gutter), 0, width, 0)

    def part(self, index: int, count: int) -> "Columns":
        """Some of these columns."""
        return replace(self, first=self.first + index, x=self.box(index).x, count=count)

    def padded(self, padding: float) -> "Columns":
        """The same number of columns inside a frame."""
        width = (self.box(0, self.count).w - 2 * padding - (self.count - 1) * self.gutter) / self.count
        return replace(self, x=self.x + padding, width=width)


@dataclass(frozen=True)
class PictureDress:
    """A picture in an article: columns it spans, height by width, where it stands."""

    kind: Literal["photo", "halftone", "drawing", "chart"]
    span: int
    aspect: float
    place: Literal["left", "right", "middle"]
    seed: int


@dataclass(frozen=True)
class Dress:
    """How an article looks."""

    headline: Style
    picture: PictureDress | None = None
    most_lines: int = 2
    reverse: bool = False
    frame: bool = False
    grey: bool = False
    drop_cap: bool = False
    byline_top: bool = False
    show_headline: bool = True
    centered: bool = False


@dataclass(frozen=True)
class Hole:
    """Columns of an article that another article takes from its top or bottom."""

    first: int
    count: int
    height: float
    at: Literal["top", "bottom"]


@dataclass
class _Work:
    """An article being set."""

    regions: list[Region] = field(default_factory=list)
    decorations: list[Decoration] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    features: set[str] = field(default_factory=set)
    late: list[Region] = field(default_factory=list)

    def add(self, region: Region) -> None:
        self.regions.append(region)


@dataclass(frozen=True)
class _Item:
    """A block of body text with what it prints."""

    block: Block
    kind: Literal["body", "crosshead", "byline"]
    paragraph: int = -1
    line: MeasuredLine | None = None
    last: bool = False
    texts: tuple[str, ...] = ()
    style: Style | None = None
    cap: str = ""


def union(lines: tuple[TextLine, ...]) -> Box:
    """The box around lines."""
    x = min(n.box.x for n in lines)
    y = min(n.box.y for n in lines)
    return Box(x, y, max(n.box.right for n in lines) - x, max(n.box.bottom for n in lines) - y)


def byline_lines(text: str, style: Style, width: float, measurer: Measurer) -> tuple[tuple[str, ...], Style]:
    """A byline on one line, condensed if need be, else name and mail address on two."""
    natural = measurer.width(text, style)
    if natural <= width:
        return (text,), style
    if natural * 0.82 <= width:
        return (text,), replace(style, stretch=style.stretch * width / natural * 0.995)
    head, _, tail = text.rpartition(" ")
    texts = (head, tail) if head else (text,)
    ratio = min(1.0, width * 0.995 / max(measurer.width(t, style) for t in texts))
    return texts, replace(style, stretch=style.stretch * ratio)


def _body_items(story: Story, dress: Dress, width: float, type_: Typography, measurer: Measurer) -> list[_Item]:
    items: list[_Item] = []
    style = type_.body
    number = -1
    for part in story.body:
        if part.crosshead:
            texts = break_words(part.text, type_.crosshead, width, measurer)
            items.append(_Item(Block(len(texts) + 1, keep=True), "crosshead", texts=tuple(texts)))
            continue
        number += 1
        text, skip, cap = part.text, 0, None
        if dress.drop_cap and number == 0:
            size = style.line_height + style.size
            cap = (size * 1.02, 2 * style.line_height - 1)
            text, skip = text[1:].lstrip(), 1
        indent = 0.0 if cap else type_.indent * style.size
        for line in (found := measurer.lines(text, style, width, indent, cap)):
            items.append(
                _Item(
                    Block(1),
                    "body",
                    number,
                    replace(line, start=line.start + skip, end=line.end + skip),
                    last=line is found[-1],
                    cap=part.text[0] if cap and line is found[0] else "",
                )
            )
    if story.byline and not dress.byline_top:
        texts_, style_ = byline_lines(story.byline, type_.byline, width, measurer)
        items.append(_Item(Block(len(texts_)), "byline", texts=texts_, style=style_))
    return items


def _head(work: _Work, story: Story, dress: Dress, area: Box, column: int, type_: Typography, m: Measurer) -> float:
    """Sets headline, decks and top byline; returns the y below them."""
    y = area.y
    align: Literal["center", "left"] = "center" if dress.centered else "left"
    if dress.show_headline and story.headline:
        inset = 1.6 * MM if dress.reverse else 0.0
        style = replace(dress.headline, white=dress.reverse)
        texts, style = fit_headline(story.headline, style, area.w - 2 * inset, m, most_lines=dress.most_lines)
        room = Box(area.x + inset, y + inset * 0.6, area.w - 2 * inset, 0)
        lines = set_lines(texts, style, room, m, align)
        height = len(lines) * style.line_height + inset * 1.2
        if dress.reverse:
            work.decorations.append(Decoration("fill", Box(area.x, y, area.w, height), grey=15))
            work.features.add("reversed-headline")
        work.add(Region("headline", 0, column, union(lines), lines))
        work.features.add("headline-1-line" if len(lines) == 1 else "headline-2-lines" if len(lines) == 2 else "headline-3-lines")
        y += height + 1.0 * MM
    else:
        work.features.add("no-headline")
    if dress.show_headline:
        for deck in story.decks:
            lines = set_lines(break_words(deck, type_.deck, area.w, m), type_.deck, Box(area.x, y, area.w, 0), m, align)
            work.add(Region("subheading", 0, column, union(lines), lines))
            work.features.add("deck")
            y += len(lines) * type_.deck.line_height
        y += 1.2 * MM if story.decks else 0
    if story.byline and dress.byline_top:
        texts_, style = byline_lines(story.byline, type_.byline, area.w, m)
        lines = set_lines(list(texts_), style, Box(area.x, y, area.w, 0), m, "left")
        work.add(Region("byline", 0, column, union(lines), lines))
        work.features.add("byline-on-top")
        y += len(lines) * style.line_height + 0.8 * MM
    return y


def _stretches(
    rows: int, columns: Columns, hole: Hole | None, hole_rows: int, picture: PictureDress | None, picture_rows: int
) -> list[Stretch]:
    """Free stretches of every column when the body is `rows` high."""
    span = min(picture.span, columns.count) if picture else 0
    start = columns.count - span if picture and picture.place == "right" else 0
    result = []
    for column in range(columns.count):
        first, stop = 0, rows
        if hole and hole.first <= column < hole.first + hole.count:
            first, stop = (hole_rows, rows) if hole.at == "top" else (0, rows - hole_rows)
        if picture and start <= column < start + span:
            cut = _picture_row(rows, picture, picture_rows)
            if cut > first:
                result.append(Stretch(column, first, cut))
            first = cut + picture_rows
            stop = stop if stop - first >= FEWEST_UNDER else first
        if stop > first:
            result.append(Stretch(column, first, stop))
    return result


def _picture_row(rows: int, picture: PictureDress, picture_rows: int) -> int:
    return max(4, (rows - picture_rows) // 2) if picture.place == "middle" else 0


def _picture(
    work: _Work, story: Story, dress: PictureDress, columns: Columns, y: float, height: float, type_: Typography, m: Measurer
) -> None:
    """Places the picture and its caption, at the end of the article's reading order."""
    span = min(dress.span, columns.count)
    start = columns.count - span if dress.place == "right" else 0
    box = replace(columns.box(start, span), y=y, h=height)
    work.pictures.append(Picture(box, dress.kind, dress.seed))
    work.late.append(Region("picture", 0, columns.first + start, box))
    work.features |= {"picture", dress.kind}
    if span > 1:
        work.features.add("picture-across-columns")
    for caption in story.captions[:1]:
        lines = set_lines(
            break_words(caption, type_.caption, box.w, m), type_.caption, Box(box.x, box.bottom + 0.9 * MM, box.w, 0), m
        )
        work.late.append(Region("caption", 0, columns.first + start, union(lines), lines))
        work.features.add("photo-caption")


def _picture_rows(story: Story, dress: PictureDress, columns: Columns, taller: float, type_: Typography, m: Measurer) -> tuple[int, float]:
    """Rows a picture with its caption takes, and the picture's height."""
    width = columns.box(0, min(dress.span, columns.count)).w
    below = 1.6 * MM
    for caption in story.captions[:1]:
        below += len(break_words(caption, type_.caption, width, m)) * type_.caption.line_height + 0.9 * MM
    pitch = type_.body.line_height
    rows = math.ceil((width * dress.aspect + taller + below) / pitch)
    return rows, rows * pitch - below


def _set_body(
    work: _Work, story: Story, items: list[_Item], places: list[Place], stretches: list[Stretch],
    columns: Columns, top: float, type_: Typography, m: Measurer,
) -> tuple[tuple[str, str], ...]:  # fmt: skip
    """Prints placed blocks as regions; returns the breaks at column ends."""
    pitch = type_.body.line_height
    paragraphs = [p.text for p in story.body if not p.crosshead]
    breaks: list[tuple[str, str]] = []
    run: list[TextLine] = []
    before: tuple[int, int] | None = None

    def close(column: int) -> None:
        if run:
            work.add(Region("body", 0, columns.first + column, union(tuple(run)), tuple(run)))
            run.clear()

    at = -1
    for item, place in zip(items, places, strict=True):
        column = stretches[place.stretch].column
        if place.stretch != at and at >= 0:
            close(stretches[at].column)
        at = place.stretch
        area = replace(columns.box(column), y=top + place.row * pitch, h=pitch)
        if item.line is not None:
            text = paragraphs[item.paragraph]
            if before is not None and before[0] == item.paragraph and before[1] != column:
                cut = item.line.start
                breaks.append((text[max(0, cut - CONTEXT) : cut], text[cut : cut + CONTEXT]))
            before = item.paragraph, column
            if item.cap:
                run.append(_drop_cap(item.cap, area, type_))
                work.features.add("drop-cap")
            run.append(_body_line(text[item.line.start : item.line.end], item.line, area, last=item.last, type_=type_))
            continue
        close(column)
        if item.kind == "crosshead":
            shift = Box(area.x, area.y + pitch * 0.6, area.w, 0)
            style = replace(type_.crosshead, pitch=pitch / type_.crosshead.size)
            lines = set_lines(list(item.texts), style, shift, m)
            work.add(Region("subheading", 0, columns.first + column, union(lines), lines))
            work.features.add("crosshead")
        else:
            style = replace(item.style or type_.byline, pitch=pitch / type_.byline.size)
            lines = set_lines(list(item.texts), style, area, m, "right")
            work.add(Region("byline", 0, columns.first + column, union(lines), lines))
    if at >= 0:
        close(stretches[at].column)
    return tuple(breaks)


def _drop_cap(text: str, area: Box, type_: Typography) -> TextLine:
    body = type_.body
    size = body.line_height + body.size * 0.92
    style = replace(type_.deck, size=size, letter=0, stretch=1, pitch=2 * body.line_height / size)
    return TextLine(text, Box(area.x, area.y, size, 2 * body.line_height), style)


def _body_line(text: str, line: MeasuredLine, area: Box, *, last: bool, type_: Typography) -> TextLine:
    box = Box(area.x + line.x, area.y, area.w - line.x, area.h)
    if last:
        return TextLine(text, box, type_.body)
    return justified(text, type_.body, box, line.width, type_.justify)


def _printed(story: Story, dress: Dress, breaks: tuple[tuple[str, str], ...], *, captions: int) -> PrintedArticle:
    crossheads = tuple(p.text for p in story.body if p.crosshead)
    return PrintedArticle(
        headline=story.headline if dress.show_headline else "",
        subheadings=(story.decks if dress.show_headline else ()) + crossheads,
        paragraphs=tuple(p.text for p in story.body if not p.crosshead),
        byline=story.byline,
        captions=story.captions[:captions],
        breaks=breaks,
    )


def set_article(
    story: Story, dress: Dress, columns: Columns, top: float, type_: Typography, measurer: Measurer,
    hole: Hole | None = None, taller: float = 0.0,
) -> tuple[Piece, float]:  # fmt: skip
    """Sets an article from `top` as low as its text needs.

    Args:
        story: what to print; nothing of its body is ever left out.
        dress: how it looks.
        columns: where; the article takes all of them.
        top: y of its top in CSS pixels.
        type_: the page's styles.
        measurer: breaks the lines.
        hole: columns left to another article.
        taller: pixels to add to the picture's height.

    Returns:
        The article, and the y where the hole's article starts.
    """
    work = _Work()
    boxed = dress.frame or dress.grey
    padding = PADDING if boxed else 0.0
    inner = columns.padded(padding) if boxed else columns
    if hole and hole.at == "top":
        side = (0, hole.first) if hole.first else (hole.count, columns.count - hole.count)
    else:
        side = (0, inner.count)
    area = replace(inner.box(*side), y=top + padding)
    body_top = _head(work, story, dress, area, columns.first + side[0], type_, measurer)
    pitch = type_.body.line_height
    hole_rows = 0
    if hole:
        used = hole.height + 5 * MM
        hole_rows = max(0, math.ceil((used - (body_top - top if hole.at == "top" else 0)) / pitch))
    picture_rows, picture_height = (
        _picture_rows(story, dress.picture, inner, taller, type_, measurer) if dress.picture else (0, 0.0)
    )
    items = _body_items(story, dress, inner.width, type_, measurer)

    def stretches(rows: int) -> list[Stretch]:
        return _stretches(rows, inner, hole, hole_rows, dress.picture, picture_rows)

    start = max(sum(i.block.rows for i in items) // inner.count, picture_rows, hole_rows + 1 if hole else 0)
    found = lowest_fill(stretches, [i.block for i in items], start)
    if found is None:
        raise ValueError(f"article does not fit any height: {story.headline!r}")
    rows, places = found
    breaks = _set_body(work, story, items, places, stretches(rows), inner, body_top, type_, measurer)
    if dress.picture:
        y = body_top + _picture_row(rows, dress.picture, picture_rows) * pitch
        _picture(work, story, dress.picture, inner, y + 0.5 * MM, picture_height - 0.5 * MM, type_, measurer)
    bottom = body_top + rows * pitch + padding
    outer = replace(columns.box(0, columns.count), y=top, h=bottom - top)
    if dress.grey:
        work.decorations.append(Decoration("fill", outer, grey=226))
        work.features.add("grey-box")
    if dress.frame:
        work.decorations.append(Decoration("frame", outer, thickness=0.7 * PT))
        work.features.add("framed")
    if "@" in story.byline:
        work.features.add("mail-byline")
    article = _printed(story, dress, breaks, captions=sum(r.role == "caption" for r in work.late))
    piece = Piece(
        tuple(work.regions + work.late), tuple(work.decorations), tuple(work.pictures), (article,),
        frozenset(work.features), bottom - top,
    )  # fmt: skip
    return piece, (top if hole and hole.at == "top" else bottom - (hole.height if hole else 0))
