"""The layout's figures, counted by hand on small pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from benchmarks.layout.lines import FoundLine, TrueLine, found_lines, matched, true_lines
from benchmarks.layout.measure import cells, kind_rows
from benchmarks.layout.scores import score
from hwalja.geometry import Affine, Box
from hwalja.model import Layout, Line, Region, Role, Sheet, Story

HEIGHT = 20
"""Px of a line; lines stand 30 px apart in columns 200 px wide."""


def place(column: int, row: int, *, left: int = 0, right: int = 200) -> Box:
    """Return the box of a line, or of the part of it from `left` to `right`."""
    return Box(250 * column + left, 30 * row, right - left, HEIGHT)


def polygon(box: Box) -> list[list[int]]:
    return [[box.x, box.y], [box.right, box.y], [box.right, box.bottom], [box.x, box.bottom]]


def region(article: int | None, role: str, *boxes: Box) -> dict[str, Any]:
    return {"article": article, "role": role, "lines": [{"polygon": polygon(box)} for box in boxes]}


TRUTH = {
    "articles": [{"headline": "첫째"}, {"headline": "둘째"}],
    "regions": [
        region(0, "headline", place(0, 0)),
        region(0, "body", *(place(0, row) for row in (2, 3, 4, 5))),
        region(0, "body", *(place(1, row) for row in (2, 3))),
        region(0, "byline", place(1, 4)),
        region(1, "headline", place(2, 0), place(2, 1)),
        region(1, "body", *(place(2, row) for row in (2, 3, 4))),
        region(None, "label", place(3, 0)),
    ],
}
"""Two articles: one line of headline and six of body with a byline, two lines of headline and three of body."""

Found = tuple[Role, Sequence[Box]]

ONE: tuple[Found, ...] = (
    (Role.HEADLINE, [place(0, 0)]),
    (Role.BODY, [place(0, row) for row in (2, 3, 4, 5)]),
    (Role.BODY, [place(1, row) for row in (2, 3)]),
)
BYLINE: Found = (Role.BYLINE, [place(1, 4)])
TWO: tuple[Found, ...] = (
    (Role.HEADLINE, [place(2, 0), place(2, 1)]),
    (Role.BODY, [place(2, row) for row in (2, 3, 4)]),
)
LABEL: Found = (Role.LABEL, [place(3, 0)])


def layout(*stories: Sequence[Found], furniture: Sequence[Found] = ()) -> Layout:
    regions: list[Region] = []
    names: list[Story] = []
    for story in (*stories, *([each] for each in furniture)):
        first = len(regions)
        for role, boxes in story:
            number = len(regions)
            lines = tuple(Line(f"l{number}-{k}", box, float(HEIGHT)) for k, box in enumerate(boxes))
            regions.append(Region(f"r{number}", role, Box.around(boxes), lines))
        names.append(Story(tuple(each.id for each in regions[first:])))
    return Layout(float(HEIGHT), tuple(regions), tuple(names[: len(stories)]))


def sheet(to_scan: Affine | None = None) -> Sheet:
    grey = np.full((200, 1000), 255, np.uint8)
    return Sheet(grey, grey, 0.0, to_scan or Affine())


def figures(*stories: Sequence[Found], furniture: Sequence[Found] = (LABEL,)) -> dict[str, int]:
    return score(TRUTH, sheet(), layout(*stories, furniture=furniture))[0]


PERFECT = {"lines": 9, "right": 9, "articles": 2, "exact": 2, "heads": 2, "whole": 2, "given": 2, "wrong": 0}


def test_a_layout_like_the_truth_is_perfect() -> None:
    found, complaints = score(TRUTH, sheet(), layout((*ONE, BYLINE), TWO, furniture=[LABEL]))
    assert found == PERFECT
    assert complaints == []


def test_a_byline_may_be_taken_for_body() -> None:
    assert figures((*ONE, (Role.BODY, [place(1, 4)])), TWO) == PERFECT


def test_stories_may_come_in_any_order() -> None:
    assert figures(TWO, (*ONE, BYLINE)) == PERFECT


def test_a_line_not_found_is_missing_in_its_article() -> None:
    short = (ONE[0], (Role.BODY, [place(0, row) for row in (2, 3, 5)]), ONE[2])
    assert figures(short, TWO) == PERFECT | {"right": 8, "exact": 1}


def test_a_line_outside_the_articles_is_missing() -> None:
    short = (*ONE[:2], (Role.BODY, [place(1, 2)]))
    rest = (Role.BODY, [place(1, 3)])
    assert figures(short, TWO, furniture=[LABEL, rest]) == PERFECT | {"right": 8, "exact": 1}


def test_a_line_in_the_other_article_is_missing_here_and_foreign_there() -> None:
    short = (*ONE[:2], (Role.BODY, [place(1, 2)]))
    longer = (*TWO, (Role.BODY, [place(1, 3)]))
    assert figures(short, longer) == PERFECT | {"right": 8, "exact": 0}


def test_a_body_line_taken_for_a_caption_is_missing() -> None:
    caption = (*ONE[:2], (Role.BODY, [place(1, 2)]), (Role.CAPTION, [place(1, 3)]))
    assert figures(caption, TWO) == PERFECT | {"right": 8, "exact": 1}


def test_what_is_no_line_in_the_text_makes_an_article_inexact() -> None:
    """All nine lines are right; the page's label was taken for text of the second article."""
    assert figures(ONE, (*TWO, (Role.BODY, [place(3, 0)])), furniture=()) == PERFECT | {"exact": 1}


