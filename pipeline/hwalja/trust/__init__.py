"""Trust: how many of an article's characters are expected to be right, and why a person should look at it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from hwalja.model import Article, ArticleDoubt, Correction
from hwalja.trust.evidence import evidence
from hwalja.trust.place import Beside
from hwalja.trust.weights import bound, weights

__all__ = ["Beside", "assess", "bound", "evidence", "expected", "judge"]

NAMED = 0.5
"""Beside the weightiest reason those are named that alone come to this share of the bound."""

REASONS: Mapping[str, ArticleDoubt] = {
    "letters": ArticleDoubt.LETTERS,
    "illegible": ArticleDoubt.LETTERS,
    "corrected": ArticleDoubt.LETTERS,
    "suggested": ArticleDoubt.LETTERS,
    "unlikely": ArticleDoubt.LETTERS,
    "stray": ArticleDoubt.LOOSE,
    "cut": ArticleDoubt.LOOSE,
    "small": ArticleDoubt.PARTS,
    "large": ArticleDoubt.PARTS,
    "bare": ArticleDoubt.PARTS,
    "late": ArticleDoubt.PARTS,
    "over": ArticleDoubt.PARTS,
    "sparse": ArticleDoubt.PARTS,
    "apart": ArticleDoubt.PARTS,
    "headless": ArticleDoubt.PARTS,
    "slight": ArticleDoubt.PARTS,
    "goes_on": ArticleDoubt.PARTS,
    "spoken": ArticleDoubt.PARTS,
    "flush": ArticleDoubt.PARTS,
    "unseen": ArticleDoubt.PARTS,
    "holes": ArticleDoubt.PARTS,
    "kin": ArticleDoubt.PARTS,
}
"""What each kind of evidence makes doubtful."""


def judge(
    articles: Sequence[Article], corrections: Iterable[Correction], beside: Beside, engine: str
) -> tuple[Article, ...]:
    """Return the articles with their confidence and doubts.

    Args:
        articles: As corrected, in reading order.
        corrections: Of all their blocks, suggestions too.
        beside: What else stands on the page.
        engine: What read it.
    """
    log: dict[str, list[Correction]] = defaultdict(list)
    for correction in corrections:
        log[correction.block].append(correction)
    found = evidence(articles, log, beside)
    return tuple(_judged(article, against, engine) for article, against in zip(articles, found, strict=True))


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
    most = bound(engine)
    doubts = [doubt for doubt in ranked if doubt is ranked[0] or wrong[doubt] > NAMED * most] if total > most else []
    return round(1 - min(1.0, total), 4), tuple(doubts)


def expected(against: Mapping[str, float], engine: str) -> dict[str, float]:
    """Return the share of characters that each kind of evidence makes us expect to be wrong."""
    return {name: weight * against[name] for name, weight in weights(engine).items()}
