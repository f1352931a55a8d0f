"""Brackets that do not match: in `〈흙에 남은 사람들》` the one was misread that the engine may have seen otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hwalja.correct.edit import Edit
from hwalja.correct.others import against
from hwalja.correct.passage import Passage

PAIRS = ("()", "[]", "{}", "〈〉", "《》", "「」", "『』", "【】", "〔〕")

MATCHED = 6.0
"""Log odds that what opens is closed in kind: an estimate, of four hundred brackets in print one is not."""

LEAD = 2.0
"""Log odds by which it must be likelier that the one was misread than the other."""

_MATES = {pair[side]: pair[1 - side] for pair in PAIRS for side in (0, 1)}
_OPENING, _CLOSING = ("".join(re.escape(pair[side]) for pair in PAIRS) for side in (0, 1))
_PAIR = re.compile(rf"[{_OPENING}][^{_OPENING}{_CLOSING}]*[{_CLOSING}]")


def edits(passage: Passage) -> Iterator[Edit]:
    """Yield for every two brackets that do not match the change that makes them, if one is clearly the likelier."""
    for found in _PAIR.finditer(passage.text):
        first, last = found.start(), found.end() - 1
        opening, closing = passage.text[first], passage.text[last]
        if _MATES[opening] != closing:
            ways = [*_way(passage, first, _MATES[closing]), *_way(passage, last, _MATES[opening])]
            yield from (way for way in ways if all(way is each or way.odds > each.odds + LEAD for each in ways))


def _way(passage: Passage, place: int, mate: str) -> Iterator[Edit]:
    """Yield the change of one bracket, if the engine may have seen it."""
    glyph = passage.glyphs[place]
    share = dict(glyph.others).get(mate) if glyph else None
    if glyph and share:
        yield Edit("character", place, place + 1, mate, {"engine": against(glyph, share), "matched": MATCHED})
