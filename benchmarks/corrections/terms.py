"""How many misread terms come back, and what the lists damage in text that is right.

    python -m benchmarks.corrections.terms [--half tuning|report] [--clean TEXTS.json]

Each of 100 terms that no shipped list holds stands in a sentence of `terms.tsv`, misread in one or two jamo; the
user's list holds them all. `TEXTS.json` is a list of stories with `title` and `body`: whatever is changed there counts
as damage. The odd lines of `terms.tsv` and every other story are for tuning, the others for the report.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from hwalja.correct.jamo import apart, is_syllable, neighbours
from hwalja.correct.lexicon import Lexicon, lexicon
from hwalja.correct.passage import plain
from hwalja.correct.terms import Source, Term
from hwalja.correct.words import edits

TERMS = Path(__file__).with_name("terms.tsv")
SEEDS = 10
HALVES = {"tuning": 0, "report": 1}


@dataclass(frozen=True, slots=True)
class Case:
    term: str
    kind: str
    sentence: str


def cases() -> list[Case]:
    lines = TERMS.read_text(encoding="utf-8").splitlines()
    return [Case(*line.split("\t")) for line in lines if not line.startswith("# ")]


def misread(term: str, jamo: int, chance: random.Random) -> str:
    """Return `term` with `jamo` of its jamo wrong, each of them by chance."""
    text = term
    while sum(a != b for one, other in zip(term, text, strict=True) for a, b in _jamo(one, other)) != jamo:
        place = chance.randrange(len(text))
        if is_syllable(text[place]):
            syllable, _, _ = chance.choice(list(neighbours(text[place])))
            text = text[:place] + syllable + text[place + 1 :]
            if sum(a != b for one, other in zip(term, text, strict=True) for a, b in _jamo(one, other)) > jamo:
                text = term
    return text


def _jamo(one: str, other: str) -> Iterator[tuple[str, str]]:
    return zip(apart(one), apart(other), strict=True) if is_syllable(one) and is_syllable(other) else iter(())


def returned(found: Sequence[Case], words: Lexicon, seed: int, above: float) -> Iterator[tuple[Case, str, str]]:
    """Yield each case, what was read and what became of it: every other term has two wrong jamo, the others one."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    for number, case in enumerate(found):
        read = misread(case.term, 1 + number % 2, chance)
        text = case.sentence.replace(case.term, read)
        yield case, read, applied(text, words, above)


def applied(text: str, words: Lexicon, above: float) -> str:
    (changes,) = edits([plain("", text)], words)
    for edit in reversed(changes):
        if edit.odds > above:
            text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def damaged(stories: Sequence[Sequence[str]], words: Lexicon) -> Iterator[tuple[str, str, str, float]]:
    """Yield what is changed in stories that are right: what stood there, around it, what is to stand, its odds."""
    for story in stories:
        for paragraph, found in zip(story, edits([plain("", text) for text in story], words), strict=True):
            for edit in found:
                around = paragraph[max(0, edit.start - 12) : edit.end + 12]
                yield paragraph[edit.start : edit.end], around, edit.text, edit.odds


def _list(text: str, words: Lexicon) -> str:
    """Name the list that has a term."""
    term = words.get(text) or Term(text, Source.PAGE)
    return f"{term.source} {term.kind}".strip()


def with_held_out(found: Sequence[Case]) -> Lexicon:
    return lexicon().with_user(Term(case.term, Source.USER, case.kind) for case in found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=HALVES, default="report")
    parser.add_argument("--clean", type=Path)
    parser.add_argument("--above", type=float, default=0.0, help="apply what has higher log odds than this")
    parser.add_argument("--show", action="store_true", help="show what did not come back, and what was changed wrongly")
    given = parser.parse_args()
    half = HALVES[given.half]
    everything = cases()
    words = with_held_out(everything)
    total = right = 0
    for seed in range(SEEDS):
        for case, read, text in returned(everything[half::2], words, seed, given.above):
            total += 1
            right += text == case.sentence
            if given.show and text != case.sentence:
                print(f"  {case.term} read as {read}: {text}")
    print(f"{given.half}: {right} of {total} misread terms came back ({right / total:.1%})")
    if given.clean:
        stories = [
            [part for part in f"{each['title']}\n{each['body']}".splitlines() if part.strip()]
            for each in json.loads(given.clean.read_text(encoding="utf-8"))[half::2]
        ]
        begun = time.process_time()
        changes = [each for each in damaged(stories, words) if each[3] > given.above]
        spent = time.process_time() - begun
        size = sum(len(text) for story in stories for text in story)
        for word, around, text, odds in sorted(changes, key=lambda each: -each[3]) if given.show else ():
            print(f"  {odds:5.1f} {word} → {text} ({_list(text, words)}): {around}")
        lists = Counter(_list(text, words) for _, _, text, _ in changes)
        print(f"{given.half}: {len(changes)} words changed in {size} characters, {size / spent:.0f} characters/s")
        print("  by list:", ", ".join(f"{name} {count}" for name, count in lists.most_common()) or "none")


if __name__ == "__main__":
    main()
