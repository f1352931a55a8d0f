"""The body of an article: its blocks, the stretches they may take, and printing them."""

from dataclasses import dataclass, field, replace
from typing import Literal

from benchmarks.pages.elements import (
    Box,
    Decoration,
    MeasuredLine,
    Measurer,
    Picture,
    Region,
    Style,
    TextLine,
)
from benchmarks.pages.flow import Block, Place, Stretch
from benchmarks.pages.shapes import Columns, Dress, Hole, PictureDress
from benchmarks.pages.stories import Story
from benchmarks.pages.typography import Typography, break_words, justified, set_lines

FEWEST_OVER = 4
"""Rows of text over a picture that stands in the middle of its column."""
FEWEST_UNDER = 3
"""Rows of text worth setting under a picture."""
CONTEXT = 6
"""Characters kept on each side of a break."""


@dataclass
class Work:
    """An article being set."""

    regions: list[Region] = field(default_factory=list)
    decorations: list[Decoration] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    features: set[str] = field(default_factory=set)
    late: list[Region] = field(default_factory=list)

    def add(self, region: Region) -> None:
        self.regions.append(region)


@dataclass(frozen=True)
class Item:
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


def body_items(story: Story, dress: Dress, width: float, type_: Typography, measurer: Measurer) -> list[Item]:
    items: list[Item] = []
    style = type_.body
    number = -1
    for part in story.body:
        if part.crosshead:
            texts = break_words(part.text, type_.crosshead, width, measurer)
            items.append(Item(Block(len(texts) + 1, keep=True), "crosshead", texts=tuple(texts)))
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
                Item(
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
        items.append(Item(Block(len(texts_)), "byline", texts=texts_, style=style_))
    return items


def stretches_at(
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
            cut = picture_row(rows, picture, picture_rows)
            if cut > first:
                result.append(Stretch(column, first, cut))
            first = cut + picture_rows
            stop = stop if stop - first >= FEWEST_UNDER else first
        if stop > first:
            result.append(Stretch(column, first, stop))
    return result


def picture_row(rows: int, picture: PictureDress, picture_rows: int) -> int:
    return max(FEWEST_OVER, (rows - picture_rows) // 2) if picture.place == "middle" else 0


def set_body(
    work: Work, story: Story, items: list[Item], places: list[Place], stretches: list[Stretch],
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
