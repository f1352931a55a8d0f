"""Sets one article into columns: headline over the top, text poured through what is left."""

import math
from dataclasses import replace
from typing import Literal

from benchmarks.pages.body import (
    FEWEST_OVER,
    Work,
    body_items,
    byline_lines,
    picture_row,
    set_body,
    stretches_at,
    union,
)
from benchmarks.pages.elements import MM, PT, Box, Decoration, Measurer, Picture, Piece, PrintedArticle, Region
from benchmarks.pages.flow import Stretch, lowest_fill
from benchmarks.pages.shapes import Columns, Dress, Hole, PictureDress
from benchmarks.pages.stories import Story
from benchmarks.pages.typography import Typography, break_words, fit_headline, set_lines

PADDING = 2.2 * MM


def _head(work: Work, story: Story, dress: Dress, area: Box, column: int, type_: Typography, m: Measurer) -> float:
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
        work.features.add("headline-1-line" if len(lines) == 1 else f"headline-{len(lines)}-lines")
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


def _picture(
    work: Work, story: Story, dress: PictureDress, columns: Columns, y: float, height: float,
    type_: Typography, m: Measurer,
) -> None:  # fmt: skip
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


def _picture_rows(
    story: Story, dress: PictureDress, columns: Columns, taller: float, type_: Typography, m: Measurer
) -> tuple[int, float]:
    """Rows a picture with its caption takes, and the picture's height."""
    width = columns.box(0, min(dress.span, columns.count)).w
    below = 1.6 * MM
    for caption in story.captions[:1]:
        below += len(break_words(caption, type_.caption, width, m)) * type_.caption.line_height + 0.9 * MM
    pitch = type_.body.line_height
    rows = math.ceil((width * dress.aspect + taller + below) / pitch)
    return rows, rows * pitch - below


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
    work = Work()
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
    items = body_items(story, dress, inner.width, type_, measurer)

    def stretches(rows: int) -> list[Stretch]:
        return stretches_at(rows, inner, hole, hole_rows, dress.picture, picture_rows)

    in_middle = dress.picture is not None and dress.picture.place == "middle"
    picture_end = picture_rows + (FEWEST_OVER if in_middle else 0)
    start = max(sum(i.block.rows for i in items) // inner.count, picture_end, hole_rows + 1 if hole else 0)
    found = lowest_fill(stretches, [i.block for i in items], start)
    if found is None:
        raise ValueError(f"article does not fit any height: {story.headline!r}")
    rows, places = found
    breaks = set_body(work, story, items, places, stretches(rows), inner, body_top, type_, measurer)
    if dress.picture:
        y = body_top + picture_row(rows, dress.picture, picture_rows) * pitch
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
