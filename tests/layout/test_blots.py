"""Blots: stains at the ends of lines, and pale pieces, told from type."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from hwalja.geometry import Box
from hwalja.layout.blots import without_blots, without_pale
from hwalja.layout.canvas import EM, Canvas
from hwalja.layout.columns import Column
from hwalja.layout.kinds import Kind
from hwalja.layout.morphology import components
from hwalja.layout.strip import Strip
from hwalja.layout.strips import Territory

PAPER, PRINT, STAIN = 250, 60, 150
LINE = Box(60, 100, 300, 18)
BLOT = Box(38, 102, 16, 16)


def page(*blots: tuple[Box, int]) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """Return the tones of a page with a line of thin upright strokes, and blots."""
    grey = np.full((200, 420), PAPER, np.uint8)
    grey[LINE.y : LINE.bottom, LINE.x : LINE.right : 6] = PRINT
    grey[LINE.y : LINE.bottom, LINE.x + 1 : LINE.right : 6] = PRINT
    for box, tone in blots:
        x, y = map(round, box.centre)
        cv2.circle(grey, (x, y), box.width // 2, (tone,), -1)
    return grey


def left_of(grey: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], box: Box) -> float:
    """Return which share of the ink in a box is left when blots are taken out."""
    ink = (grey < 200).astype(np.uint8)
    own = np.zeros(ink.shape, np.int32)
    own[LINE.y - 8 : LINE.bottom + 8] = 1
    rest = without_blots(ink, components(ink), PAPER - grey, Territory(own, np.array([0.0, EM])))
    part = slice(box.y, box.bottom), slice(box.x, box.right)
    return float(rest[part].sum() / ink[part].sum())


@pytest.mark.parametrize("x", [38, 366])
def test_a_blot_before_or_after_a_line_is_none_of_it(x: int) -> None:
    blot = Box(x, 102, 16, 16)
    grey = page((blot, STAIN))
    assert left_of(grey, blot) < 0.2
    assert left_of(grey, LINE) == 1


def test_a_sign_as_dark_as_type_stays() -> None:
    assert left_of(page((BLOT, PRINT)), BLOT) == 1


def test_what_stands_between_words_stays() -> None:
    between = Box(200, 102, 16, 16)
    grey = page((between, STAIN))
    grey[:, between.x - 3 : between.x] = grey[:, between.right : between.right + 3] = PAPER
    assert left_of(grey, between) > 0.8


@pytest.mark.parametrize("pieces", [0, 10])
def test_grain_before_a_line_is_none_of_it_where_the_paper_has_grain(pieces: int) -> None:
    piece = Box(46, 106, 6, 6)
    grey = page()
    for box in (piece, *(Box(40 + 30 * k, 160, 6, 6) for k in range(pieces))):
        grey[box.y : box.bottom, box.x : box.right] = 185
    assert left_of(grey, piece) == (0 if pieces else 1)
    assert left_of(grey, LINE) == 1


def told(tone: int, x: int = 300, width: int = 18) -> list[Kind]:
    """Return what the lines of a column of text, and a piece beside it with its own tone, are taken for."""
    grey = np.full((400, 400), PAPER, np.uint8)
    rows = [Box(40, 40 + 30 * k, 200, 18) for k in range(4)]
    piece = Box(x, 250, width, 18)
    for box, dark in [(row, PRINT) for row in rows] + [(piece, tone)]:
        grey[box.y : box.bottom, box.x : box.right : 4] = dark
    canvas = Canvas(1.0, grey, grey, (grey < 200).astype(np.uint8), 200.0)
    columns = [Column(tuple(Strip(b, 18.0, 0.3, (b,)) for b in group)) for group in (rows, [piece])]
    return [kind for _, kind in without_pale([(c, Kind.BODY) for c in columns], canvas)]


def test_a_short_pale_piece_is_dirt() -> None:
    assert told(STAIN) == [Kind.BODY, Kind.DIRT]


def test_a_short_piece_as_dark_as_text_is_text() -> None:
    assert told(PRINT) == [Kind.BODY, Kind.BODY]


def test_a_pale_line_is_text() -> None:
    assert told(STAIN, width=90) == [Kind.BODY, Kind.BODY]
