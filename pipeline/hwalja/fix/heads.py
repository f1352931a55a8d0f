"""Headlines of printed lines that no blank line parts from the text under them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from hwalja.fix.kinds import Kind
from hwalja.fix.seams import Ends, seams
from hwalja.fix.sentences import holds_sentence
from hwalja.fix.units import HEADING_LINES, Unit

APART = -1.7
"""Log odds of going on under which a line is a headline: in the invented newspapers of `benchmarks/pages`, set in lines
of 12 to 20 characters, it finds 3 headlines of 4 and takes 2 % of first lines of text for one."""

BELOW_A_HEADLINE = -2.5
"""The same where a headline stands above already: 46 % and 0.5 %."""

_ABOVE = {None: APART, Kind.BYLINE: APART, Kind.SEPARATOR: APART, Kind.SHORT: BELOW_A_HEADLINE}


def heads_apart(units: Sequence[Unit]) -> list[Unit]:
    """Part the lines of headlines from the paragraphs that they stand over.

    Raises:
        DependencyError: Kiwi is not installed.
    """
    least = dict(_asked(units))
    pairs = {k: _ends(units[k]) for k in least}
    odds = iter(seams([pair for own in pairs.values() for pair in own]))
    found: list[Unit] = []
    for k, unit in enumerate(units):
        apart = [sum(next(odds).values()) < least[k] for _ in pairs.get(k, [])]
        heads = apart.index(False) if False in apart else len(apart)
        found += (Unit(Kind.SHORT, (line,)) for line in unit.lines[:heads])
        found.append(Unit(unit.kind, unit.lines[heads:]))
    return found


def _asked(units: Sequence[Unit]) -> Iterator[tuple[int, float]]:
    """Yield the paragraphs that may begin with a headline, and the log odds under which a line is one."""
    above: Kind | None = None
    for k, unit in enumerate(units):
        if unit.kind is Kind.PROSE and len(unit.lines) > 1 and above in _ABOVE:
            yield k, _ABOVE[above]
        above = unit.kind


def _ends(unit: Unit) -> list[Ends]:
    lines = takewhile(lambda pair: not holds_sentence(pair[0].text), pairwise(unit.lines[: HEADING_LINES + 1]))
    return [Ends(line.text, after.text) for line, after in lines]
