"""Paragraphs that begin set in, and such as do not: something ran into their text, or their beginning lacks."""

from __future__ import annotations

from collections.abc import Sequence

from hwalja.model import Article, Line
from hwalja.trust.holes import RUNNING, lines_of
from hwalja.trust.written import ITEM

SET_IN, FLUSH = 0.5, 0.3
"""Em by which the first line of a paragraph is set in, at the least; one that is set in by less than `FLUSH` is not."""

NEXT = 3
"""So many lines below tell where those begin that are not set in."""


def beginnings(article: Article) -> list[bool]:
    """Tell of the paragraphs of an article whether they begin set in, where that shows; items of lists need not."""
    text = [block for block in article.blocks if block.role in RUNNING and block.regions]
    columns = lines_of(text)
    told = []
    for block in text:
        lines = columns[block.regions[0].id]
        if block.regions[0].lines and not ITEM.match(block.text):
            at = lines.index(block.regions[0].lines[0])
            told.append(_is_set_in(lines[at : at + 1 + NEXT]))
    return [each for each in told if each is not None]


def _is_set_in(lines: Sequence[Line]) -> bool | None:
    """Tell whether a line is set in by those that follow it in its column; None of the last, and of a drop cap."""
    first, *below = lines
    if not below or len(first.text) == 1:
        return None
    indent = (first.box.x - min(line.box.x for line in below)) / below[0].em
    return True if indent > SET_IN else False if indent < FLUSH else None
