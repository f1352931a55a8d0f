"""Judge a fit by pages that it has not seen: every set of pages is left out once.

Pages of one name are taken to be the same page, such as a worse scan of it, and left out together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from benchmarks.confidence.articles import Measured
from benchmarks.confidence.measure import BAD, GOOD
from benchmarks.report import Row
from hwalja.trust import bound, expected

Weights = Mapping[tuple[str | None, str], float]
Fit = Callable[[Sequence[Measured], Sequence[Measured]], Weights]

SHARES = (0.10, 0.15)
"""Of the good articles: how many of the bad ones are marked where so many good ones are."""

ALL = "all"


@dataclass(frozen=True, slots=True)
class Pages:
    """A set of pages, read.

    Attributes:
        articles: As they came out.
        wrongly: Put together wrongly on purpose, or by a layout analysis made to err.
    """

    articles: list[Measured] = field(default_factory=list)
    wrongly: list[Measured] = field(default_factory=list)


def left_out(sets: Mapping[str, Pages], fit: Fit) -> Iterator[Row]:
    """Yield a row for every set and engine, and for all sets, by weights that `fit` finds on the other sets.

    Beside how many bad ones are marked at `SHARES`, once by the weights that hwalja has now, once by the new ones, it
    tells how many bad and good ones, and such as were put together wrongly, the new ones mark with the bound of now.
    """
    yield ["left out", *(f"at {share:.0%} now, new" for share in SHARES), "bound", "bad", "middling", "good", "wrongly"]
    judged: dict[tuple[str, str], list[tuple[Measured, float, float]]] = {}
    for name, own in sets.items():
        pages = {article.page for article in (*own.articles, *own.wrongly)}
        found = fit(
            [a for each in sets.values() for a in each.articles if a.page not in pages],
            [a for each in sets.values() for a in each.wrongly if a.page not in pages],
        )
        for article in (*own.articles, *own.wrongly):
            told = sum(expected(article.evidence, article.engine).values()), _sum(found, article)
            for part in (name, ALL):
                judged.setdefault((part, article.engine), []).append((article, *told))
    for (name, engine), each in sorted(judged.items(), key=lambda item: (item[0][0] == ALL, item[0])):
        yield [f"{name}, {engine}", *_told(each, bound(engine))]


def _sum(found: Weights, article: Measured) -> float:
    kinds = article.evidence
    return sum(weight * kinds[kind] for (engine, kind), weight in found.items() if engine in (None, article.engine))


def _told(judged: Sequence[tuple[Measured, float, float]], most: float) -> Iterator[str]:
    real = [each for each in judged if not each[0].fault]
    cer = np.array([article.cer for article, *_ in real])
    now, new = (np.array([each[n] for each in real]) for n in (1, 2))
    bad, good = cer > BAD, cer < GOOD
    for share in SHARES:
        yield ", ".join(_at(share, told[good], told[bad]) for told in (now, new))
    yield f"{most:.3f}"
    for part in (bad, ~bad & ~good, good):
        yield f"{np.sum(new[part] > most)}/{np.sum(part)}"
    wrongly = [told for article, _, told in judged if article.fault and article.cer > BAD]
    yield f"{sum(told > most for told in wrongly)}/{len(wrongly)}"


def _at(share: float, good: NDArray[np.float64], bad: NDArray[np.float64]) -> str:
    """Return how many bad ones are marked where a share of the good ones is."""
    return f"{np.mean(bad > np.quantile(good, 1 - share)):.0%}" if len(good) and len(bad) else "-"
