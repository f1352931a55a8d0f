"""Characters: a noisy channel. A replacement is likelier than what was read if the engine doubted what it read, if it
often mistakes the one for the other, and if the words around make better Korean with it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hwalja.correct.channel import RUNNERS_UP, UNSEEN_ERROR
from hwalja.correct.confusions import Confusions
from hwalja.correct.guards import LONGEST_NAME, Guards, names_person
from hwalja.correct.jamo import is_syllable
from hwalja.correct.kiwi import scores
from hwalja.correct.passage import Passage, around
from hwalja.model import Glyph

LANGUAGE = 0.6
"""Weight of a difference of Kiwi's scores against the channel's."""

SUSPICIOUS = 0.01
"""Characters that are less likely wrong are not looked at."""

DOUBTED = 0.12
"""Odds of being wrong from which on the engine itself doubts a character: else names, quotations, figures stay."""

CANDIDATES = 10
REACH, LONGEST = 2, 40
"""Eojeols on either side that Kiwi sees, and characters at most."""

SIGNS = 1.5
"""What Kiwi knows of signs, figures and Latin letters is worth so much at most."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A replacement of `text[start:end]` of a passage, and what speaks for it (natural log odds).

    Attributes:
        language: How much better Korean it makes.
        doubt: How likely what was read is wrong, whatever is right.
        likeness: How often the replacement is printed where that was read wrongly.
    """

    start: int
    end: int
    text: str
    language: float
    doubt: float
    likeness: float

    @property
    def evidence(self) -> Mapping[str, float]:
        return {"language": self.language, "doubt": self.doubt, "likeness": self.likeness}

    @property
    def odds(self) -> float:
        return sum(self.evidence.values())


def edits(passages: Sequence[Passage], channel: Confusions) -> list[list[Edit]]:
    """Return for each passage the best replacement of every character that may be wrong, the unlikely ones too."""
    asked = [list(_asked(passage, channel)) for passage in passages]
    found = scores(text for each in asked for one in each for text in one.texts)
    return [[edit for one in each if (edit := _best(one, found))] for each in asked]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A character in its surroundings, the odds that it is wrong, and what may stand there with shares."""

    position: int
    before: str
    read: str
    after: str
    odds: float
    candidates: Mapping[str, float]

    @property
    def texts(self) -> Iterator[str]:
        return (f"{self.before}{text}{self.after}" for text in (self.read, *self.candidates))


def _asked(passage: Passage, channel: Confusions) -> Iterator[_Asked]:
    words, guards = list(passage.words), Guards.of(passage.text)
    for index, (first, last) in enumerate(words):
        start, end = around(words, index, REACH)
        for position in range(first, last):
            read, glyph = passage.text[position], passage.glyphs[position]
            odds = channel.error(read, glyph.confidence) if glyph else UNSEEN_ERROR
            if odds < (DOUBTED if is_guarded(passage.text, position, first, guards) else SUSPICIOUS if glyph else 0):
                continue
            left, right = max(start, position - LONGEST), min(end, position + LONGEST)
            before, after = passage.text[left:position], passage.text[position + 1 : right]
            yield _Asked(position, before, read, after, odds, _likeliest(read, glyph, channel))


def is_guarded(text: str, position: int, word: int, guards: Guards) -> bool:
    """Tell whether a character may be changed only because the engine doubts it; `word` is where its eojeol begins."""
    name = any(names_person(text, word, end) for end in range(max(position, word) + 1, word + LONGEST_NAME + 1))
    short = text[max(0, position - 1) : position + 2 : 2] == "()"  # such as (재) for 재단법인
    return not is_syllable(text[position]) or short or guards.address(position) or guards.quotation(position) or name


def _likeliest(read: str, glyph: Glyph | None, channel: Confusions) -> dict[str, float]:
    shares = channel.candidates(read)
    if glyph and glyph.others:
        total = sum(share for _, share in glyph.others)
        shares = {text: (1 - RUNNERS_UP) * share for text, share in shares.items()}
        for text, share in glyph.others:
            shares[text] = shares.get(text, 0.0) + RUNNERS_UP * share / total
    return dict(sorted(shares.items(), key=lambda item: -item[1])[:CANDIDATES])


def _best(asked: _Asked, scored: Mapping[str, float]) -> Edit | None:
    own = scored[f"{asked.before}{asked.read}{asked.after}"]
    found = []
    for text, share in asked.candidates.items():
        gain = LANGUAGE * (scored[f"{asked.before}{text}{asked.after}"] - own)
        if not (is_syllable(asked.read) and is_syllable(text)):
            gain = max(-SIGNS, min(SIGNS, gain))
        found.append(Edit(asked.position, asked.position + 1, text, gain, math.log(asked.odds), math.log(share)))
    return max(found, key=lambda edit: edit.odds, default=None)
