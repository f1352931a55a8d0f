"""Reading order: do the sentences of an article follow one another as they should?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from hwalja.evaluate.flow import Finding
from hwalja.evaluate.rate import NOTHING, Rate

FOUND_WITHIN = 0.3
"""Share of a sentence's letters that may be wrong for its place to count: far below what unrelated text would need."""


def order_errors(articles: Iterable[Sequence[Finding]]) -> Rate:
    """Return how many pairs of sentences of one true article stand in the wrong order, of all such pairs found.

    This is Kendall's tau distance, normalised: 0 is right, 1 is backwards, one half is chance (Kendall, A new measure
    of rank correlation, 1938; for the order of sentences Lapata, Automatic evaluation of information ordering, 2006).
    The order of the articles on the page does not count.

    Args:
        articles: The sentences of each true article, in order.
    """
    errors = NOTHING
    for findings in articles:
        found = (f for f in findings if f.letters.distance <= FOUND_WITHIN * len(f.sentence.letters))
        places = [finding.letters.start for finding in found]
        pairs = list(combinations(places, 2))
        errors += Rate(sum(first > second for first, second in pairs), len(pairs))
    return errors
