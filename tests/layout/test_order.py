from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hwalja.geometry import Box
from hwalja.layout.order import page_order

boxes = st.lists(
    st.builds(Box, st.integers(0, 500), st.integers(0, 500), st.integers(1, 300), st.integers(1, 300)), max_size=12
)


@given(boxes)
def test_page_order_is_a_permutation(boxes: list[Box]) -> None:
    assert sorted(page_order(boxes)) == list(range(len(boxes)))


@given(boxes)
def test_what_stands_alone_below_all_else_is_read_last(boxes: list[Box]) -> None:
    last = Box(0, 2000, 800, 50)
    assert page_order([*boxes, last])[-1] == len(boxes)


def column(number: int, top: int, bottom: int, *, columns: int = 1) -> Box:
    """Return a box over so many columns of a page whose columns are 100 px wide."""
    return Box(120 * number, top, 120 * columns - 20, bottom - top)


PAGES = {
    "one column": [column(0, 0, 100), column(0, 120, 200), column(0, 220, 300)],
    "two columns": [column(0, 0, 100), column(0, 120, 300), column(1, 0, 200), column(1, 220, 300)],
    "headline over two columns": [column(0, 0, 80, columns=2), column(0, 100, 300), column(1, 100, 300)],
    "two tiers": [column(0, 0, 100), column(1, 0, 100), column(0, 120, 200), column(1, 120, 200)],
}


@pytest.mark.parametrize("name", PAGES)
def test_page_order_goes_across_then_down(name: str) -> None:
    page = PAGES[name]
    assert page_order(page) == list(range(len(page)))
    assert page_order(page[::-1]) == list(range(len(page)))[::-1]


def test_pages_are_read_across_before_down_where_both_cuts_can_be_made() -> None:
    upper_left, upper_right, lower_left, lower_right = PAGES["two tiers"]
    assert page_order([lower_right, lower_left, upper_right, upper_left]) == [3, 2, 1, 0]


def test_boxes_that_no_cut_parts_are_read_from_the_top() -> None:
    assert page_order([Box(100, 90, 200, 200), Box(0, 0, 200, 200)]) == [1, 0]


def test_nothing_has_no_order() -> None:
    assert page_order([]) == []
