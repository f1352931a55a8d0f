"""Doubted syllables between their neighbours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hwalja.recognise.decode import Letter
from hwalja.recognise.neighbours import EDGE, Neighbours, kind, neighbours

PRINTED = Neighbours({EDGE: {"병": 9}, "병": {"원": 9, "윈": 1}, "원": {EDGE: 9}, "윈": {EDGE: 1}})


def letter(text: str, confidence: float = 0.999, **others: float) -> Letter:
    return Letter(text, 0.0, 24.0, confidence, tuple(others.items()))


def read(*letters: Letter) -> str:
    return "".join(found.text for found in PRINTED.likelier(letters))


def test_a_doubted_syllable_is_read_as_its_neighbours_have_it() -> None:
    first, second = PRINTED.likelier([letter("병"), letter("윈", 0.6, 원=0.4)])
    assert first == letter("병")
    assert second == letter("원", 0.4, 윈=0.6)


@pytest.mark.parametrize(
    "doubted",
    [
        letter("윈", 0.98, 원=0.02),
        letter("윈", 0.96, 원=0.001),
        letter("원", 0.6, 윈=0.4),
        letter("O", 0.6, 원=0.4),
        letter("윈", 0.6, O=0.4),
    ],
    ids=["sure enough", "hardly seen", "as it is printed", "no syllable", "no other syllable"],
)
def test_others_stay(doubted: Letter) -> None:
    assert PRINTED.likelier([letter("병"), doubted]) == (letter("병"), doubted)


def test_behind_a_space_nothing_is_known_of_the_word_before() -> None:
    assert read(letter("병"), letter(" "), letter("윈", 0.6, 원=0.4)) == "병 원"
    assert read(letter("병"), letter(" "), letter("윈", 0.9, 원=0.1)) == "병 윈"


@pytest.mark.parametrize(
    ("text", "counted"), [("가", "가"), ("7", "0"), (" ", EDGE), ("(", EDGE), ("A", EDGE), ("ㅎ", EDGE)]
)
def test_kinds(text: str, counted: str) -> None:
    assert kind(text) == counted


SYLLABLES = st.sampled_from("원윈병가레례")


@given(st.lists(st.tuples(SYLLABLES, SYLLABLES, st.floats(0.01, 0.5)), max_size=6))
def test_what_a_letter_may_be_stays_the_same(doubted: list[tuple[str, str, float]]) -> None:
    line = [letter(one, 1 - share, **{other: share}) for one, other, share in doubted if one != other]
    for before, after in zip(line, neighbours().likelier(line), strict=True):
        assert {(before.text, before.confidence), *before.others} == {(after.text, after.confidence), *after.others}
        assert (before.left, before.right) == (after.left, after.right)


def test_the_shipped_ones_know_words() -> None:
    (_, second) = neighbours().likelier([letter("병"), letter("윈", 0.7, 원=0.3)])
    assert second.text == "원"
