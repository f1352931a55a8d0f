"""Blocks: the regions of a story become headlines, subheadings, paragraphs, captions and the byline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hwalja.compose.byline import goes_on, is_byline
from hwalja.compose.paragraphs import split_paragraphs
from hwalja.geometry import Box
from hwalja.model import Block, Line, Region, Role


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one role, with the regions or parts of regions that it stands in."""

    role: Role
    regions: tuple[Region, ...]

    def block(self, name: str) -> Block:
        """Return the piece as a block, its text as read."""
        bare = Block(name, self.role, "", self.regions)
        return replace(bare, text=bare.raw)


def story_pieces(regions: Sequence[Region]) -> list[Piece]:
    """Cut a story's regions, given in reading order, into pieces in reading order."""
    regions = [part for region in regions for part in _without_byline(region)]
    pieces: list[Piece] = []
    running: list[Region] = []
    for region in regions:
        if region.role is Role.BODY:
            running.append(region)
        elif region.role in (Role.SUBHEADING, Role.TABLE) and running:
            pieces += _paragraphs(running)
            running = []
            pieces += _display(region)
        else:
            # captions and bylines stand aside: the text goes on past them
            pieces += _display(region)
    return _headline_first(pieces + _paragraphs(running))


def _headline_first(pieces: Sequence[Piece]) -> list[Piece]:
    """Make one block of the headline's regions, and put captions and byline after the text."""
    headline = [piece for piece in pieces if piece.role is Role.HEADLINE]
    aside = [piece for piece in pieces if piece.role in (Role.CAPTION, Role.BYLINE)]
    running = [piece for piece in pieces if piece not in headline and piece not in aside]
    whole = [Piece(Role.HEADLINE, tuple(r for piece in headline for r in piece.regions))] if headline else []
    return [*whole, *running, *sorted(aside, key=lambda piece: piece.role is Role.CAPTION)]


def _display(region: Region) -> Iterator[Piece]:
    """Subheadings say one thing a line; all else reads on."""
    if region.role is Role.SUBHEADING:
        for line in region.lines:
            yield Piece(region.role, (part_of(region, [line]),))
    else:
        yield Piece(region.role, (region,))


def _paragraphs(regions: Sequence[Region]) -> list[Piece]:
    return [
        Piece(Role.BODY, tuple(part_of(region, lines) for region, lines in pieces))
        for pieces in split_paragraphs(regions)
    ]


def _without_byline(region: Region) -> Iterator[Region]:
    """Take a byline out of the region that the layout found it in."""
    if region.role not in (Role.BODY, Role.SUBHEADING, Role.CAPTION):
        yield region
        return
    start = 0
    lines = region.lines
    i = 0
    while i < len(lines):
        if not is_byline(lines[i].text):
            i += 1
            continue
        end = i + 1
        while end < len(lines) and goes_on(lines[end].text):
            end += 1
        if i > start:
            yield part_of(region, lines[start:i])
        yield replace(part_of(region, lines[i:end]), role=Role.BYLINE)
        start = i = end
    if start < len(lines):
        yield region if start == 0 else part_of(region, lines[start:])


def part_of(region: Region, lines: Sequence[Line]) -> Region:
    """Return the part of a region that holds `lines`."""
    if len(lines) == len(region.lines):
        return region
    return replace(region, box=Box.around(line.box for line in lines), lines=tuple(lines))
