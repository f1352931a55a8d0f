"""What each line of type is: headline, subheading, text, caption and so on, told from all of its traits at once.

Two sets of boosted trees read the traits of a line (`traits`): the first by themselves, the second together with what
the first said of the lines around, and of those elsewhere on the page that are set alike. They were fitted on typeset
pages (benchmarks/kinds/fit.py). Lines of one column are of one kind unless they say otherwise clearly: columns are cut
where the kind changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from hwalja.layout.canvas import EM
from hwalja.layout.columns import Column, rows_median, stacked
from hwalja.layout.groups import Groups
from hwalja.layout.traits import FACE, HEIGHT, Numbers, Scene, find_traits, neighbours
from hwalja.layout.trees import Trees
from hwalja.resources import dictionaries


class Kind(StrEnum):
    """What a line is, in the order of the trees' classes."""

    BODY = "body"
    HEADLINE = "headline"
    SUBHEADING = "subheading"
    CROSSHEAD = "crosshead"
    BYLINE = "byline"
    CAPTION = "caption"
    ADVERTISEMENT = "advertisement"
    HEADER = "header"
    LABEL = "label"
    DIRT = "dirt"


KINDS = tuple(Kind)

SWITCH = 2.0
"""Log odds that tell a line's kind from that of the lines of its column."""

SURE = 0.8
"""What is taken for dirt is so with this probability: type is never left out for a guess."""

LONE, SYLLABLE, SAFE = 2.0, (0.75, 1.18), 0.9
"""What stands alone, no wider than so many em, and is not as high as a syllable in em, is dirt unless it is text with
this probability: a last line of one syllable is."""

LARGE = 1.6
"""What is so many times as high as the body is large …"""

LARGE_ODDS = {Kind.BODY: 0.3, Kind.CROSSHEAD: 0.1, Kind.BYLINE: 0.1, Kind.CAPTION: 0.1}
"""… and hardly one of these; but two lines of the body that dirt joins may seem so."""

DISPLAY, PALE = (Kind.HEADLINE, Kind.SUBHEADING, Kind.LABEL), 0.4
"""Large type of these kinds, its strokes being thick, is darker than so many times the tone of most lines: what is not
shows through from the page behind."""

AMID = 3
"""Above headers of a page, and below its footers, there are fewer than so many lines of text."""

ALIKE, LITTLE = np.array([0.05, 0.12, 0.15, 0.15]), 0.1
"""Lines set alike differ by about so much in the traits of their face; together, less than so many tell little."""

INSIDE = 0.9
"""Share of a piece of text that stands in a column which it is part of."""

LINE = 4.0
"""What is wider than so many em is a line of type, if a disturbed one."""


@dataclass(frozen=True, slots=True)
class Reader:
    """The trees: `first` read a line by itself, `second` with the lines around."""

    first: Trees
    second: Trees

    def __call__(self, traits: Numbers, near: NDArray[np.intp]) -> Numbers:
        """Return the probability of each kind, shape (lines, kinds)."""
        alone = self.first(traits)
        return self.second(np.column_stack([traits, with_others(alone, traits, near)]))


def with_others(kinds: Numbers, traits: Numbers, near: NDArray[np.intp]) -> Numbers:
    """Return what is said of each line, of the lines next to it, 0 where there is none, and of those set alike."""
    around = [np.where(near[:, [k]] >= 0, kinds[near[:, k]], 0.0) for k in range(near.shape[1])]
    return np.column_stack([kinds, *around, _of_alike(kinds, traits[:, FACE], near)])


def _of_alike(kinds: Numbers, faces: Numbers, near: NDArray[np.intp]) -> Numbers:
    """Return how much is set as each line is elsewhere on the page, and the mean of what is said of it."""
    faces = faces / ALIKE
    square = (faces**2).sum(axis=1)
    alike = np.exp(np.minimum(0.0, faces @ faces.T - (square[:, None] + square) / 2))
    np.fill_diagonal(alike, 0.0)
    line, place = np.nonzero(near >= 0)
    alike[line, near[line, place]] = 0.0
    total = alike.sum(axis=1, keepdims=True)
    return np.column_stack([np.log1p(total), alike @ kinds / (total + LITTLE)])


