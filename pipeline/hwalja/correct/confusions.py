"""What an engine mistakes for what, and how often: the channel of the noisy channel.

Counted by `benchmarks/corrections/count.py` into `dictionaries/confusions-<engine>.tsv`: columns kind, read, printed
and count. The kind `level` counts characters by their confidence (`BOUNDS`), all and wrong ones; `initial`, `medial`
and `final` count jamo of syllables that were mistaken for one another; `character` counts what was printed, or that
nothing was, where something else was seen (`hwalja.correct.seen`), how many of what was seen are wrong, and how many
were expected to be by their confidence. `known` lists the syllables that the engine can give: of what it misreads,
every other one is a syllable that it cannot. `printed` counts how often each syllable is printed in news.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from hwalja.correct.jamo import FINALS, FIRST, INITIALS, LAST, MEDIALS, apart, is_common, is_syllable, neighbours
from hwalja.resources import dictionaries

USUAL = "tesseract"
"""The engine whose mistakes are likest those of an unknown one."""

BOUNDS = (0.3, 0.5, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.96, 0.97, 0.98, 0.985, 0.99, 0.995)
"""Between these, characters of one confidence are wrong about equally often."""

TRUSTED = 4.0
"""So many sightings of a wrong character weigh as much as what its jamo say."""

PRIOR = 1.0
"""So many wrong characters are added to those that were counted and to those that were expected."""

UNSEEN = 0.3
"""Added to the counts of every jamo."""

NEVER, USUALLY = 0.5, 100.0
"""How often a syllable counts as printed that never was, and what is none."""

UNKNOWN = 2.0
"""How much likelier a syllable is that the engine cannot give."""

TWICE = 0.03
"""How much less likely two of its jamo are wrong; both were set on the errors of the development pages."""

PRINTED = 0.3
"""Power of how often a syllable is printed. Lines that were counted hold rare ones oftener than news does, and what is
printed is weighed by the language model too: so set on the development pages, where it is not 1."""

KINDS = ("initial", "medial", "final")
"""Of the rows of jamo, by their position."""


@dataclass(frozen=True)
class Confusions:
    """The channel of one engine.

    Attributes:
        wrong: Share of wrong characters by level of confidence.
        often: How much oftener than others of their confidence characters are wrong, by what was seen.
        characters: By what was seen, how often each other character was printed; the empty one where nothing was.
        jamo: By position and jamo read, the share of each jamo printed among all mistaken ones.
        unknown: Syllables in print that the engine cannot give.
        printed: How often each syllable is printed.
    """

    wrong: tuple[float, ...]
    often: Mapping[str, float]
    characters: Mapping[str, Mapping[str, float]]
    jamo: Mapping[tuple[int, str], Mapping[str, float]]
    unknown: frozenset[str]
    printed: Mapping[str, float]
    _found: dict[str, Mapping[str, float]] = field(default_factory=dict, repr=False, compare=False)

    def error(self, seen: str, confidence: float) -> float:
        """Return the odds that a character read with such a confidence is wrong."""
        share = self.wrong[level(confidence)]
        return share / (1 - share) * self.often.get(seen, 1.0)

    def candidates(self, seen: str) -> Mapping[str, float]:
        """Return what may be printed where `seen` is wrong, with probabilities."""
        if seen not in self._found:
            self._found[seen] = self._worked_out(seen)
        return self._found[seen]

    def _worked_out(self, seen: str) -> Mapping[str, float]:
        counted = self.characters.get(seen, {})
        total = sum(counted.values())
        weight = total / (total + TRUSTED)
        found = {text: weight * count / total for text, count in counted.items()}
        if is_syllable(seen):
            near = self._alike(seen)
            whole = sum(near.values())
            for text, share in near.items():
                found[text] = found.get(text, 0.0) + (1 - weight) * share / whole
        weighed = {text: share * self._often_printed(text) for text, share in found.items()}
        whole = sum(weighed.values())
        return {text: share / whole for text, share in weighed.items()}

    def _often_printed(self, text: str) -> float:
        often = self.printed.get(text, 0.0) + NEVER if is_syllable(text) else USUALLY
        return math.pow(often, PRINTED)

    def _alike(self, syllable: str) -> dict[str, float]:
        """Return syllables by their jamo: those that differ in one, and of those that the engine cannot give in two."""
        own = apart(syllable)
        tables = [self.jamo[place] for place in enumerate(own)]
        found = {
            text: tables[position][letter] * (UNKNOWN if text in self.unknown else 1.0)
            for text, position, letter in neighbours(syllable)
        }
        for text in self.unknown:
            wrong = [(table, new) for table, old, new in zip(tables, own, apart(text), strict=True) if old != new]
            if len(wrong) == 2:
                (one, first), (other, second) = wrong
                found[text] = UNKNOWN * TWICE * one[first] * other[second]
        return found


def level(confidence: float) -> int:
    """Return the level of a confidence: how many of the bounds it reaches."""
    return sum(confidence >= bound for bound in BOUNDS)


def confusions_file(engine: str) -> Path:
    """Return where the table of an engine is."""
    return dictionaries() / f"confusions-{engine}.tsv"


@cache
def confusions(engine: str = USUAL) -> Confusions:
    """Return the channel of an engine; of one that nothing was counted of, the usual one."""
    file = confusions_file(engine)
    levels: dict[tuple[int, str], float] = {}
    characters: dict[str, dict[str, float]] = defaultdict(dict)
    often: dict[str, dict[str, float]] = defaultdict(dict)
    known: set[str] = set()
    printed_often: dict[str, float] = {}
    jamo: dict[tuple[int, str], dict[str, float]] = {
        (position, read): {printed: UNSEEN / len(letters) for printed in letters}
        for position, letters in enumerate((INITIALS, MEDIALS, FINALS))
        for read in letters
    }
    for line in (file if file.is_file() else confusions_file(USUAL)).read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            continue
        kind, read, printed, count = line.split("\t")
        if kind == "level":
            levels[int(read), printed] = float(count)
        elif kind == "known":
            known.update(printed)
        elif kind == "printed":
            printed_often[printed] = float(count)
        elif kind == "character" and printed in EXPECTATIONS:
            often[read][printed] = float(count)
        elif kind == "character":
            characters[read][printed] = float(count)
        elif kind in KINDS:
            jamo[KINDS.index(kind), read][printed] += float(count)
    ratios = {read: (own["wrong"] + PRIOR) / (own["expected"] + PRIOR) for read, own in often.items()}
    return Confusions(_rising(levels), ratios, characters, jamo, unknown(known), printed_often)


EXPECTATIONS = ("wrong", "expected")
"""Printed of rows that say how often a character is wrong, and how often it was expected to be."""


def unknown(known: Collection[str]) -> frozenset[str]:
    """Return the common syllables that are none of those known."""
    if not known:
        return frozenset()
    syllables = map(chr, range(ord(FIRST), ord(LAST) + 1))
    return frozenset(each for each in syllables if each not in known and is_common(each))


def _rising(levels: Mapping[tuple[int, str], float]) -> tuple[float, ...]:
    """Return the share of wrong characters of each level, none less than that of a surer level."""
    shares: list[float] = []
    for level in reversed(range(len(BOUNDS) + 1)):
        everything, wrong = levels.get((level, "all"), 0.0), levels.get((level, "wrong"), 0.0)
        least = shares[-1] if shares else 1e-4
        shares.append(max(least, (wrong + least) / (everything + 1)))
    return tuple(reversed(shares))
