from __future__ import annotations

from dataclasses import replace

import pytest

from hwalja.geometry import Box
from hwalja.model import Article, Block, Line, Region, Role
from hwalja.trust.holes import holes
from tests.export.pages import article, line


def set_lines(*tops: int, x: int = 100, role: Role = Role.BODY) -> Block:
    """Return a block with a line at each of these heights."""
    lines = tuple(replace(line(f"{x}-{y}", "시는 올해", y), box=Box(x, y, 300, 30)) for y in tops)
    box = Box.around(each.box for each in lines)
    return Block(f"b{x}-{tops[0]}", role, "", (Region(f"r{x}-{tops[0]}", role, box, lines),))


def lacking(*blocks: Block, others: tuple[Box, ...] = (), furniture: tuple[Line, ...] = ()) -> float:
    return holes(article(1, *blocks), others, furniture)


def test_a_column_without_a_gap_lacks_nothing() -> None:
    assert lacking(set_lines(200, 240, 280, 320)) == 0
    assert lacking(set_lines(200, 240, 280, 330)) == 0
    assert lacking(set_lines(200, 240, 280), set_lines(600, 640, x=500)) == 0
    assert lacking(set_lines(200)) == 0
    assert holes(Article("a", (), 1.0), (), ()) == 0


def test_white_within_a_column_is_what_lacks() -> None:
    gap = set_lines(200, 240, 320, 360, 400)
    assert lacking(gap) == pytest.approx(1 / 6)
    assert lacking(set_lines(200, 240, 280, 320, 480, 520)) == pytest.approx(3 / 9)


def test_a_crosshead_a_picture_or_a_large_line_may_stand_there() -> None:
    gap = set_lines(200, 240, 320, 360, 400)
    between = Box(100, 278, 300, 34)
    assert lacking(gap, set_lines(280, role=Role.SUBHEADING)) == 0
    assert lacking(gap, others=(between,)) == 0
    assert lacking(gap, others=(replace(between, x=700),)) > 0
    aside = replace(line("f", "책장 할인", 280), box=between)
    assert lacking(gap, furniture=(replace(aside, em=2 * aside.em),)) == 0
    assert lacking(gap, furniture=(aside,)) > 0


def test_a_line_in_which_nothing_was_read_lacks() -> None:
    own = set_lines(200, 240, 280, 320)
    region = own.regions[0]
    silent = replace(region, lines=(*region.lines[:3], replace(region.lines[3], words=())))
    assert lacking(replace(own, regions=(silent,))) == pytest.approx(1 / 4)


def test_a_line_of_a_syllable_above_one_that_is_set_in_stands_in_their_column() -> None:
    top, *rest = set_lines(200, 240, 280, 320, 360).regions[0].lines
    lines = (replace(top, box=Box(100, 200, 28, 30)), replace(rest[0], box=Box(130, 240, 270, 30)), *rest[1:])
    own = set_lines(200)
    assert lacking(replace(own, regions=(replace(own.regions[0], lines=lines),))) == 0


def test_a_table_is_neither_a_column_nor_a_hole() -> None:
    text = set_lines(200, 240, 280, 480, 520)
    assert lacking(text) == pytest.approx(4 / 9)
    assert lacking(text, set_lines(320, 400, 440, role=Role.TABLE)) == 0
