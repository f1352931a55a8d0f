"""Bar charts: solid bars that stand on one line."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from hwalja.geometry import Box
from hwalja.layout.canvas import Mask
from hwalja.layout.groups import Groups
from hwalja.layout.morphology import closed, components, opened

THICK = 0.6
"""Bars are at least so many em thick both ways."""

HIGH = 1.0
"""Bars but the lowest are at least so many em high."""

SOLID = 0.88
"""Ink covers at least this share of a bar's box."""

LEVEL = 0.3
"""Bars stand on a line to so many em."""

ALIKE = 1.3
"""Bars of one chart differ in width by no more than this factor."""

APART = 2.5
"""Bars stand at most so many of their widths apart."""

UPRIGHT, UNLIKE = 1.5, 1.15
"""The highest is so many times as high as wide, and so many times as high as the lowest."""

SIZE = 3.0
"""A chart is at least so many em wide and high: large strokes beside one another are none."""

FEW = 3
"""A chart has at least so many bars."""


def find_charts(ink: Mask, em: float) -> list[Box]:
    """Return the extents of the bars of charts.

    Args:
        ink: Without display type, whose strokes may be as thick.
        em: Height in px of body type.
    """
    side = round(THICK * em)
    _, stats = components(opened(closed(ink, 3, 3), side, side))
    left, top, width, height, area = (stats[:, k].astype(np.float64) for k in range(5))
    bars = np.flatnonzero((height >= HIGH * em) & (area >= SOLID * width * height))
    groups = Groups(len(bars))
    for n, i in enumerate(bars):
        others = bars[n + 1 :]
        gap = np.maximum(left[others], left[i]) - np.minimum((left + width)[others], left[i] + width[i])
        alike = np.maximum(width[others], width[i]) <= ALIKE * np.minimum(width[others], width[i])
        level = np.abs((top + height)[others] - top[i] - height[i]) <= LEVEL * em
        for j in np.flatnonzero(level & alike & (gap > 0) & (gap <= APART * width[i])):
            groups.join(n, n + 1 + int(j))
    boxes = [Box(*map(int, stats[i, : cv2.CC_STAT_AREA])) for i in bars]
    charts = [Box.around(group) for group in groups.of(boxes) if len(group) >= FEW and _are_bars(group)]
    return [chart for chart in charts if min(chart.width, chart.height) >= SIZE * em]


def _are_bars(boxes: Sequence[Box]) -> bool:
    """Tell bars from black boxes side by side: they are upright and not all equally high."""
    heights = [box.height for box in boxes]
    upright = any(box.height > UPRIGHT * box.width for box in boxes)
    return upright and max(heights) > UNLIKE * min(heights)
