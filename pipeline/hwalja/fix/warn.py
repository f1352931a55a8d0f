"""What a person should look at in a cleaned text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from hwalja.fix.articles import Place
from hwalja.fix.groups import Aside, goes_nowhere
from hwalja.fix.kinds import Kind
from hwalja.fix.repeats import long_repeats

_ADVERTISES = re.compile(r"할인|특가|분양|무료\s?(?:상담|배송)|세일|☎|\d{2,4}-\d{3,4}-\d{4}|\d원$")

SHOWN = 40
"""Characters of a text that a warning shows."""


def warnings(places: Sequence[Place], asides: Sequence[Aside]) -> Iterator[str]:
    """Yield the warnings about a text, places told by the number of the line in the raw text."""
    yield from _repeats(places)
    for aside in asides:
        if aside.kind == "advertisement":
            text = _shown(aside.line.text)
            yield f"line {aside.line.number}: removed as what is left of an advertisement: {text}"
    for place in places:
        if goes_nowhere(place.group):
            yield f"line {place.group.lines[-1].number}: the paragraph breaks off: {_tail(place.group.text)}"
        if _ADVERTISES.search(place.group.text) and place.group.kind is Kind.SHORT:
            text = _shown(place.group.text)
            yield f"line {place.group.lines[0].number}: perhaps what is left of an advertisement: {text}"
        if place.group.kind is Kind.LABEL:
            yield f"line {place.group.lines[0].number}: perhaps the label of a section: {_shown(place.group.text)}"


def _repeats(places: Sequence[Place]) -> Iterator[str]:
    """Name long runs of words that stand twice: whole articles printed twice aside, a sentence slipped into another."""
    groups = [place.group for place in places if place.group.kind in {Kind.PROSE, Kind.ITEM}]
    starts, numbers, parts, length = [], [], [], 0
    for group in groups:
        for line in group.lines:
            starts.append(length)
            numbers.append(line.number)
            parts.append(line.text)
            length += len(line.text) + 1
    text = " ".join(parts)

    def line_of(offset: int) -> int:
        return numbers[bisect_right(starts, offset) - 1]

    for twice in long_repeats(text):
        yield (
            f"lines {line_of(twice.first)} and {line_of(twice.second)}: the same {twice.words} words stand twice, "
            f"perhaps in a sentence that they do not belong to: {_shown(twice.text)}"
        )


def _shown(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def _tail(text: str) -> str:
    return text if len(text) <= SHOWN else f"…{text[-SHOWN:]}"
