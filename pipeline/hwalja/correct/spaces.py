"""False spaces: words torn in two (`일 자리`), told from the gap in the image and from Kiwi's scores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hwalja.correct.characters import LANGUAGE, Edit
from hwalja.correct.jamo import is_syllable
from hwalja.correct.kiwi import Analysis, Morpheme, analyse
from hwalja.correct.passage import Passage, around
from hwalja.model import Glyph

REACH = 1
"""Eojeols before and after the two that Kiwi sees."""

LONGEST = 24

UNSEEN = -5.0
"""Log odds that a space of a text without an image is false."""

NARROW, WIDE = 2.0, 30.0
"""Log odds that a space is false where there is no gap, and by how much they fall for a gap of an em."""


@dataclass(frozen=True, slots=True)
class _Torn:
    position: int
    before: str
    after: str
    gap: float


def false_spaces(passages: Sequence[Passage]) -> list[list[Edit]]:
    """Return for each passage the spaces between syllables, each as an edit that removes it, with its odds."""
    torn = [list(_torn(passage)) for passage in passages]
    texts = [f"{one.before}{space}{one.after}" for each in torn for one in each for space in (" ", "")]
    found = iter(analyse(texts))
    return [[edit for one in each if (edit := _edit(one, next(found), next(found)))] for each in torn]


def _torn(passage: Passage) -> Iterator[_Torn]:
    words = list(passage.words)
    for index in range(len(words) - 1):
        left, right = words[index][1], words[index + 1][0]
        if right != left + 1 or not (is_syllable(passage.text[left - 1]) and is_syllable(passage.text[right])):
            continue
        odds = _gap(passage.glyphs[left - 1], passage.glyphs[right])
        start, end = around(words, index, REACH)[0], around(words, index + 1, REACH)[1]
        yield _Torn(
            left,
            passage.text[max(start, left - LONGEST) : left],
            passage.text[right : min(end, right + LONGEST)],
            odds,
        )


def _gap(left: Glyph | None, right: Glyph | None) -> float:
    """Return the log odds that no space was printed between two glyphs."""
    if left is None or right is None or right.box.x < left.box.x:
        return UNSEEN
    em = max(left.box.height, right.box.height)
    gap = max(0, right.box.x - left.box.right) / em
    return NARROW - WIDE * gap


def _edit(torn: _Torn, apart: Analysis, together: Analysis) -> Edit | None:
    """Return the edit that removes a space; none beside what Kiwi does not know: most of that are foreign names."""
    cut = len(torn.before)
    if any(morpheme.oov for morpheme in _beside(together, cut)):
        return None
    gain = LANGUAGE * (together.score - apart.score)
    return Edit(torn.position, torn.position + 1, "", gain, torn.gap, 0.0)


def _beside(analysis: Analysis, cut: int) -> Iterator[Morpheme]:
    """Yield the morphemes that touch a place in the text or the one after it."""
    return (m for m in analysis.morphemes if m.start <= cut + 1 and cut <= m.start + m.len)
