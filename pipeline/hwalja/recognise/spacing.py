"""Put recognised characters into words.

For Korean, the words of Tesseract's hOCR and TSV are single syllables; the spaces of its text output are right.
So the words come from the text, and boxes and confidences from the hOCR, mapped by alignment.
"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from hwalja.geometry import Box
from hwalja.model import Glyph, Word

_UNSURE = 0.5
"""Confidence of a character that stands in the text but not in the hOCR."""


def words(text: str, glyphs: Sequence[Glyph], whole: Box) -> tuple[Word, ...]:
    """Return the words of `text`, with the boxes and confidences of `glyphs`.

    Args:
        text: What was read, words apart by white space; NFC.
        glyphs: The same characters with their boxes, spaces excepted; few of them may differ.
        whole: The box of a word for which there is no glyph at all.
    """
    eojeols = text.split()
    placed = _place("".join(eojeols), glyphs, whole)
    found, at = [], 0
    for eojeol in eojeols:
        found.append(Word.of(placed[at : at + len(eojeol)]))
        at += len(eojeol)
    return tuple(found)


def _place(letters: str, glyphs: Sequence[Glyph], whole: Box) -> list[Glyph]:
    """Return one glyph for each of `letters`, in their order."""
    singles = [single for glyph in glyphs for single in _singles(glyph)]
    spelt = "".join(single.text for single in singles)
    if spelt == letters:
        return singles
    placed: list[Glyph] = []
    for code in Levenshtein.opcodes(letters, spelt):
        own, other = letters[code.src_start : code.src_end], singles[code.dest_start : code.dest_end]
        if code.tag == "equal":
            placed += other
        elif code.tag == "replace":  # runs of equal length
            pairs = zip(own, other, strict=True)
            placed += [Glyph(letter, single.box, min(single.confidence, _UNSURE)) for letter, single in pairs]
        elif code.tag == "delete":
            box = _between(singles, code.dest_start, whole)
            placed += [Glyph(letter, box, _UNSURE) for letter in own]
    return placed


def _singles(glyph: Glyph) -> list[Glyph]:
    """Return a glyph for each character, as an engine may read several as one; they share its box."""
    return [Glyph(letter, glyph.box, glyph.confidence) for letter in glyph.text if not letter.isspace()]


def _between(singles: Sequence[Glyph], index: int, whole: Box) -> Box:
    """Return a box where nothing was placed: around the neighbours before and after `index`."""
    neighbours = [single.box for single in singles[max(index - 1, 0) : index + 1]]
    return Box.around(neighbours) if neighbours else whole
