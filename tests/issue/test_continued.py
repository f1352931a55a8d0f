from __future__ import annotations

import pytest

from hwalja.issue.continued import stories
from hwalja.issue.marks import Marks, marks
from hwalja.model import Article, Role
from tests.export.pages import article, block
from tests.issue.newspaper import BRIDGE, BRIDGE_ON, SCHOOL, SCHOOL_ON, TEXTS, issue


def body(text: str) -> Article:
    return article(1, block("b1", Role.HEADLINE, "새 다리"), block("b2", Role.BODY, text))


def linked(texts: dict[int, list[tuple[str, str]]]) -> list[list[str]]:
    """Return the headlines of articles that have several parts."""
    return [[part.article.headline for part in parts] for parts in stories(issue(texts)) if len(parts) > 1]


@pytest.mark.parametrize(
    ("mark", "page"),
    [
        ("▶3면에 계속", "3"),
        ("▶ 3면에 계속", "3"),
        ("☞ 5면", "5"),
        ("(3면에 이어집니다)", "3"),
        ("<12면으로 이어짐>", "12"),
        ("3면에 계속.", "3"),
        ("▷B2면에 계속", "B2"),
        ("[4면에 계속▶]", "4"),
    ],
)
def test_an_article_says_where_it_goes_on(mark: str, page: str) -> None:
    assert marks(body(f"다리를 놓는다. {mark}")) == Marks(page, None)


@pytest.mark.parametrize(
    "mark", ["1면에서 계속", "<1면에서 계속>", "▶1면에서 이어짐", "(1면에서 이어집니다)", "1면 기사에 이어"]
)
def test_an_article_says_where_it_comes_from(mark: str) -> None:
    assert marks(body(f"{mark} 다리를 놓는다.")) == Marks(None, "1")


@pytest.mark.parametrize(
    "text",
    ["다리를 놓는다.", "다리를 놓는다. 관련기사 3면", "▶관련기사 3면", "신문 3면에 실린 글이다.", "세계의 3면을 돈다."],
)
def test_what_merely_names_a_page_is_no_mark(text: str) -> None:
    assert marks(body(text)) == Marks(None, None)


def test_a_byline_may_stand_below_the_mark() -> None:
    found = article(1, block("b1", Role.BODY, "놓는다. ▶3면에 계속"), block("b2", Role.BYLINE, "홍길동 기자"))
    assert marks(found).onto == "3"


@pytest.mark.parametrize("mark", ["3면에 계속", "(3면에 이어집니다)", "▶3면"])
def test_a_mark_may_be_a_paragraph_of_its_own(mark: str) -> None:
    found = article(1, block("b1", Role.HEADLINE, "새 다리"), block("b2", Role.BODY, mark))
    assert marks(found) == Marks("3", None)


def test_continued_articles_are_linked_by_marks_or_by_what_they_are_about() -> None:
    assert linked(TEXTS) == [[BRIDGE[0], BRIDGE_ON[0]], [SCHOOL[0], SCHOOL_ON[0]]]


def test_every_article_stands_in_one_story() -> None:
    found = [part.article.id for parts in stories(issue()) for part in parts]
    assert len(found) == len(set(found)) == sum(map(len, TEXTS.values()))


def test_a_part_that_alone_says_where_it_comes_from_is_linked() -> None:
    begin = ("한강시 다리 공사 시작", "한강시가 다리 공사를 시작한다.")
    assert linked({1: [begin, ("눈 왔다", "눈이 왔다.")], 3: [BRIDGE_ON]}) == [[begin[0], BRIDGE_ON[0]]]


def test_of_two_that_are_as_like_none_is_linked() -> None:
    assert linked({2: [SCHOOL], 5: [SCHOOL_ON, SCHOOL_ON]}) == []


def test_two_articles_never_go_on_with_one() -> None:
    assert linked({2: [SCHOOL, SCHOOL], 5: [SCHOOL_ON]}) == []


def test_of_several_with_marks_the_likeliest_is_taken() -> None:
    school = (SCHOOL_ON[0], f"2면에서 계속 {SCHOOL_ON[1]}")
    other = ("버스 요금 오른다", "2면에서 계속 요금이 오른다.")
    bus = ("버스 타기 어렵다", "버스 요금 오른다는 말이 있다. ☞ 5면")
    assert linked({2: [bus, SCHOOL], 5: [school, other]}) == [[bus[0], other[0]], [SCHOOL[0], school[0]]]


def test_an_article_that_is_cut_in_three_is_one() -> None:
    middle = ("다리 공사 예산", "1면에서 계속 다리 공사 예산은 3억원이다. ▶5면에 계속")
    last = ("다리 공사 끝", "3면에서 계속 다리 공사는 가을에 끝난다.")
    assert linked({1: [BRIDGE], 3: [middle], 5: [last]}) == [[BRIDGE[0], middle[0], last[0]]]
