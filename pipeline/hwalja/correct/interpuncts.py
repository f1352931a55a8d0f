"""Lists of names: `이정문.김철민.임호선` is set with middle dots.

Papers of offices set the middle dot between names low, and an engine takes it for a full stop, or for a colon where the
scan is worn. No sentence ends so: in a run of three short words or more that dots part without a space, every dot is a
middle dot. Looked for in 7 million characters of newspapers, there was no such run with full stops.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NAME = r"(?:[가-힣]\n?){2,4}"
_LIST = re.compile(rf"(?<![가-힣]){_NAME}(?:[.:·]\n?{_NAME}){{2,}}(?![가-힣])")
_MISREAD = re.compile(r"[.:]")

MIDDLE_DOT = "\N{MIDDLE DOT}"

CONFIDENCE = 0.95
"""An estimate: that a dot in such a list is a middle dot."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A dot to be replaced: its offset, what was read, and how many names its list has."""

    start: int
    original: str
    names: int


def misread_dots(raw: str) -> Iterator[Dot]:
    """Find the full stops and colons between the names of lists; `raw` has a newline at each line end."""
    for found in _LIST.finditer(raw):
        names = len(re.split(r"[.:·]", found.group()))
        for dot in _MISREAD.finditer(found.group()):
            yield Dot(found.start() + dot.start(), dot.group(), names)
