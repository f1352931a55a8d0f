"""From the sheet back to the scan: every box in pixels of the image as given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hwalja.geometry import Box, Map
from hwalja.model import Line, Region, Word


@dataclass(frozen=True, slots=True)
class Placement:
    """The map to a scan of `width` × `height` px."""

    to_scan: Map
    width: int
    height: int

    def box(self, box: Box) -> Box:
        return self.to_scan.box(box).clipped(self.width, self.height)

    def boxes(self, boxes: Sequence[Box]) -> tuple[Box, ...]:
        return tuple(self.box(box) for box in boxes)

    def region(self, region: Region) -> Region:
        return replace(region, box=self.box(region.box), lines=tuple(self._line(line) for line in region.lines))

    def _line(self, line: Line) -> Line:
        return replace(line, box=self.box(line.box), words=tuple(self._word(word) for word in line.words))

    def _word(self, word: Word) -> Word:
        glyphs = tuple(replace(glyph, box=self.box(glyph.box)) for glyph in word.glyphs)
        return replace(word, box=self.box(word.box), glyphs=glyphs)
