"""Narrow gutters: white that runs down between words of many lines, where the net saw one line over two columns."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
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
    tops = [s.box.y for s in text]
    edges = np.array([[s.box.right, s.box.x] for s in text]).reshape(-1, 2)
    found = [s for s in strips if s.height >= DISPLAY * EM]
    for strip in text:
        spaces = np.array([(a.right, b.x) for a, b in pairwise(strip.parts)]).reshape(-1, 2)
        in_line = _are_in_line(spaces, edges)
        widest = np.diff(spaces)[~in_line].max(initial=0)
        cuts = [
            k
            for k, ((left, right), sure) in enumerate(zip(spaces.tolist(), in_line, strict=True), 1)
            if (sure and right - left >= widest) or _is_gutter((left, right), strip.box.y, text, tops)
        ]
        bounds = [0, *cuts, len(strip.parts)]
        found += [strip] if not cuts else [cut_out(strip, strip.parts[a:b]) for a, b in pairwise(bounds)]
    return found


def _are_in_line(spaces: NDArray[np.intp], edges: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Tell which white is in line with a gutter of the page: many lines end before it, and many begin after it.

    A single line tells nothing by itself of the lines above and below.
    """
    near = np.abs(edges[:, None] - spaces) < ALIGNED * EM
    return np.asarray((near.sum(axis=0) >= LINES).all(axis=1) & (np.diff(spaces)[:, 0] >= WIDER * EM), np.bool_)


def _is_gutter(white: tuple[int, int], y: int, text: Sequence[Strip], tops: Sequence[int]) -> bool:
    """Tell whether white in a line at `y` runs on through the lines above and below."""
    wide = white[1] - white[0] >= WIDE * EM
    return wide and 1 + sum(_run(white, y, text, tops, step) for step in (-1, 1)) >= LINES


def _run(white: tuple[int, int], y: int, text: Sequence[Strip], tops: Sequence[int], step: int) -> int:
    """Return how many lines on, upwards or downwards, white runs through."""
    lines, split = 0, 0
    while lines < LINES:
        low, high = sorted((y + 0.5 * step * EM, y + NEXT * step * EM))
        ahead = text[bisect_right(tops, low) : bisect_left(tops, high)]
        near = [s for s in ahead if s.box.x < white[1] + INDENT * EM and s.box.right > white[0] - EM]
        if not near:
            break
        row = min(abs(s.box.y - y) for s in near) + 0.5 * EM
        level = [s for s in near if abs(s.box.y - y) < row]
        ends = any(s.box.right - white[0] < ALIGNED * EM for s in level)
        split += ends and any(abs(s.box.x - white[1]) < INDENT * EM for s in level)
        for line in level:
            white = _narrowed(white, line)
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