def test_columns_read_in_the_wrong_order_keep_the_longest_run() -> None:
    """Two lines, then four, of six: four are in order."""
    assert figures((ONE[0], ONE[2], ONE[1]), TWO) == PERFECT | {"right": 7, "exact": 1}


def test_two_articles_in_one_story_are_the_larger_ones() -> None:
    """The six lines of the first are right, three are foreign; the second is not there, nor is its headline."""
    assert figures((*ONE, *TWO)) == PERFECT | {"right": 6, "exact": 0, "whole": 0, "given": 1}


def test_an_article_in_two_stories_is_its_larger_part() -> None:
    """Four of the first article's six lines are in one story, two in another, which has no headline."""
    assert figures(ONE[:2], ONE[2:], TWO) == PERFECT | {"right": 7, "exact": 1}


def test_headlines_are_whole_to_the_line() -> None:
    half = ((Role.HEADLINE, [place(2, 0)]), (Role.SUBHEADING, [place(2, 1)]), TWO[1])
    assert figures(ONE, half) == PERFECT | {"whole": 1}


def test_a_body_line_taken_for_a_part_of_the_headline_spoils_both() -> None:
    more = ((Role.HEADLINE, [place(2, row) for row in (0, 1, 2)]), (Role.BODY, [place(2, row) for row in (3, 4)]))
    assert figures(ONE, more) == PERFECT | {"right": 8, "exact": 1, "whole": 1}


def test_a_headline_that_is_none_is_wrong() -> None:
    """The second half of the first article was taken for an article with a headline."""
    split = ((Role.HEADLINE, [place(1, 2)]), (Role.BODY, [place(1, 3)]))
    assert figures(ONE[:2], split, TWO) == PERFECT | {"right": 7, "exact": 1, "given": 3, "wrong": 1}


def test_an_empty_layout_has_nothing_right() -> None:
    nothing = {"right": 0, "exact": 0, "whole": 0, "given": 0}
    assert figures(furniture=()) == PERFECT | nothing


def lines(*found: Box) -> list[FoundLine]:
    made = layout([(Role.BODY, [box]) for box in found])
    return found_lines(sheet(), made)


def true(*boxes: Box) -> list[TrueLine]:
    return true_lines({"regions": [region(0, "body", *boxes)]})


