"""Documents: one text in one or two wide columns."""

from __future__ import annotations

import numpy as np

from hwalja.geometry import Box
from hwalja.layout.around import Part
from hwalja.layout.canvas import EM
from hwalja.layout.columns import Column
from hwalja.layout.documents import is_document, read_document, whole_lines
from hwalja.layout.kinds import Kind
from hwalja.model import Role
from tests.layout.setting import BOLD, HEIGHT, PITCH, body, display, row, rows

WIDE = round(24 * EM)
LEFT, RIGHT = 60, 60 + round(24 * EM) + round(2 * EM)
PAGE = Box(0, 0, RIGHT + WIDE + 60, 1600)


def told(parts: list[Part], *, rules: list[Box] | None = None, grids: list[Box] | None = None) -> list[list[int]]:
    """Return the texts of a page, as indices of its parts."""
    made, found = read_document(parts, rules or [], grids or [], PAGE)
    lines = {row: i for i, p in enumerate(parts) for row in p.column.rows}
    texts = [[lines[row] for i in text for row in made[i].column.rows] for text in found.articles]
    return [list(dict.fromkeys(text)) for text in texts]


def roles(parts: list[Part], *, rules: list[Box] | None = None) -> list[Role]:
    made, found = read_document(parts, rules or [], [], PAGE)
    lines = {row: role for p, role in zip(made, found.roles, strict=True) for row in p.column.rows}
    return [lines[p.column.rows[0]] for p in parts]


def bold(x: int, y: int, width: int) -> Part:
    """Return a bold line of the body's size."""
    return Part(Column((row(x, y, width, weight=BOLD),)), Kind.CROSSHEAD, -1)


def test_wide_columns_of_which_two_fill_the_page_are_a_document() -> None:
    wide = [Column(tuple(rows(x, 40, 12, width=WIDE))) for x in (LEFT, RIGHT)]
    narrow = [Column(tuple(rows(60 + 300 * k, 40, 12))) for k in range(4)]
    assert is_document(wide, PAGE)
    assert is_document(wide[:1], Box(0, 0, WIDE + 300, 1600))
    assert not is_document(narrow, PAGE)
    assert not is_document(wide, Box(0, 0, 4 * WIDE, 1600))  # a newspaper with wide columns
    assert not is_document([], PAGE)


def test_two_columns_are_read_one_after_the_other_below_what_spans_them() -> None:
    parts = [
        body(RIGHT, 200, 10, width=WIDE),
        body(LEFT, 200, 4, width=WIDE),
        display(500, 80, 300),
        body(LEFT, 200 + 6 * PITCH, 4, width=WIDE),
    ]
    assert told(parts) == [[2, 1, 3, 0]]
    assert roles(parts)[2] is Role.HEADLINE


def test_headings_have_white_around_them_and_bold_lines_in_the_text_have_not() -> None:
    parts = [
        body(LEFT, 40, 6, width=WIDE),
        bold(LEFT, 40 + 6 * PITCH, 400),
        body(LEFT, 40 + 7 * PITCH, 6, width=WIDE),
        bold(LEFT, 40 + 14 * PITCH, 300),
        body(LEFT, 40 + 16 * PITCH, 6, width=WIDE),
        body(RIGHT, 40, 22, width=WIDE),
    ]
    assert [r for r in roles(parts) if r is not Role.BODY] == [Role.SUBHEADING]
    assert roles(parts)[3] is Role.SUBHEADING
    assert told(parts) == [[0, 1, 2, 3, 4, 5]]


