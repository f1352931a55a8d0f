from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hwalja.evaluate.text import SAME_KIND, Text


@pytest.mark.parametrize(
    ("given_text", "normal"),
    [
        ("  두  칸\n줄 ", "두 칸 줄"),
        ("“쌍” ‘홑’", "\"쌍\" '홑'"),
        ("가ㆍ나‧다∙라・마․바", "가·나·다·라·마·바"),
        ("1—2–3‐4‑5─6━7", "1-2-3-4-5-6-7"),
        ("위 ─── 아래", "위 아래"),
        ("위───아래", "위 아래"),
        ("위──아래", "위--아래"),
        ("그…", "그..."),
        ("5∼6～7", "5~6~7"),
        ("가，나：다", "가,나:다"),
        ("◯ ｢말｣", "○ 「말」"),
        ("여\u00ad기", "여기"),
        (unicodedata.normalize("NFD", "한글"), "한글"),
        ("\u1112\u00ad\u1161", "하"),
        ("", ""),
    ],
)
def test_normal_form(given_text: str, normal: str) -> None:
    assert Text(given_text).characters == normal


@given(st.text(st.sampled_from([*map(chr, SAME_KIND), *"가나 a-\n\u1112\u1161\u11ab\u0301"])) | st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = Text(text)
    assert Text(once.characters) == once


def test_graphemes_words_and_jamo() -> None:
    text = Text("한글 e\u0323\u0301 👨‍👩‍👧")
    assert text.graphemes == ("한", "글", " ", "ẹ\u0301", " ", "👨‍👩‍👧")
    assert text.words == ("한글", "ẹ\u0301", "👨‍👩‍👧")
    assert len(Text("한가").jamo) == 5
    assert text.letters == "한글ẹ\u0301👨‍👩‍👧"


def test_old_hangul_is_one_grapheme() -> None:
    """Syllables with jamo no longer used have no code point of their own."""
    assert len(Text("\u1112\u119e\u11ab").graphemes) == 1


def test_sentences() -> None:
    assert Text("하나. 둘? 셋! 3.5 넷").sentences == ("하나.", "둘?", "셋!", "3.5 넷")
    assert Text("").sentences == ()
