"""The net: it sees lines of type on pages of made-up syllables."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np
import pytest

from hwalja.geometry import Box
from hwalja.layout import segmentation
from hwalja.layout.canvas import make_canvas
from hwalja.layout.segmentation import CELL, Segmentation, segment
from tests.layout.drawing import LEADING, Drawing


def drawn(width: int = 700, height: int = 600) -> tuple[Segmentation, list[Box], float]:
    drawing = Drawing(width, height)
    lines = [drawing.line(40, 40 + LEADING * k, width - 80) for k in range(10)]
    canvas = make_canvas(drawing.sheet)
    return segment(canvas), lines, canvas.scale


@pytest.mark.parametrize("size", [(700, 600), (701, 603)])
def test_lines_have_cores_and_white_has_none(size: tuple[int, int]) -> None:
    found, lines, scale = drawn(*size)
    for upper, lower in pairwise(lines):
        assert found.at(upper.scaled(scale))[-2] > 0.5
        white = Box(upper.x, upper.bottom, upper.width, lower.y - upper.bottom).scaled(scale)
        assert found.core[(white.y + white.height // 2) // CELL, white.x // CELL : white.right // CELL].mean() < 0.3


def test_every_cell_is_of_some_kind() -> None:
    found, _, _ = drawn()
    assert found.kinds.shape[:2] == found.core.shape == found.picture.shape
    assert found.kinds.sum(axis=2) == pytest.approx(1, abs=1e-4)
    assert np.isfinite(found.core).all()


def made(picture: Box, *cores: Box, side: int = 800) -> Segmentation:
    """Return what the net makes of a picture and of lines."""
    layers = np.zeros((2, side // CELL, side // CELL), np.float32)
    for layer, boxes in zip(layers, ([picture], cores), strict=True):
        for b in boxes:
            layer[b.y // CELL : b.bottom // CELL, b.x // CELL : b.right // CELL] = 1
    kinds = np.stack([1 - layers[1], layers[1]], -1)
    return Segmentation(layers[1], kinds, layers[0])


def test_a_picture_found_with_the_headline_over_it_is_cut_to_itself() -> None:
    picture, both = Box(100, 200, 400, 300), Box(100, 100, 400, 400)
    seen = made(picture, Box(100, 120, 400, 40))
    assert seen.without_type(both) == [picture]
    assert seen.without_type(picture) == [picture]
    assert made(picture).without_type(both) == [both], "without type beside it, its box is believed"


@pytest.mark.parametrize(("ground", "ink", "white"), [(90, 240, True), (230, 190, False)])
def test_type_on_a_stain_is_not_white_type_on_black(*, ground: int, ink: int, white: bool) -> None:
    line, box = Box(120, 140, 360, 20), Box(100, 100, 400, 100)
    tones = np.full((800, 800), ground, np.uint8)
    tones[line.y : line.bottom, line.x : line.right : 3] = ink
    assert made(Box(0, 0, 0, 0), line).is_reversed(box, tones) is white


def test_type_is_where_it_is_seen() -> None:
    seen = made(Box(0, 0, 0, 0), Box(100, 120, 400, 40), side=804)
    typed = seen.typed((801, 799))
    assert typed.shape == (801, 799)
    assert Box.of_edges(*np.flip(np.argwhere(typed).min(0)), *(np.flip(np.argwhere(typed).max(0)) + 1)) == Box(
        100, 120, 400, 40
    )


def test_blank_and_tiny_pages_have_no_type() -> None:
    for width, height in ((1, 1), (500, 3), (400, 300)):
        found = segment(make_canvas(Drawing(width, height).sheet))
        assert min(found.core.shape) >= 1
        assert not (found.core > 0.5).any()


def test_threads_see_the_same() -> None:
    drawing = Drawing(400, 300)
    drawing.column(40, 40, 300, 5)
    canvas = make_canvas(drawing.sheet)
    with ThreadPoolExecutor(4) as pool:
        cores = list(pool.map(lambda _: segment(canvas).core, range(8)))
    assert all(np.array_equal(core, cores[0]) for core in cores)


def test_a_page_seen_in_bands_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    whole, _, _ = drawn(300, 2400)
    monkeypatch.setattr(segmentation, "LARGEST", 1)
    bands, _, _ = drawn(300, 2400)
    assert np.array_equal(bands.core, whole.core)
    assert np.array_equal(bands.kinds, whole.kinds)
