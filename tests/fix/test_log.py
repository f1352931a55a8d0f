"""What holds for any text whatever: nothing is lost, and nothing needs the language model for that."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hwalja.correct.log import apply, undo
from hwalja.fix import correct_text

pytestmark = pytest.mark.usefixtures("without_kiwi")

LINES = st.sampled_from(
    [
        "군은 다리를 놓기로 했다.",
        "다리는 길고 주민들은 오래",
        "오래 기다렸다. “드디어",
        "건넌다”고 했다 .",
        "새 다리, 내년 봄에",
        "편도연 기자",
        "뉴스",
        "- 3 -",
        "12",
        "|",
        "***",
        "▲ 다리 사진",
        "가 | 나 | 다",
        "2031년 4월 3일 목요일 3면",
        "이장은 말했다. 편도연 기자 dy@example.kr",
        "( 사진 )을 보라.",
        "싱싱한 꽃게",
    ]
)
ENDS = st.sampled_from(["\n", "\n\n", "\r\n", "\n\n\n\n", "\f", " \n\t", "\u2028", "\n\u3000"])
TEXTS = st.one_of(st.text(), st.lists(st.tuples(LINES, ENDS)).map(lambda each: "".join(map("".join, each))))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(TEXTS)
def test_undoing_the_log_gives_back_the_raw_text(text: str) -> None:
    result = correct_text(text)
    assert result.raw == unicodedata.normalize("NFC", text)
    assert apply(result.raw, result.corrections) == result.text
    assert undo(result.text, result.corrections) == result.raw


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(TEXTS)
def test_parts_stand_where_they_say_and_cover_the_text(text: str) -> None:
    result = correct_text(text)
    parts = [part for article in result.articles for part in article.parts]
    for part in parts:
        assert result.text[part.place.start : part.place.end] == part.text
    rest = list(result.text)
    for part in parts:
        rest[part.place.start : part.place.end] = " " * len(part.text)
    assert not "".join(rest).strip().strip("\ufeff\u200b").strip()


def test_words_of_a_list_are_put_right_where_they_were_misread(tmp_path: Path) -> None:
    terms = tmp_path / "terms.tsv"
    terms.write_text("나루메도서관\n", encoding="utf-8")
    raw = "군은 여울면에\n\n나루매도서괸을 새로 지었다.\r\n"
    result = correct_text(raw, name="가", dictionaries=[terms])
    assert result.text.endswith("나루메도서관을 새로 지었다.\n")
    assert result.articles[-1].paragraphs[-1].endswith("나루메도서관을 새로 지었다.")
    assert [correction.kind for correction in result.corrections].count("word") == 1
    assert undo(result.text, result.corrections) == raw


@pytest.mark.parametrize("text", ["", " \n\n", "\f"])
def test_a_text_without_words_has_no_article(text: str) -> None:
    result = correct_text(text)
    assert result.articles == ()
    assert not result.text.strip()
