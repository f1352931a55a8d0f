"""Paragraphs: where one begins, told from indents and from lines that end early."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from hwalja.model import Line, Region

INDENT = 0.6
"""A paragraph's first line is set in by an em; so many em tell it from a quotation mark at the edge."""

EARLY = 1.5
"""A line that ends so many em before the measure, with a full stop, ends its paragraph."""

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
    for region in regions:
        margin = _margin(region)
        for line in region.lines:
            indented = line.box.x - margin >= INDENT * line.em
            if pieces and (indented or (previous and _ends_early(*previous))):
                yield pieces
                pieces = []
            if pieces and pieces[-1][0] is region:
                pieces[-1][1].append(line)
            else:
                pieces.append((region, [line]))
            previous = region, line
    if pieces:
        yield pieces


def _margin(region: Region) -> float:
    """Return the left edge of lines that are not set in."""
    lefts = [line.box.x for line in region.lines]
    return float(np.percentile(lefts, 15)) if len(lefts) > 2 else float(min(lefts))


def _ends_early(region: Region, line: Line) -> bool:
    right = max(other.box.right for other in region.lines)
    return right - line.box.right >= EARLY * line.em and line.text.endswith(STOPS)
