from __future__ import annotations

import pytest

from hwalja.compose.byline import goes_on, is_byline


@pytest.mark.parametrize(
    "text",
    [
        "김도윤 기자",
        "김도윤기자",
        "김도윤 기자 dykim@example.kr",
        "[김도윤 기자]",
        "(김도윤 기자)",
        "/김도윤 기자",
        "서울=김도윤 기자",
        "김도윤 특파원",
        "김도윤 논설위원",
        "김도윤 선임기자",
        "김도윤·이서연 기자",
        "사회부 김도윤 기자",
        "사회2부 김도윤 기자 dykim@example.kr",
        "탐사보도팀 김도윤 기자",
        "사진 김도윤 기자",
        "글·사진=김도윤 기자",
        "김도윤, 이서연 기자",
        "dykim@example.kr",
        "  김도윤 기자  ",
        "이서윤 기자.",
        ".이서윤 기자",
        "→ 이서윤 기자 sylee@example.kr",
        "의학전문 이서윤 기자",
        "약사 출신 이서윤 기자",
        "이서윤 키자 sylee@example.kr",
        "이서윤 자 sy1ee@exomplekr",
        "이서윤기“ sy@example.rr",
        "® 이서윤 기I자 sylee@example.kr",
    ],
)
def test_a_name_and_a_calling_are_a_byline(text: str) -> None:
    assert is_byline(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "기자",
        "그는 기자였다.",
        "그는 기자",
        "그가 기자",
        "아버지는 기자",
        "그는 기자 출신이다.",
        "기자들이 물었다.",
        "취재진과 기자 여럿이 모였다.",
        "한 방송사 기자가 말했다.",
        "사진을 찍던 기자",
        "전부 그만둔 기자",
        "보낼 곳 news@example.kr",
        "알림 이메일 news@example.kr",
        "기자 출신 의원이",
        "다리를 놓는다.",
        "기자 회견을 열고 이같이 밝혔다.",
        "이 자리에서 그는 여러 기자에게 그동안의 일을 길게 말하고 나서 자리를 떴다고 한 기자",
    ],
)
def test_a_sentence_about_reporters_is_no_byline(text: str) -> None:
    assert not is_byline(text)


@pytest.mark.parametrize("text", ["example.kr", "ple.co.kr", ".kr", " kim@ "])
def test_the_rest_of_an_address_goes_on(text: str) -> None:
    assert goes_on(text)


@pytest.mark.parametrize("text", ["", "다리를", "다리를 놓는다.", "the other day it rained"])
def test_text_does_not_go_on_an_address(text: str) -> None:
    assert not goes_on(text)