def test_a_line_found_in_parts_is_found() -> None:
    parts = lines(place(0, 2, left=110), place(0, 2, right=105))
    assert matched(true(place(0, 2)), parts) == [[1, 0]]


@pytest.mark.parametrize(
    ("right", "expected"),
    # 94 % of 200 px, less 0.15 of the height: 185 px
    [pytest.param(186, [[0]], id="a full stop is missing"), pytest.param(184, [[]], id="a syllable is missing")],
)
def test_a_line_is_found_when_all_but_a_full_stop_is(right: int, expected: list[list[int]]) -> None:
    assert matched(true(place(0, 2)), lines(place(0, 2, right=right))) == expected


def test_a_line_that_runs_into_the_next_column_is_neithers() -> None:
    both = Box.around([place(0, 2), place(1, 2)])
    assert matched(true(place(0, 2), place(1, 2)), lines(both)) == [[], []]


@pytest.mark.parametrize(("right", "expected"), [(211, [[0]]), (213, [[]])])
def test_a_line_may_reach_a_little_beyond(right: int, expected: list[list[int]]) -> None:
    """By 0.6 of its height, which is 12 px."""
    assert matched(true(place(0, 2)), lines(place(0, 2, right=right))) == expected


@pytest.mark.parametrize(("down", "expected"), [(9, [[0]]), (11, [[]])])
def test_a_line_is_found_within_half_its_height(down: int, expected: list[list[int]]) -> None:
    box = place(0, 2)
    assert matched(true(box), lines(Box(box.x, box.y + down, box.width, box.height))) == expected


def test_nothing_found_is_nothing_matched() -> None:
    assert matched(true(place(0, 2), place(0, 3)), []) == [[], []]


def test_lines_are_compared_on_the_scan() -> None:
    """The truth lies on a scan twice as large, 10 px further down."""
    doubled = {"regions": [region(0, "body", Box(0, 130, 400, 40))]}
    found = found_lines(sheet(Affine(2, 0, 0, 0, 2, 10)), layout([(Role.BODY, [place(0, 2)])]))
    np.testing.assert_array_equal(found[0].axis, [[0, 150], [400, 150]])
    assert matched(true_lines(doubled), found) == [[0]]


def test_skewed_lines_are_compared_along_themselves() -> None:
    """A line that falls by 40 px is found as a line along it, not as a level one."""
    falling = TrueLine(0, "body", np.array([[0.0, 70.0], [200.0, 110.0]]), 20.0)
    along = FoundLine(0, Role.BODY, np.array([[0.0, 72.0], [200.0, 112.0]]), 20.0)
    level = FoundLine(0, Role.BODY, np.array([[0.0, 110.0], [200.0, 110.0]]), 20.0)
    assert falling.length == pytest.approx(np.hypot(200, 40))
    assert matched([falling], [level, along]) == [[1]]


def test_true_lines_know_their_article_and_role() -> None:
    found = true_lines(TRUTH)
    assert [(line.article, line.role) for line in found] == [
        (0, "headline"),
        *[(0, "body")] * 6,
        (0, "byline"),
        *[(1, "headline")] * 2,
        *[(1, "body")] * 3,
        (-1, "label"),
    ]
    assert {line.height for line in found} == {20.0}
    assert {line.length for line in found} == {200.0}


def test_rows_of_the_table_add_pages_up() -> None:
    pages = [
        {"features": ["clean"], "figures": PERFECT | {"right": 8, "exact": 1}},
        {"features": ["worn", "halftone"], "figures": PERFECT | {"wrong": 1}},
        {"features": ["worn"], "figures": PERFECT},
    ]
    assert [row[0] for row in kind_rows(pages)] == ["pages", "clean", "worn", "all"]
    assert kind_rows(pages)[-1][1:] == ["26/27 96.3%", "5/6 83.3%", "6/6 100.0%", "1/6 16.7%"]
    assert cells({}) == ["0/0 0.0%"] * 4
