"""Fit what each kind of evidence against an article is worth; print it for `hwalja.trust.weights`.

    python -m benchmarks.confidence.fit --set PAGES_DIR RESULTS_DIR [--set …] [--disturbed PAGES_DIR RESULTS_DIR …]

Poisson regression with identity link and no weight below zero: errors of every kind add up. Beside the articles as they
are stand such as were put together wrongly on purpose (`benchmarks.confidence.misplace`), as if they were one in 20 and
each fault as frequent as another; and, as if they were one in 20 more, those that `benchmarks.confidence.disturb` made
otherwise than they are. A table then tells what becomes of each folder of pages by weights fitted to the others.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import optimize

from benchmarks.confidence.articles import Measured, measured, put_wrongly
from benchmarks.confidence.cross import Pages, left_out
from benchmarks.report import aligned
from hwalja.trust.weights import LAYOUT, READING

MOST = 1.0
"""Share of wrong characters beyond which an article is no worse."""

FLOOR = 0.001
"""Share of wrong characters where nothing speaks against an article."""

WRONGLY = 0.05
"""Share of articles taken to be put together wrongly: what is seen of the layout should be worth something even where
the layout of all fitted pages is right."""

DISTURBED = "disturbed"
"""The fault of what came of a layout analysis that errs."""

PENALTY = 0.1
"""On half the squares of the weights: signs that come together share what they are worth."""

HIGHEST = 5.0

Column = tuple[str | None, str]
"""An engine, or None where the weight is the same for all, and a kind of evidence."""


def columns() -> list[Column]:
    own: list[Column] = [(engine, kind) for engine, kinds in READING.items() for kind in kinds]
    return [*own, *((None, kind) for kind in LAYOUT)]


def matrix(articles: Sequence[Measured]) -> NDArray[np.float64]:
    """Return the evidence, a row an article, a column as `columns` has them."""
    return np.array(
        [[a.evidence[kind] if engine in (None, a.engine) else 0.0 for engine, kind in columns()] for a in articles]
    )


def fit(articles: Sequence[Measured], wrongly: Sequence[Measured] = ()) -> dict[Column, float]:
    """Return the weights that explain the errors of articles, and of those put together `wrongly`, best."""
    table = matrix([*articles, *wrongly])
    wrong = np.array([min(MOST, article.cer) for article in (*articles, *wrongly)])
    rare = _rare(len(articles), [article.fault for article in wrongly])
    count = np.array([*(1.0 for _ in articles), *rare])

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        mean = table @ weights + FLOOR
        value = count @ (mean - wrong * np.log(mean)) + PENALTY / 2 * weights @ weights
        return float(value), table.T @ (count * (1 - wrong / mean)) + PENALTY * weights

    start = np.full(table.shape[1], 0.3)
    bounds = [(0.0, HIGHEST)] * len(start)
    best = optimize.minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 2000})
    return dict(zip(columns(), map(float, best.x), strict=True))


def _rare(count: int, faults: Sequence[str]) -> list[float]:
    """Return what each article put together wrongly counts beside `count` others."""
    known = Counter(faults)
    made = len(known) - (DISTURBED in known)
    return [WRONGLY * count / known[fault] * (1.0 if fault == DISTURBED else 1 / made) for fault in faults]


def read(given: Sequence[tuple[Path, Path]], disturbed_too: Sequence[tuple[Path, Path]]) -> dict[str, Pages]:
    """Return the articles of results by the name of their folder of pages."""
    sets: dict[str, Pages] = defaultdict(Pages)
    for pages, results in given:
        sets[pages.name].articles.extend(measured(pages, results))
        sets[pages.name].wrongly.extend(put_wrongly(pages, results))
    for pages, results in disturbed_too:
        own = sets[pages.name]
        known = {(article.page, article.errors, article.characters) for article in own.articles}
        found = (replace(article, fault=DISTURBED) for article in measured(pages, results))
        own.wrongly.extend(a for a in found if (a.page, a.errors, a.characters) not in known)
    return sets


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.confidence.fit", description=__doc__)
    for name in ("set", "disturbed"):
        parser.add_argument(
            f"--{name}", nargs=2, type=Path, action="append", required=name == "set", metavar="DIR", default=[]
        )
    given = parser.parse_args()
    sets = read(given.set, given.disturbed)
    articles = [article for own in sets.values() for article in own.articles]
    weights = fit(articles, [article for own in sets.values() for article in own.wrongly])
    for engine in (*READING, None):
        own = {kind: round(weight, 3) for (whose, kind), weight in weights.items() if whose == engine}
        count = sum(engine in (None, article.engine) for article in articles)
        print(f"{engine or 'layout'} ({count} articles): {own}")
    print(aligned(list(left_out(sets, fit))))


if __name__ == "__main__":
    main()
