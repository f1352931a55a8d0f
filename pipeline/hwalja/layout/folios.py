"""Folios: the number at the foot of a document's page, alone or between dashes, which the net takes for dirt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from hwalja.geometry import Box
from hwalja.layout.canvas import EM
from hwalja.layout.columns import Column
from hwalja.layout.strip import Strip
from hwalja.model import Grey

DASH = (0.2, 1.2), (0.03, 0.22)
"""Dashes are so many em wide and so many em high, …"""

LONG = 2.0
"""… at least so many times as wide as high, …"""

LIKE = 1.4
"""… alike in width to this factor, …"""

LEVEL = 0.12
"""… on one level within so many em, …"""

SPACE = 1.2
"""… at most so many em from the digits, …"""

MIDDLE = (0.3, 0.75)
"""… and between these shares of their height, from the top."""

HIGH, WIDE = (0.4, 1.1), 0.8
"""Digits are so many em high, and at most so many em wide."""

DIGITS = 4
"""A folio has at most so many."""

APART = 1.0
"""It stands more than so many em below the text."""

TIGHT, ALIKE = 0.4, 1.25
"""Digits by themselves stand at most so many em apart, and are alike in height to this factor."""

CENTRED, FLUSH, ALONE = 1.5, 0.6, 3.0
"""They stand so many em from the middle of the text at most, or from its edge, and nothing so many em beside them."""


def with_folio(columns: Sequence[Column], pieces: NDArray[np.int32], tone: Grey) -> list[Column]:
    """Return the columns of a document's page, and its folio where one stands below them.

    Args:
        columns: Of the page.
        pieces: A row of `cv2.CC_STAT_*` for every piece of ink.
        tone: How dark each pixel is, 0 … 255.
    """
    lines = [c.box for c in columns if c.box.width > 2 * (SPACE + DASH[0][1]) * EM]
    if not lines:
        return list(columns)
    text = Box.around(lines)
    foot = pieces[pieces[:, cv2.CC_STAT_TOP] > text.bottom + APART * EM]
    boxes = sorted(Box(*map(int, row[:4])) for row in foot)
    dashes = [b for b in boxes if _is_dash(b)]
    for left in dashes:
        for right in dashes:
            digits = [b for b in boxes if left.right <= b.x and b.right <= right.x and _is_digit(b)]
            if _are_around(left, right, digits):
                return _with((left, Box.around(digits), right), columns, tone)
    numbers = [number for number in _numbers(boxes) if _is_placed(number, text)]
    return _with(tuple(numbers), columns, tone) if len(numbers) == 1 else list(columns)


def _with(parts: tuple[Box, ...], columns: Sequence[Column], tone: Grey) -> list[Column]:
    folio = _strip(parts, tone)
    return [*(c for c in columns if not folio.box.contains(c.box)), Column((folio,))]


def _numbers(boxes: Sequence[Box]) -> Iterator[Box]:
    """Yield what is around digits with nothing beside them, of boxes from left to right."""
    left = list(boxes)
    while left:
        own = [left.pop(0)]
        own += [b for b in left if b.overlap_y(own[0]) > 0.5 * min(b.height, own[0].height) and _is_near(b, own[0])]
        left = [b for b in left if b not in own]
        number = Box.around(own)
        gaps = [b.x - a.right for a, b in pairwise(own)]
        heights = [b.height for b in own]
        alike = len(own) <= DIGITS and all(map(_is_digit, own)) and max(heights) <= ALIKE * min(heights)
        if alike and max(gaps, default=0) <= TIGHT * EM and number.height <= HIGH[1] * EM:
            yield number


def _is_near(box: Box, other: Box) -> bool:
    return -box.overlap_x(other) <= ALONE * EM


def _is_placed(number: Box, text: Box) -> bool:
    """Tell whether a number stands in the middle below the text, or at one of its edges."""
    centred = abs(number.centre[0] - text.centre[0]) <= CENTRED * EM
    return centred or min(abs(number.x - text.x), abs(number.right - text.right)) <= FLUSH * EM


def _is_dash(box: Box) -> bool:
    (narrow, wide), (thin, thick) = DASH
    long = box.width >= LONG * box.height
    return long and narrow * EM <= box.width <= wide * EM and thin * EM <= box.height <= thick * EM


def _is_digit(box: Box) -> bool:
    return HIGH[0] * EM <= box.height <= HIGH[1] * EM and box.width <= WIDE * EM


def _are_around(left: Box, right: Box, digits: Sequence[Box]) -> bool:
    """Tell whether two dashes and the digits between them are a folio."""
    if not 0 < len(digits) <= DIGITS:
        return False
    number = Box.around(digits)
    alike = max(left.width, right.width) <= LIKE * min(left.width, right.width)
    level = abs(left.centre[1] - right.centre[1]) <= LEVEL * EM and number.height <= HIGH[1] * EM
    middle = MIDDLE[0] <= (left.centre[1] - number.y) / number.height <= MIDDLE[1]
    return alike and level and middle and max(number.x - left.right, right.x - number.right) <= SPACE * EM


def _strip(parts: tuple[Box, ...], tone: Grey) -> Strip:
    box = Box.around(parts)
    weight = float(tone[box.y : box.bottom, box.x : box.right].mean()) / 255
    return Strip(box, float(box.height), weight, parts)
