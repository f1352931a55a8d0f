"""Articles: every column finds the headline it hangs from, or the column it goes on from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from hwalja.geometry import Box
from hwalja.layout.canvas import EM
from hwalja.layout.columns import Column
from hwalja.layout.order import column_order
from hwalja.model import Role

STACK = 2.2
"""Lines of a headline and its subheadings stand at most so many heights of their type apart."""

HEADLINE = 0.8
"""Lines of a headline without tall letters come out lower; subheadings are set smaller than this share of it."""

CROSSHEAD = 1.28
"""A subheading between paragraphs is set at most so many times as high as the body …"""

CROSSHEAD_GAP = 2.6
"""… and stands at most so many em below the text that it follows."""

TIGHT = 0.9
"""A rule between articles has white above and below: together more than so many em."""

SMALL_HEADLINE = 1.5
"""Below so many times the body's height, headline and subheadings are told apart by their places, not their sizes."""

BESIDE = 3.0
"""Columns of one article stand at most so many em apart."""

LEVEL = 1.6
"""Columns of one article begin on one level, give or take so many em."""


@dataclass(frozen=True, slots=True)
class Part:
    """A column with its role and the frame that it stands in (-1: none)."""

    column: Column
    role: Role
    frame: int

    @property
    def box(self) -> Box:
        return self.column.box


@dataclass(slots=True)
class Draft:
    """An article in the making: indices of its parts."""

    heading: list[int] = field(default_factory=list)
    text: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Obstacles:
    """What parts articles: rules."""

    horizontal: Sequence[Box]
    vertical: Sequence[Box]


def find_articles(
    parts: Sequence[Part], obstacles: Obstacles, body_height: float
) -> tuple[list[Role], list[list[int]]]:
    """Group parts into articles.

    Returns:
        The roles of all parts, display type told apart into headlines and subheadings, and the articles as lists
        of indices into `parts`, each in reading order.
    """
    text = [i for i, p in enumerate(parts) if p.role in (Role.BODY, Role.CAPTION)]
    display = [i for i, p in enumerate(parts) if p.role is Role.HEADLINE]
    cross = {i for i in display if _is_crosshead(parts, i, text, obstacles, body_height)}
    stacks = _stacks(parts, [i for i in display if i not in cross], obstacles)
    home: dict[int, int] = {i: s for s, stack in enumerate(stacks) for i in stack}
    drafts = [Draft(heading=stack) for stack in stacks]
    waiting = sorted([*text, *cross], key=lambda i: (parts[i].box.y, parts[i].box.x))
    while waiting:
        found = _next(parts, waiting, home, obstacles)
        if found is None:
            found = waiting[0], len(drafts)
            drafts.append(Draft())
        i, owner = found
        drafts[owner].text.append(i)
        home[i] = owner
        waiting.remove(i)
    roles = [p.role for p in parts]
    for i in cross:
        roles[i] = Role.SUBHEADING
    for draft in drafts:
        _tell_headline(parts, draft, roles, body_height)
    _give_away(parts, drafts, roles, home, obstacles)
    return roles, [_ordered(parts, draft) for draft in drafts if draft.text]


def _is_crosshead(parts: Sequence[Part], i: int, text: Sequence[int], obstacles: Obstacles, body_height: float) -> bool:
    """Tell whether display type stands between two paragraphs of a running text."""
    part = parts[i]
    if part.column.height > CROSSHEAD * body_height or len(part.column.rows) > 1 or part.column.reversed:
        return False
    for j in text:
        upper = parts[j].box
        fits = upper.x - EM <= part.box.x and part.box.right <= upper.right + EM and parts[j].frame == part.frame
        gap = part.box.y - upper.bottom
        if fits and -0.3 * EM <= gap <= CROSSHEAD_GAP * EM and not _ruled(upper, part.box, obstacles.horizontal):
            return True
    # at the top of a column: level with the text of the column before, where no headline would stand
    left = _beside(parts, i, text, obstacles, to_left=True)
    return left is not None and abs(parts[left].box.y - part.box.y) <= LEVEL * EM


def _stacks(parts: Sequence[Part], display: Sequence[int], obstacles: Obstacles) -> list[list[int]]:
    """Put headline and subheadings that stand under one another together, top to bottom."""
    stacks: list[list[int]] = []
    for i in sorted(display, key=lambda i: parts[i].box.y):
        home = next((s for s in stacks if _on_stack(parts, i, s[-1], display, obstacles)), None)
        if home is None:
            stacks.append([i])
        else:
            home.append(i)
    return stacks


def _on_stack(parts: Sequence[Part], i: int, last: int, display: Sequence[int], obstacles: Obstacles) -> bool:
    lower, upper = parts[i].box, parts[last].box
    if parts[i].frame != parts[last].frame or _ruled(upper, lower, obstacles.horizontal):
        return False
    narrower = min(lower.width, upper.width)
    gap = lower.y - upper.bottom
    reach = STACK * max(parts[i].column.height, parts[last].column.height)
    near = -0.5 * EM <= gap <= reach and lower.overlap_x(upper) >= 0.5 * narrower
    between = Box.of_edges(
        max(lower.x, upper.x), upper.bottom, min(lower.right, upper.right), max(lower.y, upper.bottom)
    )
    clear = all(p.box.shared(between) == 0 for k, p in enumerate(parts) if k not in (i, last) and k not in display)
    return near and clear


