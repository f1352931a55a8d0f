from __future__ import annotations

from fractions import Fraction

import pytest

from hwalja.evaluate.distance import character_errors, jamo_errors, word_errors
from hwalja.evaluate.rate import Rate
from hwalja.evaluate.text import Text


@pytest.mark.parametrize(
    ("truth", "read", "characters", "words", "jamo"),
    [
        ("오늘 아침", "오늘 아침", Fraction(0, 5), Fraction(0, 2), Fraction(0, 11)),
        ("오늘 아침", "오눌 아침", Fraction(1, 5), Fraction(1, 2), Fraction(1, 11)),
        ("오늘 아침", "오늘아침", Fraction(1, 5), Fraction(2, 2), Fraction(1, 11)),
        ("오늘 아침", "오늘 새아침", Fraction(1, 5), Fraction(1, 2), Fraction(2, 11)),
        ("오늘 아침", "", Fraction(5, 5), Fraction(2, 2), Fraction(11, 11)),
        ("가", "나다라", Fraction(3, 1), Fraction(1, 1), Fraction(5, 2)),
    ],
)
def test_counted_by_hand(truth: str, read: str, characters: Fraction, words: Fraction, jamo: Fraction) -> None:
    pair = Text(truth), Text(read)
    assert character_errors(*pair).fraction == characters
    assert word_errors(*pair).fraction == words
    assert jamo_errors(*pair).fraction == jamo


def test_a_grapheme_is_one_error() -> None:
    assert character_errors(Text("가\u1112\u119e\u11ab나"), Text("가한나")).fraction == Fraction(1, 3)


def test_rates_add_up() -> None:
    assert Rate(1, 4) + Rate(2, 4) == Rate(3, 8)
    assert Rate(3, 8).value == 0.375
    assert Rate().value is None
    with pytest.raises(ZeroDivisionError):
        _ = Rate().fraction
