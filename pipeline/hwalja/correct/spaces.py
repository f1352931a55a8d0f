"""False spaces: words torn in two (`일 자리`), and gaps that belong to a sign (`없다” 고`).

An engine that tells how sure it is of each space is asked first: only what it doubts is looked at, and the words around
are weighed as at line ends (`hwalja.correct.joins`). Behind a closing mark its word is worth little: many faces draw
quotation marks as wide as a syllable, and the blank half of one looks like a space. There the page tells: in such a
face, nothing stands close behind any. Of other text, Kiwi's scores decide alone.

The weights were fitted to worn lines of the third of Korean Wikinews (CC BY 2.5) that the joins were not fitted to; see
benchmarks/corrections/README.md.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from hwalja.correct.characters import LANGUAGE
from hwalja.correct.edit import Edit
from hwalja.correct.features import GAIN_LIMIT, View
from hwalja.correct.interpuncts import MIDDLE_DOT
from hwalja.correct.jamo import is_syllable
from hwalja.correct.joins import CONTEXT, Break, elsewhere, plain_fact, views, weigh
from hwalja.correct.kiwi import Analysis, Morpheme, analyse
from hwalja.correct.odds import logit
from hwalja.correct.passage import Passage, around

REACH = 1
"""Eojeols before and after the two that Kiwi sees."""

LONGEST = 24

SHORTEST = 2
"""Syllables of each of the two words that a name is put together of."""

PRIOR = -5.0
"""Log odds that a space is false of which nothing but the words around is known. Glyph boxes say nothing about it:
those of Tesseract touch where there is a space."""

DOUBTED = 0.998
"""Spaces of which the engine is surer are printed, but for those behind closing marks."""

ENGINE, TOGETHER, JOINS = 1.25, 0.18, 0.5
"""What is worth how much: that the engine doubts a space, how much better Kiwi scores the words without it, and what is
known of line ends between such words."""

BASE, DOTS, NUMBERS = -0.3, 1.7, 1.7
"""Log odds that are added; beside middle dots, of which four of 126 in Korean Wikinews have spaces beside; and between
a figure and its power of ten (`2만`), where one in 332 has a space."""

BEHIND_MARKS, MARKS, BRACKET = 1.0, 1.0, 1.5
"""What the engine is worth behind closing marks, and what is added there, and once more before a bracket: of 248 before
a particle one has a space, of 28 before a bracket none."""

FACE, CLOSE, APART = 1.5, 2.0, 0.5
"""What the page is worth there, and how many closing marks are added to those of it that what follows stands close to,
and to those that it stands apart from though the words would have it close."""

FACT = 4.0
"""Log odds against a space that no paper prints, such as the one before a full stop."""

LEAST = 1e-4
"""No engine is surer than this."""

_POWERS, _CLOSING = "천만억조", "”’」』》〉)"
_CLOSES, _CLOSE = tuple(_CLOSING), re.compile(rf"(?<=[{_CLOSING}])[가-힣]")


@dataclass(frozen=True, slots=True)
class _Torn:
    position: int
    before: str
    after: str


def edits(passages: Sequence[Passage]) -> list[list[Edit]]:
    """Return for each passage of a page the spaces that may be false, each as an edit that removes it.

    Raises:
        DependencyError: Kiwi is not installed.
    """
    if any(passage.spaces for passage in passages):
        return _doubted(passages)
    torn = [list(_torn(passage)) for passage in passages]
    texts = [f"{one.before}{space}{one.after}" for each in torn for one in each for space in (" ", "")]
    found = iter(analyse(texts))
    return [[edit for one in each if (edit := _edit(one, next(found), next(found)))] for each in torn]


def _doubted(passages: Sequence[Passage]) -> list[list[Edit]]:
    """Return the spaces that may be false where the engine tells how sure it is of each."""
    page = "\n".join(passage.text for passage in passages)
    places = [list(_places(passage)) for passage in passages]
    breaks = [_break(passage, place) for passage, each in zip(passages, places, strict=True) for place in each]
    spoken = [_words(one, view, page) for one, view in zip(breaks, views(breaks), strict=True)]
    face = _face(breaks, spoken, page)
    found = iter(spoken)
    return [
        [_weighed(passage, place, next(found), face) for place in each]
        for passage, each in zip(passages, places, strict=True)
    ]


def _places(passage: Passage) -> Iterator[int]:
    """Yield the spaces that may be false; of what follows Latin letters (`51m 에`) too little is known."""
    for place, sure in passage.spaces.items():
        before = passage.text[place - 1]
        latin = before.isascii() and before.isalpha()
        if passage.text[place] == " " and not latin and (sure < DOUBTED or before in _CLOSING):
            yield place


def _break(passage: Passage, place: int) -> Break:
    return Break(passage.text[max(0, place - CONTEXT) : place], passage.text[place + 1 : place + 1 + CONTEXT])


def _words(around: Break, view: View, page: str) -> dict[str, float]:
    """Return the log odds that the words around give against a space."""
    if plain_fact(around.left, around.right):
        return {"fact": FACT}
    spaced, joined = elsewhere(view, page)
    gain = max(-GAIN_LIMIT, min(GAIN_LIMIT, view.together.score - view.apart.score))
    return {"language": TOGETHER * gain, "joins": -JOINS * sum(weigh(view, (spaced - 1, joined)).values())}


def _face(breaks: Sequence[Break], spoken: Sequence[Mapping[str, float]], page: str) -> float:
    """Return the log odds that the blank half of a closing mark looks like a space, by all those of the page."""
    marks = [sum(words.values()) for one, words in zip(breaks, spoken, strict=True) if one.left.endswith(_CLOSES)]
    apart, close = sum(odds > 0 for odds in marks), len(_CLOSE.findall(page))
    return FACE * math.log((apart + APART) / (close + CLOSE))


def _weighed(passage: Passage, place: int, words: Mapping[str, float], face: float) -> Edit:
    doubt = -logit(min(max(passage.spaces[place], LEAST), 1 - LEAST))
    beside = passage.text[place - 1], passage.text[place + 1]
    if beside[0] in _CLOSING:
        signs = {"engine": BEHIND_MARKS * doubt, "base": MARKS + BRACKET * (beside[1] == "("), "face": face}
    else:
        number = beside[0].isdigit() and beside[1] in _POWERS
        base = DOTS if MIDDLE_DOT in beside else NUMBERS if number else BASE
        signs = {"engine": ENGINE * doubt, "base": base}
    return Edit("space", place, place + 1, "", {**words, **signs})


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
    unknown = any(morpheme.oov for morpheme in _beside(together, len(torn.before)))
    best = _of_two_words(torn, together.score) if unknown else together.score
    if best is None:
        return None
    evidence = {"language": LANGUAGE * (best - apart.score), "prior": PRIOR}
    return Edit("space", torn.position, torn.position + 1, "", evidence)


def _of_two_words(torn: _Torn, together: float) -> float | None:
    """Return Kiwi's score of a name that is put together of two words it knows (`한국알프스`), told apart elsewhere.

    Args:
        torn: Where the space is.
        together: The score of the name in one.
    """
    start = torn.before.rfind(" ") + 1
    first, rest = torn.before[start:], torn.after.partition(" ")[0]
    last = "".join(takewhile(is_syllable, rest))
    name = first + last
    cuts = [cut for cut in range(SHORTEST, len(name) - SHORTEST + 1) if cut != len(first)]
    behind = torn.after[len(last) :]
    found = analyse(f"{torn.before[:start]}{name[:cut]} {name[cut:]}{behind}" for cut in cuts)
    within = range(start, start + len(name) + 1)
    scores = [each.score for each in found if not any(m.oov and m.start in within for m in each.morphemes)]
    return max((score for score in scores if score > together), default=None)


def _beside(analysis: Analysis, cut: int) -> Iterator[Morpheme]:
    """Yield the morphemes that touch a place in the text or the one after it."""
    return (m for m in analysis.morphemes if m.start <= cut + 1 and cut <= m.start + m.len)