@cache
def _reader() -> Reader:
    with np.load(dictionaries() / "kinds.npz") as data:
        first, second = (
            Trees(data[f"{stage}_feature"], data[f"{stage}_threshold"], data[f"{stage}_leaf"], len(KINDS))
            for stage in ("first", "second")
        )
    return Reader(first, second)


def find_kinds(scene: Scene) -> list[tuple[Column, Kind]]:
    """Tell what the lines of columns are.

    Returns:
        The columns, cut where the kind of their lines changes, and the kind of each.
    """
    if not scene.columns:
        return []
    near = neighbours(scene.columns)
    traits = find_traits(scene, near)
    odds = _reader()(traits, near)
    likely = np.array([LARGE_ODDS.get(kind, 1.0) for kind in KINDS])
    odds *= np.where(traits[:, [HEIGHT]] > np.log(LARGE), likely, 1.0)
    dirt, body = KINDS.index(Kind.DIRT), KINDS.index(Kind.BODY)
    wide = np.array([row.box.width > LINE * EM for c in scene.columns for row in c.rows])
    lone = np.array([_is_lone(c) for c in scene.columns for _ in c.rows])
    odds[wide | (odds[:, dirt] < SURE), dirt] = 0.0
    odds[_is_amid(scene.columns, odds.argmax(axis=1) == body), KINDS.index(Kind.HEADER)] = 0.0
    display = np.isin(odds.argmax(axis=1), [KINDS.index(kind) for kind in DISPLAY])
    odds[display & _shows_through(scene.columns)] = np.arange(len(KINDS)) == dirt
    odds[lone & (odds.argmax(axis=1) == body) & (odds[:, body] < SAFE), dirt] = 1.0
    parts: list[tuple[Column, Kind]] = []
    start = 0
    for column in scene.columns:
        kinds = _steady(np.log(odds[start : start + len(column.rows)] + 1e-6))
        start += len(column.rows)
        for kind, rows in groupby(zip(kinds, column.rows, strict=True), key=lambda pair: pair[0]):
            parts.append((Column(tuple(row for _, row in rows)), KINDS[kind]))
    return _gathered(parts)


def _is_amid(columns: Sequence[Column], text: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell which lines have lines of text above and below, wherever on the page: headers and footers have not."""
    middle = np.array([row.box.centre[1] for column in columns for row in column.rows])
    order = np.sort(middle[text])
    above = np.searchsorted(order, middle)
    return np.minimum(above, len(order) - above) >= AMID


def _shows_through(columns: Sequence[Column]) -> NDArray[np.bool_]:
    """Tell which lines are large and pale."""
    rows = [row for column in columns for row in column.rows]
    usual = rows_median(rows, [row.weight for row in rows])
    large = np.array([row.height > LARGE * EM and not row.reversed for row in rows])
    return large & (np.array([row.weight for row in rows]) < PALE * usual)


def _is_lone(column: Column) -> bool:
    """Tell whether a column is one small piece, lower or higher than a syllable."""
    low, high = (share * EM for share in SYLLABLE)
    return len(column.rows) == 1 and column.box.width < LONE * EM and not low < column.height < high


def _gathered(parts: Sequence[tuple[Column, Kind]]) -> list[tuple[Column, Kind]]:
    """Put what stands inside a column of text into it: a drop cap, or part of a line."""
    groups = Groups(len(parts))
    for i, (column, kind) in enumerate(parts):
        for j, (other, its) in enumerate(parts):
            if i != j and kind is its is Kind.BODY and len(column.rows) < len(other.rows):
                inside = column.box.shared(other.box) >= INSIDE * column.box.area
                if inside and column.reversed == other.reversed:
                    groups.join(j, i)
    return [
        (Column(stacked([row for c, _ in group for row in c.rows])), group[0][1]) if len(group) > 1 else group[0]
        for group in groups.of(list(parts))
    ]


def _steady(odds: Numbers) -> list[int]:
    """Return the likeliest kinds of a column's lines where every change costs `SWITCH` (Viterbi 1967)."""
    best, came = odds[0], []
    for line in odds[1:]:
        changed = best.max() - SWITCH
        came.append(np.where(best >= changed, np.arange(len(best)), best.argmax()))
        best = np.maximum(best, changed) + line
    path = [int(best.argmax())]
    for step in reversed(came):
        path.append(int(step[path[-1]]))
    return path[::-1]
