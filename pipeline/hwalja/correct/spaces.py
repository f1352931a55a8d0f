"""False spaces: words torn in two (`일 자리`), told from Kiwi's scores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hwalja.correct.characters import LANGUAGE
from hwalja.correct.edit import Edit
from hwalja.correct.jamo import is_syllable
from hwalja.correct.kiwi import Analysis, Morpheme, analyse
from hwalja.correct.passage import Passage, around

REACH = 1
"""Eojeols before and after the two that Kiwi sees."""

LONGEST = 24

PRIOR = -5.0
"""Log odds that a space is false. Glyph boxes say nothing about it: those of Tesseract touch where there is a space."""


@dataclass(frozen=True, slots=True)
class _Torn:
    position: int
    before: str
    after: str


def edits(passages: Sequence[Passage]) -> list[list[Edit]]:
    """Return for each passage the spaces between syllables, each as an edit that removes it.

    Raises:
        DependencyError: Kiwi is not installed.
    """
    torn = [list(_torn(passage)) for passage in passages]
    texts = [f"{one.before}{space}{one.after}" for each in torn for one in each for space in (" ", "")]
    found = iter(analyse(texts))
    return [[edit for one in each if (edit := _edit(one, next(found), next(found)))] for each in torn]


def _torn(passage: Passage) -> Iterator[_Torn]:
    words = passage.words
    for index in range(len(words) - 1):
        left, right = words[index][1], words[index + 1][0]
        if right != left + 1 or not (is_syllable(passage.text[left - 1]) and is_syllable(passage.text[right])):
            continue
        start, end = around(words, index, REACH)[0], around(words, index + 1, REACH)[1]
        yield _Torn(
            left,
            passage.text[max(start, left - LONGEST) : left],
            passage.text[right : min(end, right + LONGEST)],
        )


def _edit(torn: _Torn, apart: Analysis, together: Analysis) -> Edit | None:
    """Return the edit that removes a space; none beside what Kiwi does not know: most of that are foreign names."""
    cut = len(torn.before)
    if any(morpheme.oov for morpheme in _beside(together, cut)):
        return None
    evidence = {"language": LANGUAGE * (together.score - apart.score), "prior": PRIOR}
    return Edit("space", torn.position, torn.position + 1, "", evidence)


def _beside(analysis: Analysis, cut: int) -> Iterator[Morpheme]:
    """Yield the morphemes that touch a place in the text or the one after it."""
    return (m for m in analysis.morphemes if m.start <= cut + 1 and cut <= m.start + m.len)
