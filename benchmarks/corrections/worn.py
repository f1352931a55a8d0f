"""Measure how corrections fare on worn print that the recogniser never learnt from.

    python -m benchmarks.corrections.worn STORIES.json [--sheets 60] [--seed 1] [--show]

`STORIES.json` is a list of stories with `title` and `body`. Pieces of them are set in the faces of
`benchmarks/recogniser/measure.py`, worn, and read; lines that follow one another are joined as the story has them,
those of a sheet are a page. A change is right where fewer of its letters are wrong after it than before, wrong where
more are, neutral otherwise.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import cv2
import numpy as np
from rapidfuzz.distance import Levenshtein

from benchmarks.recogniser.characters import classes
from benchmarks.recogniser.lines import Strip, strips
from benchmarks.recogniser.measure import FACES, PATIENCE, image_of
from benchmarks.recogniser.sheets import Setter
from hwalja.correct import brackets, doubled, others
from hwalja.correct.edit import Edit
from hwalja.correct.passage import Passage
from hwalja.evaluate.text import SAME_KIND
from hwalja.model import Glyph
from hwalja.recognise.engine import Words
from hwalja.recognise.own import HwaljaEngine

WEAR = {"worn": 0.35, "badly-worn": 0.45, "folded": 0.1, "curled": 0.1}
SHORTEST, LONGEST = 20, 140
"""Characters of a piece."""

SEEN = 5
"""Characters on either side of a line's end by which it is found in the stories."""

LIMITS = (0.0, 1.0, 2.0, 4.0, 6.0)
_KINDS = {key: other for key, other in SAME_KIND.items() if isinstance(other, str) and len(other) == 1}


def pieces(stories: Sequence[str], seed: int) -> Iterator[str]:
    """Yield pieces of the stories, whole words, without end."""
    chance, known = random.Random(seed), {" ", *classes()}  # noqa: S311 - no secret
    while True:
        text = re.sub(r"\s+", " ", "".join(letter for letter in cut(stories, chance) if letter in known)).strip()
        if text:
            yield text


def cut(stories: Sequence[str], chance: random.Random) -> str:
    """Return a piece of one of the stories, of whole words."""
    story = chance.choice(stories)
    start = chance.randrange(len(story))
    return story[start : start + chance.randint(SHORTEST, LONGEST)].partition(" ")[2].rpartition(" ")[0]


@dataclass
class Column:
    """Lines that follow one another: what was read of each letter, None for a space, and what is printed."""

    glyphs: list[Glyph | None]
    truth: str

    def add(self, words: Words, truth: str, between: str) -> None:
        self.truth += between + truth
        self.glyphs += [None] * len(between)
        for k, word in enumerate(words.words):
            self.glyphs += [None, *word.glyphs] if k else word.glyphs

    def passage(self, name: str) -> Passage:
        text = "".join(glyph.text if glyph else " " for glyph in self.glyphs)
        return Passage(name, text, tuple(range(len(text))), tuple(self.glyphs))


def columns(read: Sequence[Words], truths: Sequence[str], whole: str) -> list[Column]:
    """Return the lines of a sheet, joined where `whole`, the text of all stories, goes on from one to the next."""
    found: list[Column] = []
    for words, truth in zip(read, truths, strict=True):
        last = found[-1].truth[-SEEN:] if found else ""
        between = next((space for space in ("", " ") if last and f"{last}{space}{truth[:SEEN]}" in whole), None)
        if between is None:
            found.append(Column([], ""))
        found[-1].add(words, truth, between or "")
    return found


def printed(strip: Strip) -> str:
    return "".join(classes()[label - 1] for label in strip.labels).strip()


def letters(text: str) -> str:
    return text.translate(_KINDS).replace(" ", "")


def standing(read: str, truth: str) -> list[str | None]:
    """Return what is printed where each letter was read: None where that cannot be told."""
    found: list[str | None] = [None] * len(read)
    for code in Levenshtein.opcodes(read, truth):
        if code.tag in ("equal", "replace"):
            found[code.src_start : code.src_end] = truth[code.dest_start : code.dest_end]
    return found


def judged(read: Sequence[Passage], truths: Sequence[str]) -> Iterator[tuple[str, int, Edit, Passage]]:
    """Yield every change to the lines of a sheet with its verdict and how many wrong letters it takes away."""
    for own, truth, found in zip(read, truths, others.edits(read), strict=True):
        stands = standing(own.text.translate(_KINDS), truth.translate(_KINDS))
        for edit in (*found, *brackets.edits(own), *doubled.edits(own)):
            places = range(edit.start, edit.end)
            before = sum(own.text[k].translate(_KINDS) != stands[k] for k in places)
            after = sum(new.translate(_KINDS) != stands[k] for k, new in zip(places, edit.text, strict=False))
            yield "right" if after < before else "wrong" if after > before else "neutral", before - after, edit, own


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", type=Path)
    parser.add_argument("--sheets", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="print every wrong change")
    given = parser.parse_args()
    cv2.setNumThreads(1)
    told = json.loads(given.stories.read_text(encoding="utf-8"))
    stories = [part for each in told for part in (each["title"], *each["body"].split("\n")) if len(part) > SHORTEST]
    whole = "\n".join(stories)
    setter = Setter(given.seed, (FACES[:4], FACES[4:]), WEAR, passages=pieces(stories, given.seed))
    engine, rng = HwaljaEngine(), np.random.default_rng(given.seed)
    total: Counter[str] = Counter()
    for number, sheet in enumerate(islice(setter.sheets(), given.sheets)):
        own = list(strips(sheet, rng))
        read = engine.read([image_of(strip) for strip in own], timeout=PATIENCE)
        joined = columns(read, [printed(strip) for strip in own], whole)
        passages = [column.passage(f"{number}-{k}") for k, column in enumerate(joined)]
        truths = [column.truth for column in joined]
        total["letters"] += sum(len(letters(truth)) for truth in truths)
        total["wrong letters"] += sum(
            Levenshtein.distance(letters(each.text), letters(truth))
            for each, truth in zip(passages, truths, strict=True)
        )
        for verdict, gain, edit, line in judged(passages, truths):
            for limit in LIMITS:
                if edit.odds > limit:
                    total[f"{limit} {verdict}"] += 1
                    total[f"{limit} taken away"] += gain
            if given.show and verdict == "wrong" and edit.odds > 0:
                around = line.text[max(0, edit.start - 12) : edit.end + 12]
                print(f"{edit.odds:5.1f} {around!r}: {line.text[edit.start : edit.end]} → {edit.text}")
    print("\n".join(f"{name:20}{count:7}" for name, count in sorted(total.items())))


if __name__ == "__main__":
    main()
