"""Quotation marks: which of them have a mate. A speck is read for a mark, and then it has none."""

from __future__ import annotations

from collections.abc import Iterator

QUOTES = "'‘’", '"“”'
"""Single ones and double ones: engines mistake opening for closing ones."""

FARTHEST = 60, 300
"""Characters from one to its mate: single ones stand around a few words, double ones around what someone said."""

_BEFORE = " ([《〈「『"
"""Before a mark that opens."""


def paired(text: str) -> frozenset[int]:
    """Return the places of the quotation marks that have a mate: one opens, and the next of its kind closes."""
    pairs = (pair for marks, most in zip(QUOTES, FARTHEST, strict=True) for pair in _pairs(text, marks, most))
    return frozenset(place for pair in pairs for place in pair)


def _pairs(text: str, marks: str, most: int) -> Iterator[tuple[int, int]]:
    opened: int | None = None
    for place, letter in enumerate(text):
        if letter not in marks:
            continue
        closes = place > 0 and text[place - 1] not in _BEFORE
        if opened is not None and closes and place - opened <= most:
            yield opened, place
            opened = None
        elif text[place + 1 : place + 2].strip():
            opened = place
