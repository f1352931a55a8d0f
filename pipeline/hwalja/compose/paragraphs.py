"""Paragraphs: where one begins, told from indents and from lines that end early."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from hwalja.model import Line, Region

INDENT = 0.6
"""A paragraph's first line is set in by an em; so many em tell it from a quotation mark at the edge."""

EARLY = 1.5
"""A line that ends so many em before the measure, with a full stop, ends its paragraph."""

SURE = 0.5
"""A line that leaves this share of the measure free ends its paragraph whatever it says."""

_ITEM = re.compile(r"(?:\d{1,3}|[가-하])[.)] ?(?=\D)|[①-⑳○◯◎●□■◇◆△▲※▶ㅇ·-] ?[가-힣\d]")
"""How an item of a list begins."""

STOPS = (".", "!", "?", '"', "”", "’", "'", ")", "…", "。")


def split_paragraphs(regions: Sequence[Region]) -> Iterator[list[tuple[Region, list[Line]]]]:
    """Cut the columns of a running text into paragraphs.

    Args:
        regions: Columns in reading order, boxes in sheet px.

    Yields:
        The pieces of each paragraph: a column and those of its lines that belong to it.
    """
    pieces: list[tuple[Region, list[Line]]] = []
    previous: tuple[Region, Line] | None = None
    item = False
    for region in regions:
        margin = _margin(region)
        for line in region.lines:
            before = previous[1] if previous and previous[0] is region else None
            indented = _is_indented(line, before, margin) and not (item and previous and not _is_short(*previous))
            lines = sum(len(own) for _, own in pieces)
            if pieces and (indented or (previous and _ends(*previous, line, whole=before is not None and lines > 1))):
                yield pieces
                pieces = []
            if not pieces:
                item = bool(_ITEM.match(line.text))
            if pieces and pieces[-1][0] is region:
                pieces[-1][1].append(line)
            else:
                pieces.append((region, [line]))
            previous = region, line
    if pieces:
        yield pieces


def _is_indented(line: Line, before: Line | None, margin: float) -> bool:
    """Tell whether a line is set in, and not as the line before it is: lists and quotations are set in as a whole."""
    indent = INDENT * line.em
    return line.box.x - margin >= indent and (before is None or line.box.x - before.box.x >= indent)


def _margin(region: Region) -> float:
    """Return the left edge of lines that are not set in."""
    lefts = [line.box.x for line in region.lines]
    return float(np.percentile(lefts, 15)) if len(lefts) > 2 else float(min(lefts))


def _ends(region: Region, line: Line, following: Line, *, whole: bool) -> bool:
    """Tell whether a paragraph ends with a line: it stops early, or very early, or something else follows.

    Args:
        region: That the line stands in.
        line: The last so far.
        following: Next after it: an item of a list, or a line that is set out.
        whole: Both stand in one column, and the paragraph has lines before.
    """
    if not _is_short(region, line):
        return False
    much = _measure_left(region, line) >= max(SURE * region.box.width, 2 * EARLY * line.em)
    out = whole and line.box.x - following.box.x >= INDENT * line.em
    return much or out or line.text.endswith(STOPS) or bool(_ITEM.match(following.text))


def _is_short(region: Region, line: Line) -> bool:
    return _measure_left(region, line) >= EARLY * line.em


def _measure_left(region: Region, line: Line) -> float:
    """Return the px that a line ends before the measure."""
    return max(other.box.right for other in region.lines) - line.box.right
