"""Lists of names: `이정문.김철민.임호선` is set with middle dots.

Papers of offices set the middle dot between names low, in a cell of its own, and an engine takes it for a full stop,
for one with a space behind, for a space, or for a colon where the scan is worn. In a run of three short words or more
that dots part without a space, each dot is taken for a middle dot, but for one that may end a sentence: after a verb,
or at the end of a line with only one name before or after it. In 600,000 characters of news, a dozen such runs had
middle dots, and one held the end of a sentence. Where spaces stand in the run, its words must be names of persons, and
some of what parts them dots.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hwalja.correct.guards import LONGEST_NAME, SURNAMES, may_name_person

_NAME = r"(?:[가-힣]\n?){2,4}"
_BETWEEN = r"[.:·] ?\n?| "
_LIST = re.compile(rf"(?<![가-힣]){_NAME}(?:(?:{_BETWEEN}){_NAME})+(?![가-힣])")
_PARTS = re.compile(rf"(?<=[가-힣\n])(?:{_BETWEEN})(?=[가-힣])")

_WORD = re.compile(r".*[^가-힣\n]|[^가-힣\n].*|\n")
"""All but the word beside a part."""

VERBS = ("다", "요", "까", "죠")
"""Endings of sentences; few names end so."""

MIDDLE_DOT = "\N{MIDDLE DOT}"

CONFIDENCE = 0.95
"""An estimate: that a dot in such a list is a middle dot."""

USUAL_NAME = 3
"""Syllables."""

FEWEST = 3
"""Names of a list."""

DOTTED, NAMED = 0.15, 0.7
"""Shares of dots among what parts the names of a list with spaces, and of what may be full names of persons."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A dot to be replaced, a space behind it included: its offset, what was read, and how many names its list has."""

    start: int
    original: str
    names: int


def misread_dots(raw: str) -> Iterator[Dot]:
    """Find what was read for middle dots between the names of lists; `raw` has a newline at each line end."""
    for found in _LIST.finditer(raw):
        text = found.group()
        for parts in _sentences(text, list(_PARTS.finditer(text))):
            dotted = [k for k, each in enumerate(parts) if each.group() != " "]
            if len(dotted) + 1 < FEWEST:
                continue
            own = _of_persons(text, parts, dotted)
            tight = parts[dotted[0] : dotted[-1] + 1]
            if not own and all(" " not in each.group() for each in tight):
                own = tight
            yield from _dots(own, found.start())


def _of_persons(text: str, parts: list[re.Match[str]], dotted: list[int]) -> list[re.Match[str]]:
    """Return what parts the names of a list in which spaces stand; nothing where it is no list of persons."""
    ends = [parts[0].start() - LONGEST_NAME, *(each.end() for each in parts)]
    starts = [*(each.start() for each in parts), parts[-1].end() + LONGEST_NAME]
    words = [_WORD.sub("", text[max(0, end) : start]) for end, start in zip(ends, starts, strict=True)]
    named = [len(word) == USUAL_NAME and word[0] in SURNAMES for word in words]  # a given name may be misread
    for k, (before, after) in enumerate(zip(named, named[2:], strict=False), 1):
        named[k] = named[k] or (before and after and may_name_person(words[k]))
    first, last = dotted[0], dotted[-1]
    while first and named[first - 1] and named[first]:
        first -= 1
    while last + 2 < len(named) and named[last + 1] and named[last + 2]:
        last += 1
    own, names = parts[first : last + 1], words[first : last + 2]
    return own if sum(map(may_name_person, names)) >= NAMED * len(names) and len(dotted) >= DOTTED * len(own) else []


def _sentences(text: str, parts: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Cut a run where a dot may end a sentence."""
    own: list[re.Match[str]] = []
    for part in parts:
        if part.group()[0] in ".:" and text[: part.start()].endswith(VERBS):
            yield own
            own = []
        else:
            own.append(part)
    yield own


def _dots(parts: list[re.Match[str]], offset: int) -> Iterator[Dot]:
    for k, part in enumerate(parts):
        original = part.group().rstrip("\n")
        ends_line = part.group().endswith("\n") and not 0 < k < len(parts) - 1
        if original != MIDDLE_DOT and not ends_line:
            yield Dot(offset + part.start(), original, len(parts) + 1)
