"""Latin: what the model `eng` reads where figures, signs and Latin letters were read.

The Korean models know no unit (㎏, ㎞, ℃) and few Latin letters, and read figures and signs for them, or nothing:
`1.28` for `1.2g`, `07` for `CT`. Of Hangul `eng` knows nothing: so it is shown what stands between syllables alone.
What it reads is kept beside what was read (`Word.others`); correction decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, takewhile

import numpy as np

from hwalja.model import Glyph
from hwalja.recognise.engine import LineImage, Words

LANGUAGE = "eng"

ENDS = 0.15
"""Em of the crop that a stretch is cut out with at the ends of a word."""

BORDER = 8
"""White px added at either end."""

LEGIBLE = 0.5
"""From a character on that is less sure, the part of a syllable is read that stands beside."""

_SIGNS = frozenset(".,'\"·…‘’“”‥()")
"""Where nothing else stands, there is nothing to ask about."""

_FIRST, _LAST = "가", "힣"


@dataclass(frozen=True, slots=True)
class Stretch:
    """What stands between syllables in a word of a line: `glyphs[start:end]`, from `left` to `right` px of the crop."""

    line: int
    word: int
    start: int
    end: int
    left: int
    right: int

    def cut(self, line: LineImage) -> LineImage:
        """Return the stretch alone."""
        own = line.grey[:, max(0, self.left) : self.right]
        return LineImage(line.id, np.pad(own, ((0, 0), (BORDER, BORDER)), constant_values=255), line.em)


def stretches(lines: Sequence[LineImage], read: Sequence[Words]) -> Iterator[Stretch]:
    """Yield what is to be read again in lines that were read."""
    for number, (line, reading) in enumerate(zip(lines, read, strict=True)):
        for index, word in enumerate(reading.words):
            for start, end in _spans(word.glyphs):
                left, right = _edges(word.glyphs, start, end, round(ENDS * line.em))
                yield Stretch(number, index, start, end, left, min(right, line.grey.shape[1]))


def _spans(glyphs: Sequence[Glyph]) -> Iterator[tuple[int, int]]:
    for between, run in groupby(range(len(glyphs)), key=lambda k: not _FIRST <= glyphs[k].text <= _LAST):
        places = list(run)
        if between and any(glyphs[k].text not in _SIGNS for k in places):
            yield places[0], places[-1] + 1


def _edges(glyphs: Sequence[Glyph], start: int, end: int, margin: int) -> tuple[int, int]:
    """Return where a stretch begins and ends: up to its neighbours, as a character may have been left out."""
    first, last = glyphs[start].box, glyphs[end - 1].box
    left = min(glyphs[start - 1].box.right, first.x) if start else first.x - margin
    right = max(glyphs[end].box.x, last.right) if end < len(glyphs) else last.right + margin
    return left, right


def told(read: Sequence[Words], found: Iterable[tuple[Stretch, Words]]) -> list[Words]:
    """Return lines that were read, with what was read in the stretches beside."""
    others: dict[tuple[int, int], list[tuple[str, float]]] = {}
    for stretch, again in found:
        word = read[stretch.line].words[stretch.word]
        sure = list(takewhile(lambda glyph: glyph.confidence >= LEGIBLE, again.glyphs))
        text = "".join((word.text[: stretch.start], *(glyph.text for glyph in sure), word.text[stretch.end :]))
        if sure and text != word.text:
            own = others.setdefault((stretch.line, stretch.word), [])
            own.append((text, min(glyph.confidence for glyph in sure)))
    return [_with(reading, others, number) for number, reading in enumerate(read)]


def _with(reading: Words, others: Mapping[tuple[int, int], Sequence[tuple[str, float]]], line: int) -> Words:
    words = (replace(word, others=tuple(others.get((line, index), ()))) for index, word in enumerate(reading.words))
    return Words(tuple(words))
