import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hwalja.correct.jamo import apart, is_common, is_syllable, neighbours, together

SYLLABLES = st.characters(min_codepoint=ord("가"), max_codepoint=ord("힣"))


@given(SYLLABLES)
def test_together_is_the_inverse_of_apart(syllable: str) -> None:
    assert together(apart(syllable)) == syllable


@pytest.mark.parametrize(("syllable", "jamo"), [("칩", "ㅊㅣㅂ"), ("나", "ㄴㅏ-"), ("흙", "ㅎㅡㄺ"), ("왜", "ㅇㅙ-")])
def test_apart(syllable: str, jamo: str) -> None:
    assert apart(syllable) == jamo


@given(SYLLABLES)
def test_neighbours_differ_in_one_jamo(syllable: str) -> None:
    own, found = apart(syllable), list(neighbours(syllable))
    assert len(found) == len({text for text, _, _ in found}) == 18 + 20 + 27
    for text, position, letter in found:
        assert [k for k in range(3) if apart(text)[k] != own[k]] == [position]
        assert apart(text)[position] == letter


def test_what_a_common_syllable_is() -> None:
    assert sum(is_common(chr(code)) for code in range(ord("가"), ord("힣") + 1)) == 2350
    assert is_common("뒷")
    assert not is_common("둿")


def test_what_a_syllable_is() -> None:
    assert is_syllable("가")
    assert not any(map(is_syllable, ("", "가가", "ㄱ", "a", "北", unicodedata.normalize("NFD", "가"))))
