"""A picture to draw on: a colour copy of a grey one, small enough to look at."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from hwalja.geometry import Box
from hwalja.model import Grey

Picture: TypeAlias = NDArray[np.uint8]
"""A colour picture, shape (height, width, 3), blue, green and red as OpenCV keeps them."""

Colour: TypeAlias = tuple[int, int, int]
"""Blue, green, red, 0 … 255."""

LONGEST_SIDE = 2000
"""Pixels of the longer side of what is drawn."""

_LETTER = 0.5
_LETTER_HEIGHT = 12


@dataclass(frozen=True, slots=True)
class Canvas:
    """A picture and its scale; what is drawn is given in pixels of the original.

    Attributes:
        picture: What is drawn on, in place.
        factor: Pixels of the picture for each of the original, at most 1.
    """

    picture: Picture
    factor: float

    @classmethod
    def of(cls, grey: Grey) -> Canvas:
        factor = min(1.0, LONGEST_SIDE / max(grey.shape))
        height, width = (max(1, round(side * factor)) for side in grey.shape)
        small = cv2.resize(grey, (width, height), interpolation=cv2.INTER_AREA) if factor < 1 else grey
        return cls(np.asarray(cv2.cvtColor(small, cv2.COLOR_GRAY2BGR), np.uint8), factor)

    def outline(self, box: Box, colour: Colour, thickness: int = 2) -> None:
        near, far = self._corners(box)
        cv2.rectangle(self.picture, near, far, colour, thickness)

    def tint(self, box: Box, colour: Colour) -> None:
        """Colour the paper of the box; ink stays black."""
        (left, top), (right, bottom) = self._corners(box)
        part = self.picture[max(top, 0) : bottom + 1, max(left, 0) : right + 1]
        part[...] = part.astype(np.uint16) * np.array(colour, np.uint16) // 255

    def path(self, points: Sequence[tuple[float, float]], colour: Colour) -> None:
        """Draw arrows from point to point."""
        ends = [self._point(*point) for point in points]
        for start, end in itertools.pairwise(ends):
            length = float(np.hypot(end[0] - start[0], end[1] - start[1]))
            cv2.arrowedLine(self.picture, start, end, colour, 2, cv2.LINE_AA, tipLength=min(1.0, 14 / max(length, 1.0)))

    def hull(self, boxes: Iterable[Box], colour: Colour) -> None:
        """Draw a line around all boxes."""
        corners = [corner for box in boxes for corner in self._four(box)]
        if corners:
            around = cv2.convexHull(np.array(corners, np.int32))
            cv2.polylines(self.picture, [around], isClosed=True, color=colour, thickness=3, lineType=cv2.LINE_AA)

    def label(self, box: Box, text: str, colour: Colour) -> None:
        """Write ASCII text on the upper left corner of the box, outside where there is room."""
        (x, top), _ = self._corners(box)
        y = max(0, top - _LETTER_HEIGHT - 4)
        (width, _), _ = cv2.getTextSize(text, cv2.FONT_HERSHEY_SIMPLEX, _LETTER, 1)
        cv2.rectangle(self.picture, (x, y), (x + width + 4, y + _LETTER_HEIGHT + 4), colour, cv2.FILLED)
        origin = (x + 2, y + _LETTER_HEIGHT + 1)
        cv2.putText(self.picture, text, origin, cv2.FONT_HERSHEY_SIMPLEX, _LETTER, (255, 255, 255), 1, cv2.LINE_AA)

    def _point(self, x: float, y: float) -> tuple[int, int]:
        return round(x * self.factor), round(y * self.factor)

    def _corners(self, box: Box) -> tuple[tuple[int, int], tuple[int, int]]:
        return self._point(box.x, box.y), self._point(box.right - 1, box.bottom - 1)

    def _four(self, box: Box) -> list[tuple[int, int]]:
        (left, top), (right, bottom) = self._corners(box)
        return [(left, top), (right, top), (right, bottom), (left, bottom)]
