"""From lines to the pieces that the layout of the raw text itself tells: paragraphs, headlines, bylines, marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hwalja.compose.byline import is_byline
from hwalja.fix.kinds import LONGEST_SHORT, Kind, is_bare_number, is_item, kind_of
from hwalja.fix.lines import TextLine, running
from hwalja.fix.sentences import finished, holds_sentence, stops
from hwalja.fix.setting import Setting, blocks, setting

CUT_SHORT = 0.6
"""Share of the measure: a justified line that is shorter, and ends no sentence, is no running text."""

TOO_WIDE = 1.3
"""Times the measure: a wider line is set over several columns."""

HEADING_LINES = 5
"""A block of more lines without a sentence is running text whose end is elsewhere, or a list."""

_CLOSES = re.compile(r"[.,!?。…”’\"'」』)\]】〉》]+")
_SIGNED = re.compile(r"[.!?][”’\"')]*(\s+)(?=\S)")
_LONGEST_SIGNATURE = 45


@dataclass(frozen=True, slots=True)
class Unit:
    """Lines that belong together, and what they are."""

    kind: Kind
    lines: tuple[TextLine, ...]

    @property
    def text(self) -> str:
        """The lines as one text, before any line end is decided."""
        return running(self.lines)

    @property
    def first(self) -> TextLine:
        return self.lines[0]

    @property
    def last(self) -> TextLine:
        return self.lines[-1]


def units(lines: Sequence[TextLine]) -> list[Unit]:
    """Return the units of a text in their order; every line, or both parts of one, is in one of them."""
    usual = setting(lines)
    found: list[Unit] = []
    for block in blocks(lines):
        own = setting(block, usual)
        found += _printed(block, own) if own.printed else map(_alone, _signatures_apart(block))
    return found


def _alone(line: TextLine) -> Unit:
    return Unit(kind_of(line.text), (line,))


def _signatures_apart(block: Sequence[TextLine]) -> Iterator[TextLine]:
    """Cut off the byline at the end of a paragraph's line."""
    for line in block:
        ends = [
            found.end() for found in _SIGNED.finditer(line.text) if len(line.text) - found.end() <= _LONGEST_SIGNATURE
        ]
        at = next((end for end in ends if is_byline(line.text[end:])), None)
        yield from (line,) if at is None else line.cut(at)


def _printed(block: Sequence[TextLine], own: Setting) -> Iterator[Unit]:
    """Group printed lines to paragraphs."""
    text = running(block)
    if not holds_sentence(text) and len(block) <= HEADING_LINES and len(text) <= 2 * LONGEST_SHORT:
        yield from map(_alone, block)
        return
    pending: list[TextLine] = []
    for line in block:
        special = _stands_alone(line, pending, own)
        if pending and (special or _begins(line, pending, own)):
            yield _group(pending)
            pending = []
        if special:
            yield _alone(line)
        else:
            pending.append(line)
    if pending:
        yield _group(pending)


def _group(lines: Sequence[TextLine]) -> Unit:
    """Return the unit of printed lines: a single one may be anything, several are running text."""
    if len(lines) == 1:
        return _alone(lines[0])
    item = is_item(lines[0].text)
    return Unit(Kind.ITEM if item else Kind.PROSE, tuple(lines))


def _stands_alone(line: TextLine, pending: Sequence[TextLine], own: Setting) -> bool:
    """Tell whether a printed line is no running text, by its words and by what it breaks off."""
    kind = kind_of(line.text)
    broken_off = bool(pending) and not finished(pending[-1].text)
    if kind is Kind.DIRT:
        return not (pending and _CLOSES.fullmatch(line.text))
    if kind in {Kind.BYLINE, Kind.HEADER, Kind.CAPTION, Kind.RIGHTS}:
        return not broken_off or (own.justified and not own.is_full(pending[-1]))
    if kind in {Kind.LABEL, Kind.NUMBER}:
        bare = is_bare_number(line.text)
        return not (bare and broken_off) and (not own.justified or line.width < CUT_SHORT * own.measure)
    return kind in {Kind.SEPARATOR, Kind.TABLE}


def _begins(line: TextLine, pending: Sequence[TextLine], own: Setting) -> bool:
    """Tell whether a paragraph begins with a printed line."""
    before = pending[-1]
    if finished(before.text):
        indented = line.indent > before.indent or is_item(line.text)
        return indented or (stops(before.text) and not (own.justified and own.is_full(before)))
    if not own.justified:
        return False
    uneven = before.width > TOO_WIDE * own.measure or line.width > TOO_WIDE * own.measure
    return uneven or before.width < CUT_SHORT * own.measure
