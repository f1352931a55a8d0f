from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from hwalja.evaluate.nearest import Passage, nearest_passage


def naive(pattern: str, text: str) -> list[int]:
    """Sellers 1980, cell by cell: the least distance of the pattern to a part that ends at each place."""
    column = list(range(len(pattern) + 1))
    ends = [len(pattern)]
    for character in text:
        above, column[0] = column[0], 0
        for row, wanted in enumerate(pattern, 1):
            cell = min(above + (wanted != character), column[row] + 1, column[row - 1] + 1)
            above, column[row] = column[row], cell
        ends.append(column[-1])
    return ends


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("나다", "가나다라", Passage(1, 3, 0)),
        ("나마다", "가나다라", Passage(1, 3, 1)),
        ("나다", "가나마다라", Passage(1, 4, 1)),
        ("가나다라", "마가나다바", Passage(1, 5, 1)),  # the wrong letter at the end belongs to it
        ("가나다라", "바마나다라", Passage(1, 5, 1)),  # and at the start
        ("가", "나", Passage(0, 0, 1)),
        ("가", "", Passage(0, 0, 1)),
        ("", "가", Passage(0, 0, 0)),
    ],
)
def test_by_hand(pattern: str, text: str, expected: Passage) -> None:
    assert nearest_passage(pattern, text) == expected


def check(pattern: str, text: str) -> None:
    found = nearest_passage(pattern, text)
    ends = naive(pattern, text)
    assert found.distance == min(ends)
    assert Levenshtein.distance(pattern, text[found.start : found.end]) == found.distance
    first = ends.index(found.distance)
    assert all(distance == found.distance for distance in ends[first : found.end + 1])


@given(st.text("가나다", max_size=12), st.text("가나다", max_size=40))
def test_is_exact_on_few_letters(pattern: str, text: str) -> None:
    check(pattern, text)


@settings(deadline=None, max_examples=40)
@given(st.integers(0), st.integers(1, 120), st.floats(0, 0.6))
def test_is_exact_on_sentences_with_errors(seed: int, length: int, share: float) -> None:
    """Long enough for pieces and windows, and for vectors of more than 64 bits."""
    chance = random.Random(seed)  # no secret
    alphabet = [chr(0xAC00 + 28 * i) for i in range(40)]
    text = chance.choices(alphabet, k=300)
    start = chance.randrange(200)
    pattern = [
        chance.choice(alphabet) if chance.random() < share else letter for letter in text[start : start + length]
    ]
    for _ in range(int(share * 5)):
        pattern.pop(chance.randrange(len(pattern)))
        pattern.insert(chance.randrange(len(pattern) + 1), chance.choice(alphabet))
    check("".join(pattern), "".join(text))
    check("".join(pattern[::-1]), "".join(text))
