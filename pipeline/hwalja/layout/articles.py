"""Articles: headlines and their subheadings, and the texts that hang from them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

from hwalja.geometry import Box
from hwalja.layout.around import RUNNING, Part, Surroundings
from hwalja.layout.canvas import EM
from hwalja.layout.flow import Text, begins, find_flow, is_full
from hwalja.layout.groups import Groups
from hwalja.layout.kinds import Kind
from hwalja.model import Role

STACK = 2.0
"""Lines of a headline and its subheadings stand at most so many heights of the larger type, or …"""

STACK_LEAST = 1.8
"""… so many em apart."""

SAME = 1.12
"""Lines of one headline differ in height by no more than this factor."""

DECK = 1.4
"""What is so many times as small as a headline in its heading is a subheading."""

BESIDE = 2.5
"""Parts of one line of a headline stand at most so many heights apart."""

LOW = 1.6
"""Section labels are set no more than so many em high, unless they are told by their kind."""

INDENTED = 0.06
"""Pages that set paragraphs in have at least this share of lines that are."""

HEADING = (Kind.HEADLINE, Kind.SUBHEADING)

ROLES = {
    Kind.BODY: Role.BODY,
    Kind.HEADLINE: Role.HEADLINE,
    Kind.SUBHEADING: Role.SUBHEADING,
    Kind.CROSSHEAD: Role.SUBHEADING,
    Kind.BYLINE: Role.BODY,
    Kind.CAPTION: Role.CAPTION,
    Kind.ADVERTISEMENT: Role.ADVERTISEMENT,
    Kind.HEADER: Role.HEADER,
    Kind.LABEL: Role.LABEL,
}
"""Bylines are read with the text that they stand in: what they say tells them surely."""


@dataclass(frozen=True, slots=True)
class Articles:
    """What the parts of a page became.

    Attributes:
        roles: Of every part.
        articles: Indices into the parts, each article in reading order.
    """

    roles: tuple[Role, ...]
    articles: tuple[tuple[int, ...], ...]


def find_articles(around: Surroundings) -> Articles:
    """Group the parts of a page into articles: headings, and the texts that hang from them."""
    return _Grouping(around).articles()


def find_roles(parts: Sequence[Part]) -> list[Role]:
    """Return what parts are by their kind; what is a header below the middle of the type is a footer."""
    middle = Box.around(p.box for p in parts).centre[1] if parts else 0.0
    return [Role.FOOTER if p.kind is Kind.HEADER and p.box.centre[1] > middle else ROLES[p.kind] for p in parts]


class _Grouping:
    def __init__(self, around: Surroundings) -> None:
        self._take(around)
        self._tell(Kind.CROSSHEAD, {i for stack in self.stacks for i in stack if not self._has_headline(stack)})
        self.chains = self._chains()
        if large := self._large_crossheads():
            self._tell(Kind.HEADLINE, large)
            self.chains = self._chains()

    def _tell(self, kind: Kind, which: Collection[int]) -> None:
        """Take some parts for another kind than they were told to be."""
        if which:
            parts = [replace(p, kind=kind) if i in which else p for i, p in enumerate(self.parts)]
            self._take(Surroundings(parts, self.around.obstacles))

    def _large_crossheads(self) -> set[int]:
        """Return the lines between paragraphs that are set as large as the headline of their text: they are others."""
        return {
            i
            for stack, chain in self.chains
            if self._has_headline(stack)
            for i in chain
            if self.parts[i].kind is Kind.CROSSHEAD and self.parts[i].column.height * SAME >= self._main(stack)
        }

    def _main(self, stack: Sequence[int]) -> float:
        """Return the height of the headline of a heading: of the line that takes most room."""
        heads = [self.parts[i] for i in stack if self.parts[i].kind is Kind.HEADLINE]
        return max(heads, key=lambda part: part.column.height * part.box.width).column.height

    def _take(self, around: Surroundings) -> None:
        self.around, self.parts = around, around.parts
        self.text = [i for i, p in enumerate(self.parts) if p.kind in RUNNING]
        self.display = [i for i, p in enumerate(self.parts) if p.kind in HEADING]
        self.known = [*self.text, *self.display]
        self.texts = self._texts()
        self.indents = _indents(self.texts)
        self.stacks = self._stacks()

    def articles(self) -> Articles:
        roles = find_roles(self.parts)
        articles = []
        left = {i for stack in self.stacks for i in stack}
        for stack, chain in self.chains:
            left.difference_update(stack)
            self._tell_headline(stack or self._own_heading(chain), roles)
            articles.append((*stack, *chain))
        for i in left:
            roles[i] = Role.LABEL
        return Articles(tuple(roles), tuple(articles))

    def _chains(self) -> list[tuple[list[int], list[int]]]:
        """Return the heading of every article, empty where there is none, and its texts in reading order."""
        heads = {i: k for k, stack in enumerate(self.stacks) for i in stack}
        leads = {k: Box.around(self.parts[i].box for i in stack) for k, stack in enumerate(self.stacks)}
        before, heading = find_flow(self.texts, heads, leads, self.around, indents=self.indents)
        after = {j: i for i, j in before.items()}
        firsts = [i for i in range(len(self.texts)) if i not in before]
        stacks = [self.stacks[heading[i]] if i in heading else [] for i in firsts]
        chains = [[self.texts[i].part for i in _chain(first, after)] for first in firsts]
        return list(zip(stacks, chains, strict=True))

    def _own_heading(self, chain: Sequence[int]) -> list[int]:
        """Return the line at the top of a text without a headline that was taken for one between paragraphs."""
        return list(chain[:1]) if self.parts[chain[0]].kind is Kind.CROSSHEAD and len(chain) > 1 else []

    def _has_headline(self, stack: Sequence[int]) -> bool:
        return any(self.parts[i].kind is Kind.HEADLINE for i in stack)

    def _tell_headline(self, stack: Sequence[int], roles: list[Role]) -> None:
        """See to it that a heading has one headline: where no line is known for one, the largest type is it."""
        if self._has_headline(stack):
            main = self._main(stack)
            for i in stack:
                if self.parts[i].column.height * DECK < main:
                    roles[i] = Role.SUBHEADING
            return
        largest = max((self.parts[i].column.height for i in stack), default=0.0)
        for i in stack:
            if self.parts[i].column.height * SAME >= largest:
                roles[i] = Role.HEADLINE

    def _stacks(self) -> list[list[int]]:
        """Put headlines and subheadings that stand under or beside one another together, in reading order."""
        labels = {i for i in self.display if self._is_label(i)}
        display = [i for i in self.display if i not in labels]
        groups = Groups(len(display))
        for a, i in enumerate(display):
            for b, j in enumerate(display):
                if i != j and (self._on_stack(i, j) or self._goes_on(i, j)):
                    groups.join(a, b)
        return [self._in_order(stack) for stack in groups.of(display)] + [[i] for i in sorted(labels)]

    def _in_order(self, stack: Sequence[int]) -> list[int]:
        """Return parts line by line, those of one line from left to right."""
        lines: list[list[int]] = []
        for i in sorted(stack, key=lambda i: self.parts[i].box.centre[1]):
            box = self.parts[i].box
            level = lines and any(
                self.parts[j].box.overlap_y(box) > 0.5 * min(self.parts[j].box.height, box.height) for j in lines[-1]
            )
            if level:
                lines[-1].append(i)
            else:
                lines.append([i])
        return [i for line in lines for i in sorted(line, key=lambda i: self.parts[i].box.x)]

    def _is_label(self, i: int) -> bool:
        """Tell whether a headline stands over the headlines of others side by side: it names a section."""
        if self.parts[i].kind is not Kind.HEADLINE or self.parts[i].column.height > LOW * EM:
            return False
        below = [j for j in self.display if j != i and self._on_stack(j, i, bar=True)]
        heads = [j for j in below if self.parts[j].kind is Kind.HEADLINE]
        others = below if self.parts[i].column.reversed and len(self.parts[i].column.rows) == 1 else heads
        return any(
            self.parts[j].box.overlap_x(self.parts[k].box) < 0 and self.parts[j].box.overlap_y(self.parts[k].box) > 0
            for j in heads
            for k in others
        )

    def _goes_on(self, i: int, j: int) -> bool:
        """Tell whether headline `i` goes on in headline `j` on its right, although a column begins there.

        The text below would begin a paragraph if it began an article.
        """
        left, right = self.parts[i], self.parts[j]
        if not (self.indents and left.kind is right.kind is Kind.HEADLINE and left.frame == right.frame):
            return False
        low, high = sorted(max(p.height for row in part.column.rows for p in row.parts) for part in (left, right))
        gap = right.box.x - left.box.right
        level = left.box.overlap_y(right.box) > 0.6 * min(left.box.height, right.box.height)
        single = min(len(left.column.rows), len(right.column.rows)) == 1
        beside = level and single and high < SAME * low and 0 < gap < BESIDE * high
        if not beside or self.around.walled(left.box, right.box):
            return False
        below = [k for k in self.known if self.around.above(k, self.known).part == j]
        first = min(below, key=lambda k: self.parts[k].box.x, default=-1)
        text = next((t for t in self.texts if t.part == first), None)
        return text is not None and text.begins is False and len(text.column.rows) > 1

    def _on_stack(self, i: int, j: int, *, bar: bool = False) -> bool:
        """Tell whether line `i` stands under line `j` in one heading; a bar reaches further than its letters."""
        lower, upper = self.parts[i], self.parts[j]
        gap = lower.box.y - upper.box.bottom
        reach = max(STACK * max(lower.column.height, upper.column.height), STACK_LEAST * EM)
        if lower.frame != upper.frame or not -0.5 * EM <= gap <= reach or self.around.ruled(upper.box, lower.box):
            return False
        if lower.box.overlap_x(upper.box) < 0.5 * min(lower.box.width, upper.box.width) and not (
            bar and upper.column.reversed and self._under_bar(i, j)
        ):
            return False
        white = Box.of_edges(
            max(lower.box.x, upper.box.x),
            upper.box.bottom,
            min(lower.box.right, upper.box.right),
            max(lower.box.y, upper.box.bottom),
        )
        return all(self.parts[k].box.shared(white) == 0 for k in self.text)

    def _under_bar(self, i: int, j: int) -> bool:
        bars = self.around.obstacles.bars
        bar = next((b for b in bars if b.contains(self.parts[j].box, slack=0.5 * EM)), None)
        return bar is not None and bar.overlap_x(self.parts[i].box) > 0.5 * self.parts[i].box.width

    def _texts(self) -> list[Text]:
        texts = []
        for i in sorted(self.text, key=lambda i: (self.parts[i].box.y, self.parts[i].box.x)):
            part = self.parts[i]
            left, right = self._measure(i)
            plain = part.kind is Kind.BODY
            texts.append(
                Text(
                    i,
                    part.column,
                    begins(part.column, left) if plain else None,
                    is_full(part.column, right) if plain else None,
                    part.kind is Kind.BYLINE and self.around.above(i, self.known).part in self.text,
                )
            )
        return texts

    def _measure(self, i: int) -> tuple[float, float]:
        """Return the edges of the measure that a text is set to, as the columns in line with it tell."""
        box = self.around.measures[i]
        line = [
            self.parts[j].box
            for j in self.text
            if abs(self.parts[j].box.x - box.x) < 1.6 * EM and abs(self.parts[j].box.right - box.right) < 1.6 * EM
        ]
        rows = [row.box for row in self.parts[i].column.rows]
        if len(rows) >= 4:
            return float(sorted(r.x for r in rows)[len(rows) // 6]), float(box.right)
        return float(min([box.x, *(b.x for b in line)])), float(max([box.right, *(b.right for b in line)]))


def _chain(first: int, after: Mapping[int, int]) -> list[int]:
    """Return a text and what goes on from it."""
    chain = [first]
    while chain[-1] in after:
        chain.append(after[chain[-1]])
    return chain


def _indents(texts: Sequence[Text]) -> bool:
    """Tell whether the page sets the first lines of paragraphs in."""
    columns = [t.column for t in texts if len(t.column.rows) >= 5]
    if not columns:
        return False
    rows = [row.box.x - float(median(r.box.x for r in c.rows)) for c in columns for row in c.rows]
    return sum(0.5 * EM < x < 2.5 * EM for x in rows) >= INDENTED * len(rows)