def _next(
    parts: Sequence[Part], waiting: Sequence[int], home: dict[int, int], obstacles: Obstacles
) -> tuple[int, int] | None:
    """Return a waiting column and the article that it belongs to; None where none has to do with any article yet."""
    for i in waiting:
        owner = _owner(parts, i, waiting, home, obstacles)
        if owner is not None:
            return i, owner
    for i in waiting:
        right = _beside(parts, i, home, obstacles, to_left=False)
        level = right is not None and abs(parts[right].box.y - parts[i].box.y) <= LEVEL * EM
        if right is not None and level and _above(parts, i, [*home, *waiting], obstacles) is None:
            return i, home[right]
    return None


def _owner(
    parts: Sequence[Part], i: int, waiting: Sequence[int], home: dict[int, int], obstacles: Obstacles
) -> int | None:
    """Return the article that a column hangs from or goes on from, None while that is not known."""
    above = _above(parts, i, [*home, *waiting], obstacles)
    if above is not None and above not in home:
        return None
    if above is not None and parts[above].role is Role.HEADLINE:
        return home[above]
    left = _beside(parts, i, [*home, *waiting], obstacles, to_left=True)
    if left is not None and left not in home:
        return None
    if above is None:
        return None if left is None else home[left]
    if left is None or home[left] == home[above]:
        return home[above]
    # text of another article above, but a column on this very level to the left: a column begins here
    level = abs(parts[left].box.y - parts[i].box.y) <= LEVEL * EM
    far = parts[i].box.y - parts[above].box.bottom > 2.5 * EM
    return home[left] if level and far else home[above]


def _above(parts: Sequence[Part], i: int, others: Iterable[int], obstacles: Obstacles) -> int | None:
    """Return the nearest part above in the same frame, with no rule between."""
    box = parts[i].box
    best, nearest = None, float("inf")
    for j in others:
        upper = parts[j].box
        if j == i or parts[j].frame != parts[i].frame or upper.centre[1] >= box.centre[1]:
            continue
        if upper.overlap_x(box) < 0.3 * min(upper.width, box.width):
            continue
        gap = box.y - upper.bottom
        if gap < nearest:
            best, nearest = j, gap
    if best is None or _ruled(parts[best].box, box, obstacles.horizontal):
        return None
    return best


def _beside(parts: Sequence[Part], i: int, others: Iterable[int], obstacles: Obstacles, *, to_left: bool) -> int | None:
    """Return the neighbouring column that this one may go on from: the one that begins nearest to its level."""
    box = parts[i].box
    beside = []
    for j in others:
        other = parts[j].box
        if j == i or parts[j].frame != parts[i].frame or parts[j].role is not Role.BODY:
            continue
        left, right = (other, box) if to_left else (box, other)
        if not -0.5 * EM <= right.x - left.right <= BESIDE * EM:
            continue
        if other.y > box.y + LEVEL * EM or other.bottom < box.y or _walled(left, right, obstacles.vertical):
            continue
        beside.append((abs(other.y - box.y), j))
    return min(beside)[1] if beside else None


def _ruled(upper: Box, lower: Box, horizontal: Sequence[Box]) -> bool:
    """Tell whether a level rule runs between two boxes; what runs between close lines is a fold or an underline."""
    if lower.y - upper.bottom < TIGHT * EM:
        return False
    left, right = max(upper.x, lower.x), min(upper.right, lower.right)
    if right <= left:
        left, right = lower.x, lower.right
    return any(
        upper.centre[1] < r.centre[1] < lower.centre[1] and min(right, r.right) - max(left, r.x) > 0.5 * (right - left)
        for r in horizontal
    )


def _walled(left: Box, right: Box, vertical: Sequence[Box]) -> bool:
    """Tell whether an upright rule runs between two boxes."""
    top, bottom = max(left.y, right.y), min(left.bottom, right.bottom)
    return any(
        left.centre[0] < r.centre[0] < right.centre[0]
        and min(bottom, r.bottom) - max(top, r.y) > 0.5 * max(1, bottom - top)
        for r in vertical
    )


def _tell_headline(parts: Sequence[Part], draft: Draft, roles: list[Role], body_height: float) -> None:
    """In a heading, the largest type is the headline, all other the subheadings."""
    if not draft.heading:
        return
    largest = max(parts[i].column.height for i in draft.heading)
    small = largest < SMALL_HEADLINE * body_height
    for i in draft.heading:
        main = i == draft.heading[0] if small else parts[i].column.height >= HEADLINE * largest
        roles[i] = Role.HEADLINE if main else Role.SUBHEADING


def _give_away(
    parts: Sequence[Part], drafts: Sequence[Draft], roles: list[Role], home: dict[int, int], obstacles: Obstacles
) -> None:
    """Give bold lines that nothing hangs from, such as bylines, to the text that they stand under."""
    for draft in drafts:
        if draft.text or len(draft.heading) != 1:
            continue
        (i,) = draft.heading
        above = _above(parts, i, home, obstacles)
        if above is not None and drafts[home[above]].text and len(parts[i].column.rows) == 1:
            roles[i] = Role.BODY
            drafts[home[above]].text.append(i)
            draft.heading.clear()


def _ordered(parts: Sequence[Part], draft: Draft) -> list[int]:
    return draft.heading + [draft.text[k] for k in column_order([parts[i].box for i in draft.text])]
