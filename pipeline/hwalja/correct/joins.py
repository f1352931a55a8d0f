"""Line ends: whether a space stood there, or the line broke inside a word.

A Korean newspaper line breaks between any two syllables, without a hyphen; about 40 % of the breaks are spaces.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from hwalja.correct.kiwi import analyse
from hwalja.model import Role

CONTEXT = 16
"""Characters looked at on either side of a break."""


@dataclass(frozen=True, slots=True)
class Break:
    """The end of one line and the beginning of the next."""

    left: str
    right: str
    role: Role = Role.BODY


@dataclass(frozen=True, slots=True)
class Join:
    """What belongs at a break.

    Attributes:
        space: A space, rather than nothing.
        confidence: Probability that this is right.
        evidence: Sources and their scores; positive ones speak for a space.
    """

    space: bool
    confidence: float
    evidence: dict[str, float | str]


def decide(breaks: Sequence[Break]) -> list[Join]:
    """Decide every break; where one side is empty, nothing is put."""
    open_ = [each for each in breaks if each.left and each.right]
    texts = [
        text
        for each in open_
        for text in (
            f"{each.left[-CONTEXT:]} {each.right[:CONTEXT]}",
            f"{each.left[-CONTEXT:]}{each.right[:CONTEXT]}",
        )
    ]
    scores = [analysis.score for analysis in analyse(texts)]
    gains = (apart - together for apart, together in zip(scores[::2], scores[1::2], strict=True))
    return [
        _join(next(gains)) if each.left and each.right else Join(space=False, confidence=1.0, evidence={"empty": 1.0})
        for each in breaks
    ]


def _join(gain: float) -> Join:
    space = gain > 0
    return Join(space, 1 / (1 + math.exp(-min(abs(gain), 30))), {"kiwi": round(gain, 3)})
