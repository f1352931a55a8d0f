"""Words that stand twice: at a column jump, and where another's sentence slipped into one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONG = 6
"""Eojeols: shorter runs stand twice in any news text (names with titles, dates, set phrases)."""

MOST = 8
"""Eojeols that are repeated at a column jump."""

SYLLABLES = 3
"""A single repeated word must have so many, or it may be said twice."""

_WORD = re.compile(r"\S+")
_MARKS = "“”‘’\"'.,!?…()[]<>《》「」『』·"


def repeated_words(left: str, right: str, *, least: int) -> int:
    """Return how many characters at the beginning of `right` repeat the words at the end of `left`.

    Args:
        left: Ends where the column ends.
        right: Begins the next one.
        least: So many words must be the same.
    """
    ends, begins = left.split()[-MOST:], list(_WORD.finditer(right))[:MOST]
    for count in range(min(len(ends), len(begins)), least - 1, -1):
        same = [word.group() for word in begins[:count]] == ends[-count:]
        if same and (count > 1 or len(ends[-1].strip(_MARKS)) >= SYLLABLES):
            return begins[count - 1].end()
    return 0


@dataclass(frozen=True, slots=True)
class Twice:
    """A long run of words that stands twice.

    Attributes:
        text: As it stands the first time.
        words: How many it has.
        first: Its offset where it stands first.
        second: Its offset where it stands again.
    """

    text: str
    words: int
    first: int
    second: int


def long_repeats(text: str) -> Iterator[Twice]:
    """Find runs of `LONG` words or more that stand twice, as long as they are the same; marks around words aside."""
    words = list(_WORD.finditer(text))
    plain = [word.group().strip(_MARKS) for word in words]
    seen: dict[tuple[str, ...], int] = {}
    at = 0
    while at + LONG <= len(plain):
        run = tuple(plain[at : at + LONG])
        first = seen.setdefault(run, at)
        if not (all(run) and first + LONG <= at):
            at += 1
            continue
        length = LONG
        while at + length < len(plain) and first + length < at and plain[first + length] == plain[at + length]:
            length += 1
        start, end = words[first].start(), words[first + length - 1].end()
        yield Twice(text[start:end], length, start, words[at].start())
        for inner in range(at + 1, at + length - LONG + 1):
            seen.setdefault(tuple(plain[inner : inner + LONG]), inner)
        at += length
