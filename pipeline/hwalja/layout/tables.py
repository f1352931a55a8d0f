"""Tables: cells between level rules of one width, read row by row.

A table stands between level rules that begin and end at the same edges, and has cells side by side in every row; text
set in columns between two such rules runs on down its columns, over many lines, and is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from hwalja.geometry import Box
from hwalja.layout.canvas import EM
from hwalja.layout.columns import Column
from hwalja.layout.rules import Rules
from hwalja.layout.strip import Strip

EDGE = 0.6
"""Level rules of one table begin, and end, within so many em of one another."""

BANDS = 2
"""A table has at least so many bands between level rules: its head, and its rows."""

CELLS, FULL = 3, 0.8
"""At least so many cells stand side by side, in at least this share of the rows."""

SHORT = 9.0
"""Half of the cells of a table are at most so many em wide: lines of running text are wider."""

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


def find_tables(columns: Sequence[Column], rules: Rules) -> tuple[tuple[Column, ...], tuple[Table, ...]]:
    """Take the cells of tables out of `columns`; return what is left of these, and the tables."""
    tables = []
    for bands in _ladders(rules.horizontal):
        cells = [(band, _in_rows(_inside(band, columns))) for band in bands]
        for tabular, run in groupby(cells, key=lambda found: _is_table(found[1])):
            found = list(run)
            if tabular and len(found) >= BANDS:
                area = Box.around(band for band, _ in found)
                tables.append(Table(area, tuple(tuple(row) for _, rows in found for row in rows)))
    taken = {cell for table in tables for row in table.rows for cell in row}
    rest = [tuple(row for row in c.rows if row not in taken) for c in columns]
    return tuple(Column(rows) for rows in rest if rows), tuple(tables)


def _ladders(rules: Sequence[Box]) -> list[list[Box]]:
    """Return the bands between level rules of one width, top to bottom."""
    groups: list[list[Box]] = []
    for rule in sorted(rules, key=lambda r: r.y):
        home = next((g for g in groups if _is_same(g[-1], rule)), None)
        if home is None:
            groups.append([rule])
        else:
            home.append(rule)
    return [[Box.around(pair) for pair in pairwise(group)] for group in groups]


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
