"""Whole texts, with the language model."""

from __future__ import annotations

import pytest

from hwalja.correct.log import apply, undo
from hwalja.fix import correct_text
from hwalja.options import Profile
from tests.fix.samples import CLEAN, RAW, clean, raw

pytestmark = pytest.mark.kiwi


@pytest.mark.parametrize("name", RAW)
def test_a_text_with_errors_is_cleaned(name: str) -> None:
    result = correct_text(raw(name))
    assert result.text == clean(name)
    assert undo(result.text, result.corrections) == raw(name)


@pytest.mark.parametrize("name", CLEAN)
def test_a_clean_text_stays_as_it_is(name: str) -> None:
    result = correct_text(clean(name))
    assert result.text == clean(name)
    assert result.corrections == ()


@pytest.mark.parametrize("name", CLEAN)
def test_only_line_ends_change_where_paragraphs_stand_line_under_line(name: str) -> None:
    lines = [line for line in clean(name).splitlines() if line]
    result = correct_text("\n".join(lines))
    assert {correction.kind for correction in result.corrections} <= {"break"}
    assert [line for line in result.text.splitlines() if line] == lines


@pytest.mark.parametrize("name", RAW)
def test_nothing_changes_without_correction_but_articles_are_told_apart(name: str) -> None:
    result = correct_text(raw(name), profile=Profile.NONE)
    assert result.text == result.raw == raw(name)
    assert len(result.articles) == len(correct_text(raw(name)).articles)


def test_articles_have_their_parts() -> None:
    first, second = correct_text(raw("cut")).articles
    assert first.headline == "“폐교가 마을 도서관으로 다시 태어났다”"
    assert first.subheadings == (
        "◆ 솔재군 작은도서관 5곳 문 열어",
        "책 3만2천권 갖추고 밤 10시까지 개방",
        "주민 사서 12명이 돌아가며 운영… 이웃 군도 견학",
        "솔재군 월내면 작은도서관",
    )
    assert first.byline == "편도연 기자"
    assert len(first.paragraphs) == 6
    assert second.byline == "방세온 기자 seon@example.kr"


@pytest.mark.parametrize("name", [*RAW])
def test_parts_stand_where_they_say(name: str) -> None:
    result = correct_text(raw(name))
    for article in result.articles:
        for part in article.parts:
            assert result.text[part.place.start : part.place.end] == part.text
            assert result.raw[part.source.start] == part.text[0]


def test_what_was_taken_out_is_in_the_log() -> None:
    result = correct_text(raw("cut"))
    out = {correction.kind: correction.original for correction in result.corrections if not correction.replacement}
    assert out["label"] == "종합"
    assert out["repeat"] == "한쪽나눔,"
    assert out["advertisement"] == "싱싱한 제철 꽃게 산지 직송"
    assert any("싱싱한 제철 꽃게" in warning for warning in result.warnings)


def test_a_caption_within_a_paragraph_follows_it() -> None:
    result = correct_text(raw("caption"))
    (moved,) = (correction for correction in result.corrections if correction.kind == "move")
    assert moved.original == "너른터시장 공유 냉장고 앞에 줄을 선 시민들"
    assert result.articles[0].captions == (moved.original,)
    assert apply(result.raw, result.corrections) == result.text


def test_a_sentence_that_slipped_into_another_is_named() -> None:
    lost = "주민들은 장독대 옆에 모여 앉아 해가 지도록 콩을 골랐다."
    text = f"마을 잔치가 열렸다. {lost}\n\n군은 예산 3억원으로 {lost}\n\n잔치는 밤늦게 끝났다.\n"
    result = correct_text(text)
    assert result.text == text
    (warning,) = result.warnings
    assert warning.startswith("lines 1 and 3: the same 9 words stand twice")
    assert "주민들은 장독대 옆에" in warning
