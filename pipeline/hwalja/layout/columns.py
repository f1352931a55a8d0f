"""Columns: strips that stand under one another in one type become columns of whole lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

import numpy as np

from hwalja.geometry import Box
from hwalja.layout.canvas import EM, Mask
from hwalja.layout.groups import Groups
from hwalja.layout.streams import Streams
from hwalja.layout.strips import Strip, between, median_by_width

CRUMB = 0.55
"""Strips lower than so many em are commas, dashes and dirt: they join lines, they never make one."""

SAME = 1.3
"""Lines of one column differ in height by no more than this factor."""

OTHER_WEIGHT = 1.6
"""Lines whose share of ink differs by this factor are set in different faces."""

TIGHT = 0.7
"""White between two lines with a rule between them: more than so many em."""

LEADING = 1.0
"""White between lines of one column: at most so many em, or heights of the type, or …"""

LOOSE = 1.6
"""… so many times the page's usual white between lines."""

END_MARK = 0.45
"""A full stop or quotation mark stands at most so many em from its line's last syllable: gutters are wider."""

LATIN = 1.45
"""A line of Latin words and brackets comes out higher than one of syllables by no more than this factor."""

LONE, DIRT = 1.4, 500
"""More than so many lone pieces, each at most so many em wide, are the grain of a noisy scan."""

PITCH = 1.3
"""Lines of one column are set at one pitch: the white between them grows by no more than this factor."""

TALLER, HEAVIER = 1.12, 1.2
"""A column ends where the type gets smaller by one factor and lighter by the other: a subheading above its text."""

WIDER_LEADING = 1.45
"""… or where the type changes and the white is so many times the usual: a caption above its text."""


@dataclass(frozen=True)  # no slots: cached_property needs a __dict__
class Column:
    """Lines of one type under one another, top to bottom, in canvas px."""

    rows: tuple[Strip, ...]

    @cached_property
    def box(self) -> Box:
        return Box.around(row.box for row in self.rows)

    @cached_property
    def height(self) -> float:
        """Height of the type."""
        return rows_median(self.rows, [row.height for row in self.rows])

    @cached_property
    def weight(self) -> float:
        return rows_median(self.rows, [row.weight for row in self.rows])

    @cached_property
    def white(self) -> float:
        """Usual white between lines, 0 for a single line."""
        return float(median([b.box.y - a.box.bottom for a, b in pairwise(self.rows)] or [0.0]))

    @property
    def reversed(self) -> bool:
        return self.rows[0].reversed


def rows_median(rows: Sequence[Strip], values: Sequence[float]) -> float:
    """Return the median of `values` in which wide rows count more."""
    return median_by_width([row.box.width for row in rows], values)


def find_columns(strips: Iterable[Strip], streams: Streams, rules: Mask) -> tuple[list[Column], int]:
    """Group strips into columns.

    Returns:
        The columns, and the number of pieces that were left out as dirt.
    """
    strips = list(strips)
    lines = [s for s in strips if s.height >= CRUMB * EM]
    crumbs = [s for s in strips if s.height < CRUMB * EM]
    links = _unbranched(_stacked(lines, rules), lines, streams)
    white = usual_white(lines, links)
    limit = max(LEADING * EM, LOOSE * white)
    groups = Groups(len(lines))
    for link in links:
        if link.white <= max(limit, LEADING * 0.9 * lines[link.upper].height):
            groups.join(link.upper, link.lower)
    columns = [Column(_rows(group)) for group in groups.of(lines)]
    columns = [part for column in columns for part in _split(column)]
    columns, dirt = _without_dirt(columns)
    columns = _absorbed(columns, rules, limit)
    return _with_crumbs(columns, crumbs), dirt


def _without_dirt(columns: list[Column]) -> tuple[list[Column], int]:
    """Leave out lone pieces of a letter's size where there are more of them than any page has lone letters."""
    rest = [c for c in columns if len(c.rows) > 1 or c.box.width >= LONE * EM]
    lone = len(columns) - len(rest)
    return (columns, 0) if lone <= DIRT else (rest, lone)


def usual_white(lines: Sequence[Strip], links: Sequence[Link]) -> float:
    """Return the median white in px between body lines that stand under one another."""
    gaps = [
        link.white
        for link in links
        if link.white < 2.5 * EM and lines[link.upper].height < 1.25 * EM and lines[link.upper].box.width > 3 * EM
    ]
    return float(median(gaps)) if gaps else 0.6 * EM


@dataclass(frozen=True, slots=True)
class Link:
    """Two lines of like type right under one another, by index, and the white between them in px."""

    white: float
    upper: int
    lower: int


