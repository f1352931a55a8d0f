"""Marks of paragraphs: where a paper sets `○` before each speaker, an `O` that begins a paragraph is one too."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence

from hwalja.correct.edit import Edit
from hwalja.correct.jamo import is_syllable
from hwalja.correct.others import against
from hwalja.correct.passage import Passage

FEWEST = 3
"""Paragraphs of a page that begin with a mark."""

MARKED = 3.0
"""Log odds that another begins with it where the engine may have seen it: an estimate."""

_SIGN = "So"
"""Unicode's category of ○, ◇, ■, ▲ …"""


def edits(passages: Sequence[Passage]) -> list[list[Edit]]:
    """Return for each passage of a page the mark that its first letter or figure may be."""
    begun = Counter(passage.text[:1] for passage in passages)
    marks = {mark for mark, count in begun.items() if count >= FEWEST and mark and unicodedata.category(mark) == _SIGN}
    return [[edit] if (edit := _mark(passage, marks)) else [] for passage in passages]


def _mark(passage: Passage, marks: set[str]) -> Edit | None:
    glyph = passage.glyphs[0] if passage.glyphs else None
    if glyph is None or is_syllable(glyph.text) or not glyph.text.isalnum():
        return None
    found = next(((text, share) for text, share in glyph.others if text in marks), None)
    if found is None:
        return None
    mark, share = found
    return Edit("character", 0, 1, mark, {"engine": against(glyph, share), "marks": MARKED})
