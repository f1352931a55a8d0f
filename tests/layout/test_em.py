from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from hwalja.geometry import Box
from hwalja.layout import find_layout
from hwalja.layout.canvas import EM, LARGE, estimate_em, make_canvas
from tests.layout.drawing import Drawing, lines_of, matched


def page(em: int) -> Drawing:
    drawing = Drawing(42 * em, 40 * em)
    drawing.headline(2 * em, 2 * em, [4, 3], em=3 * em)
    drawing.column(2 * em, 7 * em, 18 * em, 17, em=em)
    drawing.column(22 * em, 7 * em, 18 * em, 17, em=em)
    return drawing


@pytest.mark.parametrize("em", [14, 20, 28])
def test_em_is_the_height_of_body_type(em: int) -> None:
    assert estimate_em(page(em).sheet.even) == pytest.approx(em, rel=0.15)


def test_larger_type_here_and_there_does_not_matter() -> None:
    drawing = page(20)
    for n in range(4):
        drawing.words(40 + 200 * n, 680, [2, 2], em=40)
    assert estimate_em(drawing.sheet.even) == pytest.approx(20, rel=0.15)


def test_layout_is_in_pixels_of_the_sheet_whatever_its_scale() -> None:
    """The same page at twice the resolution has the same layout, twice as large."""
    small, large = find_layout(page(16).sheet), find_layout(page(32).sheet)
    assert large.em == pytest.approx(2 * small.em, rel=0.1)
    assert [r.role for r in large.regions] == [r.role for r in small.regions]
    assert matched([line.box.scaled(2) for line in small.lines], lines_of(large), slack=32)


def test_small_type_is_enlarged_by_as_much_as_keeps_the_canvas_small() -> None:
    small = page(11).sheet
    assert make_canvas(small).scale == pytest.approx(EM / 11, rel=0.15)
    wide = np.full((1900, 2000), 245, np.uint8)
    wide[: small.grey.shape[0], : small.grey.shape[1]] = small.grey
    canvas = make_canvas(replace(small, grey=wide, even=wide))
    assert canvas.scale == 1.5
    assert canvas.even.size > LARGE


@pytest.mark.parametrize("factor", [0.7, 1.0, 1.3])
def test_a_few_lines_beside_a_large_picture_are_level(factor: float) -> None:
    """The picture holds most of the ink: what bars of words do not cover is not all type set from top to bottom."""
    drawing = Drawing(880, 460)
    drawing.headline(60, 60, [2, 3], em=58)
    drawing.headline(60, 142, [4, 3], em=36)
    drawing.column(60, 198, 360, 5)
    drawing.picture(Box(452, 198, 360, 168))
    even = np.asarray(cv2.resize(drawing.sheet.even, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA))
    assert estimate_em(even.astype(np.uint8)) == pytest.approx(24 * factor, rel=0.15)


@pytest.mark.parametrize("tone", [0, 128, 255])
def test_a_page_without_type_has_some_em(tone: int) -> None:
    assert estimate_em(np.full((300, 300), tone, np.uint8)) > 0
