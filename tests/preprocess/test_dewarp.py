from __future__ import annotations

import json
from collections.abc import Callable
from typing import TypeAlias

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from hwalja.geometry import Affine, Grid
from hwalja.model import Grey, Sheet
from hwalja.preprocess.dewarp import find_bend
from hwalja.preprocess.runs import find_runs, ink_of
from tests.preprocess.pages import SCANS, processed, scanned, two_columns

Floats: TypeAlias = NDArray[np.float64]
Warp: TypeAlias = Callable[[Floats, Floats, float, float], Floats]
"""How far up the content of a flat page moves at x, y of a bent one of this width and height."""


def curl(x: Floats, y: Floats, width: float, height: float) -> Floats:
    return 0.012 * height * np.exp(-x / (0.12 * width)) * (1 - 2 * y / height)


def wave(x: Floats, y: Floats, width: float, height: float) -> Floats:
    return 0.004 * height * np.sin(7.0 * x / width + 1)


def slant(x: Floats, y: Floats, width: float, height: float) -> Floats:
    return 0.03 * (y - height / 2) * (x / width - 0.5) * 2


def crease(x: Floats, y: Floats, width: float, height: float) -> Floats:
    return 0.006 * height * np.exp(-(((y - 0.45 * height) / (0.12 * height)) ** 2)) * np.sin(5 * x / width)


def bent(grey: Grey, warp: Warp) -> Grey:
    height, width = grey.shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float64)
    source = (y + warp(x, y, width, height)).astype(np.float32)
    moved = cv2.remap(grey, x.astype(np.float32), source, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(moved, np.uint8)


def off_level(name: str, sheet: Sheet, warp: Warp) -> Floats:
    """Return how far each line of a bent scan's truth departs from level on the sheet, in em."""
    truth = json.loads((SCANS / f"{name}.json").read_text(encoding="utf-8"))
    width, height = truth["size_px"]
    to_sheet = sheet.to_scan.inverse()
    found = []
    for line in (line for region in truth["regions"] for line in region["lines"]):
        corners = np.array(line["polygon"], np.float64)
        share = np.linspace(0, 1, 9)[:, None]
        flat = (corners[0] + corners[3]) / 2 * (1 - share) + (corners[1] + corners[2]) / 2 * share
        on_scan = flat.copy()
        for _ in range(20):
            on_scan[:, 1] = flat[:, 1] - warp(on_scan[:, 0], on_scan[:, 1], width, height)
        found.append(np.ptp(to_sheet.points(on_scan)[:, 1]) / np.linalg.norm(corners[3] - corners[0]))
    return np.array(found)


@pytest.mark.parametrize("warp", [curl, wave, slant, crease])
@pytest.mark.parametrize("name", ["s01", "s08"])
def test_lines_of_a_bent_page_come_out_level_within_a_fifth_of_the_em(name: str, warp: Warp) -> None:
    sheet = processed(bent(scanned(name), warp))
    assert isinstance(sheet.to_scan, Grid)
    off = off_level(name, sheet, warp)
    assert np.quantile(off, 0.95) < 0.2
    assert off.max() < 0.35


@pytest.mark.parametrize("name", ["s01", "s02", "s03", "s07"])
def test_a_flat_page_is_not_bent(name: str) -> None:
    assert isinstance(processed(scanned(name)).to_scan, Affine)


def test_a_clean_level_page_comes_through_untouched() -> None:
    grey = two_columns().grey
    assert np.array_equal(processed(grey).grey, grey)


def test_the_map_of_a_bent_sheet_leads_to_the_pixels_it_shows() -> None:
    grey = bent(scanned("s01"), curl)
    sheet = processed(grey)
    rng = np.random.default_rng(0)
    height, width = sheet.grey.shape
    points = np.floor(rng.uniform(0.1, 0.9, (3000, 2)) * (width, height)) + 0.5
    there = (sheet.to_scan.points(points) - 0.5).astype(np.float32)
    seen = cv2.remap(grey, there[:, :1], there[:, 1:], cv2.INTER_LINEAR)[:, 0]
    shown = sheet.grey[points[:, 1].astype(int), points[:, 0].astype(int)]
    assert np.abs(seen.astype(int) - shown).max() <= 6  # OpenCV takes 32nds of a pixel


def test_there_and_back_a_point_stays_within_a_quarter_of_a_pixel() -> None:
    sheet = processed(bent(scanned("s01"), curl))
    points = np.random.default_rng(0).uniform(0, 1, (500, 2)) * sheet.grey.shape[::-1]
    back = sheet.to_scan.inverse().points(sheet.to_scan.points(points))
    assert np.abs(back - points).max() < 0.25


def test_a_few_crooked_lines_do_not_bend_a_flat_page() -> None:
    """A badly worn page of the benchmarks was bent after a few crooked pieces of its blotches and pictures."""
    page = np.full((900, 700), 250, np.uint8)
    for top in range(60, 500, 22):
        for left in (50, 380):
            cv2.rectangle(page, (left, top), (left + 260, top + 11), (20,), -1)
    for number in range(5):
        left, top = 60 + 120 * number, 640 + 40 * (number % 3)
        corners = np.array([(0, 0), (90, 8), (90, 20), (0, 12)]) + np.array([left, top])
        cv2.fillPoly(page, [corners.astype(np.int32)], (20,))
    runs = find_runs(ink_of(page), 14.0)
    assert len(runs.boxes) == 2 * 20 + 5
    assert find_bend(page, runs) is None


def test_larger_type_is_levelled_where_there_is_no_other() -> None:
    """The lines of an advertisement in the corner of a curled page of the benchmarks were off by a quarter of an em."""
    page, em = np.full((1300, 900), 250, np.uint8), 14.0
    for top in range(60, 1240, 22):
        cv2.rectangle(page, (50, top), (480 if top > 700 else 860, top + 11), (20,), -1)
    tops = range(760, 1240, 60)
    for top in tops:
        cv2.rectangle(page, (540, top), (860, top + 24), (20,), -1)

    def warp(x: Floats, y: Floats, width: float, height: float) -> Floats:
        return -0.012 * height * np.clip(1 - (width - x) / (0.4 * width), 0, 1) ** 2 * (1 - 2 * y / height)

    grey = bent(page, warp)
    bend = find_bend(grey, find_runs(ink_of(grey), em))
    assert bend is not None
    for top in tops:
        x = np.linspace(545, 855, 9)
        y = np.full_like(x, top + 12.0)
        for _ in range(20):
            y = top + 12.0 - warp(x, y, 900, 1300)
        assert np.ptp(y + bend.at(np.column_stack([x, y]))) < 0.1 * em
