"""Spacing: are the spaces where they belong, whatever the letters?"""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from hwalja.evaluate.rate import Rate
from hwalja.evaluate.text import Text


@dataclass(frozen=True, slots=True)
class Spacing:
    """Counts of spaces.

    Attributes:
        right: Given where the truth has one.
        given: In the text that was read.
        true: In the truth.
    """

    right: int = 0
    given: int = 0
    true: int = 0

    def __add__(self, other: Spacing) -> Spacing:
        return Spacing(self.right + other.right, self.given + other.given, self.true + other.true)

    @property
    def precision(self) -> Rate:
        return Rate(self.right, self.given)

    @property
    def recall(self) -> Rate:
        return Rate(self.right, self.true)

    @property
    def f1(self) -> Rate:
        """The harmonic mean of both, as a rate."""
        return Rate(2 * self.right, self.given + self.true)


NO_SPACES = Spacing()
"""Where a sum begins."""


def compare_spacing(truth: Text, read: Text) -> Spacing:
    """Count spaces at the positions of the true letters.

    The letters are aligned without their spaces (Levenshtein). A space stands before the true letter with which the
    letter after it is aligned, or before which that letter was inserted.
    """
    places = _places(truth.letters, read.letters)
    true = set(_spaces(truth))
    given = [places[position] for position in _spaces(read)]
    return Spacing(len(true & set(given)), len(given), len(true))


def _spaces(text: Text) -> list[int]:
    """Return how many letters stand before each space."""
    positions = (position for position, character in enumerate(text.characters) if character == " ")
    return [position - before for before, position in enumerate(positions)]


def _places(true: str, read: str) -> list[int]:
    """Return for each letter read the true letter it is aligned with."""
    places = []
    for block in Levenshtein.opcodes(true, read):
        for offset in range(block.dest_end - block.dest_start):
            places.append(block.src_start + (0 if block.tag == "insert" else offset))
    return places
