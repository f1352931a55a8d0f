"""Reading order of boxes by recursive cuts, after Nagy & Seth, "Hierarchical representation of optically scanned
documents" (ICPR 1984): across the page first, then down its columns.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median

from hwalja.geometry import Box

WIDE = 1.6
"""A box so many times as wide as the usual column spans several."""


def page_order(boxes: Sequence[Box]) -> list[int]:
    """Return the indices of `boxes` in reading order: always a permutation."""
    return _cut(list(range(len(boxes))), boxes)


def _cut(these: list[int], boxes: Sequence[Box]) -> list[int]:
    if len(these) <= 1:
        return these
    for low, high in ((_top, _bottom), (_left, _right)):
        parts = _parts(these, boxes, low, high)
        if len(parts) > 1:
            return [i for part in parts for i in _cut(part, boxes)]
    first = min(these, key=lambda i: (boxes[i].y, boxes[i].x))
    return [first, *_cut([i for i in these if i != first], boxes)]


def _parts(
    these: list[int], boxes: Sequence[Box], low: Callable[[Box], float], high: Callable[[Box], float]
) -> list[list[int]]:
    """Group boxes whose extents overlap, in ascending order; small overlaps are scanning, not setting."""
    parts: list[list[int]] = []
    reach = float("-inf")
    for i in sorted(these, key=lambda i: low(boxes[i])):
        slack = min(10.0, 0.2 * (high(boxes[i]) - low(boxes[i])))
        if parts and low(boxes[i]) < reach - slack:
            parts[-1].append(i)
        else:
            parts.append([i])
        reach = max(reach, high(boxes[i]))
    return parts


def _left(box: Box) -> float:
    return box.x


def _right(box: Box) -> float:
    return box.right


def _top(box: Box) -> float:
    return box.y


def _bottom(box: Box) -> float:
    return box.bottom


def column_order(boxes: Sequence[Box]) -> list[int]:
    """Return the indices of an article's text boxes as read: down each column, left to right.

    Boxes that span several columns part the article into tiers, which are read one after another.
    """
    if not boxes:
        return []
    usual = median(b.width for b in boxes)
    wide = sorted((i for i, b in enumerate(boxes) if _spans(i, boxes, usual)), key=lambda i: boxes[i].y)
    tiers: list[list[int]] = [[] for _ in range(len(wide) + 1)]
    for i, box in enumerate(boxes):
        if i not in wide:
            tiers[sum(boxes[w].y < box.centre[1] for w in wide)].append(i)
    order = _columnwise(tiers[0], boxes)
    for w, tier in zip(wide, tiers[1:], strict=True):
        order += [w, *_columnwise(tier, boxes)]
    return order


def _spans(i: int, boxes: Sequence[Box], usual: float) -> bool:
    box = boxes[i]
    if box.width < WIDE * usual:
        return False
    under = [b for j, b in enumerate(boxes) if j != i and box.overlap_x(b) > 0.5 * b.width]
    return any(a.overlap_x(b) < 0 for a in under for b in under)


def _columnwise(these: list[int], boxes: Sequence[Box]) -> list[int]:
    columns: list[list[int]] = []
    for i in sorted(these, key=lambda i: -boxes[i].width):
        home = next((c for c in columns if _same_column(boxes[i], [boxes[j] for j in c])), None)
        if home is None:
            columns.append([i])
        else:
            home.append(i)
    columns.sort(key=lambda c: min(boxes[i].x for i in c))
    return [i for column in columns for i in sorted(column, key=lambda i: boxes[i].y)]


def _same_column(box: Box, column: Sequence[Box]) -> bool:
    around = Box.around(column)
    return box.overlap_x(around) > 0.5 * min(box.width, around.width)
