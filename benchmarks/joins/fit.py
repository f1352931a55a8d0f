"""Fit the weights of the features of line breaks (hwalja.correct.features) and write dictionaries/joins.tsv.

    python -m benchmarks.joins.fit --news STORIES.json --pages FOLDER

Logistic regression with an L2 penalty on two thirds of the stories, broken into lines again and again.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse

from benchmarks.joins.stories import Story, apart, cases, held_out, pages, texts, wikinews
from hwalja.correct.features import Features, features, source
from hwalja.correct.joins import elsewhere, views
from hwalja.resources import dictionaries

SOURCES = ("kiwi", "morphemes", "syllables", "page")
HERE = Path(__file__).parent
DEVELOPMENT = HERE.parent / "pages" / "texts" / "development"
PASSES = 6
"""Times every story is broken into lines, at other places each time."""
NOISE = 0.03
"""Share of misread syllables in every third pass."""
PENALTY = 2.0
STORIES = 3
"""A feature counts if it occurs in so many stories."""
SMALLEST = 0.1
"""Smaller weights are left out: two thirds of the table, at a cost of 0.15 points or less (README.md)."""
HEADER = """\
# Weights of the features of a line break in Korean newspaper text, natural log odds for a space.
# Fitted by benchmarks/joins/fit.py on {stories} stories of Korean Wikinews (CC BY 2.5, ko.wikinews.org) and of this
# project, {breaks} breaks; what each feature means: pipeline/hwalja/correct/features.py.
"""


@dataclass(frozen=True)
class Sample:
    """Breaks as the model sees them, with the truth and the story of each."""

    features: list[Features]
    space: NDArray[np.bool_]
    story: list[str]


def sample(stories: Sequence[Story], seeds: Sequence[int], noise: Sequence[float]) -> Sample:
    """Break stories once for each seed, with a share of misread syllables."""
    found: list[Features] = []
    space: list[bool] = []
    names: list[str] = []
    for seed, misread in zip(seeds, noise, strict=True):
        broken, lines = cases(stories, seed, misread)
        for case, view in zip(broken, views([c.around for c in broken]), strict=True):
            found.append(features(view, elsewhere(view, lines[case.story])))
            space.append(case.space)
            names.append(stories[case.story].name)
    return Sample(found, np.array(space), names)


def fit(data: Sample, sources: Collection[str] = SOURCES) -> dict[str, float]:
    """Return the weights of the features that come from `sources`, and the bias."""
    stories: dict[str, set[str]] = defaultdict(set)
    for found, story in zip(data.features, data.story, strict=True):
        for name in found:
            stories[name].add(story)
    names = sorted(
        name for name, where in stories.items() if len(where) >= STORIES and source(name) in {*sources, "bias"}
    )
    table = matrix(data.features, {name: column for column, name in enumerate(names)})
    sign = np.where(data.space, 1.0, -1.0)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margin = sign * (table @ weights)
        wrong = 1 / (1 + np.exp(np.clip(margin, -50, 50)))
        value = np.logaddexp(0, -margin).sum() + PENALTY / 2 * weights @ weights
        return float(value), PENALTY * weights - table.T @ (sign * wrong)

    best = optimize.minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return {name: float(w) for name, w in zip(names, best.x, strict=True) if abs(w) >= SMALLEST}


def matrix(found: Sequence[Features], columns: dict[str, int]) -> sparse.csr_matrix:
    """Return features as a matrix, a row a break."""
    entries = [(row, columns[n], v) for row, each in enumerate(found) for n, v in each.items() if n in columns]
    rows, cols, values = zip(*entries, strict=True)
    return sparse.csr_matrix((values, (rows, cols)), shape=(len(found), len(columns)))


def odds(weights: dict[str, float], found: Sequence[Features]) -> NDArray[np.float64]:
    """Return the log odds for a space."""
    return np.array([sum(weights.get(name, 0.0) * value for name, value in each.items()) for each in found])


def training_stories(news: Path, typeset: Path) -> list[Story]:
    """Return the two thirds of the stories that are not held out; none of them stands on the typeset pages."""
    stories = apart(wikinews(news), pages(typeset)) + texts(DEVELOPMENT)
    return [story for story in stories if not held_out(story)]


def training_sample(stories: Sequence[Story]) -> Sample:
    return sample(stories, range(PASSES), [NOISE if seed % 3 == 2 else 0.0 for seed in range(PASSES)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--news", type=Path, required=True, help="JSON list of stories: title, body")
    parser.add_argument("--pages", type=Path, required=True, help="typeset pages, whose stories are left out")
    given = parser.parse_args()
    stories = training_stories(given.news, given.pages)
    data = training_sample(stories)
    weights = fit(data)
    lines = [f"{name}\t{weight:.2f}\n" for name, weight in sorted(weights.items())]
    header = HEADER.format(stories=len(stories), breaks=len(data.space))
    (dictionaries() / "joins.tsv").write_text(header + "".join(lines), encoding="utf-8")
    print(f"{len(stories)} stories, {len(data.space)} breaks, {data.space.mean():.3f} spaces, {len(weights)} weights")


if __name__ == "__main__":
    main()
