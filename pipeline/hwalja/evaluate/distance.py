"""Edit distances of characters, words and jamo."""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from hwalja.evaluate.rate import Rate
from hwalja.evaluate.text import Text


def character_errors(truth: Text, read: Text) -> Rate:
    """Return the character error rate: Levenshtein distance over the truth's length, both in grapheme clusters."""
    return Rate(Levenshtein.distance(truth.graphemes, read.graphemes), len(truth.graphemes))


def word_errors(truth: Text, read: Text) -> Rate:
    """Return the word error rate: Levenshtein distance over the truth's length, both in eojeols."""
    return Rate(Levenshtein.distance(truth.words, read.words), len(truth.words))


def jamo_errors(truth: Text, read: Text) -> Rate:
    """Return the jamo error rate: a syllable with one wrong jamo of three is a third wrong, not wholly."""
    return Rate(Levenshtein.distance(truth.jamo, read.jamo), len(truth.jamo))
