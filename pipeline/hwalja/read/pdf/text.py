"""Whether the text that a PDF has of its own could be of use, or comes from fonts that do not tell their letters."""

from __future__ import annotations

LEAST = 20
"""Characters: less is a page number or a stamp."""

SOUND = 0.8
"""Share of characters that belong to Korean text, in a text that could be of use. An estimate."""

_ASCII = 0x7F


def is_sound(text: str) -> bool:
    """Tell whether `text` holds words: syllables that Korean has, letters, figures; not signs for unknown letters."""
    letters = "".join(text.split())
    if len(letters) < LEAST:
        return False
    return sum(map(_belongs, letters)) >= SOUND * len(letters)


def _belongs(character: str) -> bool:
    """Tell whether `character` is a letter or a figure of ASCII, or in KS X 1001; Python spells out other syllables."""
    if ord(character) <= _ASCII:
        return character.isalnum()
    try:
        return len(character.encode("euc_kr")) == 2
    except UnicodeEncodeError:
        return False
