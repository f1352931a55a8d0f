"""Full stops that were lost, or read as colons: in worn print the dot behind a sentence is the first to go.

The ends of sentences are told by Kiwi. From 573 paragraphs of Korean Wikinews (CC BY 2.5) one full stop each was taken:
some 510 were put back. In the same paragraphs three others were added, one of them where the writer had forgotten it.

An engine that keeps what else it may have seen nearly saw most of those that are printed: on pages of Wikinews and
worse scans of the development pages 14 of 18, and neither of two that are not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hwalja.correct.characters import LANGUAGE, LONGEST, REACH
from hwalja.correct.edit import Edit
from hwalja.correct.jamo import is_syllable
from hwalja.correct.kiwi import scores
from hwalja.correct.odds import logit
from hwalja.correct.others import told
from hwalja.correct.passage import Passage, around
from hwalja.model import Glyph

STOP, COLONS = ".", (":", ";")
ENDINGS = frozenset("다요")

ENDING = 1.0
"""Log odds for a full stop behind such an ending, before Kiwi is asked: an estimate."""

SEEN, UNSEEN = 3.0, -2.0
"""Log odds that are added to those of an engine that saw something like a full stop, and those where it saw nothing:
estimates."""

COLON = 0.95
"""Probability that a colon there is none, an estimate: of 4,600 sentences that end so, none has it."""

_ENDS, _PAUSES, _BEGINS = ("EF",), ("EF", "EC"), "“‘\"'"
"""Kiwi's tags of what ends a sentence, and before a colon, and what else than syllables and figures may begin one."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """The end of a word that may end a sentence, and the words around."""

    place: int
    before: str
    after: str
    engine: float

    @property
    def texts(self) -> tuple[str, str]:
        return f"{self.before}{self.after}", f"{self.before}{STOP}{self.after}"


def edits(passages: Sequence[Passage]) -> list[list[Edit]]:
    """Return for each passage of a page the full stops that are missing in it, the unlikely ones too.

    Raises:
        DependencyError: Kiwi is not installed.
    """
    tells = told(passages)
    asked = [list(_asked(passage, tells=tells)) for passage in passages]
    found = scores(text for each in asked for one in each for text in one.texts)
    lost = [[_edit(one, *(found[text] for text in one.texts)) for one in each] for each in asked]
    return [[*each, *_colons(passage)] for each, passage in zip(lost, passages, strict=True)]


def _asked(passage: Passage, *, tells: bool) -> Iterator[_Asked]:
    text, words = passage.text, passage.words
    if not any(f"{ending}{STOP}" in text for ending in ENDINGS):  # headlines, lists and verses have none
        return
    ends = _ends(passage, _ENDS)
    for index, (_, end) in enumerate(words):
        if end not in ends:
            continue
        engine = _engine(passage.glyphs[end - 1]) if tells else 0.0
        if _begins(text[end : end + 2]) or (end == len(text) and engine > UNSEEN):
            start, last = around(words, index, REACH)[0], around(words, index + 1, REACH)[1]
            yield _Asked(end, text[max(start, end - LONGEST) : end], text[end : min(last, end + LONGEST)], engine)


def _begins(text: str) -> bool:
    """Tell whether a sentence may begin with the second character of a text, behind a space."""
    first = text[1:2]
    return bool(first) and (is_syllable(first) or first.isdigit() or first in _BEGINS)


def _engine(glyph: Glyph | None) -> float:
    """Return the log odds that an engine gives for a full stop behind a letter, if it is one that tells."""
    share = dict(glyph.others).get(f"{glyph.text}{STOP}") if glyph else None
    return logit(share) + SEEN if share else UNSEEN


def _colons(passage: Passage) -> Iterator[Edit]:
    text = passage.text
    for end in _ends(passage, _PAUSES):
        if text[end : end + 1] in COLONS and not text[end + 1 : end + 2].strip():
            yield Edit("character", end, end + 1, STOP, {"ending": logit(COLON)})


def _ends(passage: Passage, tags: tuple[str, ...]) -> set[int]:
    """Return the places behind endings of these tags that were seen in an image."""
    ends = (morpheme.start + morpheme.len for morpheme in passage.morphemes if morpheme.tag.startswith(tags))
    return {end for end in ends if passage.text[end - 1] in ENDINGS and passage.glyphs[end - 1]}


def _edit(asked: _Asked, without: float, with_stop: float) -> Edit:
    evidence = {"language": LANGUAGE * (with_stop - without), "ending": ENDING, "engine": asked.engine}
    return Edit("character", asked.place, asked.place, STOP, evidence)
