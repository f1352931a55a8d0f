"""The band below a picture: what its colours mean, and its figures."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from hwalja.draw.letters import SIZE, Picture, width_of, write
from hwalja.draw.palette import BLACK, WHITE, Colour, pale

ROW = 28
"""Height in px of a row of the band."""

NARROWEST = 400
"""Pictures that are less wide get no band: nothing could be read on it."""

_EDGE, _CHIP, _GAP = 14, 18, 22


def with_legend(picture: Picture, chips: Sequence[tuple[str, Colour]], notes: Sequence[str]) -> Picture:
    """Return the picture with a band below it.

    Args:
        picture: What the legend is of.
        chips: Names and their colours.
        notes: Sentences in Latin letters, a row each, cut where they are too long.
    """
    width = picture.shape[1]
    if width < NARROWEST:
        return picture
    places, rows = [], 0
    x = _EDGE
    for name, colour in chips:
        wide = _CHIP + 6 + width_of(name)
        if x > _EDGE and x + wide > width - _EDGE:
            x, rows = _EDGE, rows + 1
        places.append((x, rows, name, colour))
        x += wide + _GAP
    rows += bool(chips)
    band = np.full((ROW * (rows + len(notes)) + _EDGE, width, 3), WHITE, np.uint8)
    cv2.line(band, (0, 0), (width, 0), BLACK, 2)
    for x, row, name, colour in places:
        y = _EDGE // 2 + row * ROW + ROW // 2
        cv2.rectangle(band, (x, y - 7), (x + _CHIP, y + 7), pale(colour, 0.35), cv2.FILLED)
        cv2.rectangle(band, (x, y - 7), (x + _CHIP, y + 7), colour, 2)
        write(band, x + _CHIP + 6, y, name, BLACK)
    for row, note in enumerate(notes, rows):
        write(band, _EDGE, _EDGE // 2 + row * ROW + ROW / 2, note, BLACK, size=SIZE)
    return np.vstack([picture, band])
