"""Facing pages: texts that go on over the gutter."""

from __future__ import annotations

from dataclasses import replace

from hwalja.geometry import Box
from hwalja.layout import find_layout
from hwalja.model import Layout
from tests.layout.drawing import EM, LEADING, Drawing, story_of

WIDE, NARROW = 26 * EM, 14 * EM


def spread(*, measure: int, last: int = 0, headed: bool = False, indent: int = 0) -> tuple[Layout, Box, Box]:
    """Set a column on each of two facing pages.

    Args:
        measure: Width of the columns in px.
        last: Syllables of the last line on the left, 0 for a full one.
        headed: A headline begins the page to the right.
        indent: By which its first line is set in, in px.

    Returns:
        The layout, and the first lines of both columns.
    """
    half = measure + 120
    drawing = Drawing(2 * half, 900)
    left = drawing.column(60, 80, measure, 12, last=last)
    top = 80
    if headed:
        drawing.headline(half + 60, top, [3, 2], em=2 * EM)
        top += 4 * EM
    first = drawing.line(half + 60 + indent, top, measure - indent)
    drawing.column(half + 60, top + LEADING, measure, 11)
    leaves = (Box(0, 0, half, 900), Box(half, 0, half, 900))
    return find_layout(replace(drawing.sheet, leaves=leaves)), left[0], first


def are_one(layout: Layout, left: Box, right: Box) -> bool:
    return story_of(layout, left) == story_of(layout, right) >= 0


def test_the_text_of_a_book_goes_on_over_the_gutter() -> None:
    assert are_one(*spread(measure=WIDE))
    assert are_one(*spread(measure=WIDE, last=5, indent=EM))


def test_a_headline_begins_another() -> None:
    assert not are_one(*spread(measure=WIDE, headed=True))


def test_in_narrow_columns_a_full_line_goes_on_flush() -> None:
    assert are_one(*spread(measure=NARROW))
    assert not are_one(*spread(measure=NARROW, last=5))
    assert not are_one(*spread(measure=NARROW, indent=EM))
