"""Commas of headlines: `멧돼지, 도심 난입`. In heavy faces a comma looks like a full stop, and no headline has full
stops inside: where the engine saw a comma as the next likeliest, it is one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from hwalja.correct.interpuncts import VERBS
from hwalja.correct.passage import Passage

COMMA, STOP = ",", "."

CONFIDENCE = 0.9
"""An estimate."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A full stop to be replaced: its place in the passage, and the probability that the engine gave the comma."""

    position: int
    share: float


def misread_commas(headline: Passage) -> Iterator[Stop]:
    """Find the full stops between the words of a headline that may be commas."""
    for position, (character, following) in enumerate(pairwise(headline.text)):
        glyph = headline.glyphs[position]
        if character != STOP or following != " " or glyph is None or headline.text[:position].endswith((*VERBS, STOP)):
            continue
        share = dict(glyph.others).get(COMMA)
        if share and position + 2 < len(headline.text):
            yield Stop(position, share)
