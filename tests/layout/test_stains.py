"""Stains: blotches on the paper, told from print."""

from __future__ import annotations

import cv2
import numpy as np

from hwalja.layout.canvas import EM, Canvas
from hwalja.layout.stains import find_stains
from hwalja.model import Grey

PAPER, PRINT, STAIN = 250, 40, 140
CENTRE = (200, 150)


def canvas(*, blotch: int | None = None, radius: float = 0.9) -> Canvas:
    """Return a canvas with lines of thin strokes, a heavy bar, and a blotch over the lines."""
    grey: Grey = np.full((300, 400), PAPER, np.uint8)
    if blotch is not None:
        cv2.circle(grey, CENTRE, round(radius * EM), (blotch,), -1)
        grey = np.asarray(cv2.GaussianBlur(grey, (0, 0), 2.0), np.uint8)
    for y in range(40, 260, 32):
        for x in range(30, 370, 10):
            cv2.rectangle(grey, (x, y), (x + 1, y + 17), (PRINT,), -1)
    grey[270:290, 30:90] = PRINT
    threshold = 200.0  # faint print asks for as much
    return Canvas(1.0, grey, grey, (grey < threshold).astype(np.uint8), threshold)


def test_a_pale_blotch_is_a_stain_and_the_strokes_in_it_are_none() -> None:
    page = canvas(blotch=STAIN)
    stains = find_stains(page)
    x, y = CENTRE
    assert stains[y - 10 : y + 10, x - 10 : x + 10].mean() > 0.5
    assert not stains[page.even <= PRINT].any()
    assert stains[:100].sum() == stains[:, :100].sum() == 0


def test_a_black_blotch_is_taken_for_print() -> None:
    assert not find_stains(canvas(blotch=PRINT)).any()


def test_a_dot_no_larger_than_a_sign_is_no_stain() -> None:
    assert not find_stains(canvas(blotch=STAIN, radius=0.35)).any()


def test_a_page_without_blotches_has_no_stains() -> None:
    assert not find_stains(canvas()).any()
