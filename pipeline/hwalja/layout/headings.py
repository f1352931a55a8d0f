"""Lines of headlines: parted where two stand side by side, put together over wide spaces.

The net sees one line where the gutter between two headlines is hardly wider than their word spaces, and two where a
quotation mark or an ellipsis brings white of its own. Below another headline, text begins at the gutter; and two are
seldom set alike in size and base line. Where the line of the headline above or below runs on, it is one; where the
white goes on in that, or one ends and another begins there, they are two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from hwalja.geometry import Box
from hwalja.layout.canvas import EM, Mask
from hwalja.layout.columns import merged
from hwalja.layout.groups import Groups
from hwalja.layout.strip import DISPLAY, Strip, cut_out, median_by_width, part_of

GAP = 0.4
"""Gutters are at least so many heights of a headline wide."""

BELOW, LINES, EDGE = 15.0, 4, 0.5
"""A column begins below where so many lines begin within so many em below, each within so many em of its edge."""

GUTTER, OVERHANG = 2.5, 0.3
"""Columns end at most so many em before the next; a headline does not run more than so many em into the gutter."""

SIZE, BASE = 1.08, 0.1
"""Words of one headline differ in size by no more than this factor, in base line by so many heights."""

STEP, WORDS = 1.12, 2
"""All words of one headline may be so many times as large as all of the next, if either has so many."""

SPACE, MARK, LOW = 1.1, 0.65, 0.45
"""Words stand so many heights apart at most; a mark, lower than so many heights, brings white of its own."""

BRIDGED = 2.5
"""… and so many heights where a line above or below runs on."""

TONE = 1.25
"""Parts of one headline differ in tone by no more than this factor."""

TALL = 0.85
"""Words stand on the base line whose letters are this share of the tallest, or more: Latin ones are lower."""

OPEN = 0.6
"""A gap goes on in the line above or below where that is open along so much of it."""

DOT = 0.22, 0.75
"""Dots are lower than so many heights of their headline, and than so many em."""

RULED = 0.6
"""A rule between two headlines stands along more than this share of their height."""

WIDER = 1.6
"""… and no white between them is so many times as wide as any other."""


def whole_headings(strips: Sequence[Strip], rules: Mask) -> list[Strip]:
    """Cut lines of display type where another headline begins, and join the parts of one."""
    small = [s for s in strips if s.height < DISPLAY * EM]
    text = np.array([[s.box.x, s.box.y, s.box.right] for s in small]).reshape(-1, 3)
    large = [s for s in strips if s.height >= DISPLAY * EM]
    large = [part for strip in large for part in _cut(strip, text, large)]
    groups = Groups(len(large))
    for i, left in enumerate(large):
        for j, right in enumerate(large):
            if left.box.x < right.box.x and _is_one(left, right, text, rules, large):
                groups.join(i, j)
    lines = [merged(sorted(group, key=lambda s: s.box.x)) for group in groups.of(large)]
    return _with_dots(lines, small)


def _with_dots(lines: Sequence[Strip], small: Sequence[Strip]) -> list[Strip]:
    """Give the dots that the net did not see as type to the headline that ends in them."""
    rest, found = list(small), []
    for line in lines:
        dots = [s for s in rest if _is_dots(s.box, line)]
        rest = [s for s in rest if s not in dots]
        found.append(part_of(line, sorted([*line.parts, *(d.box for d in dots)])) if dots else line)
    return [*rest, *found]


def _is_dots(box: Box, line: Strip) -> bool:
    """Tell whether something beside the end of a headline is its dots: lower than any type."""
    low = box.height < min(DOT[0] * line.height, DOT[1] * EM)
    near = -0.2 < (box.x - line.box.right) / line.height < GAP and box.width < line.height
    return low and near and line.box.y <= box.y and box.bottom <= line.box.bottom + DOT[0] * line.height


def _is_one(left: Strip, right: Strip, text: NDArray[np.intp], rules: Mask, large: Sequence[Strip]) -> bool:
    """Tell whether two lines are parts of one."""
    a, b, high = left.box, right.box, max(left.height, right.height)
    gap = (b.x - a.right) / high
    if not -0.2 < gap <= BRIDGED or a.overlap_y(b) < 0.6 * min(a.height, b.height):
        return False
    white = rules[min(a.y, b.y) : max(a.bottom, b.bottom), a.right : b.x]
    if not _is_alike(left.parts, right.parts, high) or (white.size and white.any(axis=1).mean() > RULED):
        return False
    if any(not _is_open(line, a, b) for line in _over(a, b, high, large)):
        return True
    if _end_here(left.parts[-1], right.parts[0], large):
        return False
    tones = sorted((left.weight, right.weight))
    mark = min(left.parts[-1].height, right.parts[0].height) < LOW * high
    return tones[1] <= TONE * tones[0] and gap <= SPACE + MARK * mark and not _begins(a.right, b.x, b.bottom, text)


def _cut(strip: Strip, text: NDArray[np.intp], large: Sequence[Strip]) -> list[Strip]:
    """Cut a line where another headline begins; a black box holds one headline."""
    if strip.reversed:
        return [strip]
    gaps = [right.x - left.right for left, right in pairwise(strip.parts)]
    for k, gap in enumerate(gaps, 1):
        left, right = strip.parts[:k], strip.parts[k:]
        if gap < GAP * strip.height:
            continue
        wide = 0 < WIDER * max((g for g in gaps if g != gap), default=0) < gap
        over = list(_over(left[-1], right[0], strip.height, large))
        through = any(_is_open(line, left[-1], right[0]) for line in over) or _end_here(left[-1], right[0], large)
        unlike = wide or through or not _is_alike(left, right, strip.height)
        begins = unlike and _begins(left[-1].right, right[0].x, strip.box.bottom, text)
        if _is_step(left, right) or (begins and all(_is_open(line, left[-1], right[0]) for line in over)):
            return [*_cut(cut_out(strip, left), text, large), *_cut(cut_out(strip, right), text, large)]
    return [strip]


def _begins(end: int, x: int, y: int, text: NDArray[np.intp]) -> bool:
    """Tell whether a column of text begins below a place, nothing runs over its edge before, and the gutter is white.

    Args:
        end: Where the type on the left ends.
        x: Where that on the right begins.
        y: Below which columns are looked for.
        text: Left edge, top and right edge of lines.
    """
    below = text[(text[:, 1] >= y) & (text[:, 1] < y + BELOW * EM)]
    beside = below[(below[:, 2] < x) & (below[:, 2] > x - GUTTER * EM)]
    if len(beside) >= LINES and end > np.median(beside[:, 2]) + OVERHANG * EM:
        return False
    begun = below[np.abs(below[:, 0] - x) < EDGE * EM]
    over = below[(below[:, 0] < x - EM) & (below[:, 2] > x + EM)]
    return len(begun) >= LINES and not (over[:, 1] <= np.sort(begun[:, 1])[LINES - 1]).any()


def _over(left: Box, right: Box, height: float, large: Sequence[Strip]) -> Iterator[Strip]:
    """Yield the lines alike above and below that reach over the gap between two parts of a line."""
    both = Box.around([left, right])
    for line in large:
        reaches = line.box.x < left.right - height / 2 and line.box.right > right.x + height / 2
        if reaches and _is_as_high(line.height, height) and _follows(line.box, both, height):
            yield line


def _end_here(left: Box, right: Box, large: Sequence[Strip]) -> bool:
    """Tell whether a line right above or below ends between two parts of a line, and one begins with the right part."""
    both = Box.around([left, right])
    near = [s for s in large if _follows(s.box, both, min(left.height, right.height))]
    ends = [s for s in near if s.box.x < left.right and s.box.right < right.x]
    begun = [s for s in near if abs(s.box.x - right.x) < EDGE * EM]
    return any(_is_as_high(a.height, b.height) for a in ends for b in begun)


def _is_as_high(height: float, other: float) -> bool:
    return max(height, other) < SIZE * min(height, other)


def _follows(line: Box, other: Box, height: float) -> bool:
    """Tell whether a line stands right above or below another, at most so much white between them."""
    return -0.1 * height < max(line.y - other.bottom, other.y - line.bottom) < height


def _is_open(line: Strip, left: Box, right: Box) -> bool:
    """Tell whether the gap between two parts of another line goes on in a line."""
    return any(
        min(after.x, right.x) - max(part.right, left.right) > OPEN * (right.x - left.right)
        for part, after in pairwise(line.parts)
    )


def _is_alike(left: Sequence[Box], right: Sequence[Box], height: float) -> bool:
    sizes = [median_by_width([b.width for b in side], [float(b.height) for b in side]) for side in (left, right)]
    tall = TALL * max(sizes)
    bases = [([b.bottom for b in side if b.height >= tall] or [side[0].bottom])[0] for side in (left[::-1], right)]
    return max(sizes) <= SIZE * min(sizes) and abs(bases[0] - bases[1]) <= BASE * height


def _is_step(left: Sequence[Box], right: Sequence[Box]) -> bool:
    """Tell whether all words on one side are larger than all on the other."""
    a, b = ([box.height for box in side if box.width >= box.height] for side in (left, right))
    if min(len(a), len(b)) < WORDS:
        return False
    return min(a) > STEP * max(b) or min(b) > STEP * max(a)
