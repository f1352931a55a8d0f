"""Scaling: one page at several sizes, and its table."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from benchmarks.layout.scaling import Cost, cost, rows, scale
from tests.layout.drawing import Drawing


@pytest.fixture
def page(tmp_path: Path) -> Path:
    drawing = Drawing(800, 700)
    drawing.column(40, 40, 340, 20, em=20)
    drawing.column(420, 40, 340, 20, em=20)
    path = tmp_path / "page.png"
    cv2.imwrite(str(path), drawing.sheet.grey)
    return path


@pytest.mark.parametrize("megapixels", [0.3, 0.56, 1.2])
def test_a_page_is_scaled_as_a_whole(page: Path, tmp_path: Path, megapixels: float) -> None:
    scaled = cv2.imread(str(scale(page, tmp_path, megapixels)), cv2.IMREAD_GRAYSCALE)
    height, width = np.asarray(scaled).shape
    assert width * height == pytest.approx(megapixels * 1e6, rel=0.01)
    assert width / height == pytest.approx(8 / 7, rel=0.01)


def test_a_page_costs_time_and_memory(page: Path) -> None:
    spent = cost(page)
    assert spent.pixels == 560_000
    assert spent.lines == 40
    assert spent.preprocess > 0
    assert spent.layout > 0
    assert 10e6 < spent.rss < 10e9


def test_table_of_costs() -> None:
    head, row = rows([Cost(pixels=20_000_000, lines=200, preprocess=0.5, layout=1.0, rss=300_000_000)])
    assert row == ["20", "200", "0.50", "1.00", "50", "300"]
    assert len(head) == len(row)
