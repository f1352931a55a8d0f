"""Thousands: commas of figures, 1,234,567. In some heavy faces a comma differs from a stop by a fiftieth of an em.

No number has two points, and nobody counts thousandths of a person: where two or more signs, each a stop or a comma,
part a number into groups of three digits, or one does of what is counted whole, they are commas, if the net saw one in
each as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hwalja.recognise.decode import Letter

STOP, COMMA = ".", ","

COUNTED = ("명", "만", "건", "곳", "개", "가구", "마리", "여")
"""What stands behind numbers of what is counted whole; 만 are ten thousand of them, 여 some more."""

_NUMBER = re.compile(
    rf"(?<![\d.,])(?:\d{{1,3}}(?:[.,]\d{{3}}){{2,}}(?![\d.,]*\d)|[1-9]\d{{0,2}}\.\d{{3}}(?={'|'.join(COUNTED)}))"
)


def with_commas(letters: Sequence[Letter]) -> tuple[Letter, ...]:
    """Return the letters of a line, stops that part thousands read as commas."""
    text = "".join(letter.text if len(letter.text) == 1 else "\0" for letter in letters)
    found = list(letters)
    for number in _NUMBER.finditer(text):
        stops = [place for place in range(number.start(), number.end()) if text[place] == STOP]
        if all(COMMA in dict(letters[place].others) for place in stops):
            for place in stops:
                found[place] = _comma(letters[place])
    return tuple(found)


def _comma(stop: Letter) -> Letter:
    """Return a stop as a comma, the two and how likely they are the other way round."""
    shares = dict(stop.others)
    others = {STOP: shares.pop(COMMA), **shares}
    return replace(stop, text=COMMA, others=tuple(sorted(others.items(), key=lambda other: other[1], reverse=True)))
