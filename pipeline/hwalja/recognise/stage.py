"""The stage: every line of a layout gets its words."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TypeAlias

from hwalja.errors import EngineError
from hwalja.model import Layout, Line, Reading, Region, Role, Sheet, Word
from hwalja.recognise.crops import Crop, crops
from hwalja.recognise.engine import Engine, Words
from hwalja.recognise.registry import Engines

DOUBTFUL = 0.9
"""A line whose characters are less sure on the average is read a second time."""

SURER = 0.2
"""The second reading is taken where its characters are surer by more than this. Tesseract is too sure of what is hard
to read: of 225 doubtful lines of worn print, in which our net makes 1,090 errors and Tesseract 2,020, a margin of 0.02
took 116 from Tesseract and left 1,460 errors; one of 0.2 takes 2 and leaves 1,100. What the net cannot read at all, it
doubts far more."""

HEADINGS = (Role.HEADLINE, Role.SUBHEADING)
"""What is taken for these and has no letter or figure is a bit of a picture."""

FOLIO = 4
"""What has so many letters at most at the foot of a page, and no figure, is dirt."""

_Read: TypeAlias = "tuple[Line, Reading]"


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
    doubtful = [k for k, (_, reading) in enumerate(read) if reading.confidence < DOUBTFUL]
    if engines.second and doubtful:
        again = _read(sheet, layout, engines.second, [lines[k] for k in doubtful], end - time.monotonic())
        for k, other in zip(doubtful, again, strict=True):
            read[k] = _better(read[k], other)
    found = iter(line for line, _ in read)
    regions = (replace(region, lines=tuple(next(found) for _ in region.lines)) for region in layout.regions)
    return replace(layout, regions=tuple(map(_if_type, regions)))


def _if_type(region: Region) -> Region:
    """Return a region, without its words if they show that it is none of what it was taken for."""
    text = "".join(line.text for line in region.lines)
    scrawl = region.role in HEADINGS and not any(map(str.isalnum, text))
    speck = region.role is Role.FOOTER and len(text) <= FOLIO and not any(map(str.isdigit, text))
    return replace(region, lines=tuple(replace(line, words=()) for line in region.lines)) if scrawl or speck else region


def _read(sheet: Sheet, layout: Layout, engine: Engine, lines: list[Line], timeout: float) -> list[_Read]:
    """Return every line with its words, and what was read in it."""
    cut = list(crops(sheet, layout, engine.style, lines))
    found = engine.read([crop.image for crop in cut], timeout=timeout)
    if len(found) != len(cut):
        raise EngineError(f"the engine {engine.name} read {len(found)} of {len(cut)} lines")
    return [
        (_filled(line, crop, words), Reading(engine.name, words.text, words.confidence))
        for line, crop, words in zip(lines, cut, found, strict=True)
    ]


def _filled(line: Line, crop: Crop, found: Words) -> Line:
    return replace(line, words=tuple(_on_sheet(word, crop) for word in found.words))


def _on_sheet(word: Word, crop: Crop) -> Word:
    glyphs = tuple(replace(glyph, box=crop.to_sheet(glyph.box)) for glyph in word.glyphs)
    return replace(word, box=crop.to_sheet(word.box), glyphs=glyphs)


def _better(first: _Read, second: _Read) -> _Read:
    """Return the surer of two readings of a line, with a record of both."""
    ordered = (second, first) if second[1].confidence > first[1].confidence + SURER else (first, second)
    line, reading = ordered[0]
    return replace(line, readings=tuple(reading for _, reading in ordered)), reading
