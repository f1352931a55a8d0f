"""What stands above, below and beside a part."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from hwalja.geometry import Box
from hwalja.layout.around import Ceiling, Obstacles, Part, Surroundings
from hwalja.layout.canvas import EM
from tests.layout.setting import GUTTER, WIDTH, body, display, left_of

UPPER, LOWER = body(40, 40, 4), body(40, 300, 4)
WHITE = Box.of_edges(40, UPPER.box.bottom, 40 + WIDTH, LOWER.box.y)


def above(
    parts: Sequence[Part], *, horizontal: Sequence[Box] = (), pictures: Sequence[Box] = (), frames: Sequence[Box] = ()
) -> Ceiling:
    """Return what the last part hangs from."""
    obstacles = Obstacles(horizontal=horizontal, pictures=pictures, frames=frames)
    return Surroundings(parts, obstacles).above(len(parts) - 1, range(len(parts)))


def test_the_nearest_part_above_is_the_ceiling() -> None:
    between = body(40, UPPER.box.bottom + 20, 2)
    assert above([UPPER, between, LOWER]).part == 1
    assert above([UPPER, LOWER]) == Ceiling(0, ruled=False, gap=WHITE.height)


def test_below_is_above_upside_down() -> None:
    around = Surroundings([UPPER, LOWER], Obstacles())
    assert around.below(0, range(2)) == Ceiling(1, ruled=False, gap=WHITE.height)
    assert around.below(1, range(2)).part is None


def test_only_the_parts_asked_for_count() -> None:
    between = body(40, UPPER.box.bottom + 20, 2)
    assert Surroundings([UPPER, between, LOWER], Obstacles()).above(2, [0]).part == 0


def test_a_single_line_stands_in_the_column_in_line_with_it() -> None:
    column, aside = body(40, 300, 6), body(left_of(1), 300, 6)
    ends = body(left_of(1), 40, 1, width=4 * EM)
    around = Surroundings([column, aside, ends], Obstacles())
    assert around.measures[2] == Box(left_of(1), 40, WIDTH, ends.box.height)
    nowhere = body(left_of(1) + 3 * EM, 40, 1, width=4 * EM)
    assert Surroundings([column, aside, nowhere], Obstacles()).measures[2] == nowhere.box


def test_a_line_of_a_letter_is_no_white() -> None:
    ink = np.zeros((400, 400), np.uint8)
    assert Surroundings([UPPER, LOWER], Obstacles(ink=ink)).is_white(UPPER.box, LOWER.box)
    ink[WHITE.y + 10 : WHITE.y + 13, 45:60] = 1
    assert Surroundings([UPPER, LOWER], Obstacles(ink=ink)).is_white(UPPER.box, LOWER.box)
    ink[WHITE.y + 20 : WHITE.y + 36, 45:60] = 1
    assert not Surroundings([UPPER, LOWER], Obstacles(ink=ink)).is_white(UPPER.box, LOWER.box)


def test_a_neighbour_is_not_above() -> None:
    beside = body(40 + WIDTH + GUTTER, 40, 4)
    assert above([beside, LOWER]) == Ceiling(None, ruled=False, gap=float("inf"))


def test_a_headline_over_several_columns_is_above_each() -> None:
    headline = display(40, 40, 3 * WIDTH)
    around = Surroundings([headline, *(body(left_of(k), 200, 5) for k in range(3))], Obstacles())
    assert [around.above(k, [0]).part for k in (1, 2, 3)] == [0, 0, 0]


def test_a_rule_is_nearer_than_the_part_above_it() -> None:
    rule = Box(20, 200, 500, 3)
    found = above([UPPER, LOWER], horizontal=[rule])
    assert found == Ceiling(None, ruled=True, gap=LOWER.box.y - rule.bottom)


def test_a_rule_over_less_than_half_of_a_part_is_none() -> None:
    assert above([UPPER, LOWER], horizontal=[Box(20, 200, 20 + WIDTH // 3, 3)]).part == 0


def test_a_rule_between_close_lines_is_an_underline() -> None:
    close = body(40, UPPER.box.bottom + round(0.8 * EM), 4)
    rule = Box(20, UPPER.box.bottom + 6, 500, 2)
    assert above([UPPER, close], horizontal=[rule]).part == 0
    assert not Surroundings([], Obstacles(horizontal=[rule])).ruled(UPPER.box, close.box)


def test_a_rule_between_two_boxes_runs_along_half_of_what_they_share() -> None:
    def ruled(*rules: Box) -> bool:
        return Surroundings([], Obstacles(horizontal=rules)).ruled(UPPER.box, LOWER.box)

    assert ruled(Box(30, 200, WIDTH + 20, 3))
    assert not ruled(Box(40, 200, WIDTH // 3, 3))
    assert not ruled(Box(30, LOWER.box.bottom + 10, WIDTH + 20, 3))
    assert not ruled()


def test_pictures_are_looked_past() -> None:
    picture = Box(WHITE.x, WHITE.y + 10, WHITE.width, WHITE.height - 20)
    found = above([UPPER, LOWER], pictures=[picture])
    assert (found.part, found.past) == (0, True)


def test_a_picture_in_another_column_is_not_between() -> None:
    assert not above([UPPER, LOWER], pictures=[Box(left_of(1), WHITE.y, WIDTH, WHITE.height)]).past


def test_frames_are_looked_past_and_what_is_in_them_is_not_above() -> None:
    frame = Box(WHITE.x - 10, WHITE.y + 10, WHITE.width + 20, WHITE.height - 20)
    inside = body(60, frame.y + 20, 2, width=WIDTH - 40, frame=0)
    found = above([UPPER, inside, LOWER], frames=[frame])
    assert (found.part, found.past) == (0, True)


def test_in_a_frame_only_what_it_holds_is_above() -> None:
    inside = body(40, 300, 4, frame=0)
    found = above([UPPER, inside], frames=[Box(20, 260, WIDTH + 40, 200)])
    assert (found.part, found.past) == (None, False)


def test_an_upright_rule_between_columns_is_a_wall() -> None:
    left, right = body(left_of(0), 40, 8).box, body(left_of(1), 40, 8).box

    def walled(*rules: Box) -> bool:
        return Surroundings([], Obstacles(vertical=rules)).walled(left, right)

    assert walled(Box(left.right + 10, 30, 3, 300))
    assert not walled(Box(left.right + 10, 30, 3, 60)), "along less than half"
    assert not walled(Box(right.right + 10, 30, 3, 300)), "beyond the right column"


def test_a_wall_beside_a_column_further_down_counts_along_that_column() -> None:
    left, right = body(left_of(0), 40, 4).box, body(left_of(1), 400, 8).box
    wall = Box(left.right + 10, 390, 3, 300)
    assert Surroundings([], Obstacles(vertical=[wall])).walled(left, right)


def test_a_picture_or_a_frame_fills_the_space_between_columns() -> None:
    left, right = body(left_of(0), 40, 8).box, body(left_of(2), 40, 8).box
    space = Box.of_edges(left.right + 10, 60, right.x - 10, 200)
    assert Surroundings([], Obstacles(pictures=[space])).filled(left, right, -1)
    assert Surroundings([], Obstacles(frames=[space])).filled(left, right, -1)
    assert not Surroundings([], Obstacles()).filled(left, right, -1)
    narrow = Box(space.x, space.y, space.width // 2, space.height)
    assert not Surroundings([], Obstacles(pictures=[narrow])).filled(left, right, -1)


def test_the_frame_around_both_columns_does_not_fill_the_space_between_them() -> None:
    left, right = body(left_of(0), 40, 8).box, body(left_of(2), 40, 8).box
    around = Box.around([left, right]).grown(20)
    assert not Surroundings([], Obstacles(frames=[around])).filled(left, right, 0)
