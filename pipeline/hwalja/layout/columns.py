"""Columns: lines that stand under one another in one type and one measure.

Running text is set to a measure: its lines begin and end at the same edges. Two such lines under one another are the
core of a column, whatever lies beside them; shorter lines of the same type, and parts of lines, join the core that
they stand in. What is left, headlines and single lines, is grouped by type and distance alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from statistics import median

import numpy as np
from numpy.typing import NDArray

from hwalja.geometry import Box
from hwalja.layout.canvas import EM, Mask
from hwalja.layout.caps import is_cap, leads
from hwalja.layout.groups import Groups
from hwalja.layout.strip import DISPLAY, Strip, median_by_width, part_of

CRUMB = 0.55
"""Strips lower than so many em are commas, dashes and dirt: they join lines, they never make one."""

EDGE = 0.5
"""Lines of one measure begin, and end, within so many em of one another."""

INDENT = 1.7
"""First lines of paragraphs, and lists, are set in by up to so many em."""

NARROWEST = 4.0
"""A measure is at least so many em wide."""

TALL, HEAVY = 1.25, 1.32
"""Lines of one type differ in height and in tone by no more than these factors: bold faces are half as dark again."""

LARGE_HEAVY = 1.6
"""… in lines of a few large letters the tone says less."""

SHORT = 2.6
"""Lines narrower than so many em are too short to tell their type from."""

TIGHT = 0.7
"""White between two lines with a rule between them: more than so many em."""

LEADING = 1.0
"""White between lines of one column: at most so many em, or …"""

LOOSE, FURTHEST = 1.6, 2.5
"""… so many times the page's usual white between lines, which is looked for up to so many em."""

FEW = 6.0
"""Lines narrower than so many em hold so few syllables that dense ones make them darker too."""

SPACE, REACH, THROUGH = (0.9, 1.35), 14.0, 2
"""Spaces of up to so many em part no line where, within so many em above or below, so many lines run through; one line
more where they are wider, up to so many em."""

CLOSER = 0.8
"""A line belongs to the lines above it where the white to them is less than this share of the white below it."""

LATIN, DIGITS = 1.45, 1.5
"""Words of Latin letters and of digits make a line higher, or lighter or darker, by no more than these factors."""

PITCH = 1.25
"""Lines of one column are set at one pitch: the white between them grows by no more than this factor."""

ROWS = 2.2
"""A gutter runs on so many em above and below the rows that show it."""

HANGING = 0.6
"""Full stops and quotation marks may hang so many em over the end of the measure."""

LONE, DIRT = 1.4, 500
"""More than so many lone pieces, each at most so many em wide, are the grain of a noisy scan."""

HEADING, LARGE = 6, 1.12
"""Headings have at most so many lines, at least so many em high."""

FURTHER = 1.35
"""White between the lines of one headline grows by no more than this factor."""

SCATTERED = 0.8
"""Crumbs farther than so many em from a line's other ink are stains."""

STRAY, STRAY_ROWS = (1.1, 2.0), 3
"""Less than so many em wide, more than so many em behind the rest of its line, in a column of so many lines or more: no
word of it."""

STEP = 1.13
"""Lines of one headline differ in height by no more than this factor."""

END_MARK = 0.45
"""A full stop or quotation mark stands at most so many em from its line's last syllable: gutters are wider."""


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


def find_columns(strips: Iterable[Strip], rules: Mask) -> tuple[list[Column], int]:
    """Group strips into columns.

    Returns:
        The columns, and the number of pieces that were left out as dirt.
    """
    strips = [part for strip in strips for part in _without_cap(strip)]
    lines = [s for s in strips if s.height >= CRUMB * EM]
    crumbs = [s for s in strips if s.height < CRUMB * EM]
    lines = _rejoined(lines)
    limit, pairs = _pairs(lines, rules)
    cores, rest = _cores(lines, pairs)
    cut = [part for line in rest for part in _cut(line, cores)]
    columns, rest = _filled(cores, cut, limit, rules)
    columns = [part for column in _merged(columns, limit, rules) for part in _steps(column)]
    columns += [part for column in _grouped(rest, limit, rules) for part in _steps(column)]
    columns, dirt = _without_dirt([_without_strays(column) for column in columns])
    return _with_crumbs(columns, crumbs), dirt


