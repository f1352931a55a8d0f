"""What stands in each printed line once it is corrected: the formats that tell where a word is need it.

Corrections are of a block's text, boxes of the letters that were read. Here each letter of the corrected text is given
back its place: its own where nothing changed, else that of what it replaced.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise

from rapidfuzz.distance import Levenshtein

from hwalja.correct.log import apply
from hwalja.geometry import Box
from hwalja.model import Block, Correction, Glyph, Line, Page

_EOJEOL = re.compile(r"\S+")
_LINE_END = "\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """An eojeol of the corrected text, or as much of it as one line holds.

    Attributes:
        text: As corrected.
        box: Around it.
        confidence: Mean of the letters' confidences.
        glyphs: Its letters as corrected, each with the box and the confidence of what was read there; a changed one has
            the confidence of the correction.
        read: What was read in its place: with spaces, where it was read as several words.
        whole: The eojeol that it is a part of; the same text where it is not broken.
        part: Which part it is, from 0.
        parts: In so many lines the eojeol stands.
        corrections: Applied ones that changed it, line ends apart.
    """

    text: str
    box: Box
    confidence: float
    glyphs: tuple[Glyph, ...]
    read: str
    whole: str
    part: int
    parts: int
    corrections: tuple[Correction, ...]


class _Same:
    """A page as a key: the same object, whatever it holds."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.page is other.page

    def __hash__(self) -> int:
        return id(self.page)


def printed(page: Page) -> Mapping[str, tuple[Piece, ...]]:
    """Return what stands in every line of the page's articles and furniture, by the line's id.

    The pieces of a block, those of one eojeol put together, are its text cut at spaces. A line of which nothing was
    kept has none. Of the last page that was asked about it is known: each format asks.
    """
    return _printed(_Same(page))


@lru_cache(maxsize=1)
def _printed(key: _Same) -> Mapping[str, tuple[Piece, ...]]:
    page = key.page
    logged: dict[str, list[Correction]] = defaultdict(list)
    for correction in page.corrections:
        if correction.applied:
            logged[correction.block].append(correction)
    return {name: pieces for block in page.blocks for name, pieces in _of_block(block, logged[block.id]).items()}


def _of_block(block: Block, corrections: Sequence[Correction]) -> dict[str, tuple[Piece, ...]]:
    lines = list(block.lines)
    found: dict[str, list[Piece]] = {line.id: [] for line in lines}
    if not lines:
        return {}
    raw, text = block.raw, block.text
    read = _Read(raw, lines)
    origins = _origins(raw, text, corrections)
    telling = [each for each in corrections if (each.original + each.replacement).strip(_LINE_END)]
    changed = {at: each for each in corrections for at in range(each.start, each.start + max(1, len(each.original)))}
    for eojeol in _EOJEOL.finditer(text):
        runs = [list(run) for _, run in groupby(range(*eojeol.span()), lambda at: read.line_of[origins[at]])]
        for part, run in enumerate(runs):
            number = read.line_of[origins[run[0]]]
            glyphs = tuple(_glyph(text[at], origins[at], raw, read, changed) for at in run)
            first, last = origins[run[0]], origins[run[-1]] + 1
            touching = tuple(
                each for each in telling if each.start <= last and each.start + len(each.original) >= first
            )
            bounds = read.bounds[number]
            start = max(bounds[0], min([first, *(each.start for each in touching)]))
            end = min(bounds[1], max([last, *(each.start + len(each.original) for each in touching)]))
            as_read = " ".join(raw[start:end].split())
            box = Box.around(glyph.box for glyph in glyphs)
            confidence = sum(glyph.confidence for glyph in glyphs) / len(glyphs)
            now = text[run[0] : run[-1] + 1]
            piece = Piece(now, box, confidence, glyphs, as_read, eojeol[0], part, len(runs), touching)
            found[lines[number].id].append(piece)
    return {name: tuple(pieces) for name, pieces in found.items()}


class _Read:
    """Where each character of a block's raw text stands.

    Attributes:
        line_of: Number of the line of each character; a line end belongs to the line before it.
        bounds: Of each line, its first character and the one after its last.
        glyphs: Of each character that a letter stands for.
    """

    def __init__(self, raw: str, lines: Sequence[Line]) -> None:
        self.line_of: list[int] = []
        self.bounds: list[tuple[int, int]] = []
        self.glyphs: dict[int, Glyph] = {}
        for number, line in enumerate(lines):
            start = len(self.line_of)
            self.bounds.append((start, start + len(line.text)))
            self.line_of += [number] * (len(line.text) + 1)
            at = start
            for word in line.words:
                for offset, glyph in enumerate(_letters(word.text, word.box, word.confidence, word.glyphs)):
                    self.glyphs[at + offset] = glyph
                at += len(word.text) + 1
        self._boxes = [line.box for line in lines]

    def glyph(self, at: int) -> Glyph:
        """Return the letter at a place, or what stands for the line where none was read."""
        found = self.glyphs.get(at)
        return found or Glyph("", self._boxes[self.line_of[at]], 0.0)


def _letters(text: str, box: Box, confidence: float, glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    """Yield a letter for each character of a word; where its glyphs do not tell, each gets its share of the box."""
    if len(glyphs) == len(text):
        yield from glyphs
        return
    edges = [box.x + box.width * n / len(text) for n in range(len(text) + 1)] if text else []
    for letter, (left, right) in zip(text, pairwise(edges), strict=True):
        yield Glyph(letter, Box.of_edges(left, box.y, right, box.bottom), confidence)


def _glyph(letter: str, origin: int, raw: str, read: _Read, changed: Mapping[int, Correction]) -> Glyph:
    given = read.glyph(origin)
    if given.text == letter:
        return given
    by = None if raw[origin : origin + 1] == letter else changed.get(origin)
    return Glyph(letter, given.box, by.confidence if by else given.confidence)


def _origins(raw: str, text: str, corrections: Sequence[Correction]) -> list[int]:
    """Return for each character of a text which character of what was read stands in its place."""
    found: list[int] = []
    for start, end, replacement in _edits(raw, text, corrections):
        for offset in range(len(replacement)):
            if end > start:
                found.append(min(start + offset, end - 1))
            else:  # nothing was read here: it goes with the letter before it, or the one behind it
                beside = start - 1 if start and not raw[start - 1].isspace() else start
                found.append(max(0, min(beside, len(raw) - 1)))
    return found


def _edits(raw: str, text: str, corrections: Sequence[Correction]) -> Iterator[tuple[int, int, str]]:
    """Yield what became of each stretch of what was read: its two ends, and its text now."""
    pieces: list[tuple[int, int, str]] = []
    end = 0
    if _applies(raw, text, corrections):
        for each in sorted(corrections, key=lambda each: (each.start, len(each.original))):
            stop = each.start + len(each.original)
            pieces += [(end, each.start, raw[end : each.start]), (each.start, stop, each.replacement)]
            end = stop
        pieces.append((end, len(raw), raw[end:]))
    else:  # somebody has changed the text by hand
        pieces.append((0, len(raw), text))
    for start, stop, now in pieces:
        for step in Levenshtein.opcodes(raw[start:stop], now):
            yield start + step.src_start, start + step.src_end, now[step.dest_start : step.dest_end]


def _applies(raw: str, text: str, corrections: Sequence[Correction]) -> bool:
    try:
        return apply(raw, corrections) == text
    except ValueError:
        return False
