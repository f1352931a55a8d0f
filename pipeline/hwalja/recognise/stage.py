"""The stage: every line of a layout gets its words."""

from __future__ import annotations

import time
from dataclasses import replace

from hwalja.errors import EngineError
from hwalja.model import Layout, Line, Reading, Sheet, Word
from hwalja.recognise.crops import Crop, crops
from hwalja.recognise.engine import Engine, Words
from hwalja.recognise.registry import Engines

DOUBTFUL = 0.9
"""A line whose characters are less sure on the average is read a second time."""

SURER = 0.02
"""The second reading is taken where its characters are surer by more than this."""


def recognise(sheet: Sheet, layout: Layout, engines: Engines, timeout: float) -> Layout:
    """Return `layout` with the words of every line, in pixels of the sheet.

    Args:
        sheet: Where the lines stand.
        layout: Lines still without words.
        engines: What reads them.
        timeout: Seconds for the whole page.

    Raises:
        EngineError: An engine failed, or took too long.
    """
    end = time.monotonic() + timeout
    lines = list(layout.lines)
    read = _read(sheet, layout, engines.first, lines, timeout)
    doubtful = [k for k, line in enumerate(read) if _sureness(line) < DOUBTFUL]
    if engines.second and doubtful:
        again = _read(sheet, layout, engines.second, [lines[k] for k in doubtful], end - time.monotonic())
        for k, other in zip(doubtful, again, strict=True):
            read[k] = _better(read[k], engines.first.name, other, engines.second.name)
    found = iter(read)
    regions = (replace(region, lines=tuple(next(found) for _ in region.lines)) for region in layout.regions)
    return replace(layout, regions=tuple(regions))


def _read(sheet: Sheet, layout: Layout, engine: Engine, lines: list[Line], timeout: float) -> list[Line]:
    cut = list(crops(sheet, layout, engine.style, lines))
    found = engine.read([crop.image for crop in cut], timeout=timeout)
    if len(found) != len(cut):
        raise EngineError(f"the engine {engine.name} read {len(found)} of {len(cut)} lines")
    return [_filled(*of_line) for of_line in zip(lines, cut, found, strict=True)]


def _filled(line: Line, crop: Crop, found: Words) -> Line:
    return replace(line, words=tuple(_on_sheet(word, crop) for word in found.words))


def _on_sheet(word: Word, crop: Crop) -> Word:
    glyphs = tuple(replace(glyph, box=crop.to_sheet(glyph.box)) for glyph in word.glyphs)
    return replace(word, box=crop.to_sheet(word.box), glyphs=glyphs)


def _sureness(line: Line) -> float:
    """Return the mean confidence of a line's characters, 0 where nothing was read."""
    sure = [glyph.confidence for glyph in line.glyphs]
    return sum(sure) / len(sure) if sure else 0.0


def _better(first: Line, name: str, second: Line, other: str) -> Line:
    """Return the surer of two readings of a line, with a record of both."""
    readings = (Reading(name, first.text, _sureness(first)), Reading(other, second.text, _sureness(second)))
    if readings[1].confidence > readings[0].confidence + SURER:
        return replace(second, readings=readings[::-1])
    return replace(first, readings=readings)
