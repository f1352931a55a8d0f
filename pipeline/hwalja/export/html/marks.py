"""Which words something is to be told of: corrections, suggestions, and line ends in doubt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from hwalja.export.html.places import Words
from hwalja.export.printed import Piece
from hwalja.model import Block, Correction

DOUBTFUL = 0.8
"""Line ends of which correction is less sure are shown, as suggestions are; the others only stand as they were read."""

JOIN = "join"
"""The kind of correction that decides what a line end becomes."""


def is_shown(correction: Correction) -> bool:
    return correction.kind != JOIN or (correction.applied and correction.confidence < DOUBTFUL)


def marks(
    blocks: Sequence[Block], words: Sequence[Words], corrections: Sequence[Correction]
) -> Iterator[tuple[int, str, list[int]]]:
    """Yield of each such word its number on the page, what was read if that is not what stands there now, and the
    numbers of what is told of it, among the `corrections` that are shown.
    """
    numbers = {id(each): number for number, each in enumerate(filter(is_shown, corrections))}
    logged: dict[str, list[Correction]] = defaultdict(list)
    for each in corrections:
        logged[each.block].append(each)
    first = 0
    for block, lines in zip(blocks, words, strict=True):
        pieces = [piece for line in lines for piece in line]
        told: dict[int, list[int]] = defaultdict(list)
        for each in filter(is_shown, logged[block.id]):
            for place in _touched(block, pieces, each, logged[block.id]):
                told[place].append(numbers[id(each)])
        for place, piece in enumerate(pieces):
            read = "" if piece.read == piece.text else piece.read
            if read or told[place]:
                yield first + place, read, told[place]
        first += len(pieces)


def _touched(block: Block, pieces: Sequence[Piece], fix: Correction, logged: Sequence[Correction]) -> list[int]:
    """Return the numbers of the words that a correction belongs to.

    An applied one has been given to its words. Of others and of line ends the place in the corrected text is counted,
    of which the words hold all characters but spaces: both words at the place, where it is between two.
    """
    if fix.applied and fix.kind != JOIN:
        return [number for number, piece in enumerate(pieces) if fix in piece.corrections]
    ahead = [each for each in logged if each.applied and each.start < fix.start]
    place = fix.start + sum(len(each.replacement) - len(each.original) for each in ahead)
    start = len("".join(block.text[:place].split()))
    end = start + len("".join(fix.original.split()))
    bounds = pairwise([0, *accumulate(len(piece.text) for piece in pieces)])
    return [
        number
        for number, (left, right) in enumerate(bounds)
        if max(left, start) < min(right, end) or (start == end and left <= start <= right)
    ]
