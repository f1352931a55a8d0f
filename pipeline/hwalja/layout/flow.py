"""The flow of text: which column each column of running text goes on from.

Every column of text goes on from the column above it, from one to its left, or hangs from a headline. Each of these
readings has a price, summed from what a reader goes by: what stands above and beside, rules, whether the last line
before is full and whether the first line after is set in. The cheapest reading of the whole page, in which no text goes
on twice, is an assignment problem.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from hwalja.assignment import assign
from hwalja.geometry import Box
from hwalja.layout.around import SHORT, Surroundings
from hwalja.layout.canvas import EM
from hwalja.layout.columns import Column
from hwalja.layout.kinds import Kind

INDENT = 0.55
"""A paragraph's first line is set in by more than so many em."""

FULL = 1.3
"""A line that ends at most so many em before the measure does runs on."""

GUTTER = 3.2
"""Columns beside one another stand at most so many em apart."""

LEVEL = 1.6
"""Columns of one article begin on one level, give or take so many em."""

WHITE = 2.2
"""White of more than so many em parts texts where no rule does: around subheadings there is less …"""

LINE = 1.2
"""… and between lines less than so many em."""

FAR = 3.5
"""White of more than so many em above a column, or above a picture at its top, makes room for a headline, though it may
end short of the column."""

NEVER = 1e6

OTHER_HEAD = 7.0
"""Price of leaving the text under a heading of its own to another article."""

WALL = 5.0
"""Price of an upright rule between two columns that no headline spans."""

ALONE = 5.0
"""Price of text without a headline."""


@dataclass(frozen=True, slots=True)
class Text:
    """A column of running text, or a line that stands in one.

    Attributes:
        part: Its index on the page.
        column: Its lines.
        begins: Its first line is set in; None where it does not tell.
        full: Its last line runs to the end of the measure; None where it does not tell.
        closes: It ends an article, as a byline does.
    """

    part: int
    column: Column
    begins: bool | None
    full: bool | None
    closes: bool

    @property
    def box(self) -> Box:
        return self.column.box


def begins(column: Column, left: float) -> bool | None:
    """Tell whether the first line of a column is set in."""
    if column.rows[0].box.width < 1.5 * EM and len(column.rows) > 1:
        return None  # a drop cap, or a speck
    return column.rows[0].box.x - left > INDENT * EM


def is_full(column: Column, right: float) -> bool | None:
    """Tell whether the last line of a column runs to the end of its measure."""
    return right - column.rows[-1].box.right < FULL * EM


def find_flow(
    texts: Sequence[Text], heads: Mapping[int, int], leads: Mapping[int, Box], around: Surroundings, *, indents: bool
) -> tuple[dict[int, int], dict[int, int]]:
    """Find what every text goes on from.

    Args:
        texts: Columns of running text.
        heads: For every part of a headline, the number of its heading.
        leads: The box of every heading.
        around: The page.
        indents: The page sets paragraphs in.

    Returns:
        For texts by index: the index of the text before it; and the heading that it hangs from.
    """
    if not texts:
        return {}, {}
    prices = _Prices(texts, heads, leads, around, indents=indents)
    n, h = len(texts), len(leads)
    names = list(leads)
    matrix = np.full((n, n + h + n), NEVER)
    for i in range(n):
        for j in range(n):
            if i != j:
                matrix[i, j] = prices.after(i, j)
        for k, name in enumerate(names):
            matrix[i, n + k] = prices.under(i, name)
        matrix[i, n + h + i] = prices.alone(i)
    before: dict[int, int] = {}
    heading: dict[int, int] = {}
    for i, k in assign(matrix):
        if matrix[i, k] >= NEVER:
            continue
        if k < n:
            before[i] = k
        elif k < n + h:
            heading[i] = names[k - n]
    return _without_rings(before, matrix), heading


