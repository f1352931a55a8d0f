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
from dataclasses import dataclass, field
from heapq import nsmallest
from itertools import groupby, product

from hwalja.correct.characters import LONGEST, MOST_LANGUAGE, REACH, Weights, is_guarded
from hwalja.correct.edit import Edit
from hwalja.correct.guards import Guards
from hwalja.correct.jamo import is_syllable
from hwalja.correct.kiwi import scores
from hwalja.correct.page import Page
from hwalja.correct.passage import Passage, around
from hwalja.correct.spelling import spelling
from hwalja.correct.surroundings import surroundings
from hwalja.model import Glyph

SYLLABLES: Weights = {"engine": 1.0, "language": 0.6, "page": 1.0, "base": 0.25}
SIGNS: Weights = {"engine": 1.0, "language": 0.6, "page": 1.0, "surroundings": 0.3}
COMMAS: Weights = {"engine": 0.77, "language": 0.39, "surroundings": 0.3, "base": 0.7, "clause": 2.5}
STOPS: Weights = {"engine": 0.77, "language": 0.39, "surroundings": 0.3, "base": -0.7, "clause": 2.0}
"""For syllables in the place of others, for all else, and for commas in the place of full stops and full stops in that
of commas: the net misses tails of commas, and Kiwi knows where a sentence ends. The last two were fitted on such lines,
and made more careful on worse scans of the development pages. There half of `CAUTION` was right for syllables."""

CAUTION = 1.0
"""Log odds against a change: a wrong one is worse than one that is missed."""

_STOP, _COMMA = ".", ","

GOES_ON, ENDS = frozenset("고며서로는은을를에면만와과"), frozenset("다")
"""Behind words that end in one of the first a clause goes on, behind the last it ends: in Korean Wikinews 1,120 commas
and 4 full stops stand behind the ones, before a space, 5 commas and 2,151 full stops behind the other. Their weights
are less: of what the engine tells some is the same."""

QUOTED = 2.0
"""Log odds: what Kiwi says of a quotation is worth so much at most; of names and addresses it says nothing."""

MOST_DOUBTED = 4
"""Letters of an eojeol that are read otherwise, the least sure."""

MOST_CHANGED = 2
"""Of an eojeol; where more seems wrong, nothing is known."""

MOST_READINGS = 32
"""Of an eojeol, the likeliest for the engine."""

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
    stand between such neighbours; `clause`, that such a mark stands behind such a word; `base`, how often such marks
    are misread at all; `caution`, as elsewhere; `rivals`, what speaks for further readings.

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
        weights: Of the evidence for it.
        engine: What the engine gives for it, against what was read.
        page: What the page says, against what was read.
        surroundings: What the neighbours of its marks say, against what was read.
        clause: Whether the word before says that a clause goes on or ends as its mark has it.
        gain: By how much more Kiwi's score may speak for it, at most.
        most: How much that may weigh.
    """

    text: str
    changed: Mapping[int, str] = field(default_factory=dict)
    weights: Weights = field(default_factory=dict)
    engine: float = 0.0
    page: float = 0.0
    surroundings: float = 0.0
    clause: bool = False
    gain: float = 0.0
    most: float = math.inf

    def evidence(self, gain: float) -> dict[str, float]:
        """Return what speaks for it where Kiwi scores it so much better than what was read."""
        found = {
            "engine": self.engine,
            "language": min(self.gain, gain),
            "page": self.page,
            "surroundings": self.surroundings,
            "clause": float(self.clause),
            "base": 1.0,
        }
        weighed = {source: weight * found[source] for source, weight in self.weights.items()}
        return {**weighed, "language": min(self.most, weighed["language"]), "caution": -CAUTION}


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
            yield _Asked(before, after, (_Reading(text[start:end]), *_readings(passage, doubted, most, page)))


def _most(text: str, place: int, word: int, guards: Guards) -> float:
    """Return how much the words around may weigh for another letter; `word` is where its eojeol begins."""
    if guards.address(place) or (is_syllable(text[place]) and is_guarded(text, place, word, Guards((), ()))):
        return 0.0
    return QUOTED if guards.quotation(place) else math.inf


def _doubted(glyphs: Sequence[Glyph | None], places: Iterable[int]) -> dict[int, Glyph]:
    found = [(place, glyph) for place in places if (glyph := glyphs[place]) and glyph.instead]
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
            yield _Reading(
                text,
                changed,
                weights(passage.text, changed),
                sum(odds for _, _, odds in way),
                page.speaks(passage, changed),
                sum(_neighbours(passage.text, place, letter) for place, letter in changed.items()),
                all(_is_clause(passage.text, place, letter) for place, letter in changed.items()),
                min(_gain(passage.text[place], letter) for place, letter in changed.items()),
                min(most[place] for place in changed),
            )


def weights(text: str, changed: Mapping[int, str]) -> Weights:
    """Return the weights of the evidence for letters in the place of those of `text`."""
    read, others = {text[place] for place in changed}, set(changed.values())
    if all(map(is_syllable, read | others)):
        return SYLLABLES
    if read == {_STOP} and others == {_COMMA}:
        return COMMAS
    return STOPS if read == {_COMMA} and others == {_STOP} else SIGNS


def _neighbours(text: str, place: int, letter: str) -> float:
    """Return what the neighbours say for another punctuation mark; of letters others know more."""
    marks = all(unicodedata.category(each).startswith("P") for each in (text[place], letter))
    return surroundings().speak(text, place, letter) if marks else 0.0


def _is_clause(text: str, place: int, mark: str) -> bool:
    """Tell whether the word before a mark and a space ends as before such marks."""
    before = GOES_ON if mark == _COMMA else ENDS
    return text[place - 1 : place] in before and text[place + 1 : place + 2] == " "


def _ways(place: int, glyph: Glyph) -> Iterator[tuple[int, str, float]]:
    """Yield what a letter may be, with the log odds against what was read."""
    yield place, glyph.text, 0.0
    for text, share in glyph.instead:
        if not text.isspace():
            yield place, text, against(glyph, share)


def _gain(read: str, other: str) -> float:
    """Return how much more Kiwi's score may speak for another letter at most.

    For another spelling of the same loanword it says nothing, nor for signs, figures and Latin letters.
    """
    syllables = is_syllable(read) and is_syllable(other) and spelling(read) != spelling(other)
    return MOST_LANGUAGE if syllables or {read, other} == {_STOP, _COMMA} else 0.0


def _best(asked: _Asked, scored: Mapping[str, float]) -> Iterator[Edit]:
    """Yield what changes in the likeliest reading; letters that stand apart stand or fall together."""
    own, *others = (scored[text] for text in asked.texts)
    found = [each.evidence(score - own) for each, score in zip(asked.readings[1:], others, strict=True)]
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
