from __future__ import annotations

import math

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hwalja.compose import Placement
from hwalja.geometry import Affine, Box
from hwalja.model import Glyph, Line, Region, Role, Scan, Word
from hwalja.preprocess import preprocess
from tests.layout.drawing import Drawing

WIDTH, HEIGHT = 1000, 1300
inside = st.builds(Box, st.integers(60, 900), st.integers(60, 1200), st.integers(1, 40), st.integers(1, 40))


def turn(degrees: float) -> Affine:
    matrix = cv2.getRotationMatrix2D((WIDTH / 2, HEIGHT / 2), degrees, 1.0)
    return Affine.of_matrix(np.asarray(matrix, np.float64))


@given(inside, st.floats(-5, 5))
def test_a_centre_returns_to_the_scan_within_a_pixel(box: Box, degrees: float) -> None:
    """The box on the sheet is found around what was a box on the scan."""
    to_scan = turn(degrees)
    there = to_scan.inverse().box(box)
    back = Placement(to_scan, WIDTH, HEIGHT).box(there)
    assert math.dist(back.centre, box.centre) <= 1.0
    assert back.contains(box)


@given(st.builds(Box, *[st.integers(-2000, 2000)] * 2, *[st.integers(1, 3000)] * 2), st.floats(-5, 5))
def test_boxes_end_up_inside_the_scan(box: Box, degrees: float) -> None:
    placed = Placement(turn(degrees), WIDTH, HEIGHT).box(box)
    assert Box(0, 0, WIDTH, HEIGHT).contains(placed)
    assert placed.area >= 1


def test_no_turn_changes_nothing() -> None:
    box = Box(3, 5, 7, 9)
    assert Placement(Affine(), WIDTH, HEIGHT).boxes([box, box]) == (box, box)


def test_a_region_is_placed_down_to_its_glyphs() -> None:
    box = Box(10, 20, 30, 40)
    word = Word("가", box, 0.5, (Glyph("가", box, 0.5),))
    region = Region("r", Role.BODY, box, (Line("l", box, 20.0, words=(word,)),))
    moved = Placement(Affine(c=100.0, f=200.0), WIDTH, HEIGHT).region(region)
    there = Box(110, 220, 30, 40)
    (line,) = moved.lines
    assert [moved.box, line.box, line.words[0].box, line.words[0].glyphs[0].box] == [there] * 4
    assert (line.text, line.em, moved.role) == ("가", 20.0, Role.BODY)


@pytest.mark.parametrize("degrees", [-2.0, 0.0, 1.5])
def test_what_was_deskewed_is_found_on_the_scan_again(degrees: float) -> None:
    drawing = Drawing(WIDTH, HEIGHT)
    drawing.column(60, 60, 420, 28)
    drawing.column(520, 60, 420, 28)
    turned = cv2.warpAffine(drawing.grey, turn(-degrees).matrix, (WIDTH, HEIGHT), borderValue=245)
    grey = np.asarray(turned, np.uint8)
    blot = Box(490, 600, 20, 20)
    grey[blot.y : blot.bottom, blot.x : blot.right] = 0
    sheet = preprocess(Scan("s", "0", grey, None))
    gutter = sheet.to_scan.inverse().box(blot.grown(4))
    part = sheet.grey[gutter.y : gutter.bottom, gutter.x : gutter.right]
    ys, xs = np.nonzero(part < 60)
    found = Box.of_edges(
        gutter.x + int(xs.min()), gutter.y + int(ys.min()), gutter.x + int(xs.max()) + 1, gutter.y + int(ys.max()) + 1
    )
    back = Placement(sheet.to_scan, WIDTH, HEIGHT).box(found)
    assert math.dist(back.centre, blot.centre) <= 1.0
