"""Articles: whether what belongs together was put together, in its order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import Levenshtein

from hwalja.assignment import assign
from hwalja.evaluate.rate import NOTHING, Rate
from hwalja.evaluate.text import Text

GRAM = 4
"""Characters of the pieces by whose number two texts are alike; spaces do not count."""

LEAST_LIKENESS = 0.02
"""Share of common pieces (Jaccard) up to which an article is none of the true ones."""

SUBSTANTIAL = 0.2
"""Share of a true article's pieces that makes an output article hold part of it."""

GOOD = 0.15
"""Error rate below which an article counts as good."""

ADDED_RUN = 8
"""Characters in a row that the truth has nothing for: shorter ones are misreadings, longer ones do not belong."""


@dataclass(frozen=True, slots=True)
class Articles:
    """How well the articles were told apart.

    Splits, merges and misses are those of layout evaluation (Clausner, Pletschacher, Antonacopoulos: Scenario driven
    in-depth performance evaluation of document layout analysis methods, ICDAR 2011), with shared text in place of
    shared area: an output article *holds* a true one if at least a fifth (`SUBSTANTIAL`) of the true one's 4-grams
    stand in it.

    Attributes:
        cer: Edits over all matched bodies; a missed article counts whole, one too many counts whole.
        good: True articles with less than 15 % errors, of all true ones.
        found: Output articles with a body.
        noise: Characters of output articles that match none, and of runs of 8 or more that stand in a matched
            article and not in the true one.
        splits: True articles that two or more output articles hold.
        merges: Output articles that hold two or more true ones.
        misses: True articles that no output article holds.
    """

    cer: Rate = NOTHING
    good: Rate = NOTHING
    found: int = 0
    noise: int = 0
    splits: int = 0
    merges: int = 0
    misses: int = 0


def compare_articles(true: Sequence[Text], read: Sequence[Text]) -> Articles:
    """Compare bodies; empty ones of the output are left out."""
    read = [text for text in read if len(text)]
    true_grams, read_grams = [grams(text) for text in true], [grams(text) for text in read]
    matched = match(true_grams, read_grams)
    edits = good = added = 0
    for index, text in enumerate(true):
        mate = read[matched[index]] if index in matched else Text("")
        distance = Levenshtein.distance(text.characters, mate.characters)
        edits += distance
        good += len(text) > 0 and round(distance / len(text), 3) < GOOD
        added += _added(text, mate)
    unmatched = sum(len(text) for index, text in enumerate(read) if index not in matched.values())
    holds = [[len(t & r) >= SUBSTANTIAL * len(t) for r in read_grams] for t in true_grams]
    return Articles(
        cer=Rate(edits + unmatched, sum(map(len, true))),
        good=Rate(good, len(true)),
        found=len(read),
        noise=unmatched + added,
        splits=sum(sum(row) >= 2 for row in holds),
        merges=sum(sum(column) >= 2 for column in zip(*holds, strict=True)),
        misses=sum(not any(row) for row in holds),
    )


def grams(text: Text) -> frozenset[str]:
    """Return the 4-grams of the letters; a shorter text is one by itself."""
    letters = text.letters
    return frozenset(letters[at : at + GRAM] for at in range(max(1, len(letters) - GRAM + 1)))


def match(true: Sequence[frozenset[str]], read: Sequence[frozenset[str]]) -> dict[int, int]:
    """Match each true article to at most one of the output so that likeness is greatest."""
    if not true or not read:
        return {}
    likeness = np.array([[len(t & r) / max(1, len(t | r)) for r in read] for t in true])
    return {t: r for t, r in assign(-likeness) if likeness[t, r] > LEAST_LIKENESS}


def _added(true: Text, read: Text) -> int:
    """Return the number of characters in long runs of `read` that the truth has nothing for."""
    if not len(read):
        return 0
    blocks = Levenshtein.opcodes(true.characters, read.characters)
    runs = (block.dest_end - block.dest_start for block in blocks if block.tag == "insert")
    return sum(run for run in runs if run >= ADDED_RUN)
