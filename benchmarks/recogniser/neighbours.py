"""Count which syllables stand side by side: dictionaries/syllables.tsv, for `hwalja.recognise.neighbours`.

    python -m benchmarks.recogniser.neighbours

Counted in the text that lines are set in to train by, its random syllables left out: words of Kiwi's lexicon, joined by
Kiwi, and the project's own stories but those of the test sets.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import islice, pairwise

from benchmarks.recogniser.text import SETS, WORDS, Text, stories
from hwalja.recognise.neighbours import EDGE, NAME, kind
from hwalja.resources import dictionaries

SEED, PASSAGES = 5, 8000
"""Of the words."""

STORIES = 8
"""So often a story counts: there are few, and they are real."""

LEAST = 2
"""Pairs that are rarer are left out."""

HEAD = """# How often which syllable follows which in words of Kiwi's lexicon and in benchmarks/pages/texts, counted by
# benchmarks/recogniser/neighbours.py; see pipeline/hwalja/recognise/neighbours.py."""


def counted(stories: Iterable[str]) -> Counter[tuple[str, str]]:
    """Return how often each syllable, or what stands in its place, follows each other one."""
    found: Counter[tuple[str, str]] = Counter()
    for texts, weight in ((islice(Text(SEED, {WORDS: 1.0}).passages(), PASSAGES), 1), (stories, STORIES)):
        for text in texts:
            for pair in pairwise([EDGE, *map(kind, text), EDGE]):
                found[pair] += weight
    return found


def rows(counts: Counter[tuple[str, str]]) -> list[str]:
    """Return a row for each syllable: what follows it, with counts, the most frequent first."""
    following: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for (first, second), count in counts.items():
        if count >= LEAST and (first, second) != (EDGE, EDGE):
            following[first].append((-count, second))
    return [
        f"{first}\t{' '.join(f'{each}{-n}' for n, each in sorted(following[first]))}" for first in sorted(following)
    ]


def main() -> None:
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    text = "\n".join((HEAD, *rows(counted(stories(SETS)))))
    (dictionaries() / NAME).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
