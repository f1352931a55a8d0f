from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hwalja.geometry import Affine, Box, Grid, lattice

sides = st.integers(1, 500)
boxes = st.builds(Box, st.integers(-500, 500), st.integers(-500, 500), sides, sides)


@given(st.lists(boxes, min_size=1, max_size=6))
def test_a_box_around_others_holds_them_and_is_the_smallest(found: list[Box]) -> None:
    around = Box.around(found)
    assert all(around.contains(box) for box in found)
    assert around.x == min(box.x for box in found)
    assert around.bottom == max(box.bottom for box in found)


def test_there_is_no_box_around_nothing() -> None:
    with pytest.raises(ValueError, match="no box"):
        Box.around([])


def test_edges_between_pixels_are_taken_outwards() -> None:
    assert Box.of_edges(1.2, -0.5, 3.0, 2.1) == Box(1, -1, 2, 4)


def test_right_and_bottom_lie_just_outside() -> None:
    box = Box(2, 3, 4, 5)
    assert (box.right, box.bottom, box.area, box.centre) == (6, 8, 20, (4.0, 5.5))


def test_overlap_is_negative_for_a_gap() -> None:
    a, b = Box(0, 0, 10, 10), Box(13, 4, 10, 10)
    assert (a.overlap_x(b), a.overlap_y(b), a.shared(b)) == (-3, 6, 0)
    assert a.shared(Box(5, 8, 10, 10)) == 5 * 2


@given(boxes, boxes)
def test_overlap_does_not_depend_on_the_order(a: Box, b: Box) -> None:
    assert (a.overlap_x(b), a.overlap_y(b), a.shared(b)) == (b.overlap_x(a), b.overlap_y(a), b.shared(a))


def test_slack_lets_a_box_stand_out() -> None:
    box = Box(0, 0, 10, 10)
    assert box.contains(box)
    assert not box.contains(Box(-1, 0, 10, 10))
    assert box.contains(Box(-1, 0, 10, 10), slack=1)


def test_a_box_grows_to_all_sides() -> None:
    assert Box(10, 10, 5, 5).grown(2) == Box(8, 8, 9, 9)
    assert Box(10, 10, 5, 5).grown(2, 0) == Box(8, 10, 9, 5)


@given(boxes, st.floats(0.1, 4))
def test_a_scaled_box_holds_its_image(box: Box, factor: float) -> None:
    scaled = box.scaled(factor)
    assert scaled.x <= box.x * factor
    assert scaled.right >= box.right * factor
    assert scaled.width <= math.ceil(box.width * factor) + 1


@given(boxes, sides, sides)
def test_a_clipped_box_is_inside_the_image(box: Box, width: int, height: int) -> None:
    clipped = box.clipped(width, height)
    assert Box(0, 0, width, height).contains(clipped)
    assert clipped.area >= 1
    if Box(0, 0, width, height).contains(box):
        assert clipped == box


@given(boxes)
def test_no_map_changes_nothing(box: Box) -> None:
    assert Affine().box(box) == box
    assert Affine.of_matrix(Affine().matrix) == Affine()


turns = st.builds(
    lambda degrees, zoom, c, f: Affine(
        zoom * math.cos(math.radians(degrees)),
        zoom * math.sin(math.radians(degrees)),
        c,
        -zoom * math.sin(math.radians(degrees)),
        zoom * math.cos(math.radians(degrees)),
        f,
    ),
    *(st.floats(-6, 6), st.floats(0.5, 2), st.floats(-100, 100), st.floats(-100, 100)),
)


@given(turns)
def test_the_inverse_maps_back(affine: Affine) -> None:
    there, back = affine.matrix, affine.inverse().matrix
    square = np.vstack([there, [0, 0, 1]]) @ np.vstack([back, [0, 0, 1]])
    assert np.allclose(square, np.eye(3), atol=1e-6)


@given(turns, boxes)
def test_there_and_back_a_box_is_around_itself(affine: Affine, box: Box) -> None:
    assert affine.inverse().box(affine.box(box)).contains(box, slack=1e-6)


def grid_of(affine: Affine, columns: int = 9, rows: int = 7, step: float = 32) -> Grid:
    return Grid.of_points(affine.points(lattice(columns, rows, step)).reshape(rows, columns, 2), step)


@given(turns, boxes)
def test_a_grid_of_an_affine_map_is_that_map(affine: Affine, box: Box) -> None:
    slack = 1 + 1e-6  # a box is whole pixels
    assert grid_of(affine).box(box).contains(affine.box(box), slack)
    assert affine.box(box).contains(grid_of(affine).box(box), slack)


@given(st.floats(-8, 8), st.floats(-8, 8), st.floats(0.5, 3))
def test_a_bent_map_leads_back(across: float, down: float, waves: float) -> None:
    flat = lattice(30, 20, 32)
    bent = flat + np.stack([across * np.sin(flat[:, 1] / 200), down * np.sin(waves * flat[:, 0] / 300)], axis=1)
    grid = Grid.of_points(bent.reshape(20, 30, 2), 32)
    points = np.random.default_rng(0).uniform(40, 560, (50, 2))
    assert np.abs(grid.inverse().points(grid.points(points)) - points).max() < 0.3


def test_a_long_box_is_around_its_bent_sides() -> None:
    flat = lattice(21, 5, 32)
    bent = flat - np.stack([0 * flat[:, 0], 20 * np.sin(np.pi * flat[:, 0] / 640)], axis=1)  # a bow upwards
    box = Grid.of_points(bent.reshape(5, 21, 2), 32).box(Box(0, 64, 640, 20))
    assert (box.y, box.bottom) == (44, 84)


def test_a_lattice_needs_two_rows_and_columns() -> None:
    with pytest.raises(ValueError, match="no lattice"):
        Grid.of_points(np.zeros((1, 5, 2)), 32)


@given(turns, turns, boxes)
def test_one_map_after_another_is_both(first: Affine, then: Affine, box: Box) -> None:
    point = np.array([[float(box.x), float(box.y)]])
    assert np.allclose(then.after(first).points(point), then.points(first.points(point)), atol=1e-6)
