"""Tables: their cells in one region, row by row."""

from __future__ import annotations

from hwalja.geometry import Box
from hwalja.layout import find_layout
from hwalja.model import Role
from tests.layout.drawing import EM, Drawing, lines_of, matched, reading, story_of

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


def two_columns(drawing: Drawing, *, bottom: bool) -> tuple[list[Box], list[Box]]:
    """Set a table of two columns of running text under a head, a hairline between them; with or without its foot."""
    left, middle, right, top = 40, 440, 840, 320
    drawing.rule(left, top, across=right - left + 3)
    drawing.rule(left, top + ROW, across=right - left + 3)
    end = top + 9 * ROW
    for x in (left, right):
        drawing.rule(x, top, down=end - top)
    drawing.grey[top:end, middle] = 190  # too faint for ink
    if bottom:
        drawing.rule(left, end, across=right - left + 3)
    heads = [drawing.words(x, top + 12, [2]) for x in (200, 600)]
    cells = [drawing.column(x, top + ROW + 20, 360, lines) for x, lines in ((60, 9), (460, 7))]
    return heads, [box for cell in cells for box in cell]


def test_cells_of_running_text_are_read_one_after_the_other() -> None:
    for bottom in (True, False):
        drawing = Drawing(900, 1100)
        above = drawing.column(40, 40, 800, 6)
        heads, cells = two_columns(drawing, bottom=bottom)
        below = drawing.column(40, 840, 800, 4)
        layout = find_layout(drawing.sheet)
        found = reading(layout, [above[0], *heads, cells[0], cells[8], cells[9], cells[-1], below[0]])
        assert sorted(found) == found
        assert {story_of(layout, box) for box in (above[0], cells[0], cells[-1], below[0])} == {0}


def test_two_columns_of_words_are_a_table_row_by_row() -> None:
    drawing = Drawing(900, 1100)
    drawing.column(40, 40, 800, 6)
    for row in range(5):
        drawing.rule(40, 320 + row * ROW, across=803)
    for x in (40, 840):
        drawing.rule(x, 320, down=4 * ROW)
    drawing.grey[320 : 320 + 4 * ROW, 440] = 190
    cells = [drawing.words(x, 332 + row * ROW, [3]) for row in range(4) for x in (60, 460)]
    drawing.column(40, 600, 800, 8)
    layout = find_layout(drawing.sheet)
    assert matched(cells, lines_of(layout, Role.TABLE))
    assert reading(layout, cells) == [reading(layout, cells)[0]] * 8


def test_a_border_with_articles_is_no_table() -> None:
    drawing = Drawing(1300, 900)
    for y in (20, 440, 860):
        drawing.rule(20, y, across=1260)
    for x in (20, 1277):
        drawing.rule(x, 20, down=843)
    for top, columns in ((60, (40, 460, 880)), (480, (40, 670))):
        for x in columns:
            drawing.column(x, top, 1230 // len(columns) - 40, 8)
    drawing.rule(440, 40, down=380)
    drawing.rule(860, 40, down=380)
    drawing.rule(655, 460, down=380)
    layout = find_layout(drawing.sheet)
    assert lines_of(layout, Role.TABLE) == []
    assert len(lines_of(layout, Role.BODY)) == 40


def test_two_frames_of_one_width_are_no_table() -> None:
    """As an article in a frame above advertisements, with rules down both that are in line by chance."""
    drawing = Drawing(1300, 1800)
    for top, down in ((20, 420), (1360, 420)):
        for y in (top, top + down):
            drawing.rule(20, y, across=1260)
        for x in (20, 655, 1277):
            drawing.rule(x, top, down=down)
    for top, lines in ((60, 8), (480, 20), (1400, 8)):
        for x in (40, 675):
            drawing.column(x, top, 590, lines)
    layout = find_layout(drawing.sheet)
    assert lines_of(layout, Role.TABLE) == []
    assert len(layout.frames) >= 2
    assert len([line for region in layout.regions if region.role is Role.BODY for line in region.lines]) == 72
