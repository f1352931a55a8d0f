"""An index of terms by their jamo: which ones differ from a word in a few jamo (SymSpell's deletes)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import Levenshtein
from symspellpy import SymSpell, Verbosity

from hwalja.correct.jamo import apart, is_syllable
from hwalja.correct.terms import Term

LONG = 5
"""Terms of so many characters are found with `FAR` wrong jamo, shorter ones with `NEAR`: an index of all terms with
`FAR` took twice the time to build."""

NEAR, FAR = 2, 3
PREFIX = 7
"""Jamo of a word that are indexed; SymSpell's own figure."""


def key(text: str) -> str:
    """Return `text` with every syllable as three jamo: a final that is missing is a jamo that is another."""
    return "".join(apart(character) if is_syllable(character) else character for character in text)


def reach(text: str) -> int:
    """Return how many wrong jamo a word may have: one in two syllables, three in five."""
    return FAR if len(text) >= LONG else min(NEAR, len(text) - 1)


def distance(one: str, other: str) -> int:
    """Return how many jamo are different, missing or too many."""
    return Levenshtein.distance(key(one), key(other))


@dataclass(frozen=True)
class Index:
    """Terms that are proposed; built on the first question."""

    terms: tuple[Term, ...]

    @classmethod
    def of(cls, terms: Iterable[Term]) -> Index:
        """Return the index of all terms that have a weight and more than one character."""
        return cls(tuple(term for term in terms if term.weight and len(term.text) > 1))

    def near(self, text: str) -> list[Term]:
        """Return the terms at most `reach(text)` jamo from `text`, the nearest first."""
        sought, most = key(text), reach(text)
        tables = zip(self._tables, (NEAR, FAR), strict=True)
        found = [match for table, far in tables for match in table.lookup(sought, Verbosity.ALL, min(most, far))]
        return [self._by_key[match.term] for match in sorted(found, key=lambda match: (match.distance, match.term))]

    @cached_property
    def _by_key(self) -> dict[str, Term]:
        return {key(term.text): term for term in self.terms}

    @cached_property
    def _tables(self) -> tuple[SymSpell, ...]:
        short, long = SymSpell(NEAR, PREFIX), SymSpell(FAR, PREFIX)
        for text in self._by_key:
            table = long if len(self._by_key[text].text) >= LONG else short
            table.create_dictionary_entry(text, 1)
        return short, long
