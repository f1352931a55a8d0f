"""What lines are: traits, trees and what becomes of their odds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from hwalja.geometry import Box
from hwalja.layout import kinds
from hwalja.layout.canvas import EM
from hwalja.layout.columns import Column
from hwalja.layout.kinds import KINDS, Kind, find_kinds, with_others
from hwalja.layout.segmentation import CELL, Segmentation
from hwalja.layout.strip import Strip
from hwalja.layout.traits import Scene, find_traits, neighbours
from hwalja.layout.trees import DEPTH, Trees
from tests.layout.setting import WIDTH, row, rows

SEEN = Segmentation(
    core=np.ones((1600 // CELL, 1200 // CELL), np.float32),
    kinds=np.full((1600 // CELL, 1200 // CELL, 10), 0.1, np.float32),
    picture=np.zeros((1600 // CELL, 1200 // CELL), np.float32),
)
"""A net that takes everything for type of any kind."""


def scene(columns: Sequence[Sequence[Strip]], **boxes: Sequence[Box]) -> Scene:
    """Return a page of columns in the middle of white paper, its lines grey bars with a stroke every few px."""
    even = np.full((1600, 1200), 255, np.uint8)
    for strip in (s for c in columns for s in c):
        even[strip.box.y : strip.box.bottom, strip.box.x : strip.box.right : 4] = 40
    empty: dict[str, Sequence[Box]] = dict.fromkeys(("horizontal", "vertical", "pictures", "frames", "bars"), ())
    return Scene(even, [Column(tuple(c)) for c in columns], **{**empty, **boxes}, seen=SEEN)


def traits_of(page: Scene) -> NDArray[np.float64]:
    return find_traits(page, neighbours(page.columns))


def moved(strip: Strip, dx: int, dy: int) -> Strip:
    def shift(box: Box) -> Box:
        return Box(box.x + dx, box.y + dy, box.width, box.height)

    return replace(strip, box=shift(strip.box), parts=tuple(map(shift, strip.parts)))


HEADLINE = [row(200, 200, 2 * WIDTH, height=50, weight=0.5)]
TEXT = rows(200, 300, 8, indent=EM, last=5 * EM)
BESIDE = rows(200 + WIDTH + 24, 300, 8)


def test_traits_are_finite_and_one_row_a_line() -> None:
    traits = traits_of(scene([HEADLINE, TEXT, BESIDE]))
    assert traits.shape[0] == 17
    assert np.isfinite(traits).all()


def test_traits_are_finite_with_artwork_around() -> None:
    around = Box(180, 180, 700, 500)
    traits = traits_of(
        scene([HEADLINE, TEXT], frames=[around], pictures=[Box(200, 700, 300, 200)], bars=[HEADLINE[0].box])
    )
    assert np.isfinite(traits).all()


def test_where_the_type_stands_on_the_paper_is_no_trait() -> None:
    shifted = [[moved(s, 64, 48) for s in c] for c in (HEADLINE, TEXT, BESIDE)]
    assert traits_of(scene(shifted)) == pytest.approx(traits_of(scene([HEADLINE, TEXT, BESIDE])))


def test_nothing_has_no_traits_and_no_kinds() -> None:
    assert traits_of(scene([])).shape[0] == 0
    assert find_kinds(scene([])) == []


def test_neighbours_are_those_next_to_a_line() -> None:
    near = neighbours([Column(tuple(c)) for c in (HEADLINE, TEXT, BESIDE)])
    assert near.shape == (17, 6)
    assert list(near[0]) == [-1, -1, 1, 2, -1, -1]
    assert list(near[2]) == [1, 0, 3, 4, -1, 10]
    assert near[10, 4] == 2


def test_what_is_said_of_neighbours_is_nothing_where_there_is_none() -> None:
    said = with_others(np.eye(2), np.zeros((2, 4)), np.array([[-1, 1], [0, -1]], np.intp))
    assert said[:, :6].tolist() == [[1, 0, 0, 0, 0, 1], [0, 1, 1, 0, 0, 0]]


def test_what_is_said_of_lines_set_alike_elsewhere_on_the_page() -> None:
    """The third line is set as the first, not next to it; the second, in a bolder and larger face, as none."""
    faces = np.array([[0.0, 0, 0, 0], [0.4, 0.5, 0, 0], [0.01, 0, 0, 0]])
    near = np.array([[-1, 1], [0, 2], [1, -1]], np.intp)
    said = with_others(np.array([[1.0, 0.0], [0.5, 0.5], [0.2, 0.8]]), faces, near)[:, 6:]
    assert said[0, 0] == pytest.approx(np.log(2), abs=0.02)
    assert said[0, 1:] / said[0, 1:].sum() == pytest.approx([0.2, 0.8])
    assert said[2, 1:] / said[2, 1:].sum() == pytest.approx([1.0, 0.0])
    assert said[1] == pytest.approx(0, abs=1e-3)


def test_of_lines_set_alike_those_next_to_a_line_do_not_count() -> None:
    said = with_others(np.eye(2), np.zeros((2, 4)), np.array([[-1, 1], [0, -1]], np.intp))
    assert said[:, 6:].tolist() == [[0, 0, 0], [0, 0, 0]]


def test_headers_and_footers_have_no_text_above_and_below() -> None:
    columns = [Column((row(40, 40, 60),)), Column(tuple(rows(40, 80, 4))), Column((row(40, 240, 60),))]
    columns += [Column(tuple(rows(40, 280, 4))), Column((row(40, 440, 60),))]
    text = np.array([len(c.rows) > 1 for c in columns for _ in c.rows])
    amid = kinds._is_amid(columns, text)
    assert [amid[0], amid[5], amid[-1]] == [False, True, False]


def test_a_tree_goes_right_where_a_number_is_above_the_threshold() -> None:
    feature = np.zeros((2, 2**DEPTH - 1), np.int16)
    threshold = np.full(feature.shape, np.inf, np.float32)
    threshold[1, 0] = 0.5
    leaf = np.zeros((2, 2**DEPTH), np.float32)
    leaf[1, 2 ** (DEPTH - 1)] = np.log(3)
    odds = Trees(feature, threshold, leaf, 2)(np.array([[0.5, 9.0], [0.6, -9.0]]))
    assert odds == pytest.approx(np.array([[0.5, 0.5], [0.25, 0.75]]))


def test_the_trees_ask_about_traits_that_there_are() -> None:
    reader = kinds._reader()
    count = traits_of(scene([HEADLINE, TEXT])).shape[1]
    assert reader.first.feature.max() < count
    assert reader.second.feature.max() < count + 8 * len(KINDS) + 1
    assert len(reader.first.leaf) % len(KINDS) == 0


def reading(*said: tuple[Kind, float]) -> object:
    """Return a reader that gives each line a kind with so much probability, the rest to all others alike."""

    def read(_: NDArray[np.float64], __: NDArray[np.intp]) -> NDArray[np.float64]:
        odds = np.array([np.full(len(KINDS), (1 - sure) / (len(KINDS) - 1)) for _, sure in said])
        for line, (kind, sure) in zip(odds, said, strict=True):
            line[KINDS.index(kind)] = sure
        return odds

    return lambda: read


def test_a_column_is_cut_where_the_kind_changes_clearly(monkeypatch: pytest.MonkeyPatch) -> None:
    said = [(Kind.HEADLINE, 0.9), (Kind.BODY, 0.9), (Kind.BODY, 0.9), (Kind.CROSSHEAD, 0.95), (Kind.BODY, 0.99)]
    monkeypatch.setattr(kinds, "_reader", reading(*said))
    found = find_kinds(scene([rows(200, 300, 5)]))
    assert [(len(c.rows), kind) for c, kind in found] == [
        (1, Kind.HEADLINE),
        (2, Kind.BODY),
        (1, Kind.CROSSHEAD),
        (1, Kind.BODY),
    ]


def test_a_doubtful_line_is_what_its_column_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "_reader", reading((Kind.BODY, 0.9), (Kind.CAPTION, 0.5), (Kind.BODY, 0.9)))
    assert [kind for _, kind in find_kinds(scene([rows(200, 300, 3)]))] == [Kind.BODY]


@pytest.mark.parametrize(("width", "sure", "dirt"), [(20, 0.9, True), (20, 0.6, False), (200, 0.99, False)])
def test_only_narrow_pieces_are_dirt_and_surely_so(
    monkeypatch: pytest.MonkeyPatch, width: int, sure: float, *, dirt: bool
) -> None:
    monkeypatch.setattr(kinds, "_reader", reading((Kind.DIRT, sure)))
    ((_, kind),) = find_kinds(scene([[row(300, 300, width)]]))
    assert (kind is Kind.DIRT) is dirt


@pytest.mark.parametrize(("tone", "kind"), [(0.3, Kind.HEADLINE), (0.05, Kind.DIRT)])
def test_a_headline_paler_than_the_body_shows_through(monkeypatch: pytest.MonkeyPatch, tone: float, kind: Kind) -> None:
    monkeypatch.setattr(kinds, "_reader", reading((Kind.HEADLINE, 0.9), *[(Kind.BODY, 0.9)] * 8))
    large = [row(200, 200, WIDTH, height=2.5 * EM, weight=tone)]
    assert [found for _, found in find_kinds(scene([large, TEXT]))] == [kind, Kind.BODY]


@pytest.mark.parametrize(
    ("height", "sure", "dirt"),
    [
        pytest.param(0.95, 0.7, False, id="a syllable"),
        pytest.param(0.6, 0.7, True, id="lower"),
        pytest.param(1.3, 0.7, True, id="higher"),
        pytest.param(0.6, 0.99, False, id="surely text"),
    ],
)
def test_a_lone_piece_unlike_a_syllable_is_dirt(
    monkeypatch: pytest.MonkeyPatch, height: float, sure: float, *, dirt: bool
) -> None:
    monkeypatch.setattr(kinds, "_reader", reading((Kind.BODY, sure)))
    ((_, kind),) = find_kinds(scene([[row(300, 300, EM, height=height * EM)]]))
    assert (kind is Kind.DIRT) is dirt
