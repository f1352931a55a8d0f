"""Reading order of boxes by recursive cuts, after Nagy & Seth, "Hierarchical representation of optically scanned
documents" (ICPR 1984): across the page first, then down its columns.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hwalja.geometry import Box


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
