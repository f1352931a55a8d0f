"""The channel over whole words: how likely an engine reads one word for another."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import combinations, permutations
from typing import Protocol

from hwalja.correct.jamo import apart, is_syllable, neighbours, together
from hwalja.correct.odds import logit
from hwalja.model import Glyph

UNSEEN_ERROR = 0.003
"""Probability that a character of a text without an image is wrong."""

UNSEEN_SHARE = 1e-4
"""Share among the misread of what the channel does not know."""

AGAIN = 0.12
"""Share of misread syllables in which one more jamo is wrong (of Tesseract's, on rendered columns)."""

BESIDE = 0.1
"""Probability that another character of a word is wrong where one is, without an image: what blurs one blurs its
neighbours."""

DROPPED = -12.0
"""Log odds that a character is missing or too much; rare, and writers shorten names themselves."""

RUNNERS_UP = 0.8
"""Weight of what the engine itself saw second, against what its errors elsewhere say."""


class Channel(Protocol):
    """What an engine mistakes for what (`confusions.Confusions`)."""

    def error(self, read: str, confidence: float) -> float:
        """Return the odds that a character read with such a confidence is wrong."""
        ...

    def candidates(self, read: str) -> Mapping[str, float]:
        """Return what may be printed where `read` is wrong, with probabilities."""
        ...


_ALIKE = (
    ("ㄱㅋㄲ ㄴㄷㄹㅌ ㄷㅌㄸ ㅁㅂㅍㅇ ㅂㅍㅃ ㅅㅈㅊㅆ ㅈㅊㅉㄱ ㅇㅎㅁ ㅊㅎ ㅋㅌ"),
    ("ㅏㅑㅣㅓ ㅓㅕㅣㅔ ㅗㅛㅡㅜ ㅜㅠㅡ ㅐㅔㅒㅖㅏㅓ ㅔㅖ ㅘㅙㅚㅗ ㅝㅞㅟㅜ ㅢㅣㅡㅟ ㅚㅟ ㅙㅞㅐㅔ"),
    ("-ㄱㄴㅅ ㄱㄲㅋ ㄴㄷㄹㄵㄶ ㄹㅁㅌㄷㄼㄺㄻㄾㅀ ㅁㅂㅇㅍㄻ ㅂㅄㅍ ㅅㅆㅈㅊ ㅇㅎㅁ ㅈㅊㅅㄷ ㄱㄳㄺ"),
)
"""Initial, medial and final jamo that look alike: what engines mistake for one another (those of Tesseract were
counted on rendered columns), and what differs in a stroke."""

_PAIRS = tuple(
    frozenset(frozenset(pair) for letters in groups.split() for pair in combinations(letters, 2)) for groups in _ALIKE
)

ALIKE = 6.0
"""How much oftener those are mistaken for one another than other jamo are."""


class Likeness:
    """The channel of an engine of which nothing was counted: jamo that look alike are mistaken for one another."""

    def error(self, read: str, confidence: float) -> float:
        share = min(max(1 - confidence, 1e-4), 0.9)
        return share / (1 - share)

    def candidates(self, read: str) -> Mapping[str, float]:
        if not is_syllable(read):
            return {}
        jamo = apart(read)
        weights = {
            text: ALIKE if frozenset((jamo[position], letter)) in _PAIRS[position] else 1.0
            for text, position, letter in neighbours(read)
        }
        whole = sum(weights.values())
        return {text: weight / whole for text, weight in weights.items()}


class Misreadings:
    """Log odds that one word was read for another; what it worked out for a pair of syllables it keeps."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._candidates: dict[str, Mapping[str, float]] = {}
        self._shares: dict[tuple[str, str], float] = {}

    def odds(self, read: str, printed: str, glyphs: Sequence[Glyph | None]) -> float:
        """Return the log odds that `printed` was read as `read`, which `glyphs` are of; characters may be lost."""
        row = [DROPPED * column for column in range(len(printed) + 1)]
        for index, character in enumerate(read):
            before, row = row, [row[0] + DROPPED]
            for column, truth in enumerate(printed):
                wrong = 0.0 if truth == character else self._syllable(character, truth, glyphs[index])
                row.append(max(before[column] + wrong, before[column + 1] + DROPPED, row[column] + DROPPED))
        return row[-1] + (0.0 if any(glyphs) else logit(UNSEEN_ERROR) - logit(BESIDE))

    def _syllable(self, read: str, printed: str, glyph: Glyph | None) -> float:
        error = math.log(self._channel.error(read, glyph.confidence)) if glyph else logit(BESIDE)
        share = self._share(read, printed)
        if instead := glyph.instead if glyph else ():
            total = sum(each for _, each in instead)
            seen = sum(each for text, each in instead if text == printed)
            share = RUNNERS_UP * seen / total + (1 - RUNNERS_UP) * share
        return error + math.log(share)

    def _share(self, read: str, printed: str) -> float:
        if (read, printed) not in self._shares:
            self._shares[read, printed] = max(self._worked_out(read, printed), UNSEEN_SHARE**2)
        return self._shares[read, printed]

    def _worked_out(self, read: str, printed: str) -> float:
        """Return the share of `printed` among what is misread as `read`, one jamo after the other."""
        direct = self._of(read).get(printed)
        if direct:
            return direct
        if not (is_syllable(read) and is_syllable(printed)):
            return 0.0
        wrong = [
            position
            for position, (one, other) in enumerate(zip(apart(read), apart(printed), strict=True))
            if one != other
        ]
        return max(self._path(read, printed, order) for order in permutations(wrong))

    def _path(self, read: str, printed: str, order: Sequence[int]) -> float:
        share, syllable = 1 / AGAIN, read
        for position in order:
            jamo = apart(syllable)
            following = together(jamo[:position] + apart(printed)[position] + jamo[position + 1 :])
            share *= AGAIN * max(self._of(syllable).get(following, 0.0), UNSEEN_SHARE)
            syllable = following
        return share

    def _of(self, read: str) -> Mapping[str, float]:
        if read not in self._candidates:
            self._candidates[read] = self._channel.candidates(read)
        return self._candidates[read]
