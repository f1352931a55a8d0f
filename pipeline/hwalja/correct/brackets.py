"""Brackets that do not fit: `(의안번호 2125741〉`. Faces draw round and pointed brackets nearly alike, but a bracket is
closed by its own kind: of two that do not fit, the one that the engine thinks may be the other's partner is that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hwalja.correct.passage import Passage

OPENING, CLOSING = "([{〔【「『《〈", ")]}〕】」』》〉"
PARTNER = {**dict(zip(OPENING, CLOSING, strict=True)), **dict(zip(CLOSING, OPENING, strict=True))}

LONGEST = 60
"""Characters between two brackets that belong together; others may have lost their partners."""

CONFIDENCE = 0.95
"""An estimate."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """A bracket to be replaced: its place in the passage, what it is, and the probability that the engine gave that."""

    position: int
    text: str
    share: float


def misread_brackets(passage: Passage) -> Iterator[Misfit]:
    """Find the brackets that are of another kind than their partners."""
    opened: list[int] = []
    for position, character in enumerate(passage.text):
        if character in OPENING:
            opened.append(position)
        elif character in CLOSING and opened:
            first = opened.pop()
            other = passage.text[first]
            if PARTNER[other] == character or position - first > LONGEST:
                continue
            if any(PARTNER[passage.text[earlier]] == character for earlier in opened):
                opened.clear()  # one in between was lost: which belong together is not known
                continue
            both = [_share(passage, first, PARTNER[character]), _share(passage, position, PARTNER[other])]
            best = max(both, key=lambda misfit: misfit.share)
            if best.share:
                yield best


def _share(passage: Passage, position: int, wanted: str) -> Misfit:
    glyph = passage.glyphs[position]
    return Misfit(position, wanted, dict(glyph.others).get(wanted, 0.0) if glyph else 0.0)