def _without_rings(before: dict[int, int], matrix: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> dict[int, int]:
    """Cut the dearest link of texts that would go on from themselves."""
    result = dict(before)
    for start in before:
        ring, at = [], start
        while at in result and at not in ring:
            ring.append(at)
            at = result[at]
        if at in ring:
            del result[max(ring[ring.index(at) :], key=lambda i: matrix[i, result[i]])]
    return result


class _Prices:
    def __init__(
        self,
        texts: Sequence[Text],
        heads: Mapping[int, int],
        leads: Mapping[int, Box],
        around: Surroundings,
        *,
        indents: bool,
    ) -> None:
        self.texts, self.heads, self.leads, self.around, self.indents = texts, heads, leads, around, indents
        self.index = {text.part: i for i, text in enumerate(texts)}
        others = [*self.index, *heads]
        self.ceilings = [around.above(text.part, others) for text in texts]
        self.tops = [self._top(i) for i in range(len(texts))]
        self.measures = [self._measure(i) for i in range(len(texts))]
        self.aside = [self._head_aside(i) for i in range(len(texts))]

    def _top(self, i: int) -> int:
        """Return the text at the top of the column that text `i` stands in."""
        seen = {i}
        while (above := self._text_above(i)) is not None and above not in seen and not self._has_room(i):
            i = above
            seen.add(i)
        return i

    def _measure(self, i: int) -> Box:
        """Return the box of a text, a short last line's as wide as the column that it ends."""
        box, lines = self.around.measures[self.texts[i].part], [i]
        while len(self.texts[lines[-1]].column.rows) <= SHORT and self.ceilings[lines[-1]].gap <= WHITE * EM:
            above = self._text_above(lines[-1])
            if above is None or above in lines:
                break
            lines.append(above)
        if len(lines) == 1:
            return box
        column = Box.around(self.texts[k].box for k in lines[1:])
        inside = column.x - EM < box.x and box.right < column.right + EM
        return self.around.widened(self.texts[i].part, box, column) if inside else box

    def _text_above(self, i: int) -> int | None:
        part = self.ceilings[i].part
        return None if part is None else self.index.get(part)

    def _head_over(self, i: int) -> int | None:
        part = self.ceilings[i].part
        return None if part is None else self.heads.get(part)

    def _head_above(self, i: int) -> int | None:
        """Return the heading over text `i`, or the one beside which it begins."""
        return self._head_over(i) if self.aside[i] is None else self.aside[i]

    def _head_aside(self, i: int) -> int | None:
        """Return the heading in the middle of its columns that leaves white above text `i`, the first of them.

        A picture at the top of the column counts to it.
        """
        ceiling, part = self.ceilings[i], self.texts[i].part
        if (ceiling.part is not None and not ceiling.past) or not self._has_room(i):
            return None
        own = self.around.measures[part]
        hanging = [text.box for k, text in enumerate(self.texts) if self.tops[k] == i]
        top = round(own.y - ceiling.reach)
        box = Box.of_edges(own.x, top, max([own.right, *(b.right for b in hanging)]), own.bottom)
        frame = self.around.parts[part].frame
        for j, text in enumerate(self.texts):
            head = self._head_over(j)
            beside = 0 < text.box.x - box.right < GUTTER * EM and abs(text.box.y - box.y) <= 1.5 * LEVEL * EM
            if head is None or not beside or self.around.parts[text.part].frame != frame:
                continue
            lead = self.leads[head]
            if own.y - ceiling.gap - EM < lead.y < lead.bottom <= box.y and not self.around.walled(box, text.box):
                return head
        return None

    def _has_room(self, i: int) -> bool:
        """Tell whether there is white for a headline above text `i`, or above the picture that it stands under."""
        return self.ceilings[i].gap - self.ceilings[i].reach > FAR * EM

    def alone(self, i: int) -> float:
        """Return the price of a text that begins an article without a headline."""
        return ALONE + (1.5 if self.indents and self.texts[i].begins is False else 0.0)

    def under(self, i: int, name: int) -> float:
        """Return the price of a text that hangs from a heading."""
        if self._head_above(i) != name:
            return NEVER
        box = self.texts[i].box
        left = [
            j
            for j, text in enumerate(self.texts)
            if j != i
            and self._head_above(j) == name
            and text.box.x < box.x - EM
            and text.box.bottom > self.leads[name].bottom
        ]
        price = 3.0 * bool(left) + 1.0 * (self.aside[i] == name)
        if self.indents and self.texts[i].begins is False and len(self.texts[i].column.rows) > 1:
            price += 1.0
        return price

    def after(self, i: int, j: int) -> float:
        """Return the price of text `i` going on from text `j`."""
        a, b = self.texts[j], self.texts[i]
        if self.around.parts[a.part].frame != self.around.parts[b.part].frame:
            return NEVER
        price = self._down(i, j) if self._text_above(i) == j else self._across(i, j)
        if price >= NEVER:
            return NEVER
        price += self._type(a.column, b.column)
        if a.closes:
            price += 0.0 if b.closes else 5.0
        return price + self._sentence(a, b)

    def _down(self, i: int, j: int) -> float:
        """Return the price of going on right below."""
        ceiling = self.ceilings[i]
        a, b = self.texts[j].box, self.texts[i].box
        white = ceiling.gap / EM - self._most(i, j)
        price = 0.0 if white < 0 else 0.8 + (0.0 if ceiling.past else min(1.5 * white, 2.5))
        if ceiling.past:
            price += 0.7
        aside = a.x - b.x if len(self.texts[j].column.rows) <= SHORT else max(a.x - b.x, b.right - a.right)
        if aside > 1.5 * EM:
            price += 2.5
        return price

    def _most(self, i: int, j: int) -> float:
        """Return how many em of white there may be between a text and the one right above."""
        kinds = {self.around.parts[self.texts[k].part].kind for k in (i, j)}
        plain = kinds == {Kind.BODY} and self.around.is_white(self.texts[j].box, self.texts[i].box)
        return LINE if plain else WHITE

    def _across(self, i: int, j: int) -> float:
        """Return the price of going on in a column to the right."""
        a, b = self.measures[j], self.around.measures[self.texts[i].part]
        gap = b.x - a.right
        if gap < -0.8 * EM or b.y > a.bottom + 25 * EM:
            return NEVER
        head, own = self._head_above(i), self._head_above(self.tops[j])
        top = self.texts[self.tops[j]].box.y
        price = 0.0
        if gap > GUTTER * EM:
            spanned = head is not None and head == own and abs(b.y - top) <= LEVEL * EM
            filled = b.bottom > top and self.around.filled(a, b, self.around.parts[self.texts[i].part].frame)
            if gap > 3 * max(a.width, b.width) or not (spanned or filled):
                return NEVER
            price += 0.8
        if head is not None:
            price += 0.0 if head == own else OTHER_HEAD
        elif self._text_above(i) is not None:
            price += 0.3 if self._is_level(i, top, own) else 2.0 + self._under_text(i)
        elif abs(b.y - top) <= LEVEL * EM:
            price += 0.3
        elif b.y > top:
            price += 0.9
        else:
            price += 2.5
        if b.y > a.bottom:
            price += 1.2
        if head is None or head != own:
            price += WALL * self.around.walled(a, b)
        return price

    def _is_level(self, i: int, top: int, own: int | None) -> bool:
        """Tell whether a text far below another begins beside the first text under a headline that ends short of it."""
        far = self._has_room(i) and not self.ceilings[i].past
        return own is not None and far and abs(self.texts[i].box.y - top) <= LEVEL * EM

    def _under_text(self, i: int) -> float:
        """Return what it costs to part a text from the text above it."""
        ceiling, above = self.ceilings[i], self._text_above(i)
        parted = above is None or ceiling.past or ceiling.gap > self._most(i, above) * EM
        return 0.0 if parted else 2.5

    @staticmethod
    def _type(a: Column, b: Column) -> float:
        if min(len(a.rows), len(b.rows)) < 2:
            return 0.0
        tall = max(a.height, b.height) / min(a.height, b.height)
        heavy = max(a.weight, b.weight) / max(1e-6, min(a.weight, b.weight))
        wide = max(a.box.width, b.box.width) / min(a.box.width, b.box.width)
        return 2.0 * (tall > 1.12) + 1.5 * (heavy > 1.35) + 1.0 * (wide > 1.25 and min(len(a.rows), len(b.rows)) > 3)

    def _sentence(self, a: Text, b: Text) -> float:
        """Return what the ends of the lines tell: a full line goes on flush, a short one ends its paragraph."""
        if not self.indents or a.full is None or b.begins is None or b.closes or a.closes:
            return 0.0
        if a.full:
            return 0.6 if b.begins else -0.8
        return 0.2 if b.begins else 2.5
