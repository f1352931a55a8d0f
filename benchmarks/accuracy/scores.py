"""Scores of pages, of all of them, and of those that share a feature."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hwalja.evaluate import Evaluation, PageScore

Figures = Mapping[str, Any]

DIGITS = 5
"""Of a share: a hundredth of a per mille is less than one character of a page."""


def summary(scores: Mapping[str, PageScore]) -> dict[str, Any]:
    """Return the figures of several pages together, as `hwalja evaluate` adds them up.

    Counts are sums; shares are means weighted by the pages' true characters.
    """
    return {"pages": len(scores), **rounded(Evaluation(scores).figures())}


def by_feature(scores: Mapping[str, PageScore], features: Mapping[str, Sequence[str]]) -> dict[str, dict[str, Any]]:
    """Return the figures of the pages that show each feature; a page counts for every feature it shows."""
    names = sorted({feature for page in scores for feature in features.get(page, ())})
    return {
        name: summary({page: score for page, score in scores.items() if name in features.get(page, ())})
        for name in names
    }


def rounded(figures: Figures) -> dict[str, Any]:
    return {name: round(value, DIGITS) if isinstance(value, float) else value for name, value in figures.items()}
