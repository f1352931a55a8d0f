"""Passages as an engine read them that tells what else its letters may be."""

from collections.abc import Mapping

from hwalja.correct.passage import Passage
from hwalja.geometry import Box
from hwalja.model import Glyph

Doubts = Mapping[int, tuple[tuple[str, float], ...]]


def read(text: str, doubts: Doubts | None = None, name: str = "p") -> Passage:
    """Return a passage; what a letter may be otherwise is told by its place, all others are sure."""
    glyphs = []
    for place, letter in enumerate(text):
        others = (doubts or {}).get(place, ())
        confidence = round(0.9995 - sum(share for _, share in others), 6)
        glyphs.append(None if letter == " " else Glyph(letter, Box(10 * place, 0, 10, 10), confidence, others))
    return Passage(name, text, tuple(range(len(text))), tuple(glyphs))
