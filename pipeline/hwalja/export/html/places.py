"""Where the blocks, regions, lines and words of a page are, and what was read there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from hwalja.export.printed import Piece
from hwalja.geometry import Box
from hwalja.model import Block, Role

Words: TypeAlias = Sequence[Sequence[Piece]]
"""What stands in each line of a block."""

ROLES = tuple(Role)


def places(blocks: Sequence[Block], words: Sequence[Words]) -> Iterator[int]:
    """Yield, for each block, how many regions it has; then of each region

    - its number (blocks may share a region, each with lines of its own), and that of its role in `ROLES`;
    - its box, x and y counted from the region before;
    - how many lines it has; then of each line
      - its box, x and y counted from the region's corner;
      - how many words it has; then of each word
        - the UTF-16 units that its eojeol has in this line, 0 for all;
        - its box, x counted from where the word before ends, y and height from the line's;
        - its confidence in percent.
    """
    corner, numbers = Box(0, 0, 0, 0), dict[str, int]()
    for block, lines in zip(blocks, words, strict=True):
        yield len(block.regions)
        rest = iter(lines)
        for region in block.regions:
            box = region.box
            yield from (numbers.setdefault(region.id, len(numbers)), ROLES.index(region.role))
            yield from (box.x - corner.x, box.y - corner.y, box.width, box.height, len(region.lines))
            for line in region.lines:
                yield from _line(line.box, box, next(rest))
            corner = box


def _line(box: Box, region: Box, pieces: Sequence[Piece]) -> Iterator[int]:
    yield from (box.x - region.x, box.y - region.y, box.width, box.height, len(pieces))
    end = box.x
    for piece in pieces:
        place = piece.box
        yield 0 if piece.parts == 1 else _units(piece.text)
        yield from (place.x - end, place.y - box.y, place.width, place.height - box.height)
        yield round(100 * piece.confidence)
        end = place.right


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def as_read(blocks: Sequence[Block], words: Sequence[Words]) -> Iterator[tuple[int, str]]:
    """Yield number and text of the lines that were read otherwise than their words stand there now."""
    lines = [pair for block, each in zip(blocks, words, strict=True) for pair in zip(block.lines, each, strict=True)]
    for number, (line, pieces) in enumerate(lines):
        if line.text != " ".join(piece.text for piece in pieces):
            yield number, line.text
