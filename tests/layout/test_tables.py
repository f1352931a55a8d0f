"""Tables: their cells in one region, row by row."""

from __future__ import annotations

from hwalja.geometry import Box
from hwalja.layout import find_layout
from hwalja.model import Role
from tests.layout.drawing import EM, Drawing, lines_of, story_of

ROW = 2 * EM


def table(drawing: Drawing, top: int, *, grid: bool) -> list[Box]:
    """Set a table of four columns and six rows; without a grid, rules stand over and under its head and at its foot."""
    cells = []
    for row in range(6):
        for x in (60, 260, 460, 660):
            cells.append(drawing.words(x, top + 12 + row * ROW, [2 + row % 2]))
    for row in range(7):
        if grid or row in (0, 1, 6):
            drawing.rule(40, top + row * ROW, across=803)
    for x in (40, 240, 440, 640, 840) if grid else ():
        drawing.rule(x, top, down=6 * ROW)
    return cells


def test_a_table_is_one_region_row_by_row() -> None:
    for grid in (True, False):
        drawing = Drawing(900, 1100)
        above = drawing.column(40, 40, 800, 6)
        cells = table(drawing, 320, grid=grid)
        below = drawing.column(40, 660, 800, 8)
        layout = find_layout(drawing.sheet)
        (region,) = [r for r in layout.regions if r.role is Role.TABLE]
        assert len(region.lines) == len(cells)
        assert all(found.box.shared(drawn) > 0.7 * drawn.area for found, drawn in zip(region.lines, cells, strict=True))
        assert {story_of(layout, box) for box in (above[0], cells[0], below[0])} == {0}


def test_columns_of_text_between_rules_are_no_table() -> None:
    drawing = Drawing(1300, 900)
    for top in (40, 300, 560):
        drawing.rule(40, top, across=1220)
        for x in (40, 460, 880):
            drawing.column(x, top + 30, 380, 5)
    drawing.rule(40, 820, across=1220)
    assert lines_of(find_layout(drawing.sheet), Role.TABLE) == []
