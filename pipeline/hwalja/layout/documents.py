"""Documents: minutes, reports, gazettes and books, whose pages hold one text in one or two wide columns.

A newspaper page is a puzzle of articles; a document's page is read from top to bottom, column by column. Its headings,
boxes, tables and footnotes all belong to that text, and only a rule above a heading begins another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

import numpy as np

from hwalja.geometry import Box
from hwalja.layout.around import Part
from hwalja.layout.articles import Articles, find_roles
from hwalja.layout.canvas import EM, Mask
from hwalja.layout.columns import Column, find_columns, merged, rows_median
from hwalja.layout.groups import Groups
from hwalja.layout.kinds import Kind
from hwalja.layout.strip import Strip
from hwalja.model import Role

TALL, HEADLINE = 1.28, 1.18
"""Running text is no higher than so many em; headings are set so many times as high as the body, or more."""

HEADER = 0.13
"""Running heads stand in this share of the page."""

FOOTER_WIDTH = 10.0
"""A page number at the foot is at most so many em wide."""

MEASURE = 19.5
"""Running text of documents is set at least so many em wide: newspapers set it narrower, but for a lead."""

ACROSS = 3.3
"""… and the page is at most so many times as wide: there is room for two such columns and margins."""

LINES = 3
"""Running text has columns of so many lines."""

MIDDLE = 0.35
"""The gutter between two columns stands so far from either edge of the text, as a share of its width, or further."""

CROSSING, GUTTER = 0.2, 0.7
"""At most this share of the lines runs over the gutter, which is at least so many em wide."""

OWN = 4
"""Columns of so many lines that stand side by side are columns, whatever else the page tells."""

SPACE = 3.5
"""In a column set to a wide measure, the spaces of a line that holds few words grow to so many em."""

HEADED = 0.8
"""A rule that begins another text is so many times as wide as the column below it."""

APART = 1.25
"""White around a heading is so many times the usual white between lines."""

BORDERED = 0.7
"""A frame around more than this share of the lines is a border of the page."""

HEADINGS = (Kind.HEADLINE, Kind.SUBHEADING, Kind.CROSSHEAD)

STEP, LOOSE = 1.1, 1.5
"""Those of one column differ in height by no more than one factor, white between them from the usual by another."""

FOOTER = 0.8
"""Page numbers stand below this share of the page."""

CENTRED = 2.0
"""Lines in the middle of their column leave more than so many em to either side."""

SMALL = 0.94
"""Footnotes are set at most so many times as high as the body."""

RUNNING_HEAD = 1.8
"""White below a running head is more than so many em, and so many times the usual white between lines."""


def measure(columns: Sequence[Column]) -> float:
    """Return the usual width of running text in px, 0 where there is none."""
    running = [c for c in columns if len(c.rows) >= LINES and c.height < TALL * EM]
    rows = [row for c in running for row in c.rows]
    return rows_median(rows, [c.box.width for c in running for _ in c.rows]) if rows else 0.0


def is_document(columns: Sequence[Column], page: Box) -> bool:
    """Tell whether a leaf is a page of a document, by how wide its text is set."""
    width = measure(columns)
    return width >= MEASURE * EM and page.width <= ACROSS * width


def whole_lines(columns: Sequence[Column], rules: Mask) -> list[Column]:
    """Return the columns of a document's page with the lines whole that wide word spaces parted.

    A line that holds few words is spaced out to the measure; where such spaces come to stand over one another, they
    are taken for a gutter at first.
    """
    rows = [(row, k) for k, c in enumerate(columns) for row in c.rows]
    areas = _areas(columns)
    groups = Groups(len(rows))
    for n, (a, i) in enumerate(rows):
        for m, (b, j) in enumerate(rows[n + 1 :], n + 1):
            if i != j and _one_line(a, b, rules, areas) and not _side_by_side(columns[i], columns[j]):
                groups.join(n, m)
    lines = [sorted((row for row, _ in group), key=lambda r: r.box.x) for group in groups.of(rows)]
    if all(len(line) == 1 for line in lines):
        return list(columns)
    return find_columns([merged(line) for line in lines], rules)[0]


def _one_line(a: Strip, b: Strip, rules: Mask, areas: Sequence[Box]) -> bool:
    """Tell whether two pieces stand side by side in one column of the page, no further apart than words may."""
    if a.reversed != b.reversed or not _level(a.box, b.box):
        return False
    gap = max(a.box.x, b.box.x) - min(a.box.right, b.box.right)
    if not -0.2 * EM <= gap <= SPACE * EM:
        return False
    both = Box.around([a.box, b.box])
    if _area(both, areas) < 0:
        return False
    white = _between(a.box, b.box)
    return not rules[white.y : white.bottom, white.x : white.right].any(axis=1).mean() > 0.5


def _side_by_side(a: Column, b: Column) -> bool:
    """Tell whether two columns are columns of their own, and not parts of lines."""
    beside = a.box.overlap_x(b.box) <= 0 and a.box.overlap_y(b.box) > 0.5 * min(a.box.height, b.box.height)
    return beside and min(len(a.rows), len(b.rows)) >= OWN


def _areas(columns: Sequence[Column]) -> list[Box]:
    """Return the columns of the page, from left to right: one, or two with a gutter between them."""
    boxes = [row.box for c in columns for row in c.rows if row.height < TALL * EM]
    if not boxes:
        return []
    area = Box.around(boxes)
    left, right = (area.x + round(share * area.width) for share in (MIDDLE, 1 - MIDDLE))
    covered = np.zeros(area.right + 1, np.int64)
    for box in boxes:
        covered[box.x : box.right] += box.height
    usual = min(float(np.median(covered[area.x : left])), float(np.median(covered[right : area.right])))
    free = np.flatnonzero(covered[left:right] <= CROSSING * usual)
    if not len(free):
        return [area]
    run = max(np.split(free, np.flatnonzero(np.diff(free) > 1) + 1), key=len)
    if len(run) < GUTTER * EM:
        return [area]
    first, last = left + int(run[0]), left + int(run[-1]) + 1
    return [
        Box.of_edges(area.x, area.y, first, area.bottom),
        Box.of_edges(last, area.y, area.right, area.bottom),
    ]


def _level(a: Box, b: Box) -> bool:
    return a.overlap_y(b) > 0.5 * min(a.height, b.height)


def _area(box: Box, areas: Sequence[Box]) -> int:
    """Return in which column of the page a box stands, -1 where it spans both."""
    if len(areas) < 2:
        return 0
    left, right = areas
    return 0 if box.right <= right.x else 1 if box.x >= left.right else -1


def _body_height(columns: Sequence[Column]) -> float:
    """Return the height of the type that most of the text is set in."""
    rows = [row for c in columns if len(c.rows) > LINES and c.height < 1.4 * EM for row in c.rows]
    rows = rows or [row for c in columns for row in c.rows]
    return rows_median(rows, [row.height for row in rows]) if rows else EM


@dataclass(frozen=True, slots=True)
class _Block:
    """Parts that are read together: one, or all that stand in a frame."""

    parts: tuple[int, ...]
    box: Box


def read_document(
    parts: Sequence[Part], rules: Sequence[Box], grids: Sequence[Box], page: Box
) -> tuple[list[Part], Articles]:
    """Read a document's page.

    Args:
        parts: Its columns, lines and tables.
        rules: Its level rules.
        grids: Around tables whose cells are parts.
        page: The whole of it.

    Returns:
        The parts, those that follow one another in a column made one, in their order; and the texts that they make:
        mostly one, several where rules part them.
    """
    reader = _Reader(parts, rules, grids)
    roles = [reader.role(i, told) for i, told in enumerate(find_roles(parts))]
    reader.tell_running_heads(roles, page)
    text = [i for i, role in enumerate(roles) if role in (Role.BODY, Role.SUBHEADING, Role.HEADLINE)]
    texts: list[list[int]] = []
    for i in reader.order(text):
        if not texts or reader.begins(i, roles):
            texts.append([])
        texts[-1].append(i)
    for chain in texts:
        chain.sort(key=reader.is_note)
        reader.tell_headline(chain, roles)
    return reader.stacked(texts, roles)


class _Reader:
    def __init__(self, parts: Sequence[Part], rules: Sequence[Box], grids: Sequence[Box]) -> None:
        self.parts, self.rules, self.grids = parts, rules, grids
        columns = [p.column for p in parts]
        self.body = _body_height(columns)
        self.areas = _areas([p.column for i, p in enumerate(parts) if self.frame(i) < 0])
        whites = [c.white for c in columns if len(c.rows) >= LINES for _ in c.rows]
        self.white = float(median(whites)) if whites else 0.5 * EM
        self.far = max(RUNNING_HEAD * EM, 1.8 * self.white)

    def role(self, i: int, told: Role) -> Role:
        """Return what a part is by itself: text, or a heading, or no part of the text."""
        if told in (Role.HEADER, Role.FOOTER):
            return told
        if self._is_beside(i):
            return Role.BODY
        told_heading = self.parts[i].kind in HEADINGS and self.grid(i) < 0 and self._is_heading(i)
        return Role.SUBHEADING if told_heading or self._is_centred(i) else Role.BODY

    def _is_beside(self, i: int) -> bool:
        """Tell whether something stands level with a part in its column, as the cells of a table do."""
        box = self.parts[i].box
        number = _area(box, self.areas)
        return number >= 0 and any(
            j != i and _level(box, p.box) and _area(p.box, self.areas) == number for j, p in enumerate(self.parts)
        )

    def _is_centred(self, i: int) -> bool:
        """Tell whether a line stands in the middle of its column, apart: a heading in the body's own face."""
        part = self.parts[i]
        number = _area(part.box, self.areas)
        if len(part.column.rows) > 1 or number < 0 or self.frame(i) >= 0 or not self.areas:
            return False
        area = self.areas[number]
        left, right = part.box.x - area.x, area.right - part.box.right
        return min(left, right) > CENTRED * EM and abs(left - right) < EM and self._is_apart(i)

    def _is_heading(self, i: int) -> bool:
        """Tell headings from lines that begin in bold type, as names in minutes do: headings have white around them."""
        part = self.parts[i]
        return part.column.height >= HEADLINE * self.body or self._stands_free(i)

    def _stands_free(self, i: int) -> bool:
        """Tell whether there is more white around a part than between the lines of a text, above it most of all."""
        over, under = self._around(i)
        return self._is_apart(i) and over > 0.8 * under

    def _is_apart(self, i: int) -> bool:
        return max(self._around(i)) > APART * max(self.white, 0.3 * EM)

    def _around(self, i: int) -> tuple[float, float]:
        """Return the white in px above and below a part."""
        box = self.parts[i].box
        others = [p.box for j, p in enumerate(self.parts) if j != i and p.box.overlap_x(box) > 0]
        over = min((box.y - b.bottom for b in others if b.centre[1] < box.y), default=2 * EM)
        under = min((b.y - box.bottom for b in others if b.centre[1] > box.bottom), default=2 * EM)
        return over, under

    def tell_running_heads(self, roles: list[Role], page: Box) -> None:
        """Tell lines over and under the text of a page from the text, where no rule stands between them."""
        for area in range(len(self.areas)):
            text = [i for i, role in enumerate(roles) if role in (Role.BODY, Role.SUBHEADING) and self.frame(i) < 0]
            own = sorted((i for i in text if _area(self.parts[i].box, self.areas) == area), key=self._top)
            while len(own) > 1 and roles[own[0]] is Role.BODY and self._is_head(own, page):
                roles[own.pop(0)] = Role.HEADER
            if len(own) > 1 and self._is_foot(own, page):
                roles[own[-1]] = Role.FOOTER

    def _is_head(self, column: Sequence[int], page: Box) -> bool:
        """Tell whether the first of the parts of a column is a line far above the others, at the top of the page."""
        first = self.parts[column[0]]
        under = min(self.parts[i].box.y for i in column[1:]) - first.box.bottom
        return len(first.column.rows) == 1 and under > self.far and first.box.bottom < page.y + HEADER * page.height

    def _is_foot(self, column: Sequence[int], page: Box) -> bool:
        """Tell whether the last of the parts of a column is a page number."""
        last = self.parts[column[-1]]
        over = last.box.y - max(self.parts[i].box.bottom for i in column[:-1])
        low = last.box.y > page.y + FOOTER * page.height and last.box.width < FOOTER_WIDTH * EM
        return len(last.column.rows) == 1 and over > self.far and low

    def _top(self, i: int) -> int:
        return self.parts[i].box.y

    def order(self, text: Sequence[int]) -> list[int]:
        """Return parts as they are read: down each column, over again below what spans the columns."""
        frames: dict[int, list[int]] = {}
        for i in text:
            frame = self.frame(i)
            frames.setdefault(frame if frame >= 0 else -1 - i, []).append(i)
        blocks = [_Block(tuple(own), Box.around(self.parts[i].box for i in own)) for own in frames.values()]
        return [i for block in self._ordered(blocks) for i in self._inside(block)]

    def grid(self, i: int) -> int:
        """Return the table that a part is a cell of, -1 where it is none."""
        box = self.parts[i].box
        return next((k for k, grid in enumerate(self.grids) if grid.contains(box, slack=0.5 * EM)), -1)

    def frame(self, i: int) -> int:
        """Return the frame or table that a part stands in, -1 for none but a border of the page."""
        grid = self.grid(i)
        if grid >= 0:
            return len(self.parts) + grid
        frame = self.parts[i].frame
        own = sum(len(p.column.rows) for p in self.parts if p.frame == frame)
        return frame if own < BORDERED * sum(len(p.column.rows) for p in self.parts) else -1

    def _inside(self, block: _Block) -> list[int]:
        singles = [_Block((i,), self.parts[i].box) for i in block.parts]
        return [i for single in self._ordered(singles) for i in single.parts]

    def _ordered(self, blocks: Sequence[_Block]) -> list[_Block]:
        wide = sorted((b for b in blocks if _area(b.box, self.areas) < 0), key=lambda b: b.box.y)
        tiers: list[list[_Block]] = [[] for _ in range(len(wide) + 1)]
        for block in blocks:
            if block not in wide:
                tiers[sum(w.box.centre[1] < block.box.centre[1] for w in wide)].append(block)
        found = self._down(tiers[0])
        for block, tier in zip(wide, tiers[1:], strict=True):
            found += [block, *self._down(tier)]
        return found

    def _down(self, blocks: Sequence[_Block]) -> list[_Block]:
        """Return blocks column by column, from top to bottom, those that begin on one line from left to right."""
        lines: list[list[_Block]] = []
        for block in sorted(blocks, key=lambda b: (_area(b.box, self.areas), b.box.y)):
            before = (
                lines[-1][0] if lines and _area(lines[-1][0].box, self.areas) == _area(block.box, self.areas) else None
            )
            if before is not None and _level(self._first(before), self._first(block)):
                lines[-1].append(block)
            else:
                lines.append([block])
        return [block for line in lines for block in sorted(line, key=lambda b: b.box.x)]

    def _first(self, block: _Block) -> Box:
        return min((self.parts[i].column.rows[0].box for i in block.parts), key=lambda b: b.y)

    def begins(self, i: int, roles: Sequence[Role]) -> bool:
        """Tell whether another text begins with a part: a heading under a rule as wide as its column."""
        if roles[i] is not Role.SUBHEADING or self.frame(i) >= 0:
            return False
        box = self.parts[i].box
        number = _area(box, self.areas)
        if number < 0:
            return False
        area = self.areas[number]
        over = [p.box.bottom for p in self.parts if p.box.overlap_x(area) > EM and p.box.centre[1] < box.y]
        top = max(over, default=-1)
        return any(
            top < r.centre[1] < box.y and r.overlap_x(area) > HEADED * area.width for r in self.rules if top >= 0
        )

    def is_note(self, i: int) -> bool:
        """Tell whether a part is a footnote: in small type, under a short rule, the last of its column."""
        column, box = self.parts[i].column, self.parts[i].box
        if column.height > SMALL * self.body or self.frame(i) >= 0 or box.y <= 0:
            return False
        beside = [p for p in self.parts if p.kind is not Kind.HEADER and p.box.overlap_x(box) > EM]
        over = [p.box.bottom for p in beside if p.box.y < box.y and p.column.height > SMALL * self.body]
        under = [p for p in beside if p.box.y > box.y and p.column.height > SMALL * self.body]
        top = max(over, default=0)
        return not under and any(top <= r.centre[1] < box.y and r.overlap_x(box) > EM for r in self.rules)

    def stacked(self, texts: Sequence[Sequence[int]], roles: Sequence[Role]) -> tuple[list[Part], Articles]:
        """Make one part of those that follow one another in a column: indents and line ends tell its paragraphs."""
        homes = list(range(len(self.parts)))
        parts = list(self.parts)
        for chain in texts:
            for i, j in pairwise(chain):
                if roles[i] is Role.BODY is roles[j] and self._runs_on(i, j):
                    home = homes[j] = homes[i]
                    parts[home] = replace(parts[home], column=Column((*parts[home].column.rows, *parts[j].column.rows)))
        kept = [i for i, home in enumerate(homes) if i == home]
        place = {i: k for k, i in enumerate(kept)}
        chains = tuple(tuple(place[i] for i in chain if i in place) for chain in texts)
        return [parts[i] for i in kept], Articles(tuple(roles[i] for i in kept), chains)

    def _runs_on(self, i: int, j: int) -> bool:
        a, b = self.parts[i], self.parts[j]
        if self.frame(i) >= 0 or self.frame(j) >= 0 or _area(a.box, self.areas) != _area(b.box, self.areas):
            return False
        size = max(a.column.height, b.column.height) / min(a.column.height, b.column.height)
        return size < STEP and -EM < b.box.y - a.box.bottom < max(EM, LOOSE * self.white)

    def tell_headline(self, chain: Sequence[int], roles: list[Role]) -> None:
        """Tell which of the headings at the beginning of a text is its headline: the largest, if it is large."""
        first = []
        for i in chain:
            if roles[i] is not Role.SUBHEADING:
                break
            first.append(i)
        largest = max(first, key=lambda i: self.parts[i].column.height, default=None)
        if largest is not None and self.parts[largest].column.height >= HEADLINE * self.body:
            roles[largest] = Role.HEADLINE


def _between(a: Box, b: Box) -> Box:
    """Return the white between two boxes that stand side by side."""
    left, right = sorted((a, b), key=lambda box: box.x)
    top, bottom = max(a.y, b.y), min(a.bottom, b.bottom)
    return Box(left.right, min(top, bottom), max(1, right.x - left.right), max(1, abs(bottom - top)))
