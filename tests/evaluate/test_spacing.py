from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hwalja.evaluate.spacing import Spacing, compare_spacing
from hwalja.evaluate.text import Text


@pytest.mark.parametrize(
    ("truth", "read", "right", "given_spaces", "true"),
    [
        ("가 나 다", "가 나 다", 2, 2, 2),
        ("가 나 다", "가나 다", 1, 1, 2),
        ("가나 다", "가 나 다", 1, 2, 1),
        ("가 나 다", "가나다", 0, 0, 2),
        ("가나 다라", "가 나다라", 0, 1, 1),
        ("오늘 아침 비", "오눌 아칭 비", 2, 2, 2),  # wrong letters, right spaces
        ("가나 다라", "가나 새다라", 1, 1, 1),  # a letter too many after the space
        ("가나 다라", "가나새 다라", 1, 1, 1),  # and before it
        ("가나 다라", "가 다라", 1, 1, 1),  # a letter too few
        ("가 나", "", 0, 0, 1),
        ("", "가 나", 0, 1, 0),
    ],
)
def test_counted_by_hand(truth: str, read: str, right: int, given_spaces: int, true: int) -> None:
    assert compare_spacing(Text(truth), Text(read)) == Spacing(right, given_spaces, true)


def test_f1() -> None:
    spacing = Spacing(right=2, given=3, true=5)
    assert spacing.precision.fraction == Fraction(2, 3)
    assert spacing.recall.fraction == Fraction(2, 5)
    assert spacing.f1.fraction == Fraction(1, 2)
    assert Spacing().f1.value is None


@given(st.text("가나다 ", max_size=30), st.text("가나다 ", max_size=30))
def test_bounds(truth: str, read: str) -> None:
    spacing = compare_spacing(Text(truth), Text(read))
    assert 0 <= spacing.right <= min(spacing.given, spacing.true)
    assert compare_spacing(Text(truth), Text(truth)).f1.value in (None, 1)
