"""Narrow gutters: white that runs down between words of many lines, where the net saw one line over two columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from hwalja.layout.canvas import EM
from hwalja.layout.strip import DISPLAY, Strip, cut_out

WIDE, LINES = 0.3, 8
"""A gutter is so many em wide over so many lines, one right under another."""

SPLIT, AMONG = 2, 4
"""Or over so many, among the next so many, where the net saw one line end and another begin at the white."""

ALIGNED = 0.3
"""At the white: within so many em of its edge."""

WIDER = 0.6
"""Or as many lines of the page end and begin in line with white so many em wide, and wider than a line's spaces."""

INDENT = 1.3
"""First lines of paragraphs begin up to so many em later than others."""

NEXT = 2.5
"""Lines under one another are at most so many em apart."""


def parted(strips: Sequence[Strip]) -> list[Strip]:
    """Cut lines of text at the gutters that run through them."""
    text = sorted((s for s in strips if s.height < DISPLAY * EM), key=lambda s: s.box.y)
    edges = np.array([[s.box.x, s.box.y, s.box.right, s.box.bottom] for s in text]).reshape(-1, 4)
    found = [s for s in strips if s.height >= DISPLAY * EM]
    for strip in text:
        cuts = [k for k in range(1, len(strip.parts)) if _is_gutter(strip, k, text, edges)]
        bounds = [0, *cuts, len(strip.parts)]
        found += [strip] if not cuts else [cut_out(strip, strip.parts[a:b]) for a, b in pairwise(bounds)]
    return found


def _is_gutter(strip: Strip, k: int, text: Sequence[Strip], edges: NDArray[np.intp]) -> bool:
    """Tell whether the white before the part `k` of a line runs on through the lines above and below.

    A single line tells nothing like that: there, gutters elsewhere on the page are asked.
    """
    white = strip.parts[k - 1].right, strip.parts[k].x
    if _is_in_line(white, edges):
        spaces = [(a.right, b.x) for a, b in pairwise(strip.parts)]
        if white[1] - white[0] >= max((b - a for a, b in spaces if not _is_in_line((a, b), edges)), default=0):
            return True
    return 1 + _run(white, strip, text, edges, -1) + _run(white, strip, text, edges, 1) >= LINES


def _is_in_line(white: tuple[int, int], edges: NDArray[np.intp]) -> bool:
    """Tell whether white is in line with a gutter of the page: many lines end before it, and many begin after it."""
    near = np.abs(edges[:, [2, 0]] - white) < ALIGNED * EM
    return bool((near.sum(axis=0) >= LINES).all() and white[1] - white[0] >= WIDER * EM)


def _run(white: tuple[int, int], strip: Strip, text: Sequence[Strip], edges: NDArray[np.intp], step: int) -> int:
    """Return how many lines on, upwards or downwards, white runs through."""
    y, lines, split = strip.box.y, 0, 0
    while lines < LINES:
        ahead = (edges[:, 1] - y) * step
        beside = (edges[:, 0] < white[1] + INDENT * EM) & (edges[:, 2] > white[0] - EM)
        near = np.flatnonzero((ahead > 0.5 * EM) & (ahead < NEXT * EM) & beside)
        if not len(near):
            break
        row = ahead[near].min() + 0.5 * EM
        level = near[ahead[near] < row]
        ends, begins = (edges[level, 2] - white[0]) / EM, (edges[level, 0] - white[1]) / EM
        split += bool((ends < ALIGNED).any() and (np.abs(begins) < INDENT).any())
        for k in level:
            white = _narrowed(white, text[int(k)])
        if white[1] - white[0] < WIDE * EM:
            break
        y, lines = y + step * int(row), lines + 1
        if split >= SPLIT and lines <= AMONG:
            return LINES
    return lines


def _narrowed(white: tuple[int, int], line: Strip) -> tuple[int, int]:
    """Return the widest of white that a line leaves open."""
    edges = [(0, line.box.x), *((a.right, b.x) for a, b in pairwise(line.parts)), (line.box.right, white[1])]
    return max(((max(a, white[0]), min(b, white[1])) for a, b in edges), key=lambda gap: gap[1] - gap[0])
