"""Stains: blotches on the paper, told from print."""

from __future__ import annotations

import cv2
import numpy as np

from hwalja.layout.canvas import EM, Canvas
from hwalja.layout.stains import find_stains
from hwalja.model import Grey

PAPER, PRINT, STAIN = 250, 40, 140
CENTRE = (200, 150)


def canvas(*, blotch: int | None = None, radius: float = 1.2) -> Canvas:
    """Return a canvas with lines of thin strokes, a heavy bar, and a blotch over the lines."""
    grey: Grey = np.full((300, 400), PAPER, np.uint8)
    if blotch is not None:
        cv2.circle(grey, CENTRE, round(radius * EM), (blotch,), -1)
        grey = np.asarray(cv2.GaussianBlur(grey, (0, 0), 2.0), np.uint8)
    for y in range(40, 260, 32):
        for x in range(30, 370, 20):
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


def test_a_stain_is_found_whatever_letters_touch_it() -> None:
    page = canvas(blotch=STAIN)
    x, y = CENTRE
    letters = page.even.copy()
    letters[y - 6 : y + 6, x - 60 : x - 10] = PRINT
    page = Canvas(1.0, letters, letters, (letters < page.threshold).astype(np.uint8), page.threshold)
    stains = find_stains(page)
    assert stains[y - 20 : y - 8, x - 10 : x + 10].mean() > 0.5
    assert not stains[letters <= PRINT].any()


def test_dense_letters_are_no_stain() -> None:
    page = canvas()
    bold = page.even.copy()
    for left in range(100, 220, 20):
        bold[100:118, left : left + 17] = 150
        bold[100:118:4, left : left + 17] = 120
    assert not find_stains(Canvas(1.0, bold, bold, (bold < page.threshold).astype(np.uint8), page.threshold)).any()


def test_a_black_blotch_is_taken_for_print() -> None:
    assert not find_stains(canvas(blotch=PRINT)).any()


def test_a_dot_no_larger_than_a_sign_is_no_stain() -> None:
    assert not find_stains(canvas(blotch=STAIN, radius=0.35)).any()


def test_a_page_without_blotches_has_no_stains() -> None:
    assert not find_stains(canvas()).any()


def test_a_blotch_hardly_darker_than_the_paper_is_found_through_its_grain() -> None:
    page = canvas()
    grain = np.random.default_rng(1).normal(0, 12, page.even.shape)
    disc = np.zeros(page.even.shape, np.uint8)
    cv2.circle(disc, (200, 280), round(0.9 * EM), (1,), -1)
    grey = np.clip(page.even - 45.0 * disc + grain, 0, 255).astype(np.uint8)
    stains = find_stains(Canvas(1.0, grey, grey, (grey < page.threshold).astype(np.uint8), page.threshold))
    seen = (grey < page.threshold) & (disc > 0)
    assert stains[seen].mean() > 0.9
    assert not stains[disc == 0][grey[disc == 0] <= PRINT + 40].any()
