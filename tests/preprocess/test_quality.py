from __future__ import annotations

from functools import cache

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hwalja.geometry import Box
from hwalja.model import Defect, Grade, Grey, Quality
from hwalja.preprocess.edges import _inked
from hwalja.preprocess.quality import assess_quality, graded
from tests.layout.drawing import EM, Drawing


@cache
def printed() -> tuple[Grey, tuple[Box, ...]]:
    drawing = Drawing(1000, 1000)
    lines = drawing.column(60, 60, 420, 22) + drawing.column(520, 60, 420, 22)
    # a real edge is never a step from one pixel to the next
    return np.asarray(cv2.GaussianBlur(drawing.grey, (0, 0), 0.6), np.uint8), tuple(lines)


def severities(grey: Grey, em: float = EM, lines: tuple[Box, ...] = ()) -> dict[Defect, float]:
    return {flaw.defect: flaw.severity for flaw in assess_quality(grey, em, lines or printed()[1]).flaws}


def blurred(share: float) -> Grey:
    return np.asarray(cv2.GaussianBlur(printed()[0], (0, 0), share * EM), np.uint8)


def noisy(deviation: float) -> Grey:
    grain = np.random.default_rng(0).normal(0, deviation, printed()[0].shape)
    grey: Grey = np.clip(printed()[0] + grain, 0, 255).astype(np.uint8)
    return grey


def toned(factor: float, add: float) -> Grey:
    grey: Grey = np.clip(printed()[0] * factor + add, 0, 255).astype(np.uint8)
    return grey


def test_nothing_is_wrong_with_a_good_scan() -> None:
    grey, lines = printed()
    assert assess_quality(grey, EM, lines) == Quality(1.0, ())
    assert assess_quality(grey, EM) == Quality(1.0, ())


@pytest.mark.parametrize(
    ("defect", "little", "much"),
    [
        (Defect.BLURRED, blurred(0.06), blurred(0.09)),
        (Defect.NOISY, noisy(20), noisy(40)),
        (Defect.DARK, toned(0.3, 0), toned(0.15, 0)),
        (Defect.FAINT, toned(0.06, 230), toned(0.035, 230)),
    ],
)
def test_a_damaged_scan_has_its_defect_and_more_damage_more_of_it(defect: Defect, little: Grey, much: Grey) -> None:
    assert 0 < severities(little)[defect] < severities(much)[defect]
    assert next(iter(severities(much))) is defect


def test_small_type_is_told() -> None:
    grey, lines = printed()
    small = np.asarray(cv2.resize(grey, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), np.uint8)
    found = severities(small, EM / 2, tuple(line.scaled(0.5) for line in lines))
    assert found[Defect.SMALL] == pytest.approx(0.5)


def test_resolution_is_no_defect() -> None:
    grey, lines = printed()
    large = np.asarray(cv2.resize(grey, None, fx=3, fy=3, interpolation=cv2.INTER_CUBIC), np.uint8)
    assert severities(large, 3 * EM, tuple(line.scaled(3) for line in lines)) == {}


@pytest.mark.parametrize("side", ["left", "right", "top", "bottom"])
def test_type_cut_by_the_edge_is_told(side: str) -> None:
    grey = printed()[0]
    parts = {"left": grey[:, 208:], "right": grey[:, :408], "top": grey[70:], "bottom": grey[:417]}
    part = np.ascontiguousarray(parts[side])
    assert severities(part)[Defect.CUT_OFF] > 0.5


@pytest.mark.parametrize("em", [12.0, 14.0, 17.0])
def test_ink_at_the_edge_is_the_same_from_either_end(em: float) -> None:
    """The window in which paper is looked for is of an even width for some type."""
    tones = np.random.default_rng(0).uniform(0, 255, 900)
    ink = _inked(tones, em, 200.0)
    assert ink.any()
    assert np.array_equal(_inked(np.ascontiguousarray(tones[::-1]), em, 200.0), ink[::-1])


def test_the_black_border_of_a_scanner_cuts_nothing() -> None:
    grey = printed()[0].copy()
    grey[:, :30] = 10
    grey[-20:, :] = 10
    assert severities(grey) == {}


def test_a_light_on_the_page_is_told_and_a_white_picture_is_not() -> None:
    page = toned(0.8, 0)
    y, x = np.mgrid[: page.shape[0], : page.shape[1]]
    light = 600 * np.exp(-(((x - 500) / 120) ** 2) - ((y - 500) / 120) ** 2)
    assert severities(np.clip(page + light, 0, 255).astype(np.uint8))[Defect.GLARE] > 0.1
    page[350:650, 350:650] = 255
    assert severities(page) == {}


@pytest.mark.parametrize("shape", [(1, 1), (1, 5000), (5000, 1), (40, 3000)])
@pytest.mark.parametrize("tone", [0, 128, 255])
def test_nothing_is_wrong_with_a_page_without_print(shape: tuple[int, int], tone: int) -> None:
    assert assess_quality(np.full(shape, tone, np.uint8), EM) == Quality()


def test_noise_is_no_good_scan() -> None:
    noise = np.random.default_rng(3).integers(0, 256, (700, 500), np.uint8)
    assert assess_quality(noise, EM).grade is Grade.POOR


@given(st.dictionaries(st.sampled_from(Defect), st.floats(0, 1)), st.sampled_from(Defect))
def test_a_flaw_more_is_never_better(severity: dict[Defect, float], more: Defect) -> None:
    quality = graded(severity)
    assert 0 <= quality.score <= 1
    assert graded({**severity, more: max(0.3, severity.get(more, 0))}).score <= quality.score
    worst = [flaw.severity for flaw in quality.flaws]
    assert worst == sorted(worst, reverse=True)


@pytest.mark.parametrize(
    ("score", "grade"),
    [(0.0, Grade.POOR), (0.5, Grade.FAIR), (0.8, Grade.GOOD), (0.9, Grade.EXCELLENT), (1.0, Grade.EXCELLENT)],
)
def test_grades_have_the_bounds_that_they_say(score: float, grade: Grade) -> None:
    assert Quality(score).grade is grade
