"""Columns that were read, made by hand: em 20 px, a line every 30 px, columns 300 px wide."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

import numpy as np

from hwalja.geometry import Affine, Box
from hwalja.model import Glyph, Layout, Line, Region, Role, Scan, Sheet, Story, Word

EM, LEADING, MEASURE = 20, 30, 300
SIZE = 1200
"""Width and height of the sheet in px."""

_numbers = count(1)


def line(text: str, x: int = 100, y: int = 100, width: int = MEASURE, *, confidence: float = 0.9) -> Line:
    """Return a line as read; its words share its width."""
    parts = text.split()
    share = width // max(1, len(parts))
    words = tuple(_word(part, Box(x + share * k, y, share, EM), confidence) for k, part in enumerate(parts))
    return Line(f"l{next(_numbers)}", Box(x, y, width, EM), float(EM), words=words)


def _word(text: str, box: Box, confidence: float) -> Word:
    step = box.width // len(text)
    glyphs = tuple(
        Glyph(letter, Box(box.x + step * k, box.y, step, box.height), confidence) for k, letter in enumerate(text)
    )
    return Word(text, box, confidence, glyphs)


def column(
    *texts: str,
    x: int = 100,
    y: int = 100,
    role: Role = Role.BODY,
    indented: Sequence[int] = (),
    early: Sequence[int] = (),
) -> Region:
    """Return a region of full lines, but for those (by position) that are set in or end early, by two em each."""
    lines = []
    for n, text in enumerate(texts):
        left = 2 * EM * (n in indented)
        lines.append(line(text, x + left, y + LEADING * n, MEASURE - left - 2 * EM * (n in early)))
    return Region(f"r{next(_numbers)}", role, Box.around(part.box for part in lines), tuple(lines))


def display(role: Role, *texts: str) -> Region:
    return column(*texts, y=20, role=role)


def layout(*stories: Sequence[Region], furniture: Sequence[Region] = ()) -> Layout:
    return Layout(
        float(EM),
        (*furniture, *(region for story in stories for region in story)),
        tuple(Story(tuple(region.id for region in story)) for story in stories),
    )


def blank(to_scan: Affine | None = None, size: int = SIZE) -> tuple[Scan, Sheet]:
    grey = np.full((size, size), 250, np.uint8)
    return Scan("page.png", "0" * 64, grey, None), Sheet(grey, grey, 0.0, to_scan or Affine())