def _rejoined(lines: list[Strip]) -> list[Strip]:
    """Join parts of lines that wide word spaces parted: lines near them run through the gap to the same end."""
    b = _edges(lines)
    if not len(b):
        return lines
    height = np.array([s.height for s in lines])
    groups = Groups(len(lines))
    for i, line in enumerate(lines):
        gap = b[:, 0] - b[i, 2]
        level = np.minimum(b[:, 3], b[i, 3]) - np.maximum(b[:, 1], b[i, 1]) > 0.6 * np.minimum(height, line.height)
        for j in np.flatnonzero(level & (gap > -0.2 * EM) & (gap < SPACE[1] * EM)):
            near = np.maximum(b[:, 1] - b[i, 3], b[i, 1] - b[:, 3]) < REACH * EM
            through = near & (b[:, 0] < b[i, 0] + EDGE * EM) & (b[:, 2] > b[j, 2] - EDGE * EM)
            through &= np.maximum(height, line.height) < TALL * np.minimum(height, line.height)
            wide = gap[j] > SPACE[0] * EM
            if through.sum() >= THROUGH + wide and alike(line, lines[int(j)]):
                groups.join(i, int(j))
    return [merged(sorted(g, key=lambda s: s.box.x)) for g in groups.of(lines)]


def _pairs(lines: Sequence[Strip], rules: Mask) -> tuple[float, list[tuple[int, int]]]:
    """Return how many px of white two lines of one column may have between them, and the lines that have less."""
    under = _under(lines, rules, FURTHEST * EM)
    gaps = [gap for gap, _, _ in under]
    limit = max(LEADING * EM, LOOSE * float(median(gaps))) if gaps else LEADING * EM
    if limit > FURTHEST * EM:
        under = _under(lines, rules, limit)
    return limit, [(i, j) for gap, i, j in under if gap < limit]


def _edges(lines: Sequence[Strip]) -> NDArray[np.float64]:
    rows = [[s.box.x, s.box.y, s.box.right, s.box.bottom] for s in lines]
    return np.array(rows, np.float64).reshape(-1, 4)


def _under(lines: Sequence[Strip], rules: Mask, reach: float) -> list[tuple[float, int, int]]:
    """Return white, upper and lower of lines of one type and measure right under one another."""
    b = _edges(lines)
    pairs = []
    for i, line in enumerate(lines):
        if line.box.width < NARROWEST * EM:
            continue
        gap = b[:, 1] - b[i, 3]
        same = (np.abs(b[:, 0] - b[i, 0]) < INDENT * EM) & (np.abs(b[:, 2] - b[i, 2]) < EDGE * EM)
        below = same & (gap > -0.5 * line.height) & (gap < reach) & (b[:, 1] > b[i, 1] + 0.3 * line.height)
        found = [int(j) for j in np.flatnonzero(below)]
        if not found:
            continue
        j = min(found, key=lambda j: gap[j])
        shared = np.minimum(b[:, 2], b[i, 2]) - np.maximum(b[:, 0], b[i, 0])
        middle = (b[:, 1] + b[:, 3]) / 2
        between = (shared > EM) & (middle > b[i, 3]) & (middle < b[j, 1])
        if alike(line, lines[j]) and not between.any() and not ruled(line.box, lines[j].box, rules):
            pairs.append((float(gap[j]), i, j))
    return pairs


def alike(a: Strip, b: Strip) -> bool:
    """Tell whether two lines are set in one type, as far as lines so short can tell."""
    if a.reversed != b.reversed:
        return False
    tall = max(a.height, b.height) / min(a.height, b.height)
    if min(a.box.width, b.box.width) < SHORT * EM:
        return tall < 1.2 * TALL
    heavy = max(a.weight, b.weight) / max(1e-6, min(a.weight, b.weight))
    return tall < TALL and heavy < (HEAVY if min(a.height, b.height) < 1.3 * EM else LARGE_HEAVY)


