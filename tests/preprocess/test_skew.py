from __future__ import annotations

import json
import time
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image

from hwalja.geometry import Box
from hwalja.model import Grey, Scan
from hwalja.preprocess import estimate_skew, preprocess
from tests.layout.drawing import PAPER
from tests.preprocess.pages import SCANS, two_columns


def turned(grey: Grey, degrees: float) -> Grey:
    """Turn an image clockwise."""
    height, width = grey.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    return np.asarray(cv2.warpAffine(grey, matrix, (width, height), borderValue=PAPER), np.uint8)


@pytest.mark.parametrize("degrees", [-5.0, -3.0, -1.0, -0.3, 0.0, 0.3, 1.0, 3.0, 5.0])
def test_skew_is_found_within_a_twentieth_of_a_degree(degrees: float) -> None:
    assert estimate_skew(turned(two_columns().grey, degrees)) == pytest.approx(degrees, abs=0.05)


@pytest.mark.parametrize("name", ["s01", "s02", "s06", "s08", "s09"])
def test_skew_of_scans_is_found_within_a_twentieth_of_a_degree(name: str) -> None:
    truth = json.loads((SCANS / f"{name}.json").read_text(encoding="utf-8"))
    grey = np.asarray(Image.open(SCANS / f"{name}.jpg").convert("L"))
    assert estimate_skew(grey) == pytest.approx(true_skew(truth), abs=0.05)


def true_skew(truth: dict[str, Any]) -> float:
    """Return the mean slope of the upper edges of long lines, which the truth knows to a tenth of a pixel."""
    tops = [line["polygon"][:2] for region in truth["regions"] for line in region["lines"]]
    long = np.array([(right[0] - left[0], right[1] - left[1]) for left, right in tops if right[0] - left[0] > 150])
    return float(np.degrees(np.arctan2(long[:, 1].sum(), long[:, 0].sum())))


@pytest.mark.parametrize("degrees", [-3.0, 1.0])
def test_a_turned_scan_becomes_a_level_sheet(degrees: float) -> None:
    sheet = preprocess(Scan("s", "0", turned(two_columns().grey, degrees), None))
    assert sheet.skew == pytest.approx(degrees, abs=0.05)
    assert estimate_skew(sheet.grey) == pytest.approx(0.0, abs=0.1)  # the errors of two estimates
    assert sheet.grey.shape == sheet.even.shape


def test_no_corner_is_lost_by_turning_back() -> None:
    grey = turned(two_columns().grey, 2.0)
    sheet = preprocess(Scan("s", "0", grey, None))
    whole = Box(0, 0, grey.shape[1], grey.shape[0])
    there = sheet.to_scan.inverse().box(whole)
    assert Box(0, 0, sheet.grey.shape[1], sheet.grey.shape[0]).contains(there, slack=1.5)


def test_a_level_scan_is_left_as_it_is() -> None:
    scan = Scan("s", "0", two_columns().grey, None)
    sheet = preprocess(scan)
    assert sheet.skew == 0.0
    assert sheet.to_scan.box(Box(3, 4, 5, 6)) == Box(3, 4, 5, 6)
    assert np.array_equal(sheet.grey, scan.grey)


def test_what_turns_on_the_sheet_is_found_on_the_scan() -> None:
    """A square blot of the scan is where the map says that it is."""
    level = two_columns().grey
    grey = turned(level, -2.0)
    grey[40:60, 900:920] = 0
    sheet = preprocess(Scan("s", "0", grey, None))
    x, y = sheet.to_scan.inverse().box(Box(900, 40, 20, 20)).centre
    assert sheet.grey[round(y) - 3 : round(y) + 3, round(x) - 3 : round(x) + 3].max() < 60


@pytest.mark.parametrize("tone", [0, 128, 255])
def test_a_page_without_type_has_no_skew(tone: int) -> None:
    assert estimate_skew(np.full((400, 300), tone, np.uint8)) == 0.0


@pytest.mark.parametrize("shape", [(1, 1), (1, 500), (500, 1), (3, 3), (40, 6000), (1, 9000), (9000, 1)])
def test_odd_sizes_become_sheets_of_their_size(shape: tuple[int, int]) -> None:
    grey = np.random.default_rng(0).integers(0, 256, shape, np.uint8)
    sheet = preprocess(Scan("s", "0", grey, None))
    assert sheet.grey.shape == sheet.even.shape
    assert sheet.grey.shape[0] >= shape[0]
    assert sheet.grey.shape[1] >= shape[1]


@pytest.mark.parametrize("shape", [(30_000, 200), (200, 30_000), (40_000, 90)])
def test_a_strip_is_answered_at_once(shape: tuple[int, int]) -> None:
    grey = np.random.default_rng(0).integers(0, 256, shape, np.uint8)
    start = time.perf_counter()
    sheet = preprocess(Scan("s", "0", grey, None))
    assert time.perf_counter() - start < 2
    assert sheet.turn == 0
    assert sheet.grey.shape == shape
