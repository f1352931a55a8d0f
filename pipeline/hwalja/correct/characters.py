"""Characters: a noisy channel. A replacement is likelier than what was read if the engine doubted what it read, if it
often mistakes the one for the other, and if the words around make better Korean with it.

Nearly all characters are right, and the words around take Kiwi long. So three things are asked about a replacement,
each of fewer: whether what it replaces costs the passage enough (`MORE`), whether the eojeol alone is better with it
(`BETWEEN`), and, which alone decides, whether the eojeol is between others.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from typing import TypeAlias

from hwalja.correct.channel import UNSEEN_ERROR
from hwalja.correct.confusions import Confusions
from hwalja.correct.edit import Edit
from hwalja.correct.guards import LONGEST_NAME, Guards, names_person
from hwalja.correct.jamo import is_common, is_syllable
from hwalja.correct.kiwi import analysis, scores
from hwalja.correct.page import Page
from hwalja.correct.passage import Passage, around
from hwalja.correct.seen import HIGH_MARK
from hwalja.correct.surroundings import surroundings

LANGUAGE = 0.6
"""Weight of a difference of Kiwi's scores where nothing was fitted."""

Weights: TypeAlias = Mapping[str, float]
"""What each source of evidence is worth; `base` is added."""

SYLLABLES: Weights = {"language": 0.39, "doubt": 0.64, "likeness": 0.75, "page": 0.3, "base": -1.25}
SIGNS: Weights = {"language": 0.24, "doubt": 0.41, "likeness": 0.91, "surroundings": 0.2, "base": -0.36}
NOTHING: Weights = {"language": 0.21, "likeness": 0.3, "surroundings": 0.11, "box": 1.82, "base": -2.7}
"""For a syllable in the place of another, for anything else, and for signs where nothing is printed: fitted by
benchmarks/corrections/weigh.py on the development pages, documents, and pages of Korean Wikinews (CC BY 2.5)."""

UNSEEN_SYLLABLES: Weights = {"language": LANGUAGE, "doubt": 1.0, "likeness": 1.0, "page": 0.3, "base": 0.5}
UNSEEN_SIGNS: Weights = {"language": 0.19, "doubt": 1.0, "likeness": 1.0, "base": -1.0}
"""For text without an image; so set that clean text hardly changes."""

MOST_LANGUAGE, MOST_OF_SIGNS = 30.0, 8.0
"""A difference of Kiwi's scores counts up to this; it knows little of signs, figures and Latin letters."""

SUSPICIOUS = 0.01
"""Characters that are less likely wrong are not looked at."""

DOUBTED = 0.12
"""Odds of being wrong from which on the engine itself doubts a character: else names, quotations, figures stay."""

CANDIDATES = 16
REACH, LONGEST = 2, 40
"""Eojeols on either side that Kiwi sees, and characters at most."""

MORE = 5.0
"""A replacement gains at most so much more of Kiwi's score than what it replaces costs (`_costs`)."""

BETWEEN = 11.0
"""Log odds that the eojeols around add at most to those of an eojeol alone."""


def edits(passages: Sequence[Passage], channel: Confusions) -> list[list[Edit]]:
    """Return for each passage the best replacement of every character that is more likely wrong than right.

    Raises:
        DependencyError: Kiwi is not installed.
    """
    best = [
        [(one, max(map(one.edit, one.likeness), key=lambda edit: edit.odds)) for one in each]
        for each in asked(passages, channel)
    ]
    return [[edit for one, edit in each if edit.odds > 0 and not one.is_half_mended(edit.text)] for each in best]


def asked(passages: Sequence[Passage], channel: Confusions) -> list[list[Asked]]:
    """Return for each passage of a page the characters that may be wrong, with all that may stand there instead."""
    page, likeliest = Page.of(passages), cache(partial(_likeliest, channel))
    alone = [list(_alone(passage, channel, likeliest, page)) for passage in passages]
    scored = _scores(alone)
    between = [[wider for one in each if (wider := _between(one.told(scored))).likeness] for each in alone]
    scored = _scores(between)
    return [[one.told(scored) for one in each] for each in between]


