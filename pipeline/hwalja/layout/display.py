"""Display type: large letters, told from pictures by the line that they stand in."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hwalja.geometry import Box
from hwalja.layout.canvas import Mask
from hwalja.layout.groups import Groups
from hwalja.layout.morphology import closed, components, painted

STACKED, BESIDE = 0.4, 0.2
"""Parts of a syllable are less than so many em apart up and down; lines are not. And side by side."""

LEAST, MOST = 1.3, 7.0
"""Letters of display type are so many em high."""

FILLED = 0.3, 0.88
"""Words cover such a share of their boxes: the bars of charts fill theirs, the lines of drawings leave them empty."""

ALIGNED = 0.15
"""Syllables of one line begin and end at the same heights, to this share of theirs …"""

APART = 1.5
"""… and stand at most so many heights apart."""

COMPANY = 2
"""A line of display type is at least so many pieces of its full height, and …"""

LONG = 2.5
"""… at least so many times as long as high."""


def display_type(ink: Mask, em: float) -> Mask:
    """Return where large type is: pieces of ink that stand in a line, and have one height and one baseline.

    Args:
        ink: Of a page.
        em: Height in px of its body type.
    """
    labels, stats = components(closed(ink, round(BESIDE * em), round(STACKED * em)))
    left, top, width, height, _ = stats.T
    within = np.zeros(len(stats), np.bool_)
    for line in _lines(stats, em):
        slack = ALIGNED * line.height
        level = (top >= line.y - slack) & (top + height <= line.bottom + slack)
        within |= level & (left >= line.x - line.height) & (left + width <= line.right + line.height)
    within[0] = False
    return painted(labels, stats, within)


def _lines(stats: NDArray[np.int32], em: float) -> list[Box]:
    """Return the extents of lines of pieces that have one height."""
    left, top, width, height, area = (stats[:, k].astype(np.float64) for k in range(5))
    share = area / np.maximum(1.0, width * height)
    fits = (height >= LEAST * em) & (height <= MOST * em) & (share >= FILLED[0]) & (share <= FILLED[1])
    pieces = np.flatnonzero(fits)
    groups = Groups(len(pieces))
    for n, i in enumerate(pieces):
        others = pieces[n + 1 :]
        slack = ALIGNED * np.minimum(height[i], height[others])
        ends = np.abs((top + height)[others] - top[i] - height[i])
        gap = np.maximum(left[others], left[i]) - np.minimum((left + width)[others], left[i] + width[i])
        same = (np.abs(top[others] - top[i]) <= slack) & (ends <= slack) & (gap <= APART * height[i])
        for j in np.flatnonzero(same):
            groups.join(n, n + 1 + int(j))
    lines = [Box.around(g) for g in groups.of([Box(*map(int, stats[i, :4])) for i in pieces]) if len(g) >= COMPANY]
    return [line for line in lines if line.width >= LONG * line.height]
