"""Others: eojeols as the engine may have read them otherwise.

An engine that keeps what else a letter may be (`Glyph.others`) knows better than any table what it mistakes for what:
of misread syllables, four in five have the right one there. So an eojeol is read in all the ways that its doubted
letters allow, together, since what blurs one blurs its neighbours, and the likeliest is taken: by what the engine gave
for each letter, by the words around, and by what else stands on the page.

The figures were set on lines of Korean Wikinews (CC BY 2.5), which the net never saw, rendered by
benchmarks/recogniser in faces that it never saw, and worn; see benchmarks/corrections/README.md.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import groupby, product

from hwalja.correct.characters import LANGUAGE, LONGEST, REACH, is_guarded
from hwalja.correct.edit import Edit
from hwalja.correct.guards import Guards
from hwalja.correct.jamo import is_syllable
from hwalja.correct.kiwi import scores
from hwalja.correct.page import Page
from hwalja.correct.passage import Passage, around
from hwalja.correct.spelling import spelling
from hwalja.correct.surroundings import surroundings
from hwalja.model import Glyph

QUOTED = 2.0
"""What Kiwi says of a quotation is worth so much at most; of names and addresses, of signs, figures and Latin letters
it says nothing."""

MOST_DOUBTED = 4
"""Letters of an eojeol that are read otherwise, the least sure."""

MOST_CHANGED = 2
"""Of an eojeol; where more seems wrong, nothing is known."""

MOST_READINGS = 32
"""Of an eojeol, the likeliest for the engine."""

SURROUNDINGS = 0.3
"""Weight of what the neighbours of a punctuation mark say: set on worse scans of the development pages."""

SURE = 1e-4
"""The least probability of what was read."""


def against(glyph: Glyph, share: float) -> float:
    """Return the log odds that the engine gives for another letter against the one that was read."""
    return math.log(share / max(glyph.confidence, SURE))


def told(passages: Iterable[Passage]) -> bool:
    """Tell whether the engine kept what else letters may be."""
    return any(glyph and glyph.others for passage in passages for glyph in passage.glyphs)


def edits(passages: Sequence[Passage]) -> list[list[Edit]]:
    """Return for each passage of a page the best other reading of every eojeol that has one, the unlikely ones too.

    Evidence: `engine`, what it gave for these letters against those that were read; `language`, how much better Korean
    they make; `page`, how much oftener they stand elsewhere on the page; `surroundings`, how much oftener such marks
    stand between such neighbours; `rivals`, what speaks for further readings.

    Raises:
        DependencyError: Kiwi is not installed.
    """
    page = Page.of(passages)
    asked = [list(_asked(passage, page)) for passage in passages]
    found = scores(text for each in asked for one in each for text in one.texts)
    return [[edit for one in each for edit in _best(one, found)] for each in asked]


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read the doubted part of an eojeol.

    Attributes:
        changed: Its letters that differ from what was read, by their place in the passage.
        engine: What the engine gives for it, against what was read.
        page: What the page says, against what was read.
        most: What the words around may say, at most.
        surroundings: What the neighbours of its marks say, against what was read.
    """

    text: str
    changed: Mapping[int, str]
    engine: float
    page: float
    most: float
    surroundings: float


@dataclass(frozen=True, slots=True)
class _Asked:
    """Where an eojeol is doubted, what stands around, and its readings, first as it was read."""

    before: str
    after: str
    readings: tuple[_Reading, ...]

    @property
    def texts(self) -> Iterator[str]:
        return (f"{self.before}{reading.text}{self.after}" for reading in self.readings)


def _asked(passage: Passage, page: Page) -> Iterator[_Asked]:
    text, words, guards = passage.text, passage.words, passage.guards
    for index, (first, last) in enumerate(words):
        doubted = _doubted(passage.glyphs, range(first, last))
        if doubted:
            left, right = around(words, index, REACH)
            start, end = min(doubted), max(doubted) + 1
            before, after = text[max(left, start - LONGEST) : start], text[end : min(right, end + LONGEST)]
            most = {place: _most(text, place, first, guards) for place in doubted}
            own = _Reading(text[start:end], {}, 0.0, 0.0, 0.0, 0.0)
            yield _Asked(before, after, (own, *_readings(passage, doubted, most, page)))


