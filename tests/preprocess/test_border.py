from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hwalja.geometry import Box
from hwalja.model import Grey
from hwalja.preprocess import find_border
from tests.layout.drawing import PAPER, Drawing
from tests.preprocess.pages import laid_on, processed, scanned, turned, two_columns


@pytest.mark.parametrize("tone", [5, 60, 120])
@pytest.mark.parametrize(("top", "bottom", "left", "right"), [(60, 40, 80, 30), (0, 0, 90, 0), (0, 70, 0, 0)])
def test_the_ground_around_a_page_is_found(tone: int, top: int, bottom: int, left: int, right: int) -> None:
    page = two_columns().grey
    sheet = processed(laid_on(page, tone, top, bottom, left, right))
    inner = Box(left, top, page.shape[1], page.shape[0])
    (leaf,) = sheet.leaves
    assert inner.contains(leaf, slack=3)
    assert leaf.contains(inner, slack=25)  # no type stands in the outermost 25 px of the page
    outside = np.ones(sheet.even.shape, np.bool_)
    outside[leaf.y : leaf.bottom, leaf.x : leaf.right] = False
    assert np.median(sheet.even[outside]) > 240
    assert (sheet.even[outside] < 128).mean() < 0.001


@given(st.integers(0, 120), st.integers(0, 120), st.integers(0, 120), st.integers(0, 120))
@settings(max_examples=12, deadline=None)
def test_no_type_is_taken_for_border(top: int, bottom: int, left: int, right: int) -> None:
    page = two_columns().grey
    border = find_border(laid_on(page, 10, top, bottom, left, right))
    if border is None:
        assert max(top, bottom, left, right) < 8
        return
    size = (page.shape[1] + left + right, page.shape[0] + top + bottom)
    whole = cv2.resize(border.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST).astype(np.bool_)
    assert not whole[top : top + page.shape[0], left : left + page.shape[1]][page < 128].any()


@pytest.mark.parametrize("degrees", [-3.0, 1.5])
def test_a_page_that_lies_crooked_on_black_becomes_level_and_white_around(degrees: float) -> None:
    page = two_columns().grey
    on_black, on_paper = (processed(laid_on(turned(page, degrees, tone), tone, 20, 20, 20, 20)) for tone in (10, PAPER))
    assert on_black.skew == pytest.approx(degrees, abs=0.1)
    assert on_black.skew == on_paper.skew
    assert (on_black.even < 128).sum() == pytest.approx((on_paper.even < 128).sum(), rel=0.001)  # the type alone


@pytest.mark.parametrize("name", ["s01", "s02", "s05", "s07"])
def test_a_scan_without_borders_has_none(name: str) -> None:
    assert find_border(scanned(name)) is None


def with_banner(drawing: Drawing) -> None:
    drawing.reversed(Box(0, 0, drawing.width, 70), [4, 5, 3, 4, 5], em=48)


def with_photograph(drawing: Drawing) -> None:
    drawing.picture(Box(0, 300, 480, 500))


def with_black_box(drawing: Drawing) -> None:
    drawing.grey[:150, 500:] = 20


def with_shadow(drawing: Drawing) -> None:
    shade = 1 - 0.7 * np.exp(-np.arange(drawing.width) / 60)
    drawing.grey = np.asarray(drawing.grey * shade[None, :], np.uint8)


@pytest.mark.parametrize("add", [with_banner, with_photograph, with_black_box, with_shadow])
def test_what_is_printed_at_the_rim_is_no_border(add: Callable[[Drawing], None]) -> None:
    drawing = two_columns()
    add(drawing)
    assert find_border(drawing.grey) is None


@pytest.mark.parametrize("grey", [np.full((600, 400), tone, np.uint8) for tone in (0, 128, 255)])
def test_a_blank_scan_has_no_border(grey: Grey) -> None:
    assert find_border(grey) is None


def test_paper_all_around_changes_nothing() -> None:
    plain = processed(two_columns().grey)
    padded = processed(np.pad(two_columns().grey, 50, constant_values=PAPER))
    assert len(plain.leaves) == len(padded.leaves) == 1
    assert np.array_equal(plain.grey, padded.grey[50:-50, 50:-50])
