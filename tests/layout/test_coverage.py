from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hwalja.geometry import Box
from hwalja.layout.coverage import MOST, Mask, account
from hwalja.model import Unread, UnreadReason

EM = 20.0

boxes = st.builds(Box, st.integers(-20, 200), st.integers(-20, 200), st.integers(0, 120), st.integers(0, 120))
some = st.lists(boxes, max_size=4)


def inked(*boxes: Box, height: int = 400, width: int = 300) -> Mask:
    ink = np.zeros((height, width), np.uint8)
    for box in boxes:
        ink[max(0, box.y) : max(0, box.bottom), max(0, box.x) : max(0, box.right)] = 1
    return ink


LETTER, PHOTO, RULE, LOGO, LOST = (
    Box(20, 20, 10, 10),
    Box(100, 100, 20, 10),
    Box(10, 200, 100, 1),
    Box(200, 300, 10, 30),
    Box(250, 20, 20, 15),
)


def test_every_piece_counts_where_it_lies() -> None:
    found, unread = account(
        inked(LETTER, PHOTO, RULE, LOGO, LOST),
        EM,
        lines=[LETTER],
        pictures=[PHOTO],
        rules=[RULE],
        advertisements=[LOGO],
    )
    assert found is not None
    assert (found.text, found.pictures, found.rules) == (0.1, 0.2, 0.1)
    assert (found.advertisements, found.unread) == (0.3, 0.3)
    assert unread == (Unread(LOST, UnreadReason.UNKNOWN, 0.3),)


def test_a_piece_counts_whole_to_what_takes_in_most_of_it() -> None:
    tail = Box(20, 20, 10, 40)
    found, unread = account(inked(tail), EM, lines=[Box(20, 20, 10, 25)], pictures=[Box(0, 55, 100, 30)])
    assert found is not None
    assert found.text == 1
    assert unread == ()


def test_commas_below_a_line_belong_to_it() -> None:
    found, _ = account(inked(LETTER, Box(31, 28, 3, 5)), EM, lines=[LETTER])
    assert found is not None
    assert found.text == 1


def test_specks_are_apart_and_make_no_box() -> None:
    found, unread = account(inked(LETTER, Box(100, 100, 2, 2)), EM, lines=[LETTER])
    assert found is not None
    assert (found.text, found.specks) == (1, 0.04)
    assert unread == ()


def test_pieces_too_small_for_letters_are_dirt() -> None:
    _, unread = account(inked(LETTER, Box(100, 100, 6, 8)), EM, lines=[LETTER])
    assert [u.reason for u in unread] == [UnreadReason.DIRT]


def test_what_is_known_to_be_unread_keeps_its_reason_and_gets_its_share() -> None:
    told = (
        Unread(Box(240, 10, 50, 50), UnreadReason.VERTICAL, 0.0),
        Unread(Box(90, 90, 50, 50), UnreadReason.HANJA, 0.0),
    )
    found, unread = account(inked(LETTER, PHOTO, LOST), EM, lines=[LETTER], unread=told)
    assert found is not None
    assert [u.reason for u in unread] == [UnreadReason.VERTICAL, UnreadReason.HANJA]
    assert [u.ink for u in unread] == pytest.approx([1 / 2, 1 / 3])
    assert found.unread == pytest.approx(5 / 6)


def test_neighbours_share_a_box_and_what_is_far_apart_does_not() -> None:
    left = [Box(20 + 22 * n, 20, 18, 18) for n in range(4)]
    right = [Box(400 + 22 * n, 600, 18, 18) for n in range(3)]
    _, unread = account(inked(*left, *right, height=800, width=600), EM)
    assert [u.box for u in unread] == [Box.around(left), Box.around(right)]


def test_a_black_border_becomes_bars_not_a_box_over_the_page() -> None:
    ink = np.ones((1000, 800), np.uint8)
    ink[30:970, 30:770] = 0
    _, unread = account(ink, EM)
    assert len(unread) == 4
    assert sum(u.box.area for u in unread) == ink.sum()


def test_scattered_dirt_is_put_into_few_boxes() -> None:
    chance = np.random.default_rng(5)
    dirt = [Box(20 * int(at % 100), 20 * int(at // 100), 7, 7) for at in chance.choice(10_000, 300, replace=False)]
    _, unread = account(inked(*dirt, height=2000, width=2000), EM)
    assert len(unread) == MOST
    assert {u.reason for u in unread} == {UnreadReason.DIRT}


@pytest.mark.parametrize("shape", [(1, 1), (1, 300), (300, 1), (40, 50)])
def test_a_page_without_ink_has_no_account(shape: tuple[int, int]) -> None:
    told = (Unread(Box(0, 0, 1, 1), UnreadReason.VERTICAL, 0.5),)
    assert account(np.zeros(shape, np.uint8), EM, unread=told) == (None, (Unread(told[0].box, told[0].reason, 0.0),))


@settings(deadline=None, max_examples=60)
@given(some, some, some, some, some, st.integers(0, 3))
def test_the_shares_add_up_and_the_boxes_lie_on_the_page(
    drawn: list[Box], lines: list[Box], rules: list[Box], pictures: list[Box], known: list[Box], seed: int
) -> None:
    ink = inked(*drawn, height=220, width=260)
    ink |= (np.random.default_rng(seed).random(ink.shape) < 0.02 * seed).astype(np.uint8)
    told = [Unread(box, UnreadReason.VERTICAL, 0.0) for box in known]
    found, unread = account(ink, EM, lines=lines, rules=rules, pictures=pictures, unread=told)
    assert (found is None) <= (not ink.any() or seed > 0)
    if found is None:
        return
    shares = (found.text, found.pictures, found.rules, found.advertisements, found.unread)
    assert all(share >= 0 for share in shares)
    assert sum(shares) == pytest.approx(1)
    assert sum(u.ink for u in unread) == pytest.approx(found.unread)
    page = Box(0, 0, ink.shape[1], ink.shape[0])
    assert all(page.contains(u.box) for u in unread[len(told) :])
    assert len(unread) <= len(told) + MOST