def ruled(upper: Box, lower: Box, rules: Mask) -> bool:
    """Tell whether a rule runs between two lines; what runs between close lines is a fold or an underline."""
    if lower.y - upper.bottom < TIGHT * EM:
        return False
    left, right = max(upper.x, lower.x), min(upper.right, lower.right)
    strip = rules[upper.bottom : lower.y, left:right]
    return bool(strip.size and strip.any(axis=0).mean() > 0.5)


def _cores(lines: Sequence[Strip], pairs: Sequence[tuple[int, int]]) -> tuple[list[Column], list[Strip]]:
    """Return the columns that lines of full measure make, `pairs` of them right under one another; and the rest."""
    groups = Groups(len(lines))
    for i, j in pairs:
        groups.join(i, j)
    cores, rest = [], []
    for group in groups.of(lines):
        if len(group) > 1 and min(s.height for s in group) < 1.6 * EM:
            cores.append(Column(stacked(group)))
        else:
            rest += group
    return cores, rest


def _cut(line: Strip, cores: Sequence[Column]) -> list[Strip]:
    """Cut a line that runs on past the edge of a column into what stands beside it."""
    if line.height > TALL * EM or len(line.parts) < 2:
        return [line]
    middle = line.box.centre[1]
    near = [
        c.box
        for c in cores
        if c.box.y - ROWS * EM < middle < c.box.bottom + ROWS * EM and line.height < LARGE * c.height
    ]
    if any(abs(c.x - line.box.x) < INDENT * EM and abs(c.right - line.box.right) < EDGE * EM for c in near):
        return [line]  # a line of full measure
    for column in near:
        within = column.y - 0.3 * EM < middle < column.bottom + 0.3 * EM
        others = [c for c in near if c is not column]
        for edge, begins in ((column.x, True), (column.right, False)):
            left = [p for p in line.parts if p.centre[0] < edge + (-0.2 if begins else 0.4) * EM]
            right = [p for p in line.parts if p not in left]
            if left and right and _parted(left, right, column, others, begins=begins, within=within):
                return [*_cut(part_of(line, left), cores), *_cut(part_of(line, right), cores)]
    return [line]


def _parted(
    left: Sequence[Box], right: Sequence[Box], column: Box, others: Sequence[Box], *, begins: bool, within: bool
) -> bool:
    """Tell whether a gutter at one edge of a column runs between the parts of a line.

    Beyond the rows of the column (`within` is false) only the gutter between two columns does.
    """
    end, start = max(p.right for p in left), min(p.x for p in right)
    if start - end <= 0.3 * EM:
        return False
    if begins:
        at_edge = -0.4 * EM < start - column.x < INDENT * EM and column.x - end > 0.2 * EM
        beside = any(abs(end - c.right) < 1.5 * EM and c.right < column.x for c in others)
    else:
        at_edge = -1.5 * EM < end - column.right < HANGING * EM and start - column.right > 0.2 * EM
        beside = any(abs(start - c.x) < INDENT * EM and c.x > column.right for c in others)
    return at_edge and (within or beside)


def _filled(cores: list[Column], lines: Sequence[Strip], limit: float, rules: Mask) -> tuple[list[Column], list[Strip]]:
    """Give lines to the columns in whose measure they stand, beside, below or above the lines already there."""
    caps = [s for s in lines if is_cap(s)]
    beside = [c for c in cores if any(all(leads(cap, row) for row in c.rows) for cap in caps)]
    columns = [c for c in cores if c not in beside]
    loose = [s for s in lines if s not in caps] + [row for c in beside for row in c.rows]
    waiting = sorted(loose, key=lambda s: s.box.y)
    led: dict[int, Strip] = {}
    done = False
    while not done:
        done = True
        rest = []
        for line in waiting:
            cap = next((c for c in caps if leads(c, line)), None)
            whole = line if cap is None else replace(line, box=Box.around([line.box, _level(cap.box, line.box)]))
            homes = [
                (fit, k)
                for k, c in enumerate(columns)
                if (fit := _fit(whole, c, limit, rules, led=cap is not None)) is not None
                and not _ends_above(line, fit, c, lines)
            ]
            if homes:
                k = min(homes)[1]
                columns[k] = Column(stacked([*columns[k].rows, line]))
                done = False
                if cap is not None:
                    led[k] = cap
            else:
                rest.append(line)
        waiting = rest
    for k, cap in led.items():
        columns[k] = Column(stacked([cap, *columns[k].rows]))
    return columns, waiting + [c for c in caps if c not in led.values()]


