"""Tables: cells between level rules of one width, read row by row; those of a grid, cell by cell.

A table stands between level rules that begin and end at the same edges, and has cells side by side in every row; text
set in columns between two such rules runs on down its columns, over many lines, and is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from hwalja.geometry import Box
from hwalja.layout.canvas import EM
from hwalja.layout.columns import Column, merged
from hwalja.layout.grids import EDGE, Grid, find_grid
from hwalja.layout.rules import Rules
from hwalja.layout.strip import Strip
from hwalja.model import Grey

BANDS = 2
"""A table has at least so many bands between level rules: its head, and its rows."""

CELLS, FULL = 3, 0.8
"""At least so many cells stand side by side, in at least this share of the rows."""

SHORT = 9.0
"""Half of the cells of a table are at most so many em wide: lines of running text are wider."""

HAIR = 0.2
"""What shows of a hairline is at most so many em wide."""

LINES = 3
"""Cells of running text have at least so many lines."""

LEVEL = 0.5
"""Cells of one row share so much of the lower one's height."""

INSIDE = 0.3
"""Cells reach at most so many em over the rules."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table in canvas px.

    Attributes:
        area: Around its rules.
        rows: Cells, each row from left to right.
    """

    area: Box
    rows: tuple[tuple[Strip, ...], ...]

    @property
    def text(self) -> Column:
        """The table as a column whose lines are its rows: how it stands among other columns."""
        lines = [replace(max(r, key=lambda c: c.height), box=Box.around(c.box for c in r)) for r in self.rows]
        return Column(tuple(lines))

    @property
    def cells(self) -> Column:
        """The table as a column whose lines are its cells: how it is read."""
        return Column(tuple(cell for row in self.rows for cell in row))


@dataclass(frozen=True, slots=True)
class Tables:
    """What stands in tables, in canvas px.

    Attributes:
        rest: The columns without it.
        tables: Whose cells hold a word or a figure.
        grids: Around those whose cells hold running text.
        cells: Of the latter, each a column.
    """

    rest: tuple[Column, ...]
    tables: tuple[Table, ...]
    grids: tuple[Box, ...]
    cells: tuple[Column, ...]


def find_tables(columns: Sequence[Column], rules: Rules, tone: Grey) -> Tables:
    """Take the cells of tables out of `columns`.

    Args:
        columns: Of the page.
        rules: Of the page.
        tone: How dark each pixel is, 0 … 255.
    """
    tables, grids, cells = [], [], []
    taken: set[Strip] = set()
    for ladder in _ladders(rules.horizontal):
        grid = find_grid(ladder, rules.vertical, tone)
        if grid is not None and (found := _filled(grid, columns)):
            own = [column for _, columns_ in found for column in columns_]
            taken |= {row for band, _ in found for row in _inside(band, columns)}
            area = Box.around(grid.bands)
            if _is_running(own):
                grids.append(area)
                cells += own
            else:
                tables.append(Table(area, tuple(row for _, columns_ in found for row in _rows(columns_))))
            continue
        inside = [(band, _in_rows(_inside(band, columns))) for band in map(Box.around, pairwise(ladder))]
        for tabular, run in groupby(inside, key=lambda found: _is_table(found[1])):
            bands = list(run)
            if tabular and len(bands) >= BANDS:
                area = Box.around(band for band, _ in bands)
                tables.append(Table(area, tuple(tuple(row) for _, rows in bands for row in rows)))
                taken |= {cell for _, rows in bands for row in rows for cell in row}
    rest = [tuple(row for row in c.rows if row not in taken) for c in columns]
    return Tables(tuple(Column(rows) for rows in rest if rows), tuple(tables), tuple(grids), tuple(cells))


