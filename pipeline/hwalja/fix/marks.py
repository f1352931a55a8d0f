"""Spaces at punctuation where no writer sets one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hwalja.fix.lines import TextLine
from hwalja.model import Correction

CONFIDENCE = 0.97
"""An estimate."""

_BEFORE_A_STOP = re.compile(r"(?<=[가-힣”’」』)])[ \t]+(?=[.,](?:[\s”’\"')]|$))")
_PAIRS = (
    re.compile(r"\([^()]*\)"),
    re.compile(r"(?<![가-힣A-Za-z0-9])“[^“”]*”"),
    re.compile(r"「[^「」]*」"),
    re.compile(r"『[^『』]*』"),
    re.compile(r"《[^《》]*》"),
)
"""Whole pairs only: a mark without its partner may be the other one, misread."""

_WORDS = re.compile(r"[가-힣A-Za-z0-9“‘].*[가-힣A-Za-z0-9”’.,!?%]|[가-힣A-Za-z0-9]")
"""Not what ends in a dash, such as the years of somebody who lives, nor a face made of marks."""

_SPACES = re.compile(r"^[ \t]+|[ \t]+$")


def spaces(line: TextLine, name: str) -> Iterator[Correction]:
    """Find the spaces of a line that do not belong there."""
    places = {found.span() for found in _BEFORE_A_STOP.finditer(line.text)}
    for pair in (found for each in _PAIRS for found in each.finditer(line.text)):
        inner = pair.group()[1:-1]
        if _WORDS.fullmatch(inner.strip()):
            start = pair.start() + 1
            places |= {(start + found.start(), start + found.end()) for found in _SPACES.finditer(inner)}
    for start, end in sorted(places):
        yield Correction(
            kind="mark-space",
            block=name,
            start=line.start + start,
            original=line.text[start:end],
            replacement="",
            box=None,
            evidence={"fact": "no space before a closing mark or after an opening one"},
            confidence=CONFIDENCE,
        )
