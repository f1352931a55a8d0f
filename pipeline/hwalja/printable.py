"""Names and messages for people: a file name may hold anything."""

from __future__ import annotations

import unicodedata


def printable(text: str) -> str:
    """Return text in which control characters, and bytes that are no text, are written out as Python would."""
    return "".join(map(_shown, text))


def _shown(letter: str) -> str:
    return letter if letter.isprintable() or unicodedata.category(letter) == "Zs" else ascii(letter)[1:-1]
