"""Neighbours: which syllables stand side by side, where the net doubts which one it sees.

It learnt to read any syllable beside any other, and takes 윈 for 원 in an unknown face as readily as the other way
round. So a doubted syllable becomes the likeliest one by what the net gives and by how often the syllables beside it
stand beside each. Confidences stay the net's own: correction, which knows far more of the language, weighs them anew.

Counted by `benchmarks/recogniser/neighbours.py` into `dictionaries/syllables.tsv`: a row for each syllable, then what
follows it, with counts.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from hwalja.recognise.decode import Letter
from hwalja.resources import dictionaries

NAME = "syllables.tsv"

DOUBTFUL = 0.97
"""Syllables that are less sure are asked about."""

LANGUAGE = 0.35
"""What the neighbours are worth against the net. In lines of office copies, in faces that are not measured by, 54 read
better so and 12 worse; with 0.2 it is 43 and 5, with 0.5 58 and 21."""

SPREAD = 6.0
"""So many sightings of a syllable among all others are added to those beside one neighbour."""

EDGE, DIGIT = "^", "0"
"""What stands for figures, and for all else that is no syllable: spaces, signs, the ends of a line."""

_FIRST, _LAST = "가", "힣"


def kind(text: str) -> str:
    """Return what is counted for a letter."""
    if _is_syllable(text):
        return text
    return DIGIT if text.isdigit() else EDGE


@dataclass(frozen=True)
class Neighbours:
    """How often each syllable follows each other one."""

    counts: Mapping[str, Mapping[str, int]]

    def likelier(self, letters: Sequence[Letter]) -> tuple[Letter, ...]:
        """Return the letters of a line, doubted syllables read as the likeliest ones between their neighbours."""
        found = list(letters)
        kinds = [EDGE, *(kind(letter.text) for letter in letters), EDGE]
        for place, letter in enumerate(letters, 1):
            if letter.confidence < DOUBTFUL and _is_syllable(letter.text):
                shares = {letter.text: letter.confidence, **dict(letter.others)}
                odds = {
                    text: math.log(share) + LANGUAGE * self._between(kinds[place - 1], text, kinds[place + 1])
                    for text, share in shares.items()
                    if _is_syllable(text)
                }
                kinds[place] = max(odds, key=odds.__getitem__)
                found[place - 1] = _read_as(letter, kinds[place])
        return tuple(found)

    def _between(self, before: str, text: str, after: str) -> float:
        return self._chance(before, text) + self._chance(text, after)

    def _chance(self, first: str, second: str) -> float:
        """Return the logarithm of the probability that one follows the other."""
        alone = (self._totals[second] + 0.5) / (self._all + 0.5 * len(self._totals))
        own = self.counts.get(first, {})
        return math.log((own.get(second, 0) + SPREAD * alone) / (self._leading[first] + SPREAD))

    @cached_property
    def _totals(self) -> Counter[str]:
        found: Counter[str] = Counter()
        for own in self.counts.values():
            found.update(own)
        return found

    @cached_property
    def _leading(self) -> Counter[str]:
        return Counter({first: sum(own.values()) for first, own in self.counts.items()})

    @cached_property
    def _all(self) -> int:
        return sum(self._totals.values())


def _is_syllable(text: str) -> bool:
    return len(text) == 1 and _FIRST <= text <= _LAST


def _read_as(letter: Letter, text: str) -> Letter:
    """Return a letter read as one of its others, which takes its own likelihood along."""
    if text == letter.text:
        return letter
    shares = {letter.text: letter.confidence, **dict(letter.others)}
    confidence = shares.pop(text)
    others = tuple(sorted(shares.items(), key=lambda other: other[1], reverse=True))
    return replace(letter, text=text, confidence=confidence, others=others)


@cache
def neighbours() -> Neighbours:
    """Return the ones that are shipped."""
    rows = (dictionaries() / NAME).read_text(encoding="utf-8").splitlines()
    split = (row.split("\t") for row in rows if not row.startswith("#"))
    return Neighbours({first: {each[0]: int(each[1:]) for each in others.split()} for first, others in split})
