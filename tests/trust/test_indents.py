from __future__ import annotations

from dataclasses import replace

from hwalja.geometry import Box
from hwalja.model import Block, Line, Region, Role
from hwalja.trust.indents import beginnings
from tests.export.pages import article, line


def set_lines(*edges: int, text: str = "시는 올해", top: int = 200) -> tuple[Line, ...]:
    """Return lines that begin at these edges, of type 30 px high."""
    return tuple(
        replace(line(f"{top}-{n}", text, top + 40 * n), box=Box(x, top + 40 * n, 300, 30), em=30.0)
        for n, x in enumerate(edges)
    )


def paragraph(*lines: Line, region: str = "r", text: str = "시는 올해 다리를 놓는다.") -> Block:
    box = Box.around(each.box for each in lines)
    return Block(f"b{lines[0].id}", Role.BODY, text, (Region(region, Role.BODY, box, lines),))


def test_the_lines_below_tell_whether_a_paragraph_begins_set_in() -> None:
    assert beginnings(article(1, paragraph(*set_lines(130, 100, 100)))) == [True]
    assert beginnings(article(1, paragraph(*set_lines(100, 100, 100)))) == [False]
    assert beginnings(article(1, paragraph(*set_lines(112, 100, 100)))) == []


def test_the_next_paragraph_of_the_column_tells_of_a_single_line() -> None:
    single, *rest = set_lines(100, 130, 100, 100)
    assert beginnings(article(1, paragraph(single), paragraph(*rest))) == [False, True]
    assert beginnings(article(1, paragraph(single), paragraph(*rest, region="r2"))) == [True]
    assert beginnings(article(1, paragraph(single))) == []


def test_paragraphs_of_one_line_below_do_not_hide_the_edge() -> None:
    assert beginnings(article(1, paragraph(*set_lines(130, 130, 100, 130)))) == [True]


def test_a_drop_cap_and_an_item_of_a_list_do_not_tell() -> None:
    cap = set_lines(100, text="시", top=160)
    rest = set_lines(160, 160, 100, 100)
    assert beginnings(article(1, paragraph(*cap), paragraph(*rest))) == [True]
    assert beginnings(article(1, paragraph(*set_lines(100, 100, 100), text="◇ 새 다리"))) == []


def test_a_bent_page_does_not_hide_where_a_paragraph_begins() -> None:
    lines = set_lines(108, 106, 104, 102, 100)
    assert beginnings(article(1, paragraph(*lines))) == [False]
    assert beginnings(article(1, paragraph(replace(lines[0], box=Box(140, 200, 270, 30)), *lines[1:]))) == [True]
