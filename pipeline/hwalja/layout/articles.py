"""Articles: headlines and their subheadings, and the texts that hang from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from hwalja.geometry import Box
from hwalja.layout.around import Obstacles, Part, Surroundings
from hwalja.layout.canvas import EM
from hwalja.layout.flow import LEVEL, Text, begins, find_flow, is_full
from hwalja.layout.roles import BodyType, is_low, is_small
from hwalja.model import Role

STACK = 2.0
"""Lines of a headline and its subheadings stand at most so many heights of the larger type, or …"""

STACK_LEAST = 1.8
"""… so many em apart."""

SAME = 1.06
"""Lines of one heading whose heights differ by no more than this factor are set in one size."""

SIBLING = 0.93
"""A bold line at least so many times as high as the headline of its article is a headline itself …"""

BRIEF, SMALLER = 1.3, 0.8
"""… and so many times where that is no higher than so many times the body: short news, their headlines set to fit."""

FILLED = 0.62
"""A headline fills at least this share of its black box: a label may be shorter."""

CLOSE = 3.0
"""A subheading between paragraphs stands at most so many em below the text that it follows, and above its own."""

INDENTED = 0.06
"""Pages that set paragraphs in have at least this share of lines that are."""


@dataclass(frozen=True, slots=True)
class Articles:
    """What the parts of a page became.

    Attributes:
        roles: Of every part.
        articles: Indices into the parts, each article in reading order.
    """

    roles: tuple[Role, ...]
    articles: tuple[tuple[int, ...], ...]


def find_articles(parts: Sequence[Part], obstacles: Obstacles, body: BodyType) -> Articles:
    """Group parts into articles, and tell headlines, subheadings and text apart."""
    around = Surroundings(parts, obstacles)
    grouping = _Grouping(around, body)
    promoted: frozenset[int] = frozenset()
    while True:
        draft = grouping.read(promoted)
        more = grouping.siblings(draft) - promoted
        if not more:
            return grouping.finished(draft)
        promoted |= more


@dataclass(frozen=True, slots=True)
class _Draft:
    """Headings (parts, top to bottom) and chains of texts (parts, as read), and which chain hangs from which."""

    headings: tuple[tuple[int, ...], ...]
    chains: tuple[tuple[int, ...], ...]
    hung: dict[int, int]
    cross: frozenset[int]


class _Grouping:
    def __init__(self, around: Surroundings, body: BodyType) -> None:
        self.around, self.parts, self.body = around, around.parts, body
        self.text = [i for i, p in enumerate(self.parts) if p.role is Role.BODY]
        self.display = [i for i, p in enumerate(self.parts) if p.role is Role.HEADLINE]
        self.known = [*self.text, *self.display]

    def read(self, promoted: frozenset[int]) -> _Draft:
        """Read the page with some bold lines taken for headlines."""
        cross, tails = self._inside(promoted)
        stacks = self._stacks([i for i in self.display if i not in cross | tails])
        texts = self._texts(cross, tails)
        heads = {i: k for k, stack in enumerate(stacks) for i in stack}
        leads = {k: Box.around(self.parts[i].box for i in stack) for k, stack in enumerate(stacks)}
        before, heading = find_flow(texts, heads, leads, self.around, indents=_indents(texts))
        after = {j: i for i, j in before.items()}
        chains: list[tuple[int, ...]] = []
        hung: dict[int, int] = {}
        for i in range(len(texts)):
            if i in before:
                continue
            chain = [i]
            while chain[-1] in after:
                chain.append(after[chain[-1]])
            if i in heading:
                hung[len(chains)] = heading[i]
            chains.append(tuple(texts[k].part for k in chain))
        return _Draft(tuple(tuple(s) for s in stacks), tuple(chains), hung, frozenset(cross))

    def siblings(self, draft: _Draft) -> frozenset[int]:
        """Return bold lines inside articles that are set as large as the headline above: headlines of their own."""
        found = set()
        for k, chain in enumerate(draft.chains):
            if k not in draft.hung and self._under_label(draft, chain[0]):
                found |= {i for i in chain if i in draft.cross}
            elif k in draft.hung:
                size = max(self.parts[i].column.height for i in draft.headings[draft.hung[k]])
                least = (SIBLING if size > BRIEF * self.body.height else SMALLER) * size
                found |= {i for i in chain if i in draft.cross and self.parts[i].column.height >= least}
        return frozenset(found)

    def _under_label(self, draft: _Draft, i: int) -> bool:
        """Tell whether a text stands right under a section label: news in brief."""
        hung = set(draft.hung.values())
        labels = [j for k, stack in enumerate(draft.headings) if k not in hung for j in stack]
        above = self.around.above(i, [*self.known, *labels])
        return above.part in labels

    def finished(self, draft: _Draft) -> Articles:
        roles = [p.role for p in self.parts]
        for chain in draft.chains:
            for i in chain:
                roles[i] = Role.SUBHEADING if i in draft.cross else Role.BODY
        for stack in draft.headings:
            self._tell_headline(stack, roles)
        articles = []
        taken = set()
        for k, chain in enumerate(draft.chains):
            heading = draft.headings[draft.hung[k]] if k in draft.hung else ()
            taken |= set(heading)
            articles.append((*heading, *chain))
        for stack in draft.headings:
            for i in stack:
                if i not in taken:
                    roles[i] = Role.LABEL
        return Articles(tuple(roles), tuple(articles))

    def _inside(self, promoted: frozenset[int]) -> tuple[set[int], set[int]]:
        """Return the bold lines that stand between paragraphs, and those that close a text."""
        cross: set[int] = set()
        tails: set[int] = set()
        for i in self.display:
            if i in promoted or not is_small(self.parts[i].column, self.body):
                continue
            kind = self._kind(i)
            if kind == "tail":
                tails.add(i)
            elif kind == "cross":
                cross.add(i)
        return cross, tails

    def _kind(self, i: int) -> str:
        part = self.parts[i]
        above, below = self.around.above(i, self.known), self.around.below(i, self.known)
        over = (
            above.part if above.part in self.text and above.gap <= CLOSE * EM and self._within(i, above.part) else None
        )
        under = (
            below.part if below.part in self.text and below.gap <= CLOSE * EM and self._within(i, below.part) else None
        )
        rows = len(part.column.rows)
        if over is not None and not above.past:
            measure = self.parts[over].box
            flush_right = abs(measure.right - part.box.right) < 1.2 * EM and part.box.x - measure.x > 1.5 * EM
            if above.gap < 1.8 * EM and ((flush_right and rows == 1) or (under is None and rows <= 3)):
                return "tail"
            if under is not None and rows <= 2:
                return "cross"
        if under is not None and rows <= 2 and self._level(i):
            return "cross"
        return "head"

    def _within(self, i: int, j: int) -> bool:
        box, measure = self.parts[i].box, self.parts[j].box
        return measure.x - EM <= box.x and box.right <= measure.right + EM

    def _level(self, i: int) -> bool:
        """Tell whether text of the column to the left stands beside a line: it is at the top of a column then."""
        box = self.parts[i].box
        if any(
            -0.5 * EM < box.x - p.right < 3 * EM and p.overlap_y(box) > 0.5 * box.height
            for p in self.around.obstacles.pictures
        ):
            return True
        return any(
            -0.5 * EM < box.x - self.parts[j].box.right < 3 * EM
            and self.parts[j].box.y <= box.y + LEVEL * EM
            and self.parts[j].box.bottom > box.y
            and self.parts[j].frame == self.parts[i].frame
            and not self.around.walled(self.parts[j].box, box)
            for j in self.text
        )

    def _stacks(self, display: Sequence[int]) -> list[list[int]]:
        """Put headline and subheadings that stand under one another together, top to bottom."""
        stacks: list[list[int]] = []
        labels = {i for i in display if self._is_label(i, display)}
        for i in sorted(set(display) - labels, key=lambda i: self.parts[i].box.y):
            home = next((s for s in stacks if any(self._on_stack(i, j) for j in s)), None)
            if home is None:
                stacks.append([i])
            else:
                home.append(i)
        return stacks + [[i] for i in sorted(labels)]

    def _is_label(self, i: int, display: Sequence[int]) -> bool:
        """Tell whether a line stands over headlines of others: over several side by side, or as a small black bar."""
        part = self.parts[i]
        below = [j for j in display if j != i and self._on_stack(j, i, bar=True)]
        apart = any(
            self.parts[j].box.overlap_x(self.parts[k].box) < 0 and self.parts[j].box.overlap_y(self.parts[k].box) > 0
            for j in below
            for k in below
        )
        if not (part.column.reversed and len(part.column.rows) == 1 and is_low(part.column, self.body)):
            return apart
        bar = self._bar(i)
        short = bar is not None and part.box.width < FILLED * bar.width
        return apart or short or (bool(below) and not self.parts[below[0]].column.reversed)

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

    def _bar(self, i: int) -> Box | None:
        """Return the black box that a line stands in."""
        return next((b for b in self.around.obstacles.bars if b.contains(self.parts[i].box, slack=0.5 * EM)), None)

    def _under_bar(self, i: int, j: int) -> bool:
        bar = self._bar(j)
        return bar is not None and bar.overlap_x(self.parts[i].box) > 0.5 * self.parts[i].box.width

    def _texts(self, cross: set[int], tails: set[int]) -> list[Text]:
        texts = []
        for i in sorted([*self.text, *cross, *tails], key=lambda i: (self.parts[i].box.y, self.parts[i].box.x)):
            column = self.parts[i].column
            left, right = self._measure(i)
            plain = i not in cross and i not in tails
            texts.append(
                Text(
                    i,
                    column,
                    begins(column, left) if plain else None,
                    is_full(column, right) if plain else None,
                    i in tails or self._is_byline(i, left, right),
                )
            )
        return texts

    def _measure(self, i: int) -> tuple[float, float]:
        """Return the edges of the measure that a text is set to, as the columns in line with it tell."""
        box = self.parts[i].box
        line = [
            self.parts[j].box
            for j in self.text
            if abs(self.parts[j].box.x - box.x) < 1.6 * EM and abs(self.parts[j].box.right - box.right) < 1.6 * EM
        ]
        rows = [row.box for row in self.parts[i].column.rows]
        if len(rows) >= 4:
            return float(sorted(r.x for r in rows)[len(rows) // 6]), float(box.right)
        return float(min([box.x, *(b.x for b in line)])), float(max([box.right, *(b.right for b in line)]))

    def _is_byline(self, i: int, left: float, right: float) -> bool:
        """Tell whether a text is one short line set to the right: a byline in the body's own face."""
        column = self.parts[i].column
        return len(column.rows) == 1 and column.box.x - left > 3 * EM and right - column.box.right < 1.2 * EM

    def _tell_headline(self, stack: Sequence[int], roles: list[Role]) -> None:
        """In a heading, the largest type is the headline, all other the subheadings."""
        largest = max(self.parts[i].column.height for i in stack)
        first = next(i for i in stack if self.parts[i].column.height * SAME >= largest)
        size = self.parts[first].column.height
        for i in stack:
            same = 1 / SAME <= self.parts[i].column.height / size <= SAME
            roles[i] = Role.HEADLINE if i == first or (same and self._one_face(i, first)) else Role.SUBHEADING

    def _one_face(self, i: int, j: int) -> bool:
        a, b = self.parts[i].column, self.parts[j].column
        return a.reversed == b.reversed and max(a.weight, b.weight) < 1.4 * min(a.weight, b.weight)


def _indents(texts: Sequence[Text]) -> bool:
    """Tell whether the page sets the first lines of paragraphs in."""
    columns = [t.column for t in texts if len(t.column.rows) >= 5]
    if not columns:
        return False
    rows = [row.box.x - float(median(r.box.x for r in c.rows)) for c in columns for row in c.rows]
    return sum(0.5 * EM < x < 2.5 * EM for x in rows) >= INDENTED * len(rows)