def _stacked(lines: Sequence[Strip], rules: Mask) -> list[Link]:
    """Return the pairs of lines that stand under one another."""
    if not lines:
        return []
    b = np.array([[s.box.x, s.box.y, s.box.right, s.box.bottom, s.height] for s in lines])
    links = []
    for i, line in enumerate(lines):
        shared = np.minimum(b[:, 2], b[i, 2]) - np.maximum(b[:, 0], b[i, 0])
        narrower = np.minimum(b[:, 2] - b[:, 0], b[i, 2] - b[i, 0])
        below = (b[:, 1] + b[:, 3]) / 2 > b[i, 3] - 0.1 * line.height
        gap = b[:, 1] - b[i, 3]
        near = below & (shared > 0.3 * narrower) & (gap < 3.5 * max(EM, line.height))
        found = np.flatnonzero(near)
        if not len(found):
            continue
        first = float(gap[found].min())
        for j in found[gap[found] <= first + 0.7 * EM]:
            if _alike(line, lines[j]) and not _ruled(line.box, lines[j].box, rules):
                links.append(Link(float(gap[j]), i, int(j)))
    return links


def _alike(a: Strip, b: Strip) -> bool:
    """Tell whether two lines are set in one type, as far as lines so short can tell."""
    tall = max(a.height, b.height) / min(a.height, b.height)
    if tall > SAME or a.reversed != b.reversed:
        return False
    if min(a.box.width, b.box.width) < 4 * EM:
        return True
    heavy = max(a.weight, b.weight) / max(1e-6, min(a.weight, b.weight))
    return heavy < OTHER_WEIGHT and not (tall > TALLER and heavy > HEAVIER)


def _unbranched(links: Sequence[Link], lines: Sequence[Strip], streams: Streams) -> list[Link]:
    """Drop links from one wide line to two columns under or over it."""
    downwards: dict[int, list[int]] = {}
    upwards: dict[int, list[int]] = {}
    for link in links:
        downwards.setdefault(link.upper, []).append(link.lower)
        upwards.setdefault(link.lower, []).append(link.upper)
    drop = {(i, j) for i, others in downwards.items() for j in _columns_of(others, lines, streams)}
    drop |= {(i, j) for j, others in upwards.items() for i in _columns_of(others, lines, streams)}
    return [link for link in links if (link.upper, link.lower) not in drop]


def _columns_of(others: Sequence[int], lines: Sequence[Strip], streams: Streams) -> set[int]:
    """Return those of the lines beside one another that a gutter keeps apart."""
    apart: set[int] = set()
    for i, j in pairwise(sorted(others, key=lambda k: lines[k].box.x)):
        left, right = lines[i].box, lines[j].box
        if left.overlap_x(right) < 0 < left.overlap_y(right) and streams.part(between(left, right)):
            apart |= {i, j}
    return apart


def _ruled(upper: Box, lower: Box, rules: Mask) -> bool:
    """Tell whether a rule runs between two lines."""
    if lower.y - upper.bottom < TIGHT * EM:
        return False  # a fold or an underline
    left, right = max(upper.x, lower.x), min(upper.right, lower.right)
    top, bottom = min(upper.bottom, lower.y), max(upper.bottom, lower.y)
    strip = rules[top:bottom, left:right]
    return bool(strip.size and strip.any(axis=0).mean() > 0.5)


def merged(parts: Sequence[Strip]) -> Strip:
    """Return one line made of parts that stand side by side."""
    return Strip(
        Box.around(p.box for p in parts),
        rows_median(parts, [p.height for p in parts]),
        sum(p.ink for p in parts),
        parts[0].reversed,
    )


def _rows(group: Sequence[Strip]) -> tuple[Strip, ...]:
    """Put parts that stand side by side into one row each."""
    rows: list[list[Strip]] = []
    for part in sorted(group, key=lambda s: s.box.centre[1]):
        home = next((row for row in reversed(rows[-3:]) if _beside(row, part)), None)
        if home is None:
            rows.append([part])
        else:
            home.append(part)
    return tuple(merged(row) for row in rows)


def _beside(row: Sequence[Strip], part: Strip) -> bool:
    box = Box.around(p.box for p in row)
    return box.overlap_y(part.box) > 0.5 * min(box.height, part.box.height) and all(
        p.box.overlap_x(part.box) < 0.5 * min(p.box.width, part.box.width) for p in row
    )


def _split(column: Column) -> list[Column]:
    """Cut a column where its type changes."""
    rows = column.rows
    whites = [b.box.y - a.box.bottom for a, b in pairwise(rows)]
    usual = median(whites) if whites else 0.0
    cuts = [0]
    for i in range(1, len(rows)):
        upper, lower = rows[max(cuts[-1], i - 3) : i], rows[i : i + 3]
        if _changes(upper, lower, wide=whites[i - 1] > WIDER_LEADING * usual):
            cuts.append(i)
    return [Column(rows[a:b]) for a, b in zip(cuts, [*cuts[1:], len(rows)], strict=True)]


