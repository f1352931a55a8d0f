"""Lines to columns, without a picture: lines as `strips` finds them, in canvas px."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pytest

from hwalja.geometry import Box
from hwalja.layout.canvas import EM, Mask
from hwalja.layout.columns import Column, find_columns, with_specks
from hwalja.layout.strip import Strip
from tests.layout.setting import BOLD, GUTTER, HEIGHT, PITCH, WIDTH, left_of, row, rows


def paper() -> Mask:
    return np.zeros((1200, 1200), np.uint8)


def found(strips: Iterable[Strip], rules: Mask | None = None) -> list[Column]:
    columns, dirt = find_columns(strips, paper() if rules is None else rules)
    assert dirt == 0
    return sorted(columns, key=lambda c: (c.box.x, c.box.y))


def boxes(column: Column) -> list[Box]:
    return [line.box for line in column.rows]


def test_two_lines_of_one_measure_are_a_column() -> None:
    (column,) = found(rows(40, 40, 2))
    assert boxes(column) == [line.box for line in rows(40, 40, 2)]


def test_columns_side_by_side_stay_apart() -> None:
    columns = found([*rows(left_of(0), 40, 8), *rows(left_of(1), 40, 8), *rows(left_of(2), 40, 8)])
    assert [len(column.rows) for column in columns] == [8, 8, 8]
    assert [column.box.x for column in columns] == [left_of(0), left_of(1), left_of(2)]


def test_indented_first_lines_and_short_last_lines_are_of_the_column() -> None:
    first = rows(40, 40, 4, indent=EM, last=3 * EM)
    second = rows(40, 40 + 4 * PITCH, 4, indent=EM, last=6 * EM)
    (column,) = found(first + second)
    assert boxes(column) == [line.box for line in first + second]


def test_the_last_syllable_of_a_paragraph_is_of_the_column() -> None:
    lines = [*rows(40, 40, 5), row(40, 40 + 5 * PITCH, 0.9 * EM)]
    (column,) = found(lines)
    assert len(column.rows) == 6


def test_lines_come_in_any_order() -> None:
    lines = rows(40, 40, 7, indent=EM, last=4 * EM)
    (column,) = found(lines[::-1])
    assert boxes(column) == [line.box for line in lines]


def test_a_drop_cap_is_read_first_in_its_column() -> None:
    cap = row(40, 40, 2.4 * EM, height=PITCH + HEIGHT)
    beside = rows(40 + 2.9 * EM, 40, 2, width=WIDTH - 2.9 * EM)
    below = rows(40, 40 + 2 * PITCH, 6)
    (column,) = found([*below, *beside, cap])
    assert boxes(column) == [line.box for line in (cap, *beside, *below)]


def test_a_line_beside_a_drop_cap_is_of_its_column_where_it_is_darker() -> None:
    """On worn paper the first line of two looked bold, and was read after the column."""
    cap = row(40, 40, 2.4 * EM, height=PITCH + HEIGHT)
    beside = [row(40 + 2.9 * EM, 40 + PITCH * k, WIDTH - 2.9 * EM, weight=w) for k, w in enumerate((0.43, 0.3))]
    below = rows(40, 40 + 2 * PITCH, 6)
    (column,) = found([*below, *beside, cap])
    assert boxes(column) == [line.box for line in (cap, *beside, *below)]


def test_what_is_far_behind_the_end_of_a_line_is_none_of_it() -> None:
    lines = rows(40, 40, 6, last=4 * EM)
    stain = row(40 + 9 * EM, lines[-1].box.y, 0.8 * EM)
    (column,) = found([*lines, stain])
    assert boxes(column) == [line.box for line in lines]


@pytest.mark.parametrize(
    ("height", "weight"),
    [pytest.param(1.2 * HEIGHT, 0.22, id="Latin"), pytest.param(0.95 * HEIGHT, 0.21, id="digits")],
)
def test_a_line_of_latin_or_digits_does_not_cut_its_column(height: float, weight: float) -> None:
    lines = rows(40, 40, 8)
    lines[4] = row(40, 40 + 4 * PITCH, WIDTH, height=height, weight=weight)
    (column,) = found(lines)
    assert len(column.rows) == 8


def test_a_line_that_dirt_makes_higher_and_that_begins_late_stays_in_its_column() -> None:
    lines = rows(40, 40, 8)
    lines[4] = row(40 + 0.6 * EM, 40 + 4 * PITCH - 4, WIDTH - 0.6 * EM, height=1.4 * HEIGHT)
    (column,) = found(lines)
    assert len(column.rows) == 8


@pytest.mark.parametrize("parted", [1, 2, 3])
def test_parts_of_lines_that_wide_spaces_parted_are_joined(parted: int) -> None:
    """Under one another they look like two narrow columns."""
    lines = rows(40, 40, 9)
    halves = [
        half
        for line in lines[3 : 3 + parted]
        for half in (row(40, line.box.y, 5 * EM), row(40 + 5.8 * EM, line.box.y, WIDTH - 5.8 * EM))
    ]
    (column,) = found([*lines[:3], *halves, *lines[3 + parted :]])
    assert boxes(column) == [line.box for line in lines]


def test_parts_are_not_joined_over_a_gutter() -> None:
    """Two columns of one line each beside full ones: nothing runs through the gutter."""
    columns = found([*rows(left_of(0), 40, 6), *rows(left_of(1), 40, 6)])
    assert all(line.box.width == WIDTH for column in columns for line in column.rows)


@pytest.mark.parametrize("indent", [0, EM])
def test_a_line_over_a_gutter_is_cut(indent: float) -> None:
    """A gutter no wider than a space ran two lines into one: their neighbours tell where it is."""
    left, right = rows(left_of(0), 40, 6), rows(left_of(1), 40, 6)
    right[2] = row(left_of(1) + indent, right[2].box.y, WIDTH - indent)
    a, b = left[2].box, right[2].box
    words = [(a.x, a.x + 6 * EM), (a.x + 6.4 * EM, a.right), (b.x, b.x + 5 * EM), (b.x + 5.4 * EM, b.right)]
    long = row(a.x, a.y, b.right - a.x, parts=words)
    columns = found([*left[:2], *left[3:], long, *right[:2], *right[3:]])
    assert [boxes(column) for column in columns] == [[line.box for line in side] for side in (left, right)]


def test_a_headline_over_a_gutter_is_not_cut() -> None:
    left, right = rows(left_of(0), 140, 6), rows(left_of(1), 140, 6)
    words = [(40, 40 + WIDTH), (left_of(1), left_of(1) + 6 * EM)]
    headline = row(40, 60, words[-1][1] - 40, height=2 * EM, weight=BOLD, parts=words)
    columns = found([*left, *right, headline])
    assert headline.box in [column.box for column in columns]


@pytest.mark.parametrize(("lines", "white"), [(1, 1.3), (2, 1.0), (3, 1.25)])
def test_a_caption_stays_out_of_the_column_below_it(lines: int, white: float) -> None:
    """It is set in the body's type on the body's edge: its lines stand nearer to one another than to the text."""
    caption = [row(40, 40 + 26 * k, WIDTH - (k == lines - 1) * 3 * EM, height=16) for k in range(lines)]
    text = rows(40, caption[-1].box.bottom + white * EM, 8)
    columns = found([*caption, *text])
    assert [len(column.rows) for column in columns] == [lines, 8]


def test_white_between_paragraphs_of_two_articles_parts_columns() -> None:
    columns = found([*rows(40, 40, 5), *rows(40, 40 + 5 * PITCH + 3 * EM, 5)])
    assert [len(column.rows) for column in columns] == [5, 5]


def test_a_rule_parts_columns() -> None:
    rules = paper()
    y = 40 + 5 * PITCH
    rules[y : y + 2, 40 : 40 + WIDTH] = 1
    columns = found([*rows(40, 40, 5), *rows(40, y + 12, 5)], rules)
    assert [len(column.rows) for column in columns] == [5, 5]


def test_a_fold_between_close_lines_does_not_part_them() -> None:
    rules = paper()
    y = 40 + 4 * 24 + HEIGHT + 2
    rules[y : y + 2, :] = 1
    (column,) = found([row(40, 40 + 24 * k, WIDTH) for k in range(8)], rules)
    assert len(column.rows) == 8


def test_bold_lines_are_a_column_of_their_own() -> None:
    bold = row(40, 40 + 5 * PITCH + 8, 7 * EM, weight=1.5 * BOLD)
    columns = found([*rows(40, 40, 5), bold, *rows(40, 56 + 6 * PITCH, 5)])
    assert [len(column.rows) for column in columns] == [5, 1, 5]


def test_reversed_type_is_no_line_of_the_black_type_around_it() -> None:
    white = row(40, 40 + 5 * PITCH, WIDTH, white=True)
    columns = found([*rows(40, 40, 5), white, *rows(40, 40 + 6 * PITCH, 5)])
    assert white.box in [column.box for column in columns]


def test_a_headline_and_the_deck_below_it_are_two() -> None:
    """The lines of the headline stand closer to one another than to the deck, which is set a little smaller."""
    headline = [row(40, 40 + 60 * k, 18 * EM, height=50, weight=BOLD) for k in range(2)]
    deck = [row(40, 190 + 40 * k, 18 * EM, height=32, weight=BOLD) for k in range(2)]
    columns = found([*headline, *deck])
    assert [boxes(column) for column in columns] == [[line.box for line in group] for group in (headline, deck)]


def test_centred_lines_of_a_headline_are_one() -> None:
    lines = [row(40, 40, 20 * EM, height=50, weight=BOLD), row(40 + 4 * EM, 102, 12 * EM, height=50, weight=BOLD)]
    (column,) = found(lines)
    assert boxes(column) == [line.box for line in lines]


def test_commas_join_the_line_they_stand_in_and_make_none() -> None:
    lines = rows(40, 40, 4)
    comma = row(lines[1].box.right + 2, lines[1].box.bottom - 5, 4, height=6)
    alone = row(900, 900, 4, height=6)
    (column,) = found([*lines, comma, alone])
    assert column.rows[1].box.right == comma.box.right


def test_crumbs_far_behind_a_line_are_none_of_it() -> None:
    lines = rows(40, 40, 4, last=5 * EM)
    crumb = row(lines[-1].box.right + EM, lines[-1].box.y, 8, height=8)
    (column,) = found([*lines, crumb])
    assert boxes(column) == [line.box for line in lines]


def test_lines_reach_to_the_full_stops_at_their_ends() -> None:
    (column,) = found(rows(40, 40, 3))
    specks = paper()
    end, bottom = column.rows[1].box.right, column.rows[1].box.bottom
    specks[bottom - 3 : bottom, end + 3 : end + 6] = 1
    specks[bottom - 3 : bottom, end + GUTTER : end + GUTTER + 3] = 1  # in the next column
    (wider,) = with_specks([column], specks)
    assert [line.box.right - end for line in wider.rows] == [0, 6, 0]


def test_the_grain_of_a_noisy_scan_is_left_out_and_counted() -> None:
    text = rows(40, 1040, 4)
    grain = [row(48 * (k % 24), 38 * (k // 24), 0.7 * EM, height=12) for k in range(600)]
    columns, dirt = find_columns([*text, *grain], paper())
    assert dirt == 600
    assert [boxes(column) for column in columns] == [[line.box for line in text]]


def test_a_page_without_lines_has_no_columns() -> None:
    assert find_columns([], paper()) == ([], 0)
