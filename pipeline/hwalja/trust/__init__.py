"""Trust: how many of an article's characters are expected to be right, and why a person should look at it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from hwalja.geometry import Box
from hwalja.model import Article, ArticleDoubt, Correction
from hwalja.trust.evidence import evidence
from hwalja.trust.weights import weights

__all__ = ["BOUND", "assess", "evidence", "expected", "judge"]

BOUND = 0.027
"""Share of the characters: an article of which more are expected to be wrong is unsure (benchmarks/confidence)."""

NAMED = 0.5
"""Beside the weightiest reason those are named that alone come to this share of the bound."""

REASONS: Mapping[str, ArticleDoubt] = {
    "letters": ArticleDoubt.LETTERS,
    "illegible": ArticleDoubt.LETTERS,
    "corrected": ArticleDoubt.LETTERS,
    "suggested": ArticleDoubt.LETTERS,
    "stray": ArticleDoubt.LOOSE,
    "cut": ArticleDoubt.LOOSE,
    "odd": ArticleDoubt.PARTS,
    "bare": ArticleDoubt.PARTS,
    "late": ArticleDoubt.PARTS,
    "over": ArticleDoubt.PARTS,
    "sparse": ArticleDoubt.PARTS,
    "apart": ArticleDoubt.PARTS,
    "headless": ArticleDoubt.PARTS,
    "slight": ArticleDoubt.PARTS,
    "goes_on": ArticleDoubt.PARTS,
}
"""What each kind of evidence makes doubtful."""


def judge(
    articles: Sequence[Article], corrections: Iterable[Correction], pictures: Sequence[Box], engine: str
) -> tuple[Article, ...]:
    """Return the articles with their confidence and doubts.

    Args:
        articles: As corrected, in reading order.
        corrections: Of all their blocks, suggestions too.
        pictures: Of the page.
        engine: What read it.
    """
    log: dict[str, list[Correction]] = defaultdict(list)
    for correction in corrections:
        log[correction.block].append(correction)
    return tuple(
        _judged(article, evidence(article, log, pictures, following), engine)
        for article, following in zip_longest(articles, articles[1:])
    )


def _judged(article: Article, against: Mapping[str, float], engine: str) -> Article:
    confidence, doubts = assess(against, engine)
    return replace(article, confidence=confidence, doubts=doubts)


def assess(against: Mapping[str, float], engine: str) -> tuple[float, tuple[ArticleDoubt, ...]]:
    """Return the confidence and the doubts that follow from what speaks against an article that `engine` read."""
    wrong: dict[ArticleDoubt, float] = defaultdict(float)
    for name, share in expected(against, engine).items():
        wrong[REASONS[name]] += share
    total = sum(wrong.values())
    ranked = sorted(wrong, key=lambda doubt: -wrong[doubt])
    doubts = [doubt for doubt in ranked if doubt is ranked[0] or wrong[doubt] > NAMED * BOUND] if total > BOUND else []
    return round(1 - min(1.0, total), 4), tuple(doubts)


def expected(against: Mapping[str, float], engine: str) -> dict[str, float]:
    """Return the share of characters that each kind of evidence makes us expect to be wrong."""
    return {name: weight * against[name] for name, weight in weights(engine).items()}
