"""Units behind figures: `3㎞`, one sign, or `3km`, letters.

Faces for print draw the sign as wide as a syllable, and by that it is told from letters; others draw it nearly as they
draw the letters, a few just so. But a paper writes its units one way: what an engine doubts is what the page prints
elsewhere. The figures are estimates from lines with units in faces of the recogniser's training and two others.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hwalja.correct.edit import Edit
from hwalja.correct.odds import logit
from hwalja.correct.passage import Passage

_FIRST, _LAST = "\u3380", "\u33df"


def _letters() -> Iterator[tuple[str, str]]:
    for sign in map(chr, range(ord(_FIRST), ord(_LAST) + 1)):
        letters = unicodedata.normalize("NFKC", sign)
        if letters.isascii() and letters.isalpha() and len(letters) > 1:
            yield letters, sign


SIGNS = dict(_letters())
"""The sign of each unit that is also written in letters."""

SURE, LIKELY = 0.9, 0.5
"""Probabilities of a sign: what is above the one hardly ever is letters, what is above the other may be."""

SIGN, PERHAPS, SPELT = 3.0, 1.0, -0.5
"""Log odds that a page prints signs that a unit gives: a sure sign, a likely one, and letters."""

MOST = 4.0
"""Log odds that all units of a page give at most: articles may come from elsewhere."""

CAUTION = 0.5
"""Log odds against a change."""

_UNIT = re.compile(rf"(?<=\d)(?:{'|'.join(sorted(SIGNS, key=len, reverse=True))}|[{_FIRST}-{_LAST}])(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit as it was read, the other way to write it, and the probability that the sign is printed."""

    start: int
    end: int
    other: str
    sign: float

    @property
    def says(self) -> float:
        """Log odds that it gives for signs on its page."""
        return SIGN if self.sign > SURE else PERHAPS if self.sign > LIKELY else SPELT


def edits(passages: Sequence[Passage]) -> list[list[Edit]]:
    """Return for each passage of a page the units that may be written the other way, the unlikely ones too."""
    found = [list(_units(passage)) for passage in passages]
    page = sum(unit.says for each in found for unit in each)
    return [[_edit(unit, page - unit.says) for unit in each if 0 < unit.sign < 1] for each in found]


def _edit(unit: _Unit, page: float) -> Edit:
    odds = {"engine": logit(unit.sign), "page": max(-MOST, min(MOST, page))}
    way = 1 if unit.other in SIGNS.values() else -1
    evidence = {source: way * each for source, each in odds.items()}
    return Edit("character", unit.start, unit.end, unit.other, {**evidence, "caution": -CAUTION})


def _units(passage: Passage) -> Iterator[_Unit]:
    for found in _UNIT.finditer(passage.text):
        glyphs = passage.glyphs[found.start() : found.end()]
        shares = [dict(glyph.others) for glyph in glyphs if glyph]
        text, spelt = found[0], unicodedata.normalize("NFKC", found[0])
        if spelt not in SIGNS or len(shares) < len(glyphs):
            continue
        if text == spelt:
            sign = SIGNS[spelt]
            yield _Unit(*found.span(), sign, max(each.get(sign, 0.0) for each in shares))
        else:
            yield _Unit(*found.span(), spelt, 1 - max(shares[0].get(letter, 0.0) for letter in spelt))
