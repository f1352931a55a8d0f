"""Headlines: found, and not made up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from hwalja.evaluate.rate import NOTHING, Rate
from hwalja.evaluate.text import Text

FOUND_WITHIN = 0.2
"""Share of a true headline's letters that may be wrong."""


@dataclass(frozen=True, slots=True)
class Headlines:
    """Counts of headlines, compared without spaces.

    Attributes:
        exact: True headlines that one of the output is to the letter; quotes, dashes and dots are compared by kind.
        recall: True headlines that one of the output is like.
        precision: Headlines of the output that are like a true one.
    """

    exact: Rate = NOTHING
    recall: Rate = NOTHING
    precision: Rate = NOTHING


def compare_headlines(true: Sequence[Text], read: Sequence[Text]) -> Headlines:
    """Compare headlines; empty ones are left out."""
    wanted = [text.letters for text in true if len(text)]
    given = [text.letters for text in read if len(text)]
    return Headlines(
        exact=Rate(sum(w in given for w in wanted), len(wanted)),
        recall=Rate(sum(any(_alike(w, g) for g in given) for w in wanted), len(wanted)),
        precision=Rate(sum(any(_alike(w, g) for w in wanted) for g in given), len(given)),
    )


def _alike(true: str, read: str) -> bool:
    return Levenshtein.distance(true, read) <= FOUND_WITHIN * len(true)