@dataclass(frozen=True, slots=True)
class Asked:
    """A character that may be wrong.

    Attributes:
        page: That the passage is of.
        word: Number of its eojeol in the passage.
        before: What Kiwi sees before it.
        after: And behind it.
        doubt: Log odds that it is wrong.
        likeness: By what may stand there instead, the log odds that this is printed where it was read wrongly.
        gains: How much better Kiwi scores each of them.
    """

    passage: Passage
    page: Page
    word: int
    position: int
    before: str
    after: str
    doubt: float
    likeness: Mapping[str, float]
    gains: Mapping[str, float] = field(default_factory=dict)

    @property
    def read(self) -> str:
        return self.passage.text[self.position]

    @property
    def texts(self) -> Iterator[str]:
        return (f"{self.before}{text}{self.after}" for text in (self.read, *self.likeness))

    def told(self, scored: Mapping[str, float]) -> Asked:
        """Return this with what Kiwi says."""
        own, *others = (scored[text] for text in self.texts)
        return replace(self, gains={text: score - own for text, score in zip(self.likeness, others, strict=True)})

    def edit(self, text: str) -> Edit:
        """Return the change to `text`; behind a sign that stands by itself and is none, its space goes too."""
        start, end = self.position, self.position + 1
        beside = self.passage.text[max(0, start - 1) : start], self.passage.text[end : end + 1]
        alone = not text and beside == (" ", " ")
        return Edit("character", start, end + alone, text, self.worth(text, self.gains[text], self.weights(text)))

    def is_half_mended(self, text: str) -> bool:
        """Tell whether no image speaks for `text` and it stands in a word that Kiwi does not know: a foreign name."""
        place = len(self.before)
        return self.passage.glyphs[self.position] is None and any(
            morpheme.oov and morpheme.start <= place < morpheme.start + morpheme.len
            for morpheme in analysis(f"{self.before}{text}{self.after}").morphemes
        )

    def worth(self, text: str, gain: float, sources: Iterable[str]) -> Mapping[str, float]:
        """Return the log odds of those sources for a text that Kiwi scores so much better."""
        weights = self.weights(text)
        return {name: weights[name] * self.evidence(name, text, gain) for name in sources if name in weights}

    def evidence(self, source: str, text: str, gain: float) -> float:
        """Return what a source says for a text, unweighed."""
        if source == "language":
            most = MOST_LANGUAGE if is_syllable(self.read) and is_syllable(text) else MOST_OF_SIGNS
            return max(-most, min(most, gain))
        if source == "page":
            return self.page.speaks(self.passage, {self.position: text})
        if source == "surroundings":
            return surroundings().speak(self.passage.text, self.position, text) if len(text) <= 1 else 0.0
        if source == "box":
            return float(HIGH_MARK in self.passage.seen(self.position))
        return {"doubt": self.doubt, "likeness": self.likeness[text], "base": 1.0}[source]

    def weights(self, text: str) -> Weights:
        syllables = is_syllable(self.read) and is_syllable(text)
        if self.passage.glyphs[self.position] is None:
            return UNSEEN_SYLLABLES if syllables else UNSEEN_SIGNS
        return SYLLABLES if syllables else SIGNS if text else NOTHING


_CHEAP = ("language", "doubt", "likeness", "surroundings", "box", "base")
"""Sources that can be asked about everything."""


def _scores(asked: Sequence[Sequence[Asked]]) -> dict[str, float]:
    return scores(text for each in asked for one in each for text in one.texts)


def _alone(
    passage: Passage, channel: Confusions, likeliest: Callable[[str], Mapping[str, float]], page: Page
) -> Iterator[Asked]:
    """Yield what may be wrong in a passage, in its eojeol alone."""
    text, costs = passage.text, _costs(passage)
    for word, (first, last) in enumerate(passage.words):
        for position in range(first, last):
            seen, glyph = passage.seen(position), passage.glyphs[position]
            odds = channel.error(seen, glyph.confidence) if glyph else UNSEEN_ERROR
            guarded = odds < DOUBTED and is_guarded(text, position, first, passage.guards)
            if guarded or (glyph and odds < SUSPICIOUS):
                continue
            before, after = text[first:position][-LONGEST:], text[position + 1 : last][:LONGEST]
            one = Asked(passage, page, word, position, before, after, math.log(odds), likeliest(seen))
            most = costs.get(position, math.inf) + MORE
            stays = position in passage.paired
            likely = [
                other
                for other in one.likeness
                if (other or not stays) and sum(one.worth(other, most, _CHEAP).values()) > 0
            ]
            if likely:
                yield replace(one, likeness={other: one.likeness[other] for other in likely})


def _costs(passage: Passage) -> dict[int, float]:
    """Return for each character how unlikely the morphemes are that hold it, and half as much those beside them."""
    costs = [-morpheme.score for morpheme in passage.morphemes]
    holding: dict[int, list[int]] = defaultdict(list)
    for number, morpheme in enumerate(passage.morphemes):
        for position in range(morpheme.start, morpheme.start + max(morpheme.len, 1)):
            holding[position].append(number)
    found: dict[int, float] = {}
    for position, own in holding.items():
        first, last = own[0], own[-1] + 1
        beside = sum(costs[max(0, first - 1) : first]) + sum(costs[last : last + 1])
        found[position] = sum(costs[first:last]) + beside / 2
    return found


def _between(asked: Asked) -> Asked:
    """Return what is still likely of what was asked about an eojeol alone, with eojeols on either side."""
    text, position = asked.passage.text, asked.position
    start, end = around(asked.passage.words, asked.word, REACH)
    return replace(
        asked,
        before=text[max(start, position - LONGEST) : position],
        after=text[position + 1 : min(end, position + LONGEST)],
        likeness={text: odds for text, odds in asked.likeness.items() if _is_likely(asked, text)},
    )


def _is_likely(asked: Asked, text: str) -> bool:
    return sum(asked.worth(text, asked.gains[text], _CHEAP).values()) > -BETWEEN


def is_guarded(text: str, position: int, word: int, guards: Guards) -> bool:
    """Tell whether a character may be changed only because the engine doubts it; `word` is where its eojeol begins."""
    name = any(names_person(text, word, end) for end in range(max(position, word) + 1, word + LONGEST_NAME + 1))
    short = text[max(0, position - 1) : position + 2 : 2] == "()"  # such as (재) for 재단법인
    return not is_syllable(text[position]) or short or guards.address(position) or guards.quotation(position) or name


def _likeliest(channel: Confusions, seen: str) -> Mapping[str, float]:
    """Return what may stand in the place of a character, the likeliest first, with log odds."""
    likeliest = sorted(channel.candidates(seen).items(), key=lambda item: -item[1])[:CANDIDATES]
    return {
        text: math.log(share)
        for text, share in likeliest
        if not is_syllable(text) or is_common(text)  # no others are in print, but for a few
    }