def _without_cap(strip: Strip) -> list[Strip]:
    """Cut the drop cap off a line that begins beside it."""
    first, *rest = strip.parts or (strip.box,)
    if not rest or max(p.height for p in rest) > LATIN * EM or sum(p.width for p in rest) < NARROWEST * EM:
        return [strip]
    cap = Strip(first, float(first.height), strip.weight, (first,), strip.reversed)
    return [cap, part_of(strip, rest)] if is_cap(cap) else [strip]


def _ends_above(line: Strip, gap: float, column: Column, lines: Sequence[Strip]) -> bool:
    """Tell whether a line above a column is the last of other lines above it, as of a caption, which stand nearer."""
    if line.box.y > column.box.y:
        return False
    return any(
        abs(other.box.x - line.box.x) < EDGE * EM
        and 0 <= line.box.y - other.box.bottom < CLOSER * gap
        and other.box.bottom < line.box.bottom
        and alike(other, line)
        for other in lines
        if other is not line
    )


def _level(box: Box, line: Box) -> Box:
    """Return the part of a box that stands beside a line."""
    return Box(box.x, line.y, box.width, line.height)


def _fit(line: Strip, column: Column, limit: float, rules: Mask, *, led: bool) -> float | None:
    """Return how far in px a line, led by a drop cap or not, stands from the column that it belongs to.

    None where it belongs to another.
    """
    a, b = line.box, column.box
    if a.x < b.x - EDGE * EM or a.right > b.right + HANGING * EM or line.reversed != column.reversed:
        return None
    gap = max(a.y - b.bottom, b.y - a.bottom)
    if gap > limit:
        return None
    if gap <= -0.5 * a.height:
        return _fit_inside(line, column)
    upper, lower = (column.rows[-1], line) if a.y > b.y else (line, column.rows[0])
    rows = nearest_row(column, line), _typical(column)
    regular = gap <= PITCH * max(column.white, 0.3 * EM) and any(_near(line, row, led=led) for row in rows)
    aligned = regular and (abs(a.x - b.x) < EDGE * EM or (a.x - b.x < INDENT * EM and _ends_with(line, column)))
    if not (aligned or any(alike(line, row) for row in rows)):
        return None
    if ruled(upper.box, lower.box, rules):
        return None
    if a.y < b.y and abs(a.x - b.x) > 2.0 * EM:
        return None  # a first line is set in by an em, not more: what is, is a byline or a caption
    if column.white and gap > max(1.35 * column.white, column.white + 0.45 * EM) and not _full(line, column):
        return None
    return max(0.0, float(gap))


def _near(a: Strip, b: Strip, *, led: bool = False) -> bool:
    """Tell whether line `a` on the pitch of `b` may be in its type: digits and Latin words look like another one.

    Beside a drop cap it is hardly any other.
    """
    tall = max(a.height, b.height) / min(a.height, b.height)
    heavy = a.weight / max(1e-6, b.weight)
    most = DIGITS if led or a.box.width < FEW * EM else HEAVY
    return a.reversed == b.reversed and tall < LATIN and 1 / DIGITS < heavy < most


def nearest_row(column: Column, line: Strip) -> Strip:
    """Return the row near `line` that tells the column's type best."""
    wide = [r for r in column.rows if r.box.width >= SHORT * EM] or list(column.rows)
    return min(wide, key=lambda r: abs(r.box.centre[1] - line.box.centre[1]))


def _full(line: Strip, column: Column) -> bool:
    return abs(line.box.x - column.box.x) < EDGE * EM and _ends_with(line, column)


def _ends_with(line: Strip, column: Column) -> bool:
    return abs(line.box.right - column.box.right) < EDGE * EM


def _fit_inside(line: Strip, column: Column) -> float | None:
    """Return 0 for a line, or part of one, that fills a place among the rows of a column."""
    a = line.box
    if any(a.shared(row.box) >= 0.3 * a.area for row in column.rows):
        return None
    row = nearest_row(column, line)
    if a.width >= SHORT * EM and not alike(line, row):
        return None
    beside = any(row.box.overlap_y(a) > 0.5 * min(a.height, row.box.height) for row in column.rows)
    between = all(row.box.overlap_y(a) < 0.3 * min(a.height, row.box.height) for row in column.rows)
    small = line.height <= 1.5 * column.height
    return 0.0 if small and (beside or between) else None


