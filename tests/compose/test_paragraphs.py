from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hwalja.compose.paragraphs import split_paragraphs
from hwalja.model import Region
from tests.compose.pages import column

FULL = "글줄이 끝까지 찬다"
STOP = "글줄이 여기서 끝난다."


def texts(regions: Sequence[Region]) -> list[list[str]]:
    """Return the lines of every paragraph."""
    return [[line.text for _, lines in pieces for line in lines] for pieces in split_paragraphs(regions)]


def lengths(*regions: Region) -> list[int]:
    return [len(paragraph) for paragraph in texts(regions)]


def test_an_indented_line_begins_a_paragraph() -> None:
    assert lengths(column(*[FULL] * 6, indented=[0, 2, 5])) == [2, 3, 1]


def test_a_stop_before_the_end_of_the_line_ends_a_paragraph() -> None:
    assert lengths(column(FULL, STOP, FULL, FULL, STOP, FULL, early=[1, 4])) == [2, 3, 1]


def test_a_short_line_without_a_stop_ends_nothing() -> None:
    assert lengths(column(FULL, FULL, FULL, early=[1])) == [3]


def test_a_stop_at_the_end_of_a_full_line_ends_nothing() -> None:
    assert lengths(column(FULL, STOP, FULL)) == [3]


@pytest.mark.parametrize("end", ['다."', "다.”", "다!", "까?", "(끝)", "다…"])
def test_marks_that_close_a_sentence_end_a_paragraph(end: str) -> None:
    assert lengths(column(FULL, f"여기서 끝난{end}", FULL, early=[1])) == [2, 1]


def test_a_paragraph_goes_on_across_a_column_break() -> None:
    first, second = column(FULL, FULL, indented=[0]), column(FULL, FULL, FULL, x=450, indented=[1])
    paragraphs = list(split_paragraphs([first, second]))
    assert [[(region.id, len(lines)) for region, lines in pieces] for pieces in paragraphs] == [
        [(first.id, 2), (second.id, 1)],
        [(second.id, 2)],
    ]


def test_a_paragraph_that_ends_with_its_column_does_not_go_on() -> None:
    assert lengths(column(FULL, STOP, early=[1]), column(FULL, FULL, x=450)) == [2, 2]


def test_an_indent_at_the_top_of_a_column_begins_a_paragraph() -> None:
    assert lengths(column(FULL, FULL, FULL), column(FULL, FULL, FULL, x=450, indented=[0])) == [3, 3]


def test_nothing_has_no_paragraphs() -> None:
    assert lengths() == []


@given(
    st.lists(
        st.tuples(st.integers(1, 8), st.sets(st.integers(0, 7)), st.sets(st.integers(0, 7))), min_size=1, max_size=4
    )
)
def test_no_line_is_lost_doubled_or_moved(shapes: list[tuple[int, set[int], set[int]]]) -> None:
    regions = [
        column(*[STOP] * count, x=100 + 350 * n, indented=sorted(indented), early=sorted(early))
        for n, (count, indented, early) in enumerate(shapes)
    ]
    found = [line.id for pieces in split_paragraphs(regions) for _, lines in pieces for line in lines]
    assert found == [line.id for region in regions for line in region.lines]
