"""Fit and measure the model that tells whether a text goes on (hwalja.fix.seams).

    python -m benchmarks.fix.seams --news STORIES.json

Paragraphs cut in two anywhere, of the development texts of `benchmarks/pages` and of stories, against headlines,
subheadings, captions and crossheads with what stands under them. Measured on the test texts, which are not fitted to.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import optimize

from benchmarks.joins.stories import texts, wikinews
from hwalja.fix.seams import WEIGHTS, Ends, features

TEXTS = Path(__file__).parents[1] / "pages" / "texts"
NAMES = ("bias", "together", "inside", "length", "bound", "free", "ending", "comma")
PENALTY = 0.0005
SHORTEST, LONGEST = 10, 140
"""Characters of a paragraph that are left before a cut."""
MARKS = ("# ", "## ", "=== ", "! ")
"""What headlines, subheadings, crossheads and captions begin with in the texts."""


def cuts(paragraphs: Sequence[str], seed: int) -> Iterator[Ends]:
    """Cut each paragraph once, half of them early."""
    choose = random.Random(seed)  # noqa: S311 - no secret
    for text in paragraphs:
        at = choose.randrange(SHORTEST, choose.choice((40, LONGEST)))
        if at < len(text) - SHORTEST and text[at - 1] not in ".!?":
            yield Ends(text[:at].strip(), text[at:].strip())


def heads(folder: Path) -> Iterator[Ends]:
    """Yield lines that end without a sentence, with the line after each."""
    for path in sorted(folder.glob("*.txt")):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] not in "@/-"]
        for line, after in pairwise(lines):
            mark = next((mark for mark in MARKS if line.startswith(mark)), None)
            if mark and not line.endswith("."):
                yield Ends(line.removeprefix(mark), after.lstrip("#=! "))


def table(pairs: Sequence[Ends]) -> NDArray[np.float64]:
    return np.array([[values[name] for name in NAMES] for values in features(pairs)])


def fit(on: NDArray[np.float64], off: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the weights of a logistic regression, both sides weighing the same."""
    scale = np.abs(np.vstack([on, off])).max(axis=0)

    def loss(weights: NDArray[np.float64]) -> float:
        wrong = np.logaddexp(0, -(on / scale) @ weights).mean() + np.logaddexp(0, (off / scale) @ weights).mean()
        return float(wrong / 2 + PENALTY * (weights[1:] ** 2).sum())

    return np.asarray(optimize.minimize(loss, np.zeros(len(NAMES))).x / scale, dtype=np.float64)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--news", type=Path, required=True, help="stories, a JSON list of objects with title and body")
    arguments = parser.parse_args()
    news = wikinews(arguments.news)
    paragraphs = [text for story in [*news, *texts(TEXTS / "development")] for text in story.paragraphs]
    titles = [Ends(story.name, story.paragraphs[0]) for story in news if story.paragraphs]
    on, off = table(list(cuts(paragraphs, 1))), table([*heads(TEXTS / "development"), *titles])
    weights = fit(on, off)
    print(f"fitted on {len(on)} cuts and {len(off)} heads:")
    print("\n".join(f'    "{name}": {weight:.3g},' for name, weight in zip(NAMES, weights, strict=True)))
    used = np.array([WEIGHTS[name] for name in NAMES])
    held = [text for story in texts(TEXTS / "test") for text in story.paragraphs]
    on, off = table(list(cuts(held, 2))), table(list(heads(TEXTS / "test")))
    for least in (0.0, 1.0, 2.0, 3.0):
        for what, own in (("fitted", weights), ("in use", used)):
            found, wrong = (on @ own > least).mean(), (off @ own > least).mean()
            print(f"{what}, log odds above {least}: {found:.1%} of {len(on)} cuts, {wrong:.1%} of {len(off)} heads")


if __name__ == "__main__":
    main()
