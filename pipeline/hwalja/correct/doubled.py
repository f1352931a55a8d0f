"""Signs read twice: where a face draws a squared unit as letters, a net may read sign and last letter, `㎏g`; the left
half of `《` is read as `<` before it, and that of `㈜` as a bracket that nothing closes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from hwalja.correct.edit import Edit
from hwalja.correct.odds import logit
from hwalja.correct.passage import Passage

CONFIDENCE = 0.98
"""An estimate: nobody prints a unit so."""

_FIRST, _LAST = "\u3371", "\u33df"
_SQUARED = re.compile(rf"(?<=\d)([{_FIRST}-{_LAST}])([A-Za-z])(?![A-Za-z])")
_HALF = re.compile(r"<(?=《)|\((?=㈜[^()]*(?:\(|$))")


def edits(passage: Passage) -> Iterator[Edit]:
    """Yield the removal of every such letter and half."""
    for found in _SQUARED.finditer(passage.text):
        unit, letter = found.groups()
        if unicodedata.normalize("NFKC", unit).endswith(letter):
            yield from _removed(passage, found.start(2))
    for found in _HALF.finditer(passage.text):
        yield from _removed(passage, found.start())


def _removed(passage: Passage, place: int) -> Iterator[Edit]:
    if passage.glyphs[place]:
        yield Edit("character", place, place + 1, "", {"doubled": logit(CONFIDENCE)})