def _filled(grid: Grid, columns: Sequence[Column]) -> list[tuple[Box, list[Column]]]:
    """Return the bands of a grid with the text of their cells from left to right; none where it is no table."""
    found = []
    for band, uprights in zip(grid.bands, grid.uprights, strict=True):
        strips = [
            part for strip in _inside(band, columns) for part in _cut(strip, uprights) if part.box.width > HAIR * EM
        ]
        homes = [sum(x < strip.box.centre[0] for x in uprights) for strip in strips]
        cells = [[s for s, home in zip(strips, homes, strict=True) if home == k] for k in range(len(uprights) + 1)]
        found.append((band, [_stacked(cell) for cell in cells if cell]))
    return found if sum(len(cells) > 1 for _, cells in found) >= BANDS else []


def _cut(strip: Strip, uprights: Sequence[float]) -> list[Strip]:
    """Cut a line where an upright rule runs through it, and leave out what of the rule shows as ink."""
    words = [p for p in strip.parts if p.width > HAIR * EM or all(abs(x - p.centre[0]) > EDGE * EM for x in uprights)]
    homes = [sum(x < part.centre[0] for x in uprights) for part in words]
    if len(words) == len(strip.parts) and len(set(homes)) < 2:
        return [strip]
    cells = [[p for p, home in zip(words, homes, strict=True) if home == k] for k in sorted(set(homes))]
    return [replace(strip, box=Box.around(parts), parts=tuple(parts)) for parts in cells]


def _stacked(strips: Sequence[Strip]) -> Column:
    """Return the text of a cell, its lines whole."""
    return Column(tuple(merged(row) for row in _in_rows(strips)))


def _is_running(cells: Sequence[Column]) -> bool:
    """Tell whether most lines of a table stand in wide cells of several lines."""
    lines = [row.box.width > SHORT * EM and len(cell.rows) >= LINES for cell in cells for row in cell.rows]
    return sum(lines) > 0.5 * len(lines)


def _rows(cells: Sequence[Column]) -> list[tuple[Strip, ...]]:
    """Return the text of a band of cells as it is read: several rows without rules between them one after the other."""
    rows = _in_rows([row for cell in cells for row in cell.rows])
    if sum(len(row) == len(cells) for row in rows) >= FULL * len(rows):
        return [tuple(row) for row in rows]
    return [tuple(row for cell in cells for row in cell.rows)]


def _ladders(rules: Sequence[Box]) -> list[list[Box]]:
    """Return level rules of one width, top to bottom."""
    groups: list[list[Box]] = []
    for rule in sorted(rules, key=lambda r: r.y):
        home = next((g for g in groups if _is_same(g[-1], rule)), None)
        if home is None:
            groups.append([rule])
        else:
            home.append(rule)
    return groups


def _inside(band: Box, columns: Sequence[Column]) -> list[Strip]:
    return [row for c in columns for row in c.rows if band.contains(row.box, slack=INSIDE * EM)]


def _is_same(a: Box, b: Box) -> bool:
    return abs(a.x - b.x) < EDGE * EM and abs(a.right - b.right) < EDGE * EM


def _in_rows(cells: Sequence[Strip]) -> list[list[Strip]]:
    """Group cells that stand side by side, top to bottom, each row from left to right."""
    rows: list[list[Strip]] = []
    for cell in sorted(cells, key=lambda c: c.box.centre[1]):
        if rows and _is_level(rows[-1][-1].box, cell.box):
            rows[-1].append(cell)
        else:
            rows.append([cell])
    return [sorted(row, key=lambda c: c.box.x) for row in rows]


def _is_level(a: Box, b: Box) -> bool:
    return a.overlap_y(b) > LEVEL * min(a.height, b.height)


def _is_table(rows: Sequence[Sequence[Strip]]) -> bool:
    """Tell the rows of a table from what else stands between rules: most have several cells, and these are short."""
    widths = sorted(cell.box.width for row in rows for cell in row)
    full = sum(len(row) >= CELLS for row in rows)
    return bool(rows) and full >= FULL * len(rows) and widths[len(widths) // 2] <= SHORT * EM
