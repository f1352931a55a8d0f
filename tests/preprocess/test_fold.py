from __future__ import annotations

import json

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from hwalja.geometry import Box
from hwalja.model import Grey
from hwalja.preprocess import even_light
from hwalja.preprocess.fold import without_folds
from tests.layout.drawing import Drawing
from tests.preprocess.pages import SCANS

WIDTH, HEIGHT = 1400, 1800
LEFT, RIGHT = 70, WIDTH - 70
HEADLINE = Box(LEFT, 850, 620, 72)
RULE = Box(LEFT, 1300, RIGHT - LEFT, 3)
WALL = Box(WIDTH // 2 - 1, 120, 3, 1100)
PHOTOGRAPH = Box(760, 700, 300, 300)
BESIDE_PHOTOGRAPH = slice(1080, WIDTH)


@pytest.fixture(scope="module")
def plain() -> Grey:
    """A page of type on a baseline grid, rules as wide as the type, a headline and a photograph; no fold."""
    drawing = Drawing(WIDTH, HEIGHT)
    drawing.rule(LEFT, 100, across=RIGHT - LEFT)
    drawing.column(LEFT, 140, 600, 17)
    drawing.headline(HEADLINE.x, HEADLINE.y, [3, 4])
    drawing.column(LEFT, 960, 600, 7)
    drawing.column(740, 140, 590, 13)
    drawing.picture(PHOTOGRAPH)
    drawing.rule(RULE.x, RULE.y, across=RULE.width)
    drawing.rule(WALL.x, WALL.y, down=WALL.height)
    drawing.column(LEFT, 1340, RIGHT - LEFT, 9)
    return even_light(drawing.grey)


def line(length: int, at: float, *, lean: float = 0.0, jagged: float = 0.0) -> NDArray[np.float64]:
    """Return where a fold runs, px: `at` in the middle, leaning so many degrees, with bends `jagged` px high."""
    x = np.arange(length)
    bends = jagged * np.sin(x / 31) * np.sin(x / 83)
    return np.asarray(at + np.tan(np.radians(lean)) * (x - length / 2) + bends, np.float64)


def folded(
    even: Grey, way: NDArray[np.float64], *, dark: float = 0.22, first: int = 0, last: int | None = None
) -> Grey:
    """Cast the shadow of a fold across the page, on paper and type alike: a thin line in a faint shade."""
    away = np.arange(even.shape[0])[:, None] - way[None, :]
    shade = 1.0 - dark * np.exp(-((away / 2.5) ** 2)) - 0.03 * np.exp(-((away / 8) ** 2))
    shade[:, :first] = 1.0
    if last is not None:
        shade[:, last:] = 1.0
    return np.asarray(even * shade, np.uint8)


def whole(even: Grey) -> Box:
    return Box(0, 0, even.shape[1], even.shape[0])


def paper_error(found: Grey, plain: Grey) -> float:
    """Return by how many tones paper differs where it differs most (98 of a hundred px of it differ by less)."""
    paper = cv2.erode((plain > 240).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    differs = np.abs(found.astype(int) - plain)
    worst = max(range(plain.shape[0]), key=lambda row: float(differs[row].sum()))
    near = slice(max(0, worst - 20), worst + 20)
    return float(np.percentile(differs[near][paper[near]], 98))


WAYS = [
    line(WIDTH, 880),
    line(WIDTH, 905, lean=1.5),
    line(WIDTH, 980, lean=-2.0),
    line(WIDTH, 1010, lean=0.7, jagged=3),
    line(WIDTH, 700, lean=0.3),
]


@pytest.mark.parametrize("way", WAYS)
def test_the_paper_of_a_fold_gets_the_tone_of_that_around_it(plain: Grey, way: NDArray[np.float64]) -> None:
    scan = folded(plain, way)
    assert paper_error(scan, plain) > 45
    assert paper_error(without_folds(scan, whole(scan)), plain) < 20


@pytest.mark.parametrize("way", WAYS)
def test_type_in_a_fold_stays_and_is_no_lighter_than_without_one(plain: Grey, way: NDArray[np.float64]) -> None:
    found = without_folds(folded(plain, way), whole(plain))
    ink = plain < 60
    ink[:, PHOTOGRAPH.x - 10 : PHOTOGRAPH.right + 10] = False
    assert np.percentile(found[ink], 99.9) < 80
    assert ((found < 128) == (plain < 128))[:, BESIDE_PHOTOGRAPH].mean() > 0.999


def test_a_fold_down_the_page_is_found_like_one_across(plain: Grey) -> None:
    way = line(HEIGHT, 760, lean=0.8)
    scan = np.ascontiguousarray(folded(np.ascontiguousarray(plain.T), way).T)
    found = without_folds(scan, whole(scan))
    assert paper_error(scan.T, plain.T) > 45
    assert paper_error(found.T, plain.T) < 20


def test_a_page_folded_twice_loses_both_lines(plain: Grey) -> None:
    across = folded(plain, line(WIDTH, 880, lean=0.5))
    both = np.ascontiguousarray(folded(np.ascontiguousarray(across.T), line(HEIGHT, 715)).T)
    found = without_folds(both, whole(both))
    assert paper_error(found, plain) < 20
    assert paper_error(found.T, plain.T) < 20


def test_a_fold_parallel_to_a_rule_leaves_the_rule(plain: Grey) -> None:
    found = without_folds(folded(plain, line(WIDTH, RULE.y - 14)), whole(plain))
    assert paper_error(found, plain) < 20
    assert found[RULE.y : RULE.bottom, RULE.x : RULE.right].max() < 60


def test_rules_and_headlines_that_a_fold_crosses_stay_whole(plain: Grey) -> None:
    found = without_folds(folded(plain, line(WIDTH, HEADLINE.centre[1], lean=0.6)), whole(plain))
    assert found[WALL.y : WALL.bottom, WALL.x : WALL.right].max() < 60
    part = (slice(HEADLINE.y, HEADLINE.bottom), slice(HEADLINE.x, HEADLINE.right))
    assert ((found[part] < 128) == (plain[part] < 128)).mean() > 0.999


def test_a_fold_ends_with_the_page_not_with_the_sheet(plain: Grey) -> None:
    """A scanner's border was painted: the fold stops there."""
    page = Box(120, 0, WIDTH, HEIGHT)
    padded = np.pad(plain, ((0, 60), (120, 180)), constant_values=250)
    scan = np.pad(folded(plain, line(WIDTH, 905, lean=1.0)), ((0, 60), (120, 180)), constant_values=250)
    found = without_folds(scan, page)
    assert paper_error(found, padded) < 20
    outside = np.ones(scan.shape, np.bool_)
    outside[:, page.x : page.right] = False
    assert (found[outside] == scan[outside]).all()


def test_a_worn_rule_in_line_with_grain_at_the_edges_of_the_page_is_no_fold(plain: Grey) -> None:
    scan = plain.copy()
    rule = slice(RULE.y, RULE.bottom)
    scan[rule, RULE.x : RULE.right] = 150
    scan[rule, : RULE.x] = scan[rule, RULE.right :] = 215
    assert without_folds(scan, whole(scan)) is scan


def test_a_page_without_fold_is_given_back_itself(plain: Grey) -> None:
    assert without_folds(plain, whole(plain)) is plain


@pytest.mark.parametrize(
    ("dark", "first", "last"),
    [(0.22, LEFT, RIGHT), (0.22, 0, WIDTH // 2), (0.22, WIDTH // 2, WIDTH), (0.9, 0, WIDTH), (0.9, LEFT, RIGHT)],
)
def test_what_ends_at_the_type_or_is_black_is_no_fold(plain: Grey, dark: float, first: int, last: int) -> None:
    """Grey hairlines as wide as the type, lines of half the page, black lines from edge to edge."""
    scan = folded(plain, line(WIDTH, 1310), dark=dark, first=first, last=last)
    assert without_folds(scan, whole(scan)) is scan


def test_a_line_that_leans_more_than_a_fold_is_left(plain: Grey) -> None:
    scan = folded(plain, line(WIDTH, 900, lean=4.0))
    assert without_folds(scan, whole(scan)) is scan


@pytest.mark.parametrize("name", sorted(path.stem for path in SCANS.glob("*.json")))
def test_of_the_scans_only_the_folded_ones_are_touched(name: str) -> None:
    truth = json.loads((SCANS / f"{name}.json").read_text(encoding="utf-8"))
    even = even_light(np.asarray(cv2.imread(str(SCANS / f"{name}.jpg"), cv2.IMREAD_GRAYSCALE), np.uint8))
    found = without_folds(even, whole(even))
    assert (found is not even) == ("folded" in truth["features"])
    rows = np.flatnonzero((found != even).any(axis=1))
    assert not len(rows) or np.ptp(rows) < 0.05 * len(even)


@pytest.mark.parametrize("shape", [(1, 1), (1, 3000), (3000, 1), (500, 30), (300, 3000), (2000, 1500)])
@pytest.mark.parametrize("tone", [0, 250])
def test_blank_sheets_have_no_fold(shape: tuple[int, int], tone: int) -> None:
    blank = np.full(shape, tone, np.uint8)
    assert without_folds(blank, whole(blank)) is blank


def test_noise_has_no_fold() -> None:
    noise = np.random.default_rng(3).integers(0, 256, (1500, 1200), np.uint8)
    assert without_folds(noise, whole(noise)) is noise
