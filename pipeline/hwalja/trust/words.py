"""What the words of articles tell: parts of a torn one tell of the same, and what is misread is hardly Korean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import sqrt

from hwalja.correct.kiwi import analysis
from hwalja.errors import DependencyError
from hwalja.model import Article
from hwalja.trust.written import ITEM

NOUNS = frozenset({"NNG", "NNP", "SL"})
"""Kiwi's tags of common nouns, names and Latin words."""

FEWEST = 6
"""What an article with fewer nouns shares with another is chance."""

MANY = 50
"""Nouns of the longer of two articles, about as many as on the fitted pages: with more it shares more by chance."""

SHORT = 40
"""Characters: a shorter text has too few words to tell anything."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text.

    Attributes:
        nouns: Of two characters and more.
        cost: Nats a character: minus the logarithm of the probability that Kiwi's language model gives it. Lists, which
            are no sentences, are left out.
    """

    nouns: frozenset[str] = frozenset()
    cost: float = 0.0


def words(article: Article) -> Words:
    """Return the words of the running text; none where it is short, or Kiwi is not installed."""
    paragraphs = article.paragraphs
    if sum(map(len, paragraphs)) < SHORT:
        return Words()
    try:
        each = [_words(text) for text in paragraphs]
    except DependencyError:
        return Words()
    nouns = frozenset(noun for own in each for noun in own.nouns)
    plain = [(len(text), own.cost) for text, own in zip(paragraphs, each, strict=True) if not ITEM.match(text)]
    return Words(nouns, sum(n * cost for n, cost in plain) / max(1, sum(n for n, _ in plain)))


@lru_cache(1024)
def _words(text: str) -> Words:
    found = analysis(text)
    nouns = (morpheme.form for morpheme in found.morphemes if morpheme.tag in NOUNS)
    return Words(frozenset(noun for noun in nouns if len(noun) > 1), -found.score / len(text))


def kin(articles: Sequence[Words]) -> list[float]:
    """Return how much each article has in common with the one before or after it, whichever is more, in 0…1.

    That is the share of the nouns of the shorter one that stand in the other, too, as if the longer had `MANY` (their
    cosine, but for a factor). Those that further articles of the page have count less.
    """
    spread = Counter(noun for own in articles for noun in own.nouns)
    shared = [_shared(a.nouns, b.nouns, spread) for a, b in pairwise(articles)]
    return [max(sides) for sides in zip([0.0, *shared], [*shared, 0.0], strict=True)] if articles else []


def _shared(a: frozenset[str], b: frozenset[str], spread: Counter[str]) -> float:
    fewer, more = sorted((len(a), len(b)))
    if fewer < FEWEST:
        return 0.0
    return min(1.0, sum(1 / (spread[noun] - 1) for noun in a & b) / fewer * sqrt(MANY / more))
