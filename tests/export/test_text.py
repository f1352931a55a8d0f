from __future__ import annotations

from hypothesis import given

from hwalja.export.text import to_text
from hwalja.model import Page, Role
from tests.export.pages import article, block, few, page, pages, sample


def test_every_part_has_its_place() -> None:
    assert to_text(sample()) == (
        "새 다리 놓는다\n\n내년 봄 착공\n\n시는 올해 다리를 놓는다.\n\n예산은 *3억*\n\n예산은 [3억]원이다.\n\n"
        "홍길동 기자\n\n[사진설명] 다리가 놓일 자리.\n\n"
        "────────────────────────────────────────\n\n"
        "1. 날씨는 맑다.\n"
    )


def test_line_ends_stay() -> None:
    assert (
        to_text(page(article(1, block("b1", Role.BODY, "시는 올해 다\n리를 놓는다."))))
        == "시는 올해 다\n리를 놓는다.\n"
    )


def test_a_page_without_articles_is_empty() -> None:
    assert to_text(page()) == ""


def test_an_empty_article_leaves_no_break() -> None:
    assert to_text(page(article(1), article(2, block("b1", Role.BODY, "글")))) == "글\n"


@few
@given(pages())
def test_all_that_articles_say_is_there(found: Page) -> None:
    text = to_text(found)
    for each in found.articles:
        for part in (each.headline, *each.subheadings, *each.paragraphs, each.byline, *each.captions):
            assert part in text
