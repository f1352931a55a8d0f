"""Strip: a line of type, or a part of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from hwalja.geometry import Box


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
    order = np.argsort(values, kind="stable")
    reach = np.cumsum(np.asarray(widths, np.float64)[order])
    return float(values[order[int(np.searchsorted(reach, reach[-1] / 2))]])


def cut_out(strip: Strip, parts: tuple[Box, ...]) -> Strip:
    """Return the line that some of the words of a strip make by themselves."""
    height = median_by_width([b.width for b in parts], [float(b.height) for b in parts])
    return replace(strip, box=Box.around(parts), height=height, parts=parts)
