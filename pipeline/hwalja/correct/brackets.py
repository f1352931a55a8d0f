"""Brackets and quotation marks that do not match: in `〈흙에 남은 사람들》` the one was misread that the engine may
have seen otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hwalja.correct.edit import Edit
from hwalja.correct.odds import logit
from hwalja.correct.others import against
from hwalja.correct.passage import Passage

QUOTES = ("‘’", "“”")
PAIRS = (*QUOTES, "()", "[]", "{}", "〈〉", "《》", "「」", "『』", "【】", "〔〕")

MATCHED = 6.0
"""Log odds that what opens is closed in kind: an estimate, of four hundred brackets in print one is not."""

LEAD = 2.0
"""Log odds by which it must be likelier that the one was misread than the other."""

_ANGLES = re.compile(r"(<)[^<>〈〉]*[가-힣][^<>〈〉]*(>)|<>")
ANGLED = 0.95
"""Probability that `<…>` is `〈…〉` and `<>` a `◇` where an engine knows neither: 14 of 14 on the development pages."""

_QUOTED = re.compile(r"[‘“][^‘’“”]*[’”]")
_OPENED = re.compile(r"[‘“][^’”]*$")
_MATES = {pair[side]: pair[1 - side] for pair in PAIRS for side in (0, 1)}
_OPENING, _CLOSING = ("".join(re.escape(pair[side]) for pair in PAIRS if pair not in QUOTES) for side in (0, 1))
_PAIR = re.compile(rf"[{_OPENING}][^{_OPENING}{_CLOSING}]*[{_CLOSING}]")


def edits(passage: Passage) -> Iterator[Edit]:
    """Yield for every two that do not match the change that makes them, if one is clearly the likelier."""
    quoted = (found for found in _QUOTED.finditer(passage.text) if not _OPENED.search(passage.text, 0, found.start()))
    for found in (*_PAIR.finditer(passage.text), *quoted):
        first, last = found.start(), found.end() - 1
        opening, closing = passage.text[first], passage.text[last]
        if _MATES[opening] != closing:
            ways = [*_way(passage, first, _MATES[closing]), *_way(passage, last, _MATES[opening])]
            yield from (way for way in ways if all(way is each or way.odds > each.odds + LEAD for each in ways))


def angles(passage: Passage) -> Iterator[Edit]:
    """Yield what `<` and `>` are where the engine knows no `〈`, `〉` and `◇`."""
    for found in _ANGLES.finditer(passage.text):
        whole = found[1] is None
        changes = [(found.span(), "◇")] if whole else [(found.span(1), "〈"), (found.span(2), "〉")]
        if passage.glyphs[found.start()]:
            yield from (Edit("character", *span, text, {"angled": logit(ANGLED)}) for span, text in changes)


def _way(passage: Passage, place: int, mate: str) -> Iterator[Edit]:
    """Yield the change of one bracket, if the engine may have seen it."""
    glyph = passage.glyphs[place]
    share = dict(glyph.others).get(mate) if glyph else None
    if glyph and share:
        yield Edit("character", place, place + 1, mate, {"engine": against(glyph, share), "matched": MATCHED})