def _merged(columns: list[Column], limit: float, rules: Mask) -> list[Column]:
    """Join columns of one type and measure right under one another."""
    columns = sorted(columns, key=lambda c: c.box.y)
    groups = Groups(len(columns))
    for i, a in enumerate(columns):
        for j, b in enumerate(columns[i + 1 :], i + 1):
            under = _continues(a, b, limit, rules) and _clear(a.box, b.box, columns)
            if under or _fills(a, b) or _fills(b, a):
                groups.join(i, j)
    return [Column(stacked([row for c in group for row in c.rows])) for group in groups.of(columns)]


def _fills(part: Column, home: Column) -> bool:
    """Tell whether a column stands in a gap between the rows of another, in its measure."""
    a, b = part.box, home.box
    inside = b.x - EDGE * EM <= a.x and a.right <= b.right + HANGING * EM and b.y < a.y and a.bottom < b.bottom
    free = all(row.box.shared(a) < 0.2 * min(row.box.area, a.area) for row in home.rows)
    return inside and free and a.width > 0.7 * b.width and _near(_typical(part), _typical(home))


def _continues(a: Column, b: Column, limit: float, rules: Mask) -> bool:
    gap = b.box.y - a.box.bottom
    same = abs(a.box.x - b.box.x) < 2 * EDGE * EM and abs(a.box.right - b.box.right) < 2 * EDGE * EM
    near = -0.5 * EM < gap <= min(limit, 1.4 * max(a.white, b.white) + 0.2 * EM)
    regular = gap <= PITCH * max(a.white, b.white) and _near(_typical(a), _typical(b))
    return same and near and (regular or alike(_typical(a), _typical(b))) and not ruled(a.box, b.box, rules)


def _clear(upper: Box, lower: Box, columns: Sequence[Column]) -> bool:
    white = Box.of_edges(lower.x, upper.bottom, lower.right, max(lower.y, upper.bottom + 1))
    return not any(c.box.shared(white) > 0.3 * white.area for c in columns if c.box not in (upper, lower))


def _typical(column: Column) -> Strip:
    """Return a row as wide as the column, of its usual height and weight."""
    row = max(column.rows, key=lambda r: r.box.width)
    return replace(row, height=column.height, weight=column.weight)


def _grouped(lines: Sequence[Strip], limit: float, rules: Mask) -> list[Column]:
    """Group lines without a measure: headlines, captions, bylines."""
    lines = sorted(lines, key=lambda s: s.box.y)
    b = _edges(lines)
    groups = Groups(len(lines))
    for i, line in enumerate(lines):
        gap = b[:, 1] - b[i, 3]
        shared = np.minimum(b[:, 2], b[i, 2]) - np.maximum(b[:, 0], b[i, 0])
        narrower = np.minimum(b[:, 2] - b[:, 0], b[i, 2] - b[i, 0])
        reach = max(limit, 0.9 * line.height)
        beside = (np.arange(len(lines)) != i) & (gap > -1.5 * line.height) & (gap < reach) & (shared > 0.5 * narrower)
        below = [int(j) for j in np.flatnonzero(beside & (b[:, 1] > b[i, 1] + 0.4 * line.height))]
        for j in sorted(below, key=lambda j: gap[j])[:1]:
            if _one_display(line, lines[j]) and not ruled(line.box, lines[j].box, rules):
                groups.join(i, j)
    return [Column(stacked(group)) for group in groups.of(lines)]


def _steps(column: Column) -> list[Column]:
    """Cut a heading where its type changes or its lines stand further apart: the headline from what stands under it."""
    rows = column.rows
    if len(rows) > HEADING or column.height < LARGE * EM:
        return [column]
    whites = [b.box.y - a.box.bottom for a, b in pairwise(rows)]
    usual = max(0, min(whites, default=0))
    cuts = [
        i
        for i, (white, a, b) in enumerate(zip(whites, rows, rows[1:], strict=False), 1)
        if (len(whites) > 1 and white > FURTHER * usual + 0.1 * EM)
        or max(a.height, b.height) > STEP * min(a.height, b.height)
    ]
    return [Column(rows[a:b]) for a, b in pairwise([0, *cuts, len(rows)])]


