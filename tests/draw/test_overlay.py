from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from hwalja.draw.canvas import LONGEST_SIDE, Canvas
from hwalja.draw.letters import Picture
from hwalja.draw.overlay import confidence_colour, draw_layout, draw_lines, draw_page, draw_scan, draw_words
from hwalja.draw.palette import ARTICLE_COLOURS, RULE, UNREAD, pale
from hwalja.draw.shapes import curve, hull
from hwalja.draw.stages import StagePictures
from hwalja.geometry import Affine, Box
from hwalja.model import Ink, Layout, Region, Role, Scan, Sheet, Story, Unread, UnreadReason
from tests.export.pages import line, sample

GREY = np.full((2200, 1600), 255, np.uint8)
GREY[1500:1540, 900:1000] = 0
SCAN = Scan("sample.png", "0" * 64, GREY, 300.0)
SHEET = Sheet(GREY, GREY, 0.0, Affine())
LOST = Unread(Box(880, 1490, 140, 60), UnreadReason.UNKNOWN, 0.02)


def _region(name: str, role: Role, x: int, y: int, *, read: bool = False) -> Region:
    lines = tuple(line(f"{name}l{n}", "가나 다라", y + 40 * n) for n in range(3))
    lines = lines if read else tuple(replace(each, words=()) for each in lines)
    return Region(name, role, Box(x, y, 300, 120), lines)


def _layout(*, read: bool = False) -> Layout:
    regions = (
        _region("r1", Role.HEADLINE, 100, 200, read=read),
        _region("r2", Role.BODY, 100, 400, read=read),
        _region("r3", Role.HEADER, 100, 50, read=read),
        _region("r4", Role.BODY, 100, 800, read=read),
    )
    picture, rule, frame = Box(800, 300, 400, 300), Box(790, 100, 2, 1900), Box(90, 190, 400, 400)
    return Layout(
        33,
        regions,
        (Story(("r1", "r2")), Story(("r4",))),
        (picture,),
        (rule,),
        (frame,),
        unread=(LOST,),
        ink=Ink(0.6, 0.3, 0.05, 0.0, 0.05),
    )


def shows(picture: Picture, colour: tuple[int, int, int]) -> bool:
    return bool((picture == colour).all(axis=2).any())


def test_large_pages_become_small_pictures() -> None:
    picture = draw_scan(replace(SCAN, grey=np.full((8000, 5000), 200, np.uint8)))
    assert picture.shape == (LONGEST_SIDE, 1500, 3)


@pytest.mark.parametrize("shape", [(1, 30), (30, 1), (1, 1), (5, 3000)])
def test_pages_of_any_size_are_drawn(shape: tuple[int, int]) -> None:
    grey = np.zeros(shape, np.uint8)
    assert draw_scan(replace(SCAN, grey=grey)).shape[1] <= LONGEST_SIDE
    sheet = Sheet(grey, grey, 0.0, Affine())
    assert draw_layout(sheet, _layout()).shape[1] <= LONGEST_SIDE
    assert draw_layout(sheet, Layout(20, (), ())).shape[1] <= LONGEST_SIDE


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


def test_articles_rules_and_what_was_not_read_have_their_colours() -> None:
    picture = draw_layout(SHEET, _layout())
    assert all(shows(picture, colour) for colour in (*ARTICLE_COLOURS[:2], pale(RULE, 0.6), UNREAD))


def test_unread_ink_is_red_and_read_ink_is_not() -> None:
    picture = draw_layout(SHEET, _layout())
    assert picture[1520, 950].tolist() == list(UNREAD)
    read = replace(_layout(), regions=(Region("r", Role.BODY, LOST.box, (replace(line("l", "가", 1), box=LOST.box),)),))
    other = draw_layout(SHEET, replace(read, stories=()))
    assert other[1520, 950].tolist() != list(UNREAD)


def test_an_unsure_article_is_called_so() -> None:
    page = sample()
    sure = replace(page, articles=tuple(replace(article, doubts=()) for article in page.articles))
    assert (draw_page(SCAN, page) != draw_page(SCAN, sure)).any()


def test_a_legend_stands_below_the_page_and_leaves_it_whole() -> None:
    picture = draw_layout(SHEET, replace(_layout(), pictures=()))
    bare = draw_layout(SHEET, Layout(33, (), ()))
    assert picture.shape[0] > bare.shape[0] > GREY.shape[0]
    assert (bare[: GREY.shape[0]][GREY == 255] == 255).all()


def test_tint_leaves_ink_black() -> None:
    canvas = Canvas.of(np.array([[0, 255], [255, 255]], np.uint8))
    canvas.tint(Box(0, 0, 2, 1), (100, 200, 255))
    assert canvas.picture.tolist() == [[[0, 0, 0], [100, 200, 255]], [[255, 255, 255], [255, 255, 255]]]


def test_boxes_over_the_edge_do_no_harm() -> None:
    canvas = Canvas.of(np.full((10, 10), 255, np.uint8))
    for draw in (canvas.tint, canvas.hatch):
        draw(Box(20, 20, 8, 8), (0, 0, 0))
        draw(Box(-20, -20, 8, 8), (0, 0, 0))
    assert (canvas.picture == 255).all()
    canvas.tint(Box(-5, -5, 8, 8), (0, 0, 0))
    assert (canvas.picture == 0).all(axis=2).sum() == 9


def covers(outlines: list[np.ndarray[tuple[int, ...], np.dtype[np.int32]]], x: int, y: int) -> bool:
    mask = np.zeros((400, 400), np.uint8)
    cv2.drawContours(mask, outlines, -1, 1, cv2.FILLED)
    return bool(mask[y, x])


def test_the_outline_of_an_article_goes_around_its_corner_and_over_its_gutters() -> None:
    """An L: a headline over two columns, of which the second is short; another article stands below it."""
    own = [Box(20, 20, 200, 30), Box(20, 60, 95, 200), Box(125, 60, 95, 60)]
    outlines = hull(own, [Box(125, 150, 95, 110)], bridge=20)
    assert len(outlines) == 1
    assert covers(outlines, 120, 90)
    assert not covers(outlines, 170, 200)


def test_an_article_inside_another_is_cut_out_of_its_outline() -> None:
    own = [Box(20, 20, 300, 40), Box(20, 200, 300, 40), Box(20, 60, 40, 140), Box(280, 60, 40, 140)]
    outlines = hull(own, [Box(100, 90, 140, 80)], bridge=200)
    assert len(outlines) == 2
    assert not covers(outlines, 170, 130)


def test_no_region_has_no_outline() -> None:
    assert hull([], [Box(0, 0, 5, 5)], bridge=9) == []


@pytest.mark.parametrize("end", [(10.0, 300.0), (200.0, 20.0), (10.0, 10.0), (-50.0, 12.0)])
def test_a_path_leads_from_one_place_to_the_other(end: tuple[float, float]) -> None:
    way = curve((10.0, 10.0), end)
    assert way[0] == pytest.approx((10, 10))
    assert way[-1] == pytest.approx(end)


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
        assert picture.shape[0] >= 2200
        assert picture.shape[1:] == (1600, 3)
