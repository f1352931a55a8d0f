from __future__ import annotations

import numpy as np
import pytest

from hwalja.geometry import Box
from hwalja.model import Grey
from tests.layout.drawing import INK, PAPER, Drawing
from tests.preprocess.pages import laid_on, processed, turned, two_columns

WIDTH = 1000


def spread(shadow: float = 0.0, *, across: bool = False) -> Grey:
    """Lay two pages side by side."""
    grey = np.hstack([two_columns().grey, two_columns().grey])
    if across:
        drawing = Drawing(2 * WIDTH, grey.shape[0])
        drawing.grey = grey
        drawing.grey[40:180] = PAPER
        drawing.headline(500, 50, [5, 5, 4], em=90)
    shade = 1 - shadow * np.exp(-np.abs(np.arange(2 * WIDTH) - WIDTH) / 15)
    return np.asarray(grey * shade[None, :], np.uint8)


@pytest.mark.parametrize("shadow", [0.0, 0.3, 0.7])
@pytest.mark.parametrize("degrees", [0.0, 1.2])
def test_facing_pages_are_told_apart_at_the_gutter(shadow: float, degrees: float) -> None:
    sheet = processed(turned(spread(shadow), degrees))
    left, right = sheet.leaves
    assert left.right == right.x
    assert left.right == pytest.approx(sheet.grey.shape[1] / 2, abs=60)  # the gutter is 120 px wide


def test_a_fold_that_leans_is_no_print() -> None:
    grey = spread().astype(np.float64)
    rows = np.arange(grey.shape[0])[:, None]
    fold = WIDTH + 16 * (rows / grey.shape[0] - 0.5)
    grey *= 1 - 0.6 * np.exp(-np.abs(np.arange(2 * WIDTH) - fold) / 6)
    assert len(processed(np.asarray(grey, np.uint8)).leaves) == 2


def test_facing_pages_on_black_are_two_leaves_without_it() -> None:
    left, right = processed(laid_on(spread(0.5), 10, 50, 50, 60, 60)).leaves
    assert Box(60, 50, WIDTH, 1300).contains(left, slack=60)
    assert Box(60 + WIDTH, 50, WIDTH, 1300).contains(right, slack=60)


def test_a_headline_across_the_gutter_keeps_the_page_whole() -> None:
    assert len(processed(spread(across=True)).leaves) == 1


def test_one_page_is_one_leaf() -> None:
    sheet = processed(two_columns().grey)
    assert sheet.leaves == (Box(0, 0, sheet.grey.shape[1], sheet.grey.shape[0]),)


def test_a_broad_page_of_even_columns_is_one_leaf() -> None:
    drawing = Drawing(1900, 900)
    for x in range(60, 1700, 450):
        drawing.column(x, 60, 410, 20)
    assert len(processed(drawing.grey).leaves) == 1


def test_an_upright_page_with_a_wide_gutter_is_one_leaf() -> None:
    drawing = Drawing(1000, 1400)
    drawing.column(60, 60, 380, 30)
    drawing.column(560, 60, 380, 30)
    drawing.rule(500, 60, down=1200)
    assert len(processed(drawing.grey).leaves) == 1


def test_a_page_beside_a_blank_one_is_not_cut() -> None:
    grey = spread()
    grey[:, WIDTH:] = PAPER
    assert (grey < INK + 5).any()
    assert len(processed(grey).leaves) == 1
