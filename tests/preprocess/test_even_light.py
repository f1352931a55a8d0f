from __future__ import annotations

import numpy as np
import pytest

from hwalja.geometry import Box
from hwalja.model import Grey
from hwalja.preprocess import even_light
from tests.layout.drawing import Drawing

BLACK = Box(60, 700, 400, 48)


@pytest.fixture(scope="module")
def drawing() -> Drawing:
    drawing = Drawing(1000, 1000)
    drawing.column(60, 60, 400, 14)
    drawing.column(520, 60, 400, 14)
    drawing.reversed(BLACK, [4, 4])
    return drawing


def shaded(grey: Grey, left: float, right: float) -> Grey:
    """Let the light fall off from left to right."""
    return np.asarray(grey * np.linspace(left, right, grey.shape[1])[None, :], np.uint8)


@pytest.mark.parametrize(("left", "right"), [(1.0, 1.0), (1.0, 0.7), (0.65, 1.0), (0.6, 0.6)])
def test_paper_becomes_white_all_over(drawing: Drawing, left: float, right: float) -> None:
    even = even_light(shaded(drawing.grey, left, right))
    paper = even[drawing.grey > 240]
    assert np.percentile(paper, 2) > 235
    assert np.median(paper) == pytest.approx(250, abs=4)


@pytest.mark.parametrize(("left", "right"), [(1.0, 1.0), (1.0, 0.7), (0.65, 1.0)])
def test_ink_stays_dark(drawing: Drawing, left: float, right: float) -> None:
    even = even_light(shaded(drawing.grey, left, right))
    assert np.percentile(even[drawing.grey < 40], 98) < 60


@pytest.mark.parametrize(("left", "right"), [(1.0, 1.0), (1.0, 0.7)])
def test_a_reversed_box_stays_dark(drawing: Drawing, left: float, right: float) -> None:
    even = even_light(shaded(drawing.grey, left, right))
    part = (slice(BLACK.y, BLACK.bottom), slice(BLACK.x, BLACK.right))
    black = drawing.grey[part] < 40
    assert np.percentile(even[part][black], 98) < 90
    assert np.median(even[part][~black]) > 220


def test_evening_twice_changes_little(drawing: Drawing) -> None:
    once = even_light(shaded(drawing.grey, 1.0, 0.7))
    assert np.abs(even_light(once).astype(int) - once).mean() < 2


@pytest.mark.parametrize("shape", [(1, 1), (1, 300), (7, 7), (9000, 20)])
@pytest.mark.parametrize("tone", [0, 1, 255])
def test_any_size_and_tone_can_be_evened(shape: tuple[int, int], tone: int) -> None:
    even = even_light(np.full(shape, tone, np.uint8))
    assert even.shape == shape
    assert even.dtype == np.uint8
