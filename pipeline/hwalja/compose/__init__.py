"""Compose: regions that were read become the blocks of articles, in pixels of the scan."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from hwalja.compose.blocks import Piece, story_pieces
from hwalja.compose.header import Header, read_folio, read_header
from hwalja.compose.place import Placement
from hwalja.model import Article, Block, Layout, Region, Role, Scan, Sheet

__all__ = ["Composition", "Header", "Placement", "compose"]

_EDGES = Role.HEADER, Role.FOOTER


@dataclass(frozen=True, slots=True)
class Composition:
    """A page's text before correction: the text of every block is as read.

    Attributes:
        articles: In reading order, boxes in scan px.
        furniture: Page header, labels, advertisements.
        header: What the page header says.
        folio: The page number at the foot of the page.
    """

    articles: tuple[Article, ...]
    furniture: tuple[Block, ...]
    header: Header
    folio: str | None


def compose(scan: Scan, sheet: Sheet, layout: Layout, page_id: str) -> Composition:
    """Put together what was read.

    Args:
        scan: The image as given.
        sheet: The image that the layout is of.
        layout: With the words of its lines.
        page_id: Begins the ids of articles and blocks.
    """
    place = Placement(sheet.to_scan, scan.grey.shape[1], scan.grey.shape[0])
    regions = {region.id: _with_text(region) for region in layout.regions}
    articles: list[Article] = []
    for story in layout.stories:
        pieces = story_pieces([r for r in (regions[name] for name in story.regions) if r.lines])
        if pieces:
            articles.append(_article(f"{page_id}#a{len(articles) + 1:02}", pieces, place))
    taken = {name for story in layout.stories for name in story.regions}
    loose = [region for name, region in regions.items() if name not in taken and region.lines]
    furniture = tuple(
        Piece(region.role, (place.region(region),)).block(f"{page_id}#f{i:02}") for i, region in enumerate(loose, 1)
    )
    header, footer = ([line.text for r in loose if r.role is role for line in r.lines] for role in _EDGES)
    return Composition(tuple(articles), furniture, read_header(header), read_folio(footer))


def _with_text(region: Region) -> Region:
    """Return the region without lines in which nothing was read."""
    return replace(region, lines=tuple(line for line in region.lines if line.words))


def _article(name: str, pieces: list[Piece], place: Placement) -> Article:
    blocks = tuple(
        Piece(piece.role, tuple(place.region(region) for region in piece.regions)).block(f"{name}.b{i:02}")
        for i, piece in enumerate(pieces, 1)
    )
    sure = [glyph.confidence for block in blocks for line in block.lines for glyph in line.glyphs]
    return Article(name, blocks, round(float(np.mean(sure)), 4) if sure else 0.0)
