"""Surroundings: which signs stand between what. Behind a figure and before a space a `0` may be `㎞`, between two
syllables of a word hardly a full stop.

Counted by `benchmarks/corrections/surroundings.py` into `dictionaries/signs.tsv`: columns before, sign, after and
count. Neighbours are told apart as far as signs ask for it: `kind`. No sign at all is counted as an empty one.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from hwalja.correct.jamo import is_syllable
from hwalja.resources import dictionaries

NAME = "signs.tsv"

EDGE = "^"
"""What stands before the first and behind the last character."""

SYLLABLE, ENDING, DIGIT, LATIN = "가", "다", "0", "A"
_ENDINGS = "다요까죠"
"""Syllables that end sentences."""

SHARED: Mapping[str, int] = {SYLLABLE: 600, DIGIT: 10}
"""Of the kinds that are counted together, how many there are."""

SPREAD = 3.0
"""So many sightings of a sign among all others are added to those between two neighbours."""


def kind(character: str) -> str:
    """Return what a neighbour is: a kind of letters, or the sign itself."""
    if is_syllable(character):
        return ENDING if character in _ENDINGS else SYLLABLE
    if character.isdigit():
        return DIGIT
    return LATIN if character.isascii() and character.isalpha() else character or EDGE


def sign(character: str) -> str:
    """Return what is counted between two neighbours."""
    if is_syllable(character):
        return SYLLABLE
    return DIGIT if character.isdigit() else character


@dataclass(frozen=True)
class Surroundings:
    """How often each sign stands between two kinds of neighbours, and how often at all."""

    counts: Mapping[tuple[str, str, str], int]
    totals: Mapping[str, int]

    @cached_property
    def _all(self) -> int:
        return sum(self.totals.values())

    def speak(self, text: str, position: int, other: str) -> float:
        """Return the log odds for a character, or for none, in the place of what stands there."""
        before, after = kind(text[max(0, position - 1) : position]), kind(text[position + 1 : position + 2])
        return self._log(before, other, after) - self._log(before, text[position], after)

    def _log(self, before: str, character: str, after: str) -> float:
        own = sign(character)
        share = self.totals.get(own, 1) / self._all
        count = self.counts.get((before, own, after), 0) + SPREAD * share
        return math.log(count / SHARED.get(own, 1))


@cache
def surroundings() -> Surroundings:
    """Return what was counted."""
    counts: dict[tuple[str, str, str], int] = {}
    totals: Counter[str] = Counter()
    for line in (dictionaries() / NAME).read_text(encoding="utf-8").splitlines():
        if not line.startswith("# "):
            before, own, after, count = line.split("\t")
            counts[before, own, after] = int(count)
            totals[own] += int(count)
    return Surroundings(counts, totals)
