"""Lines of display type: parted where another headline begins, put together over wide spaces."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hwalja.geometry import Box
from hwalja.layout.canvas import EM
from hwalja.layout.headings import whole_headings
from hwalja.layout.strip import Strip
from tests.layout.setting import row

RULES = np.zeros((1600, 1600), np.uint8)


def headline(left: float, *words: float, space: float = 0.7, em: float = 40, top: float = 100) -> Strip:
    """Return a line of words so many heights long."""
    parts, at = [], left
    for length in words:
        parts.append((at, at + length * em))
        at += (length + space) * em
    return row(left, top, parts[-1][1] - left, height=em, parts=parts)


def together(*strips: Strip) -> Strip:
    """Return one line of what the net took for one."""
    return row(
        strips[0].box.x,
        strips[0].box.y,
        strips[-1].box.right - strips[0].box.x,
        height=strips[0].height,
        parts=[(p.x, p.right) for s in strips for p in s.parts],
    )


def lines(*strips: Strip, rule: Box | None = None) -> int:
    """Return how many lines of display type there are."""
    rules = RULES.copy()
    if rule:
        rules[rule.y : rule.bottom, rule.x : rule.right] = 1
    return sum(s.height > 1.2 * EM for s in whole_headings(strips, rules))


def text(left: float) -> list[Strip]:
    return [row(left, 200 + 32 * k, 300) for k in range(8)]


@pytest.mark.parametrize(("gap", "count"), [(0.7, 1), (1.0, 1), (1.4, 2)])
def test_words_stand_no_further_apart_than_words_do(gap: float, count: int) -> None:
    left = headline(40, 3, 2)
    assert lines(left, headline(left.box.right + 40 * gap, 2, 3)) == count


def test_a_rule_parts_words() -> None:
    left = headline(40, 3, 2)
    right = headline(left.box.right + 28, 2, 3)
    assert lines(left, right, rule=Box(left.box.right + 13, 90, 2, 60)) == 2


@pytest.mark.parametrize(("gap", "count"), [(0.7, 1), (1.5, 2)])
def test_a_wide_space_where_a_column_begins_parts_headlines(gap: float, count: int) -> None:
    left = headline(40, 3, 3)
    right = headline(left.box.right + gap * 40, 3, 2)
    assert lines(together(left, right), *text(right.box.x)) == count


def test_a_black_box_holds_one_headline() -> None:
    left = headline(40, 3, 3)
    both = together(left, headline(left.box.right + 60, 3, 2))
    under = text(left.box.right + 60)
    assert lines(both, *under) == 2
    assert lines(replace(both, reversed=True), *under) == 1


@pytest.mark.parametrize(("length", "count"), [(4, 4), (9, 2)])
def test_where_the_next_lines_end_and_begin_at_a_gap_it_parts_headlines(length: int, count: int) -> None:
    """The net saw two, as near one another as words are; the line below runs on, or there are two as well."""
    left = headline(40, 3, 3)
    right = headline(left.box.right + 36, 3, 2)
    below = headline(40, length, em=40, top=156)
    beside = [headline(right.box.x, 4, top=156)] if below.box.right < right.box.x else []
    assert lines(left, right, below, *beside) == count


@pytest.mark.parametrize(("width", "height", "joined"), [(30, 7, True), (30, 18, False), (90, 7, False)])
def test_dots_at_the_end_of_a_headline_are_of_it(width: int, height: int, *, joined: bool) -> None:
    """Not small type beside it, nor a dash as wide as several letters."""
    head = headline(40, 3, 3)
    dots = row(head.box.right + 8, head.box.bottom - height, width, height=height)
    found = whole_headings([head, dots], RULES)
    assert [s.box for s in found if s.height > EM] == [Box.around([head.box, dots.box]) if joined else head.box]
    assert len(found) == 2 - joined


@pytest.mark.parametrize(("length", "count"), [(9, 2), (2, 3)])
def test_a_line_that_runs_on_above_a_gap_bridges_it(length: int, count: int) -> None:
    above = headline(40, length, 3, top=48)
    left = headline(40, 3, 3)
    right = headline(left.box.right + 60, 3, 2)
    assert lines(above, together(left, right), *text(right.box.x)) == count


def test_latin_letters_stand_on_the_base_line_of_syllables_that_reach_lower() -> None:
    left, latin, right = headline(40, 3, 1), headline(250, 1, em=32), headline(310, 3)
    both = together(left, right)
    line = Strip(both.box, both.height, both.weight, tuple(sorted((*both.parts, *latin.parts))))
    assert lines(line, *text(right.box.x)) == 1


def test_larger_words_are_another_headline() -> None:
    small, large = headline(40, 3, 3), headline(340, 3, 3, em=50)
    both = Strip(Box.around([small.box, large.box]), 45.0, small.weight, tuple(sorted((*small.parts, *large.parts))))
    assert lines(both) == 2


def test_body_type_is_left_alone() -> None:
    body = [row(40, 200, 120), row(200, 200, 120)]
    assert whole_headings(body, RULES) == body
