"""What an engine mistakes for what, and how often: the channel of the noisy channel.

Counted by `benchmarks/corrections/count.py` into `dictionaries/confusions-<engine>.tsv`: columns kind, read, printed
and count. The kind `level` counts characters by their confidence (`BOUNDS`), all and wrong ones; `initial`, `medial`
and `final` count jamo of syllables that were mistaken for one another, `character` whole characters, and
how often they were read at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hwalja.correct.jamo import FINALS, INITIALS, MEDIALS, apart, is_syllable, neighbours
from hwalja.resources import dictionaries

USUAL = "tesseract"
"""The engine whose mistakes are likest those of an unknown one."""

BOUNDS = (0.3, 0.5, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.96, 0.97, 0.98, 0.985, 0.99, 0.995)
"""Between these, characters of one confidence are wrong about equally often."""

TRUSTED = 4.0
"""So many sightings of a wrong syllable weigh as much as what its jamo say."""

PRIOR, PRIOR_SHARE = 10.0, 0.02
"""So many right characters, and wrong ones beside them, are added to those that were counted."""

UNSEEN = 0.3
"""Added to the counts of every jamo."""

KINDS = ("initial", "medial", "final")
"""Of the rows of jamo, by their position."""


@dataclass(frozen=True)
class Confusions:
    """The channel of one engine.

    Attributes:
        wrong: Share of wrong characters by level of confidence.
        often: How much likelier than others of their confidence characters are wrong, by what was read (odds ratio).
        characters: By what was read, how often each other character was printed.
        jamo: By position and jamo read, the share of each jamo printed among all mistaken ones.
    """

    wrong: tuple[float, ...]
    often: Mapping[str, float]
    characters: Mapping[str, Mapping[str, float]]
    jamo: Mapping[tuple[int, str], Mapping[str, float]]

    def error(self, read: str, confidence: float) -> float:
        """Return the odds that a character read with such a confidence is wrong."""
        share = self.wrong[level(confidence)]
        return share / (1 - share) * self.often.get(read, 1.0)

    def candidates(self, read: str) -> dict[str, float]:
        """Return what may be printed where `read` is wrong, with probabilities."""
        seen = self.characters.get(read, {})
        total = sum(seen.values())
        weight = total / (total + TRUSTED)
        found = {text: weight * count / total for text, count in seen.items()}
        if is_syllable(read):
            tables = [self.jamo[place] for place in enumerate(apart(read))]
            near = {text: tables[position][letter] for text, position, letter in neighbours(read)}
            whole = sum(near.values())
            for text, share in near.items():
                found[text] = found.get(text, 0.0) + (1 - weight) * share / whole
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
        elif kind == "character":
            characters[read][printed] = float(count)
        elif kind in KINDS:
            jamo[KINDS.index(kind), read][printed] += float(count)
    total = sum(count for (_, of), count in levels.items() if of == "all")
    wrong = sum(count for (_, of), count in levels.items() if of == "wrong")
    often = {read: _odds(own.pop("all"), sum(own.values())) / _odds(total, wrong) for read, own in characters.items()}
    return Confusions(_rising(levels), often, characters, jamo)


def _odds(everything: float, wrong: float) -> float:
    """Return the odds of being wrong, drawn to those of other characters where little was seen."""
    return (wrong + PRIOR * PRIOR_SHARE) / (max(0.0, everything - wrong) + PRIOR)


def _rising(levels: Mapping[tuple[int, str], float]) -> tuple[float, ...]:
    """Return the share of wrong characters of each level, none less than that of a surer level."""
    shares: list[float] = []
    for level in reversed(range(len(BOUNDS) + 1)):
        everything, wrong = levels.get((level, "all"), 0.0), levels.get((level, "wrong"), 0.0)
        least = shares[-1] if shares else 1e-4
        shares.append(max(least, (wrong + least) / (everything + 1)))
    return tuple(reversed(shares))
