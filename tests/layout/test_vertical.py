"""Vertical setting: found and reported as unread, and never made out where type is level."""

from __future__ import annotations

import pytest

from hwalja.geometry import Box
from hwalja.layout import find_layout
from hwalja.model import Layout, UnreadReason
from tests.layout.drawing import EM, Drawing, lines_of, matched


def upright(drawing: Drawing, x: int, y: int, lengths: list[int], *, em: int = EM) -> Box:
    """Set words from top to bottom."""
    at = y
    for length in lengths:
        for _ in range(length):
            drawing.words(x, at, [1], em=em)
            at += em
        at += round(0.4 * em)
    return Box.of_edges(x, y, x + 0.9 * em, at - 0.5 * em)


def columns(drawing: Drawing, right: int, y: int, count: int, *, em: int = EM) -> Box:
    """Set columns from right to left, a column and a half an em apart."""
    return Box.around(
        upright(drawing, right - round(1.6 * em) * (n + 1), y, [3, 2, 4, 3] if n % 2 else [2, 4, 3, 2], em=em)
        for n in range(count)
    )


def vertical(layout: Layout) -> list[Box]:
    return [unread.box for unread in layout.unread if unread.reason is UnreadReason.VERTICAL]


def test_a_page_in_vertical_setting_is_unread() -> None:
    drawing = Drawing(900, 900)
    drawn = [columns(drawing, 860, 60, 18), columns(drawing, 860, 500, 18)]
    layout = find_layout(drawing.sheet)
    assert lines_of(layout) == []
    assert matched(drawn, vertical(layout))
    assert layout.ink is not None
    assert layout.ink.unread > 0.95


def test_the_em_of_a_page_in_vertical_setting_is_its_type() -> None:
    drawing = Drawing(900, 900)
    columns(drawing, 860, 60, 18)
    columns(drawing, 860, 500, 18)
    assert find_layout(drawing.sheet).em == pytest.approx(0.9 * EM, rel=0.15)


@pytest.mark.parametrize("em", [2 * EM, 3 * EM])
def test_a_vertical_headline_beside_level_text_is_unread(em: int) -> None:
    drawing = Drawing(1100, 700)
    headline = Box.around(
        [upright(drawing, 40, 40, [3, 3], em=em), upright(drawing, 40 + round(1.3 * em), 40, [2, 2], em=em)]
    )
    left = headline.right + 40
    drawn = [*drawing.column(left, 40, 380, 14), *drawing.column(left + 420, 40, 380, 14)]
    layout = find_layout(drawing.sheet)
    assert matched([headline], vertical(layout))
    assert matched(drawn, lines_of(layout))


@pytest.mark.parametrize("leading", [1.35, 1.6, 2.2])
@pytest.mark.parametrize("width", [2, 3, 4])
def test_short_words_under_one_another_are_level(leading: float, width: int) -> None:
    """Lists of names, and columns of a price table."""
    drawing = Drawing(1000, 900)
    for left in range(500, 900, 200):
        for row in range(16):
            drawing.words(left, 40 + round(row * leading * EM), [width])
    drawing.column(40, 40, 380, 18)
    assert vertical(find_layout(drawing.sheet)) == []


def test_bullets_of_a_list_are_level() -> None:
    drawing = Drawing(1000, 900)
    for row in range(20):
        drawing.words(40, 40 + round(row * 1.4 * EM), [1, 3, 4, 2, 4], space=0.6)
    assert vertical(find_layout(drawing.sheet)) == []


def test_spaced_headlines_are_level() -> None:
    drawing = Drawing(1000, 900)
    drawing.words(40, 40, [4, 3], em=3 * EM, tracking=1.3)
    drawing.words(40, 40 + round(3.6 * EM), [4, 3], em=3 * EM, tracking=1.3)
    drawing.column(40, 300, 420, 14)
    drawing.column(500, 300, 420, 14)
    assert vertical(find_layout(drawing.sheet)) == []


def test_widely_leaded_type_is_level() -> None:
    drawing = Drawing(1000, 900)
    for row in range(12):
        drawing.line(40, 40 + row * 3 * EM, 900)
    assert vertical(find_layout(drawing.sheet)) == []