def _most(text: str, place: int, word: int, guards: Guards) -> float:
    """Return what the words around may say for another letter; `word` is where its eojeol begins."""
    if is_guarded(text, place, word, Guards(guards.addresses, ())):
        return 0.0
    return QUOTED if guards.quotation(place) else math.inf


def _doubted(glyphs: Sequence[Glyph | None], places: Iterable[int]) -> dict[int, Glyph]:
    found = [(place, glyph) for place in places if (glyph := glyphs[place]) and glyph.others]
    return dict(sorted(sorted(found, key=lambda each: each[1].confidence)[:MOST_DOUBTED]))


def _readings(
    passage: Passage, doubted: Mapping[int, Glyph], most: Mapping[int, float], page: Page
) -> Iterator[_Reading]:
    ways = product(*(_ways(place, glyph) for place, glyph in doubted.items()))
    for way in nsmallest(MOST_READINGS, ways, key=lambda way: -sum(odds for _, _, odds in way)):
        changed = {place: letter for place, letter, _ in way if letter != passage.text[place]}
        if 0 < len(changed) <= MOST_CHANGED:
            places = range(min(doubted), max(doubted) + 1)
            text = "".join(changed.get(place, passage.text[place]) for place in places)
            language = min(
                most[place] if _is_spelt(passage.text[place], letter) else 0.0 for place, letter in changed.items()
            )
            engine = sum(odds for _, _, odds in way)
            said = SURROUNDINGS * sum(_neighbours(passage.text, place, letter) for place, letter in changed.items())
            yield _Reading(text, changed, engine, page.speaks(passage, changed), language, said)


def _neighbours(text: str, place: int, letter: str) -> float:
    """Return what the neighbours say for another punctuation mark; of letters others know more."""
    marks = all(unicodedata.category(each).startswith("P") for each in (text[place], letter))
    return surroundings().speak(text, place, letter) if marks else 0.0


def _ways(place: int, glyph: Glyph) -> Iterator[tuple[int, str, float]]:
    """Yield what a letter may be, with the log odds against what was read."""
    yield place, glyph.text, 0.0
    for text, share in glyph.others:
        if len(text) == 1 and not text.isspace():
            yield place, text, against(glyph, share)


def _is_spelt(read: str, other: str) -> bool:
    """Tell whether two letters are syllables that make another word, not the same loanword spelt otherwise."""
    return is_syllable(read) and is_syllable(other) and spelling(read) != spelling(other)


def _best(asked: _Asked, scored: Mapping[str, float]) -> Iterator[Edit]:
    """Yield what changes in the likeliest reading; letters that stand apart stand or fall together."""
    own, *others = (scored[text] for text in asked.texts)
    found = [
        {
            "engine": each.engine,
            "language": min(each.most, LANGUAGE * (score - own)),
            "page": each.page,
            "surroundings": each.surroundings,
        }
        for each, score in zip(asked.readings[1:], others, strict=True)
    ]
    if found:
        odds = [sum(each.values()) for each in found]
        best = odds.index(max(odds))
        rivals = math.log1p(sum(math.exp(each) for k, each in enumerate(odds) if k != best))
        changed = asked.readings[1 + best].changed
        for run in _runs(sorted(changed)):
            text = "".join(changed[place] for place in run)
            yield Edit("character", run[0], run[-1] + 1, text, {**found[best], "rivals": -rivals})


def _runs(places: Sequence[int]) -> Iterator[list[int]]:
    """Yield what stands side by side."""
    for _, run in groupby(enumerate(places), key=lambda each: each[1] - each[0]):
        yield [place for _, place in run]
