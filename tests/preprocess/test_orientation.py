from __future__ import annotations

import json
from itertools import pairwise

import numpy as np
import pytest

from hwalja.geometry import Box
from hwalja.model import Grey
from hwalja.preprocess.orientation import find_orientation
from hwalja.preprocess.resample import levelled, resample
from hwalja.preprocess.runs import reduced
from tests.layout.drawing import PAPER, Drawing
from tests.preprocess.pages import SCANS, processed, scanned


@pytest.mark.parametrize("name", ["s01", "s03", "s06", "s08"])
@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_a_page_is_turned_back_however_it_lies(name: str, quarters: int) -> None:
    small, _ = reduced(scanned(name))
    found = find_orientation(np.ascontiguousarray(np.rot90(small, -quarters)))  # clockwise
    assert found.sure
    assert found.turn == -90 * quarters % 360


@pytest.mark.parametrize("degrees", [-4.5, -2.0, 2.0, 4.5])
@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_a_page_askew_is_turned_back_too(degrees: float, quarters: int) -> None:
    """Lines of one wide column climb by more than they are high."""
    small, _ = reduced(scanned("s08"))
    askew = resample(small, *levelled(small.shape[1], small.shape[0], degrees))
    found = find_orientation(np.ascontiguousarray(np.rot90(askew, -quarters)))
    assert found.sure
    assert found.turn == -90 * quarters % 360


def test_a_turned_page_is_the_same_sheet_but_for_its_map() -> None:
    upright = processed(scanned("s07"))
    lying = processed(np.ascontiguousarray(np.rot90(scanned("s07"), -1)))
    assert (upright.turn, lying.turn) == (0, 270)
    assert lying.skew == pytest.approx(upright.skew, abs=0.02)
    assert np.abs(lying.grey.astype(int) - upright.grey)[50:-50, 50:-50].mean() < 3


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_boxes_of_a_turned_page_lie_where_the_scan_shows_them(quarters: int) -> None:
    grey = np.ascontiguousarray(np.rot90(scanned("s07"), -quarters))
    sheet = processed(grey)
    rng = np.random.default_rng(0)
    for x, y in rng.uniform(0.2, 0.8, (40, 2)) * sheet.grey.shape[::-1]:
        box = Box(int(x), int(y), 60, 60)
        there = sheet.to_scan.box(box)
        here = sheet.grey[box.y : box.bottom, box.x : box.right].mean()
        assert grey[there.y : there.bottom, there.x : there.right].mean() == pytest.approx(here, abs=12)


def test_a_page_in_vertical_setting_stands_upright_already() -> None:
    """Its lines run down, its syllables stand: it was not laid on its side."""
    page = vertical_page("s08")
    for quarters in range(4):
        found = find_orientation(np.ascontiguousarray(np.rot90(page, -quarters)))
        assert (found.turn + 90 * quarters) % 360 == 0 or (found.turn == 0 and not found.sure)
    assert find_orientation(page).turn == 0


def vertical_page(name: str) -> Grey:
    """Set the body of a scan anew, each line downwards."""
    truth = json.loads((SCANS / f"{name}.json").read_text(encoding="utf-8"))
    boxes = [line["box"] for region in truth["regions"] if region["role"] == "body" for line in region["lines"]]
    lines = [syllables(scanned(name)[y : y + high, x : x + wide]) for x, y, wide, high in boxes[:120]]
    size = max(tile.shape[0] for line in lines for tile in line) + 2
    page = np.full((2200, 1600), 235, np.uint8)
    for number, line in enumerate(lines):
        x, top = 1500 - (number % 26) * round(1.7 * size), 60 + (number // 26) * 22 * size
        for row, tile in enumerate(line[:20]):
            y = top + row * size
            if y + size < 2200 and x > 20:
                part = page[y : y + tile.shape[0], x : x + tile.shape[1]]
                part[...] = np.minimum(part, tile)
    return page


def syllables(line: Grey) -> list[Grey]:
    """Cut a line where there is least ink, about an em from cut to cut."""
    em = line.shape[0]
    ink = (255 - line.astype(np.int64)).sum(axis=0)
    cuts = [0]
    while cuts[-1] + round(1.1 * em) < line.shape[1]:
        low = cuts[-1] + round(0.65 * em)
        cuts.append(low + int(ink[low : cuts[-1] + round(1.1 * em)].argmin()))
    return [line[:, a:b] for a, b in pairwise(cuts)]


def test_a_page_half_of_which_is_upside_down_is_left_as_it_is_with_a_warning() -> None:
    grey = scanned("s07")
    half = grey.shape[0] // 2
    sheet = processed(np.vstack([grey[:half], grey[:half][::-1, ::-1]]))
    assert sheet.turn == 0
    assert len(sheet.warnings) == 1


@pytest.mark.parametrize("tone", [0, 128, 255])
def test_a_blank_page_gives_no_warning(tone: int) -> None:
    sheet = processed(np.full((900, 700), tone, np.uint8))
    assert (sheet.turn, sheet.warnings) == (0, ())


def test_a_page_of_pictures_only_gives_no_warning() -> None:
    drawing = Drawing(900, 1200)
    drawing.picture(Box(60, 60, 780, 500))
    drawing.picture(Box(60, 620, 780, 500))
    assert drawing.grey.max() == PAPER
    sheet = processed(drawing.grey)
    assert (sheet.turn, sheet.warnings) == (0, ())
