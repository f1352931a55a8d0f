"""Fit what each source of evidence for a character is worth (`hwalja.correct.characters`), and print it.

    python -m benchmarks.corrections.weigh --set PAGES_DIR RESULTS_DIR …

`RESULTS_DIR` holds the results of the pages, read with `--engine tesseract` and the profile `none`. At every place that
may be wrong the truth is what was read, or one of what may stand there: the weights make it likeliest (a conditional
logit), what was read counting as the truth where neither is. The table of confusions that is in use should not have
been counted on these pages, or the channel seems surer than it is: the weights that are in use were fitted with one
counted on other pages and on lines.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein
from scipy.optimize import minimize

from benchmarks.accuracy.pages import find_pages
from benchmarks.corrections.alignment import blocks_of, passage_of, printed
from hwalja.correct import characters, correct
from hwalja.correct.characters import Asked, Weights
from hwalja.correct.confusions import confusions
from hwalja.correct.passage import passage
from hwalja.evaluate.text import Text
from hwalja.export.json import from_json
from hwalja.options import Profile

Array = NDArray[np.float64]

CLASSES: dict[str, Weights] = {
    "SYLLABLES": characters.SYLLABLES,
    "SIGNS": characters.SIGNS,
    "NOTHING": characters.NOTHING,
}
COLUMNS = [(name, source) for name, weights in CLASSES.items() for source in weights]

PENALTY = 0.3
"""Of the weights' squares."""


@dataclass(frozen=True, slots=True)
class Way:
    """One of what may stand at a place: the place's number, its evidence by `COLUMNS`, and whether it is the truth."""

    place: int
    evidence: tuple[float, ...]
    right: bool


def standing(read: str, truth: str) -> list[str | None]:
    """Return what is printed where each character was read: none where nothing is, None where that cannot be told."""
    places = [place for place, letter in enumerate(read) if letter != " "]
    own, other = "".join(_plain(read[place]) for place in places), truth.replace(" ", "")
    found: list[str | None] = [None] * len(read)
    for code in Levenshtein.opcodes(own, other):
        for k in range(code.src_start, code.src_end):
            shifted = k - code.src_start + code.dest_start
            found[places[k]] = "" if code.tag == "delete" else other[shifted]
    return found


def _plain(letter: str) -> str:
    plain = Text(letter).letters
    return plain if len(plain) == 1 else letter


def ways(asked: Sequence[Asked], truth: str, first: int) -> Iterator[Way]:
    """Yield what may stand at the places of a passage; they are numbered from `first` on."""
    if not asked:
        return
    stands = standing(asked[0].passage.text, truth)
    for place, one in enumerate(asked, first):
        right = stands[one.position]
        kept = right == _plain(one.read)
        for text in one.likeness:
            weights = one.weights(text)
            evidence = {source: one.evidence(source, text, one.gains[text]) for source in weights}
            row = tuple(evidence[source] if weights is CLASSES[name] else 0.0 for name, source in COLUMNS)
            yield Way(place, row, right=not kept and text == right)


def collected(pages_dir: Path, results: Path, first: int) -> Iterator[Way]:
    """Yield what may stand at all places of the pages of a folder."""
    for page in find_pages(pages_dir):
        blocks = blocks_of(from_json((results / f"{page.name}.json").read_text(encoding="utf-8")))
        log = correct(blocks, Profile.STANDARD, "tesseract").corrections
        joins = [[each for each in log if each.block == block.id and each.kind == "join"] for block in blocks]
        own = [passage(block, each) for block, each in zip(blocks, joins, strict=True)]
        truth = printed(page.truth)
        for text, asked in zip(own, characters.asked(own, confusions("tesseract")), strict=True):
            found = passage_of(Text(text.text).characters, truth)
            if found is not None:
                yield from ways(asked, found, first)
                first += len(asked)


def fitted(found: Sequence[Way]) -> Array:
    """Return the weights that make the truth likeliest."""
    evidence = np.array([way.evidence for way in found])
    right = np.array([way.right for way in found])
    places = np.unique([way.place for way in found], return_inverse=True)[1]
    count = int(places.max()) + 1

    def cost(weights: Array) -> tuple[float, Array]:
        odds = evidence @ weights
        shares = np.exp(np.clip(odds, -50, 50))
        whole = 1 + np.bincount(places, shares, count)
        slope = evidence.T @ (shares / whole[places] - right) + 2 * PENALTY * weights
        return float(np.log(whole).sum() - odds[right].sum() + PENALTY * (weights**2).sum()), slope

    return np.asarray(minimize(cost, np.zeros(len(COLUMNS)), jac=True, method="L-BFGS-B").x)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", nargs=2, type=Path, action="append", required=True, metavar=("PAGES", "RESULTS"))
    given = parser.parse_args()
    found: list[Way] = []
    for pages, results in given.set:
        found += collected(pages, results, found[-1].place + 1 if found else 0)
    for (name, source), weight in zip(COLUMNS, fitted(found), strict=True):
        print(f"{name:12}{source:14}{weight:6.2f}")


if __name__ == "__main__":
    main()
