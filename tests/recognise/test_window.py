from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from hwalja.recognise.window import HEIGHT, LEAST, STEP, TONES, window


@given(st.integers(1, 90), st.integers(1, 400), st.integers(0, 255))
def test_any_crop_becomes_a_strip(height: int, width: int, tone: int) -> None:
    strip = window(np.full((height, width), tone, np.uint8))
    assert strip.shape[0] == HEIGHT
    assert strip.dtype == np.uint8
    assert strip.shape[1] % STEP == 0
    assert width <= strip.shape[1] < width + STEP


@pytest.mark.parametrize("height", [10, 27, 32, 33, 44])
def test_the_middle_row_stays_in_the_middle(height: int) -> None:
    crop = np.full((height, 40), 250, np.uint8)
    crop[height // 2] = 0
    strip = window(crop)
    assert abs(int(strip[:, 0].argmax()) - HEIGHT // 2) <= 1


def test_ink_is_255_and_paper_0_whatever_the_tones() -> None:
    crop = np.full((24, 60), 200, np.uint8)
    crop[8:14, 10:20] = 90
    strip = window(crop)
    assert strip.max() == 255
    assert strip.min() == 0


def test_grain_of_bare_paper_is_not_made_ink() -> None:
    rng = np.random.default_rng(1)
    strip = window(rng.normal(248, 2, (30, 80)).clip(0, 255).astype(np.uint8))
    assert strip.max() < 80


@given(arrays(np.uint8, st.tuples(st.integers(1, 12), st.integers(1, 40))))
def test_tones_are_the_percentiles(crop: NDArray[np.uint8]) -> None:
    ink, paper = np.percentile(crop, TONES)
    level = np.clip((paper - crop.astype(np.float64)) * (255 / max(LEAST, paper - ink)), 0, 255).astype(np.uint8)
    strip = window(crop)
    above = (HEIGHT - len(crop)) // 2
    assert np.array_equal(strip[above : above + len(crop), : crop.shape[1]], level)