def test_a_rule_above_a_heading_begins_another_text() -> None:
    parts = [
        body(LEFT, 40, 6, width=WIDE),
        display(LEFT + 40, 40 + 8 * PITCH, 300, em=1.3),
        body(LEFT, 40 + 10 * PITCH, 6, width=WIDE),
        body(RIGHT, 40, 16, width=WIDE),
    ]
    across = Box(LEFT, 40 + 7 * PITCH, WIDE, 2)
    assert told(parts, rules=[across]) == [[0], [1, 2, 3]]
    assert roles(parts, rules=[across])[1] is Role.HEADLINE
    assert told(parts, rules=[Box(LEFT, 40 + 7 * PITCH, WIDE // 3, 2)]) == [[0, 1, 2, 3]]  # as over footnotes


def test_boxes_and_tables_are_read_where_they_stand() -> None:
    cells = [body(LEFT, 600, 4, width=WIDE // 2 - 40), body(LEFT + WIDE // 2, 600, 5, width=WIDE // 2 - 40)]
    parts = [
        body(LEFT, 40, 8, width=WIDE),
        *cells,
        body(LEFT, 900, 8, width=WIDE),
        body(LEFT, 350, 3, width=WIDE - 40, frame=0),
    ]
    grid = Box(LEFT - 10, 590, WIDE + 20, 250)
    assert told(parts, grids=[grid]) == [[0, 4, 1, 2, 3]]


def test_a_line_over_the_text_is_a_running_head() -> None:
    parts = [body(LEFT, 20, 1, width=200), body(LEFT, 40 + 4 * PITCH, 20, width=WIDE)]
    assert roles(parts) == [Role.HEADER, Role.BODY]
    parts = [body(LEFT, 20, 1, width=200), body(LEFT, 20 + PITCH, 20, width=WIDE)]
    assert roles(parts) == [Role.BODY, Role.BODY]


def test_lines_that_wide_spaces_parted_are_whole_again() -> None:
    full = Column(tuple(rows(LEFT, 40, 6, width=WIDE)))
    y = 40 + 6 * PITCH
    parts = [Column((row(LEFT, y, 200),)), Column((row(LEFT + 250, y, WIDE - 250),))]
    ink = np.zeros((900, PAGE.width), np.uint8)
    (whole,) = whole_lines([full, *parts], ink)
    assert len(whole.rows) == 7
    assert whole.rows[-1].box == Box(LEFT, y, WIDE, HEIGHT)
    ink[y : y + HEIGHT, LEFT + 225] = 1  # a rule between cells
    assert len(whole_lines([full, *parts], ink)) == 3


def test_columns_side_by_side_stay_apart() -> None:
    columns = [Column(tuple(rows(x, 40, 12, width=WIDE))) for x in (LEFT, RIGHT)]
    assert whole_lines(columns, np.zeros((900, PAGE.width), np.uint8)) == columns


def test_footnotes_come_after_the_text_of_both_columns() -> None:
    top = 40 + 20 * PITCH
    note = Part(
        Column((row(LEFT, top, WIDE, height=round(0.7 * EM)), row(LEFT, top + 25, 300, height=14))), Kind.BODY, -1
    )
    parts = [body(LEFT, 40, 18, width=WIDE), note, body(RIGHT, 40, 20, width=WIDE)]
    assert told(parts, rules=[Box(LEFT, top - 8, WIDE // 3, 1)]) == [[0, 2, 1]]
    assert told(parts) == [[0, 1, 2]]


def test_a_line_in_the_middle_of_its_column_is_a_heading_where_it_stands_apart() -> None:
    def page(white: int) -> list[Part]:
        line = body(LEFT + WIDE // 2 - 100, 40 + 6 * PITCH, 1, width=200)
        return [body(LEFT, 40, 6, width=WIDE), line, body(LEFT, 40 + 7 * PITCH + white, 12, width=WIDE)]

    assert roles(page(round(0.6 * EM)))[1] is Role.SUBHEADING
    assert roles(page(0))[1] is Role.BODY


def test_a_cell_is_no_heading_though_it_looks_like_one() -> None:
    """Bold, with white above; what stands beside it in the column tells. In the other column it tells nothing."""

    def page(*beside: Part) -> list[Part]:
        head = bold(LEFT, 40 + 7 * PITCH, 200)
        below = body(LEFT, 40 + 9 * PITCH, 6, width=WIDE)
        return [body(LEFT, 40, 6, width=WIDE), head, below, body(RIGHT, 40, 15, width=WIDE), *beside]

    assert roles(page())[1] is Role.SUBHEADING
    assert roles(page(bold(LEFT + 260, 40 + 7 * PITCH, 120)))[1] is Role.BODY


def test_page_numbers_are_told_column_by_column() -> None:
    foot = round(0.87 * PAGE.height)
    parts = [
        body(LEFT, 40, 28, width=WIDE),
        body(RIGHT, 40, 24, width=WIDE),
        body(LEFT, foot, 1, width=40),
        body(RIGHT + WIDE - 40, foot, 1, width=40),
    ]
    assert roles(parts)[2:] == [Role.FOOTER, Role.FOOTER]
    assert told(parts) == [[0, 1]]
