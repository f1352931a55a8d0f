"""How a text is set: a line for each paragraph, or a line for each printed line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from hwalja.fix.lines import TextLine, running
from hwalja.fix.sentences import finished, holds_sentence

FULL = 0.8
"""Share of the measure from which a line counts as full."""

MOSTLY = 0.6
"""Lines are justified where so many of those that end in mid-sentence are full; columns of print have nearly all."""

ALIKE = 2.5
"""Times the middle width of lines that end in mid-sentence: no printed line is longer, paragraphs often are."""

JUDGED_ALONE = 4
"""A block of so many lines tells its own setting; shorter ones are set as the text on the whole is."""

_PERCENTILE = 90


@dataclass(frozen=True, slots=True)
class Setting:
    """How lines follow one another.

    Attributes:
        printed: Each line is a printed one: a paragraph has several.
        measure: Width of a full line, columns.
        justified: All lines but a paragraph's last are full.
    """

    printed: bool
    measure: float
    justified: bool

    def is_full(self, line: TextLine) -> bool:
        return line.width >= FULL * self.measure


def blocks(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """Return the lines in groups that no blank line parts; where blank lines part all lines they part nothing."""
    usual = _usual_spacing(lines)
    found: list[list[TextLine]] = []
    for line in lines:
        if found and line.blanks <= usual and not line.new_page:
            found[-1].append(line)
        else:
            found.append([line])
    return found


def setting(lines: Sequence[TextLine], usual: Setting | None = None) -> Setting:
    """Tell how lines are set.

    Args:
        lines: Of the whole text, or of one block.
        usual: How the whole text is set, which holds for a block too small to tell.
    """
    if usual and (len(lines) < JUDGED_ALONE or not holds_sentence(running(lines))):
        return usual
    widths = [line.width for line in lines]
    inside = [line.width for line in lines if not finished(line.text)]
    ended = sum(line.width for line in lines if finished(line.text))
    if not inside or len(lines) == 1:
        return Setting(printed=False, measure=max(widths, default=0), justified=False)
    measure = float(np.percentile(inside, _PERCENTILE))
    printed = sum(inside) > ended and np.percentile(widths, _PERCENTILE) <= ALIKE * float(np.median(inside))
    justified = float(np.mean([width >= FULL * measure for width in inside])) >= MOSTLY
    return Setting(bool(printed), measure, justified)


def _usual_spacing(lines: Sequence[TextLine]) -> int:
    """Return how many blank lines stand between lines that go on: one, where a text is set with double spacing."""
    if not lines or not setting(lines).printed:
        return 0
    inside = [after.blanks for line, after in pairwise(lines) if not finished(line.text)]
    return int(np.median(inside)) if len(inside) >= JUDGED_ALONE else 0
