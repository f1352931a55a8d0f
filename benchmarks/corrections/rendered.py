"""Lines for counting misreadings: stories, words and signs in the faces of the recogniser's training, worn.

Pages of a few stories hold few of the syllables that an engine cannot give, and they are most of what it misreads: so
a quarter of the text are words that hold one, each of them as often as the others.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from benchmarks.corrections.worn import cut, printed
from benchmarks.recogniser.characters import classes
from benchmarks.recogniser.faces import DISPLAY, GOTHIC, SERIF
from benchmarks.recogniser.lines import strips
from benchmarks.recogniser.measure import PATIENCE, image_of
from benchmarks.recogniser.sheets import Setter
from benchmarks.recogniser.text import FIGURES, SPECIAL, STORY, WORDS, Text, lexicon
from hwalja.recognise.engine import Engine, Words

WEAR = {"office": 0.3, "worn": 0.35, "folded": 0.1, "curled": 0.1, "badly-worn": 0.15}
MIX = {STORY: 0.25, WORDS: 0.45, FIGURES: 0.16, SPECIAL: 0.14}
RARE, STORIES = 0.25, 0.35
"""Shares of words with syllables that the engine cannot give, and of the stories that are told; the rest is `MIX`."""

WITH_PARTICLE = 0.6


@dataclass(frozen=True, slots=True)
class Read:
    """A line: what was read, and what is printed."""

    words: Words
    truth: str


def passages(seed: int, stories: Sequence[str], unknown: Collection[str]) -> Iterator[str]:
    """Yield pieces of text without end, of the recogniser's classes."""
    chance, text, known = random.Random(seed), Text(seed, MIX), {" ", *classes()}  # noqa: S311 - no secret
    holding: dict[str, list[str]] = defaultdict(list)
    for word in lexicon():
        for syllable in set(word) & set(unknown):
            holding[syllable].append(word)
    others, rare = text.passages(), sorted(holding)
    while True:
        drawn = chance.random()
        if drawn < RARE:
            words = (chance.choice(holding[chance.choice(rare)]) for _ in range(chance.randint(2, 6)))
            piece = " ".join(text.with_particle(word, WITH_PARTICLE) for word in words)
        elif drawn < RARE + STORIES:
            piece = cut(stories, chance)
        else:
            piece = next(others)
        kept = "".join(letter for letter in piece if letter in known).strip()
        if kept:
            yield kept


def lines(seed: int, sheets: int, texts: Iterator[str], engine: Engine) -> Iterator[Read]:
    """Yield the lines of so many sheets, as the engine reads them."""
    setter, rng = Setter(seed, (SERIF, GOTHIC, DISPLAY), WEAR, passages=texts), np.random.default_rng(seed)
    for sheet in islice(setter.sheets(), sheets):
        own = list(strips(sheet, rng))
        read = engine.read([image_of(strip) for strip in own], timeout=PATIENCE)
        yield from (Read(words, printed(strip)) for words, strip in zip(read, own, strict=True))
