"""Text as it is compared: normalised by the type's constructor."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import regex

SAME_KIND = str.maketrans(
    {
        **dict.fromkeys("“”", '"'),
        **dict.fromkeys("‘’", "'"),
        **dict.fromkeys("ㆍ‧∙・․", "·"),
        **dict.fromkeys("—–‐‑─━", "-"),
        **dict.fromkeys("∼～", "~"),
        "…": "...",
        "，": ",",
        "：": ":",
        "◯": "○",
        "｢": "「",
        "｣": "」",
        "\u00ad": None,
    }
)
"""Characters that print alike are compared by kind: what shape of quote was meant, no reader can tell from the ink."""


@dataclass(frozen=True)
class Text:
    """A text in the form in which texts are compared.

    It is NFC; quotes, dashes, dots and circles are one of their kind (`SAME_KIND`); a run of three dashes or more is
    a printed rule and counts as a space; white space is one space between and none around.
    """

    characters: str

    def __post_init__(self) -> None:
        same = unicodedata.normalize("NFC", self.characters).translate(SAME_KIND)
        spaced = re.sub(r"\s+", " ", re.sub(r"-{3,}", " ", same)).strip()
        # Once more: jamo that a soft hyphen kept apart make a syllable when it is gone.
        object.__setattr__(self, "characters", unicodedata.normalize("NFC", spaced))

    @classmethod
    def joined(cls, parts: list[str]) -> Self:
        """Return the text of several paragraphs, a space between."""
        return cls(" ".join(parts))

    def __len__(self) -> int:
        return len(self.characters)

    @cached_property
    def letters(self) -> str:
        """The characters without spaces."""
        return self.characters.replace(" ", "")

    @cached_property
    def graphemes(self) -> tuple[str, ...]:
        """What a reader takes for one character: extended grapheme clusters (Unicode UAX #29)."""
        return tuple(regex.findall(r"\X", self.characters))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Eojeols: what stands between spaces."""
        return tuple(self.characters.split())

    @cached_property
    def jamo(self) -> str:
        """Canonically decomposed (NFD): a Hangul syllable is two or three jamo."""
        return unicodedata.normalize("NFD", self.characters)

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The text cut after full stops, exclamation and question marks that a space follows."""
        return tuple(re.split(r"(?<=[.?!])\s+", self.characters)) if self.characters else ()
