"""Folios: page numbers at the foot of a document's page, alone or between dashes."""

from __future__ import annotations

import numpy as np
import pytest

from hwalja.geometry import Box
from hwalja.layout.canvas import EM
from hwalja.layout.columns import Column
from hwalja.layout.folios import with_folio
from hwalja.layout.morphology import components
from tests.layout.setting import row, rows

TEXT = Column(tuple(rows(100, 100, 5, width=400)))
DIGIT, DASHES = Box(296, 400, 8, 14), (Box(276, 406, 10, 2), Box(314, 406, 10, 2))


def found(*pieces: Box, known: tuple[Column, ...] = (TEXT,)) -> list[Column]:
    """Return the columns of a page with such pieces of ink below its text."""
    ink = np.zeros((500, 600), np.uint8)
    for box in pieces:
        ink[box.y : box.bottom, box.x : box.right] = 1
    return with_folio(known, components(ink)[1], ink * np.uint8(200))


def test_a_number_between_dashes_is_a_folio() -> None:
    first, folio = found(DIGIT, *DASHES)
    assert first == TEXT
    assert folio.box == Box.around([DIGIT, *DASHES])
    assert folio.height == DIGIT.height


def test_a_number_of_two_digits_is_one() -> None:
    digits = Box(292, 400, 7, 14), Box(301, 400, 7, 14)
    assert found(*digits, *DASHES)[-1].box == Box.around([*digits, *DASHES])


def test_digits_that_were_found_become_part_of_it() -> None:
    digit = Column((row(DIGIT.x, DIGIT.y, DIGIT.width, height=DIGIT.height),))
    assert found(DIGIT, *DASHES, known=(TEXT, digit)) == found(DIGIT, *DASHES)


@pytest.mark.parametrize(
    "pieces",
    [
        (DIGIT, DASHES[0]),
        DASHES,
        (DIGIT, DASHES[0], Box(314, 398, 10, 2)),
        (DIGIT, DASHES[0], Box(314 + round(2 * EM), 406, 10, 2)),
        (DIGIT, DASHES[0], Box(314, 406, 22, 2)),
        (Box(296, 400, 8, 40), *DASHES),
    ],
)
def test_what_is_no_number_between_two_dashes_alike_is_dirt(pieces: tuple[Box, ...]) -> None:
    assert found(*pieces) == [TEXT]


@pytest.mark.parametrize(
    ("digits", "is_folio"),
    [
        ([DIGIT], True),
        ([Box(290, 400, 8, 14), Box(301, 400, 8, 14)], True),
        ([Box(100, 400, 8, 14)], True),  # at the left edge of the text
        ([Box(492, 400, 8, 14)], True),
        ([Box(200, 400, 8, 14)], False),
        ([Box(296, 400, 8, 4)], False),  # too low
        ([Box(290, 400, 8, 14), Box(301, 404, 8, 10)], False),  # not alike
        ([Box(290, 400, 8, 14), Box(290 + 2 * round(EM), 400, 8, 14)], False),  # apart
        ([DIGIT, Box(296, 450, 8, 14)], False),  # two of them
        ([Box(296 + 9 * k, 400, 7, 14) for k in range(-2, 3)], False),  # too many
    ],
)
def test_a_number_by_itself_stands_in_the_middle_or_at_an_edge(digits: list[Box], *, is_folio: bool) -> None:
    columns = found(*digits)
    assert [column.box for column in columns[1:]] == ([Box.around(digits)] if is_folio else [])


def test_what_stands_in_the_text_is_none() -> None:
    assert found(*(Box(b.x, b.y - 300, b.width, b.height) for b in (DIGIT, *DASHES))) == [TEXT]