def _one_display(a: Strip, b: Strip) -> bool:
    """Tell whether two lines make one headline, deck or caption: one type, on one edge or one axis."""
    tall = max(a.height, b.height) / min(a.height, b.height)
    if a.reversed != b.reversed or tall > STEP or not alike(a, b):
        return False
    em = max(a.height, b.height)
    left, right = abs(a.box.x - b.box.x), abs(a.box.right - b.box.right)
    return min(left, right, abs(left - right)) < 0.8 * em


def merged(parts: Sequence[Strip]) -> Strip:
    """Return one line made of parts that stand side by side; a part by itself is a line."""
    if len(parts) == 1:
        return parts[0]
    return Strip(
        Box.around(p.box for p in parts),
        rows_median(parts, [p.height for p in parts]),
        rows_median(parts, [p.weight for p in parts]),
        tuple(sorted(box for p in parts for box in p.parts)),
        parts[0].reversed,
    )


def stacked(group: Sequence[Strip]) -> tuple[Strip, ...]:
    """Put parts that stand side by side into one row each; a drop cap is a row by itself, before those beside it."""
    caps = [s for s in group if is_cap(s) and any(leads(s, other) for other in group)]
    rows: list[list[Strip]] = [[cap] for cap in caps]
    for part in sorted((s for s in group if s not in caps), key=lambda s: s.box.centre[1]):
        home = next((row for row in reversed(rows[len(caps) :][-3:]) if _beside(row, part)), None)
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


def _without_strays(column: Column) -> Column:
    """Take out of a column of text what is no larger than a syllable and stands far behind the end of its line.

    What does so in two lines or more is set in columns of its own.
    """
    if len(column.rows) < STRAY_ROWS or column.height >= DISPLAY * EM:
        return column
    stray = [len(r.parts) > 1 and _is_stray(r.parts[-1], r.parts[-2]) for r in column.rows]
    if sum(stray) != 1:
        return column
    rows = [part_of(r, r.parts[:-1]) if far else r for r, far in zip(column.rows, stray, strict=True)]
    return Column(tuple(rows))


def _is_stray(last: Box, before: Box) -> bool:
    return last.width < STRAY[0] * EM and last.x - before.right > STRAY[1] * EM


def _without_dirt(columns: list[Column]) -> tuple[list[Column], int]:
    """Leave out lone pieces of a letter's size where there are more of them than any page has lone letters."""
    rest = [c for c in columns if len(c.rows) > 1 or c.box.width >= LONE * EM]
    lone = len(columns) - len(rest)
    return (columns, 0) if lone <= DIRT else (rest, lone)


def _with_crumbs(columns: list[Column], crumbs: Sequence[Strip]) -> list[Column]:
    """Give commas, dashes and dots to the lines that they stand in, near what is there: others are stains."""
    parts: dict[tuple[int, int], list[Box]] = {}
    for crumb in crumbs:
        x, y = crumb.box.centre
        for i, column in enumerate(columns):
            if not column.box.x - 0.8 * EM <= x <= column.box.right + 0.8 * EM:
                continue
            for k, row in enumerate(column.rows):
                if row.box.y - 0.1 * EM <= y <= row.box.bottom + 0.2 * EM:
                    parts.setdefault((i, k), []).append(crumb.box)
                    break
    return [
        Column(tuple(_joined(row, _in_reach(row, parts.get((i, k), []))) for k, row in enumerate(column.rows)))
        for i, column in enumerate(columns)
    ]


def _in_reach(row: Strip, crumbs: Sequence[Box]) -> list[Box]:
    """Return the crumbs that a line reaches, from one to the next."""
    box, found = row.box, []
    for crumb in sorted(crumbs, key=row.box.overlap_x, reverse=True):
        if crumb.overlap_x(box) >= -SCATTERED * max(EM, row.height):
            found.append(crumb)
            box = Box.around([box, crumb])
    return found


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
    return replace(row, box=Box.around([row.box, *boxes])) if boxes else row
