"""A picture to draw on: a colour copy of a grey one, small enough to look at."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from hwalja.draw.letters import SIZE, Picture, width_of, write
from hwalja.draw.palette import WHITE, Colour
from hwalja.geometry import Box
from hwalja.model import Grey

LONGEST_SIDE = 2400
"""Pixels of the longer side of what is drawn."""

DISC = 10
"""Radius in px of a numbered disc."""

DASH = 9
"""Length in px of a dash, and of the gap after it."""

HATCH = 14
"""Pixels from one stroke of the hatching to the next."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Canvas:
    """A picture and its scale; what is drawn is given in pixels of the original unless it says otherwise.

    Attributes:
        picture: What is drawn on, in place.
        factor: Pixels of the picture for each of the original, at most 1.
    """

    picture: Picture
    factor: float

    @classmethod
    def of(cls, grey: Grey, *, strength: float = 1.0) -> Canvas:
        """Return a canvas with the image on it, its ink only so strong that colours stand out from it."""
        factor = min(1.0, LONGEST_SIDE / max(grey.shape))
        height, width = (max(1, round(side * factor)) for side in grey.shape)
        small = cv2.resize(grey, (width, height), interpolation=cv2.INTER_AREA) if factor < 1 else grey
        small = np.asarray(255 - strength * (255 - small.astype(np.float32)), np.uint8)
        return cls(np.asarray(cv2.cvtColor(small, cv2.COLOR_GRAY2BGR), np.uint8), factor)

    def point(self, x: float, y: float) -> Point:
        """Return where on the picture a point of the original lies."""
        return x * self.factor, y * self.factor

    def box(self, box: Box) -> Box:
        """Return where on the picture a box of the original lies."""
        return Box.of_edges(*self.point(box.x, box.y), *self.point(box.right, box.bottom))

    def outline(self, box: Box, colour: Colour, thickness: int = 1) -> None:
        own = self.box(box)
        cv2.rectangle(self.picture, (own.x, own.y), (own.right - 1, own.bottom - 1), colour, thickness)

    def dashed(self, box: Box, colour: Colour, thickness: int = 2) -> None:
        own = self.box(box)
        corners = [(own.x, own.y), (own.right, own.y), (own.right, own.bottom), (own.x, own.bottom), (own.x, own.y)]
        for start, end in itertools.pairwise(corners):
            length = float(np.hypot(end[0] - start[0], end[1] - start[1]))
            steps = np.linspace(0, 1, max(2, round(length / DASH)))
            dots = [(start[0] + s * (end[0] - start[0]), start[1] + s * (end[1] - start[1])) for s in steps]
            for near, far in list(itertools.pairwise(dots))[::2]:
                self.line([near, far], colour, thickness)

    def tint(self, box: Box, colour: Colour) -> None:
        """Colour the paper of the box; ink stays black."""
        part = self._part(box)
        part[...] = part.astype(np.uint16) * np.array(colour, np.uint16) // 255

    def stain(self, box: Box, ink: NDArray[np.bool_], colour: Colour) -> None:
        """Colour the ink of the box.

        Args:
            box: In px of the original.
            ink: What counts as ink, shape of the picture.
            colour: What it becomes.
        """
        self._part(box)[self._part_of(ink, box)] = colour

    def hatch(self, box: Box, colour: Colour) -> None:
        """Draw slanting strokes over the box."""
        part = self._part(box)
        if not part.size:
            return
        height, width = part.shape[:2]
        strokes = np.zeros((height, width), np.uint8)
        for at in range(0, width + height, HATCH):
            cv2.line(strokes, (at, 0), (at - height, height), 255, 1, cv2.LINE_AA)
        share = (strokes.astype(np.float32) / 255 * 0.7)[..., None]
        part[...] = np.round(part * (1 - share) + np.array(colour) * share)

    def line(self, points: Sequence[Point], colour: Colour, thickness: int = 2) -> None:
        """Draw a line through points of the picture."""
        shift = 4  # parts of a pixel: curves look broken without
        fine = np.round(np.array(points) * 2**shift).astype(np.int32).reshape(-1, 1, 2)
        cv2.polylines(self.picture, [fine], False, colour, thickness, cv2.LINE_AA, shift)  # noqa: FBT003 - no names

    def shape(self, corners: Sequence[Point], colour: Colour) -> None:
        """Fill a shape with corners on the picture."""
        cv2.fillPoly(self.picture, [np.round(np.array(corners)).astype(np.int32)], colour, cv2.LINE_AA)

    def outlines(self, contours: Sequence[NDArray[np.int32]], colour: Colour, thickness: int) -> None:
        """Draw closed lines, given in pixels of the picture."""
        cv2.polylines(self.picture, list(contours), isClosed=True, color=colour, thickness=thickness)

    def disc(self, centre: Point, text: str, colour: Colour) -> None:
        """Draw a numbered disc around a point of the picture, wholly on it where there is room."""
        height, width = self.picture.shape[:2]
        half = max(0, width_of(text, SIZE - 3) / 2 - DISC + 5)
        x = min(max(centre[0], DISC + half), max(DISC + half, width - 1 - DISC - half))
        y = min(max(centre[1], DISC), max(DISC, height - 1 - DISC))
        ends = [(x - half, y), (x + half, y)]
        self.line(ends, WHITE, 2 * DISC + 3)
        self.line(ends, colour, 2 * DISC)
        write(self.picture, x, y, text, WHITE, size=SIZE - 3, at="mm")

    def tab(self, right: float, bottom: float, text: str, colour: Colour) -> None:
        """Write on a coloured tab that stands on a point of the picture, to its left."""
        wide, high = width_of(text) + 12, SIZE + 7
        x = round(min(max(0.0, right - wide), max(0, self.picture.shape[1] - wide)))
        y = round(max(0.0, bottom - high))
        cv2.rectangle(self.picture, (x, y), (x + wide, y + high), colour, cv2.FILLED)
        write(self.picture, x + 6, y + high / 2, text, WHITE)

    def _part(self, box: Box) -> Picture:
        own = self.box(box)
        return self.picture[max(own.y, 0) : max(own.bottom, 0), max(own.x, 0) : max(own.right, 0)]

    def _part_of(self, mask: NDArray[np.bool_], box: Box) -> NDArray[np.bool_]:
        own = self.box(box)
        return mask[max(own.y, 0) : max(own.bottom, 0), max(own.x, 0) : max(own.right, 0)]
