"""Lines that lack: white in the columns of an article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np

from hwalja.geometry import Box
from hwalja.model import Article, Block, Line, Role

RUNNING = frozenset({Role.LEAD, Role.BODY, Role.TABLE})
"""Roles of an article's running text."""

PLAIN = RUNNING - {Role.TABLE}
"""Roles of text whose lines stand at one distance."""

SPARE = 0.2
"""Of a line: so much more than a line has room in the white where one lacks, for lines stand apart."""

SAME = 0.08
"""Type whose height differs by no more than this share is of one size."""


def holes(article: Article, others: Iterable[Box], furniture: Iterable[Line]) -> float:
    """Return the share of an article's lines that seem to lack, or in which nothing was read.

    Args:
        article: Any.
        others: What may stand within its columns: pictures, other articles.
        furniture: Lines that belong to no article; one of the text's size between two lines of a column lacks there.
    """
    found = _columns(article)
    steps = [b.box.bottom - a.box.bottom for column in found for a, b in pairwise(column)]
    step = float(np.median(steps)) if steps else 0.0
    lines = [line for column in found for line in column]
    if step <= 0:
        return 0.0
    em = float(np.median([line.em for line in lines]))
    taken = [region.box for block in article.blocks if block.role not in PLAIN for region in block.regions]
    taken += [*others, *(line.box for line in furniture if abs(line.em / em - 1) > SAME)]
    lack = sum(_room(white, taken, step) for column in found for white in _whites(column))
    return (lack + sum(not line.words for line in lines)) / (len(lines) + lack)


def running(article: Article) -> list[Block]:
    """Return the running text, or all where there is none."""
    return [block for block in article.blocks if block.role in RUNNING] or list(article.blocks)


def lines_of(blocks: Iterable[Block]) -> dict[str, list[Line]]:
    """Return the lines of each region by its id: of one, several blocks may hold parts."""
    found: dict[str, list[Line]] = defaultdict(list)
    for block in blocks:
        for region in block.regions:
            found[region.id] += region.lines
    return found


def _columns(article: Article) -> list[list[Line]]:
    """Return the lines of plain text that stand under one another, from top to bottom."""
    pieces = lines_of(block for block in article.blocks if block.role in PLAIN)
    found: list[list[Line]] = []
    for lines in filter(None, pieces.values()):
        own = next((each for each in found if _in_line(each, lines)), None)
        if own is None:
            found.append(lines)
        else:
            own.extend(lines)
    return [sorted(column, key=lambda line: line.box.y) for column in found]


def _in_line(column: Sequence[Line], lines: Sequence[Line]) -> bool:
    a, b = (max((line.box for line in each), key=lambda box: box.width) for each in (column, lines))
    return a.overlap_x(b) > 0.5 * min(a.width, b.width)


def _whites(column: Sequence[Line]) -> Iterator[Box]:
    left, right = min(line.box.x for line in column), max(line.box.right for line in column)
    for a, b in pairwise(column):
        if b.box.y > a.box.bottom:
            yield Box.of_edges(left, a.box.bottom, right, b.box.y)


def _room(white: Box, taken: Iterable[Box], step: float) -> int:
    """Return how many lines have room in a white where nothing stands."""
    if any(box.overlap_x(white) > 0.1 * white.width and box.overlap_y(white) > 0 for box in taken):
        return 0
    return max(0, int(white.height / step - SPARE))
