"""Characters: a noisy channel. A replacement is likelier than what was read if the engine doubted what it read, if it
often mistakes the one for the other, and if the words around make better Korean with it.

Nearly all characters are right, and the words around take Kiwi long. So three things are asked about a replacement,
each of fewer: whether what it replaces costs the passage enough (`MORE`), whether the eojeol alone is better with it
(`BETWEEN`), and, which alone decides, whether the eojeol is between others.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from hwalja.correct.channel import RUNNERS_UP, UNSEEN_ERROR
from hwalja.correct.confusions import Confusions
from hwalja.correct.edit import Edit
from hwalja.correct.guards import LONGEST_NAME, Guards, names_person
from hwalja.correct.jamo import is_common, is_syllable
from hwalja.correct.kiwi import scores
from hwalja.correct.passage import Passage, around

LANGUAGE = 0.6
"""Weight of a difference of Kiwi's scores against the channel's."""

SUSPICIOUS = 0.01
"""Characters that are less likely wrong are not looked at."""

DOUBTED = 0.12
"""Odds of being wrong from which on the engine itself doubts a character: else names, quotations, figures stay."""

CANDIDATES = 10
REACH, LONGEST = 2, 40
"""Eojeols on either side that Kiwi sees, and characters at most."""

SIGNS = 1.5
"""What Kiwi knows of signs, figures and Latin letters is worth so much at most."""

MORE = 5.0
"""A replacement gains at most so much more of Kiwi's score than what it replaces costs (`_costs`)."""

BETWEEN = 11.0
"""Log odds that the eojeols around add at most to those of an eojeol alone."""

_Seen = Sequence[tuple[str, float]]
"""What else the engine saw in a character, with shares."""


def edits(passages: Sequence[Passage], channel: Confusions) -> list[list[Edit]]:
    """Return for each passage the best replacement of every character that is more likely wrong than right.

    Raises:
        DependencyError: Kiwi is not installed.
    """
    likeliest = cache(partial(_likeliest, channel))
    alone = [list(_alone(passage, channel, likeliest)) for passage in passages]
    scored = _scores(alone)
    between = [[wider for one in each if (wider := _between(one, scored)).likeness] for each in alone]
    scored = _scores(between)
    best = [[max(one.edits(scored), key=lambda edit: edit.odds) for one in each] for each in between]
    return [[edit for edit in each if edit.odds > 0] for each in best]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A character that may be wrong.

    Attributes:
        word: Number of its eojeol in the passage.
        before: What Kiwi sees before it.
        after: And behind it.
        doubt: Log odds that it is wrong.
        likeness: By what may stand there instead, the log odds that this is printed where it was read wrongly.
    """

    passage: Passage
    word: int
    position: int
    before: str
    after: str
    doubt: float
    likeness: Mapping[str, float]

    @property
    def read(self) -> str:
        return self.passage.text[self.position]

    @property
    def texts(self) -> Iterator[str]:
        return (f"{self.before}{text}{self.after}" for text in (self.read, *self.likeness))

    def edits(self, scored: Mapping[str, float]) -> Iterator[Edit]:
        own, *others = (scored[text] for text in self.texts)
        for (text, likeness), score in zip(self.likeness.items(), others, strict=True):
            language = _language(self.read, text, score - own)
            evidence = {"language": language, "doubt": self.doubt, "likeness": likeness}
            yield Edit("character", self.position, self.position + 1, text, evidence)


def _scores(asked: Sequence[Sequence[_Asked]]) -> dict[str, float]:
    return scores(text for each in asked for one in each for text in one.texts)


def _language(read: str, text: str, gain: float) -> float:
    """Return the log odds that a gain of Kiwi's score is worth."""
    odds = LANGUAGE * gain
    return odds if is_syllable(read) and is_syllable(text) else max(-SIGNS, min(SIGNS, odds))


def _alone(
    passage: Passage, channel: Confusions, likeliest: Callable[[str, _Seen], Mapping[str, float]]
) -> Iterator[_Asked]:
    """Yield what may be wrong in a passage, in its eojeol alone."""
    text, costs = passage.text, _costs(passage)
    for word, (first, last) in enumerate(passage.words):
        for position in range(first, last):
            read, glyph = text[position], passage.glyphs[position]
            odds = channel.error(read, glyph.confidence) if glyph else UNSEEN_ERROR
            if glyph and odds < SUSPICIOUS:
                continue
            doubt, most = math.log(odds), costs.get(position, math.inf) + MORE
            likeness = {
                other: each
                for other, each in likeliest(read, glyph.others if glyph else ()).items()
                if doubt + each + _language(read, other, most) > 0
            }
            if likeness and (odds >= DOUBTED or not is_guarded(text, position, first, passage.guards)):
                before, after = text[first:position], text[position + 1 : last]
                yield _Asked(passage, word, position, before[-LONGEST:], after[:LONGEST], doubt, likeness)


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


def _between(asked: _Asked, scored: Mapping[str, float]) -> _Asked:
    """Return what is still likely of what was asked about an eojeol alone, with eojeols on either side."""
    text, position = asked.passage.text, asked.position
    start, end = around(asked.passage.words, asked.word, REACH)
    likely = {edit.text for edit in asked.edits(scored) if edit.odds > -BETWEEN}
    return replace(
        asked,
        before=text[max(start, position - LONGEST) : position],
        after=text[position + 1 : min(end, position + LONGEST)],
        likeness={text: odds for text, odds in asked.likeness.items() if text in likely},
    )


def is_guarded(text: str, position: int, word: int, guards: Guards) -> bool:
    """Tell whether a character may be changed only because the engine doubts it; `word` is where its eojeol begins."""
    name = any(names_person(text, word, end) for end in range(max(position, word) + 1, word + LONGEST_NAME + 1))
    short = text[max(0, position - 1) : position + 2 : 2] == "()"  # such as (재) for 재단법인
    return not is_syllable(text[position]) or short or guards.address(position) or guards.quotation(position) or name


def _likeliest(channel: Confusions, read: str, seen: _Seen) -> Mapping[str, float]:
    """Return what may stand in the place of a character, the likeliest first, with log odds."""
    shares = channel.candidates(read)
    if seen:
        total = sum(share for _, share in seen)
        shares = {text: (1 - RUNNERS_UP) * share for text, share in shares.items()}
        for text, share in seen:
            shares[text] = shares.get(text, 0.0) + RUNNERS_UP * share / total
    likeliest = sorted(shares.items(), key=lambda item: -item[1])[:CANDIDATES]
    return {
        text: math.log(share)
        for text, share in likeliest
        if not is_syllable(text) or is_common(text) or text in dict(seen)  # no others are in print, but for a few
    }
