"""The page as evidence: what was read for sure elsewhere on it."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from hwalja.correct.passage import Passage

WINDOW = 3
"""Characters that are looked for together."""

CERTAIN = 0.9
"""Only what every glyph is so sure of counts: a misread letter is often misread twice."""

UNSEEN = 0.25
"""Added to the counts."""

MOST = 2.5
"""Log odds. On the development pages and documents, of misread syllables half stand right elsewhere and nowhere as they
were read, and of right ones 1 in 35 have a runner-up that does."""

_EDGE = "\n" * (WINDOW - 1)
"""Before and behind a passage: what begins a paragraph is evidence too."""


@dataclass(frozen=True, slots=True)
class Page:
    """How often every three characters side by side stand on a page, read for sure."""

    counts: Mapping[str, int]

    @classmethod
    def of(cls, passages: Iterable[Passage]) -> Page:
        return cls(Counter(window for passage in passages for window in _certain(passage)))

    def speaks(self, passage: Passage, changed: Mapping[int, str]) -> float:
        """Return the log odds for characters in the place of others.

        Figures are never taken from elsewhere, and punctuation is not spelt.

        Args:
            passage: Of the page.
            changed: The characters by their place in the passage.
        """
        if any(_stays(passage.text[place], letter) for place, letter in changed.items()):
            return 0.0
        text = f"{_EDGE}{passage.text}{_EDGE}"
        other = list(text)
        for place, letter in changed.items():
            other[place + len(_EDGE)] = letter
        new = "".join(other)
        starts = {place + k for place in changed for k in range(WINDOW)}
        printed, read = (sum(self.counts.get(each[k : k + WINDOW], 0) for k in starts) for each in (new, text))
        read -= sum(_is_certain(passage, k - len(_EDGE)) for k in starts)  # itself
        return max(-MOST, min(MOST, math.log((printed + UNSEEN) / (read + UNSEEN))))


def _certain(passage: Passage) -> Iterator[str]:
    text = f"{_EDGE}{passage.text}{_EDGE}"
    starts = range(len(text) - WINDOW + 1)
    return (text[k : k + WINDOW] for k in starts if _is_certain(passage, k - len(_EDGE)))


def _is_certain(passage: Passage, start: int) -> bool:
    """Tell whether all that was read in a window is certain; `start` is its place in the passage."""
    glyphs = passage.glyphs[max(0, start) : start + WINDOW]
    return all(glyph is None or glyph.confidence >= CERTAIN for glyph in glyphs)


def _stays(read: str, other: str) -> bool:
    punctuation = any(unicodedata.category(each).startswith("P") for each in (read, other))
    return punctuation or (read.isdigit() and other.isdigit())