def _changes(upper: Sequence[Strip], lower: Sequence[Strip], *, wide: bool) -> bool:
    upper = [r for r in upper if r.box.width > 2.5 * EM]
    lower = [r for r in lower if r.box.width > 2.5 * EM]
    if not upper or not lower:
        return False
    tall = median(r.height for r in upper) / median(r.height for r in lower)
    heavy = median(r.weight for r in upper) / median(r.weight for r in lower)
    if tall > TALLER and heavy > HEAVIER:
        return True
    return wide and (heavy > HEAVIER or heavy < 1 / HEAVIER or tall > TALLER or tall < 1 / TALLER)


def _absorbed(columns: list[Column], rules: Mask, limit: float) -> list[Column]:
    """Mend columns that chance streams have broken: a part that fills a column's own measure belongs to it."""
    waiting = sorted(columns, key=lambda c: -c.box.area)
    done: list[Column] = []
    while waiting:
        home = waiting.pop(0)
        part = next((c for c in [*waiting, *done] if _belongs(c, home, rules, limit)), None)
        if part is None:
            done.append(home)
        else:
            waiting = [Column(_rows([*home.rows, *part.rows])), *(c for c in waiting if c is not part)]
            done = [c for c in done if c is not part]
    return done


def _belongs(part: Column, home: Column, rules: Mask, limit: float) -> bool:
    """Tell whether `part` stands in the measure of `home`, beside its lines or right above or below them."""
    a, b = part.box, home.box
    slack = 0.5 * EM
    if not (b.x - slack <= a.x and a.right <= b.right + slack) or max(a.y - b.bottom, b.y - a.bottom) > limit:
        return False
    if home.height > 1.5 * EM or b.width < 5 * EM or part.reversed != home.reversed:
        return False
    if a.overlap_y(b) > 0.5 * a.height:
        small = part.height <= 1.5 * home.height and (a.width < 4 * EM or part.height >= home.height / SAME)
        return small and all(a.shared(row.box) < 0.3 * a.area for row in home.rows)
    upper, lower = (a, b) if a.y < b.y else (b, a)
    if len(part.rows) == 1 and abs(a.x - b.x) < slack and abs(a.right - b.right) < slack:
        # a full line on the column's own pitch, only bolder: Latin words, a heavy impression
        return part.height <= LATIN * home.height and lower.y - upper.bottom <= PITCH * home.white
    alike = 1 / SAME <= part.height / home.height <= SAME and _alike(widest(part), widest(home))
    return alike and abs(a.x - b.x) <= 1.3 * EM and lower.y - upper.bottom > -slack and not _ruled(upper, lower, rules)


def widest(column: Column) -> Strip:
    return max(column.rows, key=lambda row: row.box.width)


def _with_crumbs(columns: list[Column], crumbs: Sequence[Strip]) -> list[Column]:
    """Give commas, dashes and dots to the lines that they stand in."""
    parts: dict[tuple[int, int], list[Strip]] = {}
    for crumb in crumbs:
        x, y = crumb.box.centre
        for i, column in enumerate(columns):
            if not column.box.x - 0.8 * EM <= x <= column.box.right + 0.8 * EM:
                continue
            for k, row in enumerate(column.rows):
                if row.box.y - 0.1 * EM <= y <= row.box.bottom + 0.2 * EM:
                    parts.setdefault((i, k), []).append(crumb)
                    break
    return [
        Column(tuple(_joined(row, [c.box for c in parts.get((i, k), [])]) for k, row in enumerate(column.rows)))
        for i, column in enumerate(columns)
    ]


def with_specks(columns: Sequence[Column], specks: Mask) -> list[Column]:
    """Widen lines to the full stops and quotation marks at their ends, which are too small to make pieces.

    Args:
        columns: Without their specks.
        specks: Ink of nothing but small components.
    """
    return [Column(tuple(_to_specks(row, specks) for row in column.rows)) for column in columns]


def _to_specks(row: Strip, specks: Mask) -> Strip:
    top, bottom = max(0, row.box.y - 2), row.box.bottom + round(0.15 * row.height)
    reach = round(END_MARK * max(EM, row.height))
    after = np.flatnonzero(specks[top:bottom, row.box.right : row.box.right + reach].any(axis=0))
    first = max(0, row.box.x - reach)
    before = np.flatnonzero(specks[top:bottom, first : row.box.x].any(axis=0))
    right = row.box.right + int(after[-1]) + 1 if len(after) else row.box.right
    left = first + int(before[0]) if len(before) else row.box.x
    return _joined(row, [Box.of_edges(left, row.box.y, right, row.box.bottom)])


def _joined(row: Strip, boxes: Sequence[Box]) -> Strip:
    return Strip(Box.around([row.box, *boxes]), row.height, row.ink, row.reversed) if boxes else row
