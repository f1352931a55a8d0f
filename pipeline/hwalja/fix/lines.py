"""The lines of a raw text: where each stands, and how far it stands from the line before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

_END = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_BEFORE_A_MARK = re.compile(r"\s+(?=[.,!?…”’」』)\]》〉])")
_INVISIBLE = "\ufeff\u200b"
"""What Python does not count as white space, and nobody sees."""
_FIRST_WIDE = "\u1100"
"""From here on characters take two columns of a terminal; near enough for the width of a line."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line with something to see in it, or a part of one.

    Attributes:
        start: Offset of the first visible character in the raw text.
        text: Without white space at either end.
        number: Of the line in the raw text, from 1.
        blanks: Lines without text between this and the line before.
        indent: Characters of white space ahead of the text.
        new_page: A form feed stands between this and the line before.
    """

    start: int
    text: str
    number: int
    blanks: int = 0
    indent: int = 0
    new_page: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def width(self) -> int:
        """Columns that the line takes on a terminal."""
        return sum(1 + (character >= _FIRST_WIDE) for character in self.text)

    def cut(self, at: int) -> tuple[TextLine, TextLine]:
        """Return what stands before and after an offset in the line's text, without the space between."""
        left, right = self.text[:at].rstrip(), self.text[at:].lstrip()
        return (
            replace(self, text=left),
            replace(self, start=self.end - len(right), text=right, blanks=0, indent=0, new_page=False),
        )


def lines(raw: str) -> list[TextLine]:
    """Return the lines of `raw` that have text."""
    found: list[TextLine] = []
    blanks, new_page = 0, False
    for number, (start, text, end) in enumerate(_split(raw), start=1):
        visible = text.strip().strip(_INVISIBLE).strip()
        if visible:
            lead = text.index(visible)
            found.append(TextLine(start + lead, visible, number, blanks, lead, new_page))
            blanks, new_page = 0, False
        else:
            blanks += 1
        new_page = new_page or end == "\f"
    return found


def running(lines: Sequence[TextLine]) -> str:
    """Return lines as one text, before any line end is decided: with spaces, but before marks that close."""
    return _BEFORE_A_MARK.sub("", " ".join(line.text for line in lines))


def _split(raw: str) -> Iterator[tuple[int, str, str]]:
    start = 0
    for end in _END.finditer(raw):
        yield start, raw[start : end.start()], end.group()
        start = end.end()
    yield start, raw[start:], ""
