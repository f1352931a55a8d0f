"""Strip: a line of type, or a part of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from operator import itemgetter

from hwalja.geometry import Box

DISPLAY = 1.07
"""Headlines are at least so many em high, text is lower."""


@dataclass(frozen=True, slots=True)
class Strip:
    """One line of type in canvas px, or a part of one.

    Attributes:
        box: Around the ink.
        height: Height of its main type: accents, commas and brackets left aside.
        weight: Mean tone of its words, 0 … 1: bold faces are darker. Over worn paper it tells them apart where the
            width of strokes does not.
        parts: Boxes of the words or parts of words that it is made of.
        reversed: White on black.
    """

    box: Box
    height: float
    weight: float
    parts: tuple[Box, ...] = ()
    reversed: bool = False


def median_by_width(widths: Sequence[int], values: Sequence[float]) -> float:
    """Return the median of `values` in which those of wide things count more."""
    ordered = sorted(zip(values, widths, strict=True), key=itemgetter(0))
    reach, half = accumulate(width for _, width in ordered), sum(widths) / 2
    return float(next(value for (value, _), end in zip(ordered, reach, strict=True) if end >= half))


def part_of(strip: Strip, parts: Sequence[Box]) -> Strip:
    """Return some of the words of a strip, in its type."""
    return replace(strip, box=Box.around(parts), parts=tuple(parts))


def cut_out(strip: Strip, parts: Sequence[Box]) -> Strip:
    """Return the line that some of the words of a strip make by themselves, in a type of its own."""
    height = median_by_width([b.width for b in parts], [float(b.height) for b in parts])
    return replace(part_of(strip, parts), height=height)
