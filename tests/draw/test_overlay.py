from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from hwalja.draw.canvas import LONGEST_SIDE, Canvas
from hwalja.draw.overlay import confidence_colour, draw_layout, draw_lines, draw_page, draw_scan, draw_words
from hwalja.draw.stages import StagePictures
from hwalja.geometry import Affine, Box
from hwalja.model import Layout, Region, Role, Scan, Sheet, Story
from tests.export.pages import line, sample

GREY = np.full((2200, 1600), 255, np.uint8)
SCAN = Scan("sample.png", "0" * 64, GREY, 300.0)
SHEET = Sheet(GREY, GREY, 0.0, Affine())


def _region(name: str, role: Role, x: int, y: int, *, read: bool = False) -> Region:
    lines = tuple(line(f"{name}l{n}", "가나 다라", y + 40 * n) for n in range(3))
    lines = lines if read else tuple(replace(each, words=()) for each in lines)
    return Region(name, role, Box(x, y, 300, 120), lines)


def _layout(*, read: bool = False) -> Layout:
    regions = (
        _region("r1", Role.HEADLINE, 100, 200, read=read),
        _region("r2", Role.BODY, 100, 400, read=read),
        _region("r3", Role.HEADER, 100, 50, read=read),
    )
    picture, rule, frame = Box(800, 300, 400, 300), Box(790, 100, 2, 1900), Box(90, 190, 400, 400)
    return Layout(33, regions, (Story(("r1", "r2")),), (picture,), (rule,), (frame,))


def test_large_pages_become_small_pictures() -> None:
    picture = draw_scan(replace(SCAN, grey=np.full((8000, 5000), 200, np.uint8)))
    assert picture.shape == (LONGEST_SIDE, 1250, 3)


def test_small_pages_keep_their_size() -> None:
    assert draw_scan(replace(SCAN, grey=np.zeros((1, 30), np.uint8))).shape == (1, 30, 3)


def test_the_original_is_not_drawn_on() -> None:
    before = GREY.copy()
    for picture in (
        draw_layout(SHEET, _layout()),
        draw_lines(SHEET, _layout()),
        draw_words(SHEET, _layout(read=True)),
        draw_page(SCAN, sample()),
    ):
        assert picture.dtype == np.uint8
        assert (picture != 255).any()
    assert (before == GREY).all()


def test_tint_leaves_ink_black() -> None:
    canvas = Canvas.of(np.array([[0, 255], [255, 255]], np.uint8))
    canvas.tint(Box(0, 0, 2, 1), (100, 200, 255))
    assert canvas.picture.tolist() == [[[0, 0, 0], [100, 200, 255]], [[255, 255, 255], [255, 255, 255]]]


def test_boxes_over_the_edge_do_no_harm() -> None:
    canvas = Canvas.of(np.full((10, 10), 255, np.uint8))
    canvas.tint(Box(-5, -5, 8, 8), (0, 0, 0))
    canvas.tint(Box(20, 20, 8, 8), (0, 0, 0))
    assert (canvas.picture == 0).all(axis=2).sum() == 9


@pytest.mark.parametrize(
    ("confidence", "colour"),
    [(1.0, (110, 255, 110)), (0.75, (110, 255, 255)), (0.5, (110, 110, 255)), (0.0, (110, 110, 255))],
)
def test_doubt_is_red(confidence: float, colour: tuple[int, int, int]) -> None:
    assert confidence_colour(confidence) == colour


def test_every_stage_leaves_a_picture(tmp_path: Path) -> None:
    draw = StagePictures(tmp_path)
    for stage, result in [
        ("read", SCAN),
        ("preprocess", SHEET),
        ("layout", _layout()),
        ("recognise", _layout(read=True)),
        ("something", object()),
        ("compose", sample()),
    ]:
        draw(stage, result)
    names = ["01-scan.jpg", "02-sheet.jpg", "03-layout.jpg", "03-lines.jpg", "04-read.jpg", "05-page.jpg"]
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    for name in names:
        picture = cv2.imread(str(tmp_path / name))
        assert picture is not None
        assert picture.shape == (2000, 1455, 3)
