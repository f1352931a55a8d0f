"""The stage: every line of a layout gets its words."""

from __future__ import annotations

from dataclasses import replace

from hwalja.errors import EngineError
from hwalja.model import Layout, Line, Sheet, Word
from hwalja.recognise.crops import Crop, crops
from hwalja.recognise.engine import Engine, Reading


def recognise(sheet: Sheet, layout: Layout, engine: Engine, timeout: float) -> Layout:
    """Return `layout` with the words of every line, in pixels of the sheet.

    Args:
        sheet: Where the lines stand.
        layout: Lines still without words.
        engine: What reads them.
        timeout: Seconds for the whole page.

    Raises:
        EngineError: The engine failed, or took too long.
    """
    cut = list(crops(sheet, layout))
    readings = engine.read([crop.image for crop in cut], timeout=timeout)
    if len(readings) != len(cut):
        raise EngineError(f"the engine {engine.name} read {len(readings)} of {len(cut)} lines")
    pairs = iter(zip(cut, readings, strict=True))
    return replace(
        layout,
        regions=tuple(
            replace(region, lines=tuple(_filled(line, *next(pairs)) for line in region.lines))
            for region in layout.regions
        ),
    )


def _filled(line: Line, crop: Crop, reading: Reading) -> Line:
    return replace(line, words=tuple(_on_sheet(word, crop) for word in reading.words))


def _on_sheet(word: Word, crop: Crop) -> Word:
    glyphs = tuple(replace(glyph, box=crop.to_sheet(glyph.box)) for glyph in word.glyphs)
    return replace(word, box=crop.to_sheet(word.box), glyphs=glyphs)
