from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, replace

import pytest

from hwalja.geometry import Box
from hwalja.model import Article, Block, Frame, Line, Region, Role, Word
from tests.export.pages import page, sample


def block(role: Role, text: str) -> Block:
    word = Word(text, Box(0, 0, 10, 10), 0.9)
    line = Line("l", Box(0, 0, 10, 10), 10.0, words=(word,) if text else ())
    return Block(f"{role}-{text}", role, text, (Region("r", role, Box(0, 0, 10, 10), (line,)),))


def article(*blocks: tuple[Role, str]) -> Article:
    return Article("p#a01", tuple(block(role, text) for role, text in blocks), 0.9)


FULL = article(
    (Role.HEADLINE, "제목"),
    (Role.SUBHEADING, "부제"),
    (Role.LEAD, "전문"),
    (Role.BODY, "하나"),
    (Role.SUBHEADING, "중간 제목"),
    (Role.BODY, "둘"),
    (Role.TABLE, "표"),
    (Role.BYLINE, "김도윤 기자"),
    (Role.CAPTION, "사진 설명"),
)


def test_the_parts_of_an_article_come_in_their_order() -> None:
    assert FULL.headline == "제목"
    assert FULL.subheadings == ("부제", "중간 제목")
    assert FULL.paragraphs == ("전문", "하나", "둘", "표")
    assert FULL.byline == "김도윤 기자"
    assert FULL.captions == ("사진 설명",)


def test_the_text_reads_down_the_article_and_ends_with_the_byline() -> None:
    assert FULL.text.split("\n\n") == ["제목", "부제", "전문", "하나", "중간 제목", "둘", "표", "김도윤 기자"]


def test_raw_holds_every_block() -> None:
    assert FULL.raw.split("\n\n") == [block.text for block in FULL.blocks]


def test_a_headline_in_several_blocks_is_joined() -> None:
    found = article((Role.HEADLINE, "새 다리"), (Role.HEADLINE, "놓는다"), (Role.BODY, "가"))
    assert found.headline == "새 다리 놓는다"


def test_blocks_without_text_leave_no_gap() -> None:
    found = article((Role.HEADLINE, ""), (Role.BODY, "가"), (Role.BODY, ""), (Role.BODY, "나"))
    assert found.headline == ""
    assert found.paragraphs == ("가", "나")
    assert found.text == "가\n\n나"


def test_an_article_without_blocks_is_empty() -> None:
    bare = article()
    assert (bare.headline, bare.byline, bare.text, bare.raw) == ("", "", "", "")
    assert (bare.subheadings, bare.paragraphs, bare.captions) == ((), (), ())


def test_a_line_is_its_words() -> None:
    words = tuple(Word(text, Box(0, 0, 1, 1), 0.9) for text in ("새", "다리"))
    assert Line("l", Box(0, 0, 2, 1), 10.0, words=words).text == "새 다리"
    assert Line("l", Box(0, 0, 2, 1), 10.0).text == ""


def test_a_pages_text_is_that_of_its_articles() -> None:
    page = sample()
    assert page.text == "\n\n\n".join(article.text for article in page.articles)


def test_pages_pickle() -> None:
    assert pickle.loads(pickle.dumps(sample())) == sample()  # noqa: S301 - our own


def test_pages_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        sample().id = "other"  # type: ignore[misc]  # that it cannot be set is the point


def test_the_name_of_a_page_of_a_file_says_which() -> None:
    assert Frame.named(str(Frame("a, page 1.pdf", 2))) == Frame("a, page 1.pdf", 2)
    assert Frame.named("a.pdf") is None
    assert Frame.named("a.pdf, page 0") is None


def test_a_long_article_weighs_more_in_the_confidence_of_a_page() -> None:
    long, short = replace(article((Role.BODY, "가" * 30)), confidence=0.5), article((Role.BODY, "가" * 10))
    assert page(long, short).confidence == pytest.approx((30 * 0.5 + 10 * 0.9) / 40)
    assert page().confidence is None
