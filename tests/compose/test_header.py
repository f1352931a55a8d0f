from __future__ import annotations

import pytest

from hwalja.compose.header import Header, read_folio, read_header


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([], Header()),
        ([""], Header()),
        (["12", "사회", "2019년 3월 4일 월요일", "활자일보"], Header("활자일보", "2019-03-04", "12", "사회")),
        (["활자신문", "2019년 3월 4일 (월)", "지 역", "7면"], Header("활자신문", "2019-03-04", "7", "지역")),
        (["2019. 3. 4.", "종합"], Header(None, "2019-03-04", None, "종합")),
        (["제3면 경제"], Header(None, None, "3", "경제")),
        (["1998년 12월 31일 목요일 15"], Header(None, "1998-12-31", "15", None)),
        (["활 자 일 보"], Header(newspaper="활자일보")),
        (["문화·생활"], Header(section="문화·생활")),
        (["!?", "~~"], Header()),
    ],
)
def test_facts_are_read(texts: list[str], expected: Header) -> None:
    assert read_header(texts) == expected


@pytest.mark.parametrize(
    ("texts", "number"),
    [
        (["- 3 -"], "3"),
        (["118"], "118"),
        (["누리마을신문", "7"], "7"),
        (["56", "57"], None),  # facing pages
        (["2019. 3. 4."], None),
        (["20195"], None),
        ([], None),
    ],
)
def test_the_page_number_at_the_foot(texts: list[str], number: str | None) -> None:
    assert read_folio(texts) == number


@pytest.mark.parametrize("text", ["2019년 13월 4일", "2019년 2월 30일", "0000년 1월 1일"])
def test_a_day_that_never_was_is_no_date(text: str) -> None:
    assert read_header([text]).issue_date is None


def test_the_first_of_each_counts() -> None:
    found = read_header(["3", "경제", "2019년 3월 4일", "4", "사회", "2020년 3월 4일"])
    assert found == Header(None, "2019-03-04", "3", "경제")
