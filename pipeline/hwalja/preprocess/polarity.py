"""Whether a scan is a negative, as of microfilm: white type on a black ground all over the page."""

from __future__ import annotations

import numpy as np

from hwalja.model import Grey
from hwalja.preprocess.runs import find_runs, ink_of, reduced

FAR = 0.4
"""Of the span of tones: so far from the commonest tone is type from its ground."""

TYPE, OTHER = 0.02, 0.25
"""Of a negative more than this share is much lighter than its ground, and at most this share of that much darker."""

MORE, LEAST = 2.0, 0.02
"""Its positive has more than so many times as much type, on at least this share of it: a page on a black bed, or full
of a dark picture, has less."""

STEP = 8
"""Every so many px of rows and columns tell the tones."""


def positive(grey: Grey) -> Grey:
    """Return the positive of a negative, and any other scan as it is."""
    return np.asarray(255 - grey, np.uint8) if _is_negative(grey) else grey


def _is_negative(grey: Grey) -> bool:
    tones = grey[::STEP, ::STEP]
    low, ground, high = np.percentile(tones, [1, 50, 99])
    far = FAR * (high - low)
    lighter, darker = (tones > ground + far).mean(), (tones < ground - far).mean()
    if lighter < TYPE or darker > OTHER * lighter:
        return False
    small, _ = reduced(grey)
    area = _type_area(np.asarray(255 - small, np.uint8))
    return area > LEAST * small.size and area > MORE * _type_area(small)


def _type_area(grey: Grey) -> float:
    """Return how much of an image is type, whether it lies on its side or not, in px²."""
    ink = ink_of(grey)
    return max(find_runs(ink).area, find_runs(np.ascontiguousarray(np.rot90(ink))).area)
