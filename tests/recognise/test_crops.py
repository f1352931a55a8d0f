from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hwalja.geometry import Affine, Box
from hwalja.model import Layout, Line, Region, Role, Sheet
from hwalja.recognise.crops import crop, crops
from hwalja.recognise.tesseract import STYLE

SHEET = np.full((400, 600), 255, np.uint8)
SHEET[100:140, 200:420] = 0


def test_type_has_the_wanted_size() -> None:
    line = Line("a", Box(200, 100, 220, 40), em=40.0)
    cut = crop(SHEET, line, STYLE)
    assert cut.image.em == STYLE.em
    dark = np.flatnonzero((cut.image.grey < 128).any(1))
    assert len(dark) == pytest.approx(STYLE.em, abs=2)
    assert (cut.image.grey[[0, -1]] == 255).all()


def test_reversed_type_becomes_black_on_white() -> None:
    line = Line("a", Box(200, 100, 220, 40), em=40.0)
    inverse = Line("a", Box(200, 100, 220, 40), em=40.0, reversed=True)
    assert np.array_equal(crop(SHEET, line, STYLE).image.grey, crop(255 - SHEET, inverse, STYLE).image.grey)


def test_boxes_go_back_to_where_they_came_from() -> None:
    cut = crop(SHEET, Line("a", Box(200, 100, 220, 40), em=40.0), STYLE)
    rows, columns = (np.flatnonzero((cut.image.grey < 128).any(axis)) for axis in (1, 0))
    ink = Box.of_edges(columns[0], rows[0], columns[-1] + 1, rows[-1] + 1)
    back = cut.to_sheet(ink)
    assert [back.x, back.right, back.y, back.bottom] == pytest.approx([200, 420, 100, 140], abs=3)


@given(
    st.tuples(st.integers(-20, 650), st.integers(-20, 450), st.integers(1, 200), st.integers(1, 90)),
    st.floats(4, 200),
    st.tuples(st.integers(-50, 900), st.integers(-50, 200), st.integers(0, 900), st.integers(0, 200)),
)
def test_any_line_can_be_cut_and_any_box_lies_on_the_sheet(
    line: tuple[int, int, int, int], em: float, box: tuple[int, int, int, int]
) -> None:
    cut = crop(SHEET, Line("a", Box(*line), em), STYLE)
    assert cut.image.grey.dtype == np.uint8
    back = cut.to_sheet(Box(*box))
    assert Box(0, 0, 600, 400).contains(back)
    assert back.area > 0


def dark_rows(*rules: Box, em: float) -> float:
    """Return how many rows of an underlined line, 20 px high, are dark in its crop, in px of the sheet."""
    sheet = np.full((100, 300), 250, np.uint8)
    sheet[40:60, 50:250] = 20
    sheet[63:65, 40:260] = 60
    line = Line("l1", Box(50, 40, 200, 26), em=22)
    region = Region("r1", Role.BODY, line.box, (line,))
    scan = Sheet(grey=sheet, even=sheet, skew=0.0, to_scan=Affine())
    (cut,) = crops(scan, Layout(em=em, regions=(region,), stories=(), rules=rules), STYLE)
    assert (sheet[63:65, 40:260] == 60).all()
    return float((cut.image.grey < 128).any(axis=1).sum() / cut.scale)


def test_rules_are_left_out_of_lines() -> None:
    assert dark_rows(em=22) == pytest.approx(22, abs=1)
    assert dark_rows(Box(40, 63, 220, 2), em=22) == pytest.approx(20, abs=1)


def test_bars_of_large_letters_are_kept() -> None:
    bar = Box(52, 50, 196, 6)
    assert dark_rows(bar, em=22) < 19
    assert dark_rows(bar, em=10) == pytest.approx(22, abs=1)
