"""Units read twice: where a face draws a squared unit as letters, a net may read sign and last letter, `㎏g`."""

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


def edits(passage: Passage) -> Iterator[Edit]:
    """Yield the removal of every such letter."""
    for found in _SQUARED.finditer(passage.text):
        unit, letter = found.groups()
        glyph = passage.glyphs[found.start(2)]
        if glyph and unicodedata.normalize("NFKC", unit).endswith(letter):
            yield Edit("character", *found.span(2), "", {"unit": logit(CONFIDENCE)})
