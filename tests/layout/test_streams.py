"""Gutters and word spaces, on pages of words as bars of ink, in canvas px."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from hwalja.geometry import Box
from hwalja.layout import find_layout
from hwalja.layout.canvas import EM, Mask
from hwalja.layout.columns import find_columns
from hwalja.layout.streams import Streams, find_streams
from hwalja.layout.strips import between, find_strips
from hwalja.model import Role
from tests.layout.drawing import EM as DRAWN_EM
from tests.layout.drawing import LEADING, Drawing, lines_of, matched, story_of
from tests.layout.setting import HEIGHT, PITCH

MEASURE = 14.0
"""Width in em of the columns here."""


def bars(words: Sequence[tuple[float, float]], y: int) -> list[Box]:
    """Return words whose edges are given in em."""
    return [Box.of_edges(left * EM, y, right * EM, y + HEIGHT) for left, right in words]


def printed(lines: Sequence[Sequence[Box]]) -> Mask:
    words = [word for line in lines for word in line]
    page = Box.around(words).grown(3 * EM)
    ink = np.zeros((page.bottom, page.right), np.uint8)
    for word in words:
        ink[word.y : word.bottom, word.x : word.right] = 1
    return ink


def streams(*lines: Sequence[Box]) -> Streams:
    return find_streams(printed(lines), [word for line in lines for word in line])


def column(left: float, lines: int, *, seed: int, top: int = 60) -> list[list[Box]]:
    """Return lines of words that fill a column whose left edge is so many em from that of the page."""
    chance = np.random.default_rng(seed)
    found = []
    for k in range(lines):
        words, at = [], left
        while left + MEASURE - at > 3.4:
            end = at + float(chance.uniform(1.2, 2.6))
            words.append((at, end))
            at = end + float(chance.uniform(0.45, 0.6))
        found.append(bars([*words, (at, left + MEASURE)], top + PITCH * k))
    return found


@pytest.mark.parametrize("gutter", [0.6, 0.9, 1.5, 3.0])
def test_white_between_two_columns_is_a_gutter(gutter: float) -> None:
    left, right = column(2, 12, seed=1), column(2 + MEASURE + gutter, 12, seed=2)
    page = streams(*left, *right)
    assert all(page.part(between(a[-1], b[0])) for a, b in zip(left, right, strict=True))


@pytest.mark.parametrize("seed", range(8))
def test_lines_come_out_whole_whatever_spaces_line_up(seed: int) -> None:
    """A space or two may look like a gutter: the lines that run through around it tell that there is none."""
    lines = column(2, 20, seed=seed)
    ink = printed(lines)
    strips, _ = find_strips(ink, ink * np.uint8(255), np.zeros_like(ink))
    (found,), _ = find_columns(strips, np.zeros_like(ink))
    assert [row.box for row in found.rows] == [Box.around(line) for line in lines]


@pytest.mark.parametrize("lined_up", [2, 3, 4])
def test_word_spaces_that_line_up_by_chance_are_no_gutter(lined_up: int) -> None:
    """Narrow as word spaces are, in lines between lines that run through."""
    lines = column(2, 12, seed=4)
    for k in range(lined_up):
        lines[4 + k] = bars([(2, 8), (8.5, 16)], lines[4 + k][0].y)
    page = streams(*lines)
    assert not any(page.part(between(*lines[4 + k])) for k in range(lined_up))


def test_the_white_after_list_numbers_is_no_gutter() -> None:
    lines = [bars([(2, 3), (4.2, 9), (9.5, 16)] if k % 2 else [(2, 3), (4.2, 16)], 60 + PITCH * k) for k in range(10)]
    page = streams(*lines)
    assert not any(page.part(between(line[0], line[1])) for line in lines)


def test_a_column_begins_where_lines_do() -> None:
    right = column(17, 8, seed=2)
    page = streams(*column(2, 8, seed=1), *right)
    assert page.begins(right[0][0].x, 40)
    assert not page.begins(right[0][0].x, right[-1][0].bottom)
    assert not page.begins(right[0][0].x - 3 * EM, 40)


def test_white_and_reach_are_measured_to_the_neighbours() -> None:
    """A word as far from the next as a gutter is wide does not run on to it."""
    page = streams(bars([(2, 5), (5.5, 8), (12, 14)], 60))
    assert (page.spaces / EM).tolist() == [[3, 0.5], [0.5, 3], [3, 3]]
    assert (page.reach / EM).tolist() == [[3, 6], [6, 2.5], [2, 2]]


def test_a_narrow_space_in_a_headline_over_a_gutter_does_not_part_it() -> None:
    """Two columns of an article begin below, the right one right below the headline's second word."""
    drawing = Drawing(900, 800)
    drawing.headline(40, 40, [5, 4])
    edge = 40 + round((5 + 0.25) * 3 * DRAWN_EM)
    left = drawing.column(40, 160, edge - 40 - 30, 12)
    right = drawing.column(edge, 160, 400, 12)
    layout = find_layout(drawing.sheet)
    assert len(lines_of(layout, Role.HEADLINE)) == 1
    assert matched([*left, *right], [box for box in lines_of(layout) if box not in lines_of(layout, Role.HEADLINE)])
    assert story_of(layout, left[0]) == story_of(layout, right[0])


def test_headlines_of_two_articles_are_parted_where_the_column_begins() -> None:
    drawing = Drawing(900, 800)
    one, two = drawing.headline(40, 40, [3, 2]), drawing.headline(470, 40, [3, 2])
    drawing.column(40, 160, 390, 12)
    drawing.column(470, 160, 390, 12)
    assert matched([one, two], lines_of(find_layout(drawing.sheet), Role.HEADLINE))


def test_a_gutter_ends_where_a_line_runs_through() -> None:
    """A line over both columns of a page is none of theirs, whatever the white above and below it."""
    drawing = Drawing(900, 900)
    upper = [drawing.column(x, 40, 390, 7) for x in (40, 470)]
    through = drawing.line(40, 40 + 8 * LEADING, 820)
    lower = [drawing.column(x, 40 + 10 * LEADING, 390, 7) for x in (40, 470)]
    assert matched([*upper[0], *upper[1], through, *lower[0], *lower[1]], lines_of(find_layout(drawing.sheet)))
