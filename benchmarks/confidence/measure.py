"""Measure what the confidence of articles is worth: which are marked unsure, and how much of them is wrong.

python -m benchmarks.confidence.measure PAGES_DIR RESULTS_DIR [--results results.json] [--readme]

RESULTS_DIR holds what `benchmarks.accuracy.measure` read, one engine's results.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.confidence.articles import Measured, measured
from benchmarks.report import Row, aligned, dated, markdown, put, to_json
from hwalja.trust import assess
from hwalja.verdict import MANY

HERE = Path(__file__).parent

BAD = 0.05
GOOD = 0.02
"""Shares of wrong characters: an article with more than `BAD` should be unsure, one with less than `GOOD` not."""

BINS = 5
"""Groups of equally many articles, by their confidence."""


def measure(articles: Sequence[Measured]) -> dict[str, Any]:
    """Return how many bad, middling and good articles and pages are marked, and the error of the confidence."""
    judged = [(article, *assess(article.evidence, article.engine)) for article in articles]
    wrong = np.array([min(1.0, article.cer) for article in articles])
    told = np.array([1 - confidence for _, confidence, _ in judged])
    order = np.array_split(np.argsort(told, kind="stable"), BINS)
    return {
        **_marked([(article.cer, bool(doubts)) for article, _, doubts in judged]),
        "missed": [article.name for article, _, doubts in judged if article.cer > BAD and not doubts],
        "expected_wrong": _rounded(told[part].mean() for part in order),
        "wrong": _rounded(wrong[part].mean() for part in order),
        "pages": _marked(_pages([(article, bool(doubts)) for article, _, doubts in judged])),
    }


def _pages(articles: Sequence[tuple[Measured, bool]]) -> list[tuple[float, bool]]:
    """Return the share of wrong characters of every page, and whether the page is unsure for its articles."""
    pages: dict[str, list[tuple[Measured, bool]]] = defaultdict(list)
    for article, marked in articles:
        pages[article.page].append((article, marked))
    return [
        (
            sum(article.errors for article, _ in own) / sum(article.characters for article, _ in own),
            sum(article.characters for article, marked in own if marked)
            > MANY * sum(article.characters for article, _ in own),
        )
        for own in pages.values()
    ]


def _marked(found: Sequence[tuple[float, bool]]) -> dict[str, str]:
    """Return how many of the bad, the middling and the good are marked, as `marked/all`."""
    groups: Mapping[str, Callable[[float], bool]] = {
        "bad": lambda cer: cer > BAD,
        "middling": lambda cer: GOOD <= cer <= BAD,
        "good": lambda cer: cer < GOOD,
    }
    own = {name: [marked for cer, marked in found if holds(cer)] for name, holds in groups.items()}
    return {name: f"{sum(marks)}/{len(marks)}" for name, marks in own.items()}


def _rounded(shares: Iterable[float]) -> list[float]:
    return [round(float(share), 4) for share in shares]


def rows(results: Mapping[str, Any]) -> list[Row]:
    """Return a row for each set."""
    heads = ["set", "bad marked", "middling marked", "good marked", "bad pages", "middling pages", "good pages"]
    groups = ("bad", "middling", "good")
    lines = [[name, *(r[g] for g in groups), *(r["pages"][g] for g in groups)] for name, r in results.items()]
    return [heads, *lines]


def calibration(results: Mapping[str, Any]) -> list[Row]:
    """Return a row for each set: expected and found share of wrong characters, from the surest fifth to the last."""
    shares = [
        [name, *(f"{e:.1%} / {w:.1%}" for e, w in zip(r["expected_wrong"], r["wrong"], strict=True))]
        for name, r in results.items()
    ]
    return [["set", "surest fifth", "second", "third", "fourth", "last fifth"], *shares]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.confidence.measure", description=__doc__)
    parser.add_argument("pages", type=Path, help="folder of images, the truth of each beside it")
    parser.add_argument("read", type=Path, help="folder of results as JSON")
    parser.add_argument("--results", type=Path, metavar="FILE.json", help="file that gets the figures")
    parser.add_argument("--name", help="what the results call it; by default the names of both folders")
    parser.add_argument("--readme", action="store_true", help="copy the figures of --results into the README")
    given = parser.parse_args()
    articles = list(measured(given.pages, given.read))
    found = measure(articles)
    name = given.name or f"{given.pages.resolve().name}, {articles[0].engine}"
    print(aligned([*rows({name: found})]), aligned(calibration({name: found})), sep="\n\n")
    print("missed:", ", ".join(found["missed"]) or "none")
    if given.results:
        known = json.loads(given.results.read_text("utf-8")) if given.results.exists() else {}
        known[name] = {**dated(), **found}
        given.results.write_text(to_json({key: known[key] for key in sorted(known)}) + "\n", "utf-8")
        if given.readme:
            tables = [markdown(rows(known)), markdown(calibration(known))]
            put(HERE / "README.md", "results", "\n\n".join(tables))


if __name__ == "__main__":
    main()
