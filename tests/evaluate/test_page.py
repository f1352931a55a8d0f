from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from hwalja.evaluate import evaluate_page
from hwalja.evaluate.rate import Rate

FIRST = "서울의 새 다리가 오늘 아침 열렸다."
SECOND = "시민들은 강을 걸어서 건넜다고 한다."
THIRD = "비용은 모두 시에서 부담하기로 했다."


def article(*paragraphs: str, headline: str = "") -> dict[str, Any]:
    return {"headline": headline, "paragraphs": list(paragraphs)}


def page(*articles: dict[str, Any]) -> dict[str, Any]:
    return {"articles": list(articles)}


TRUTH = page(article(f"{FIRST} {SECOND}", THIRD, headline="새 다리 개통"))


def test_lengths() -> None:
    assert [len(FIRST), len(SECOND), len(THIRD)] == [20, 20, 20]


def test_all_right() -> None:
    score = evaluate_page(TRUTH, TRUTH)
    assert score.flow.cer == Rate(0, 60)
    assert score.flow.exact == Rate(3, 3)
    assert score.articles.cer == Rate(0, 62)
    assert score.headlines.recall == Rate(1, 1)
    assert score.order == Rate(0, 3)


def test_one_letter_and_one_space() -> None:
    read = page(article(f"{FIRST.replace('침', '칭')} {SECOND.replace('강을 ', '강을')}", THIRD))
    score = evaluate_page(read, TRUTH)
    assert score.flow.cer.fraction == Fraction(2, 60)
    assert score.flow.cer_nospace.fraction == Fraction(1, 15 + 16 + 16)
    assert score.flow.exact.fraction == Fraction(1, 3)
    assert score.flow.graphemes.fraction == Fraction(2, 60)
    assert score.flow.words.fraction == Fraction(1 + 2, 6 + 5 + 5)
    assert score.flow.spacing.f1.fraction == Fraction(2 * 12, 12 + 13)
    assert score.articles.cer.fraction == Fraction(2, 62)


def test_flow_finds_a_sentence_in_another_article() -> None:
    score = evaluate_page(page(article(THIRD), article(f"{FIRST} {SECOND}")), TRUTH)
    assert score.flow.cer == Rate(0, 60)
    assert score.articles.splits == 1


def test_order() -> None:
    """Third, first, second: two of three pairs are the wrong way round."""
    assert evaluate_page(page(article(THIRD, FIRST, SECOND)), TRUTH).order == Rate(2, 3)
    assert evaluate_page(page(article(THIRD, SECOND, FIRST)), TRUTH).order == Rate(3, 3)


def test_order_of_articles_does_not_count() -> None:
    truth = page(article(FIRST, SECOND), article(THIRD))
    assert evaluate_page(page(article(THIRD), article(FIRST, SECOND)), truth).order == Rate(0, 1)


def test_order_leaves_out_what_was_not_found() -> None:
    assert evaluate_page(page(article(SECOND, FIRST)), TRUTH).order == Rate(1, 1)


def test_short_sentences_are_not_looked_for() -> None:
    assert evaluate_page({}, page(article("짧다. 더 짧다!"))).flow.cer == Rate(0, 0)


@pytest.mark.parametrize(
    "result", [{}, {"articles": []}, {"articles": [{}]}, page(article(headline="")), page(article(""))]
)
def test_nothing_read(result: dict[str, Any]) -> None:
    score = evaluate_page(result, TRUTH)
    assert score.flow.cer == Rate(60, 60)
    assert score.flow.words == Rate(16, 16)
    assert score.articles.cer == Rate(62, 62)
    assert score.figures()["order_errors"] is None


def test_nothing_to_read() -> None:
    score = evaluate_page(TRUTH, {"articles": []})
    assert {name for name, value in score.figures().items() if value} == {
        "articles_found",
        "noise",
    }


def test_articles_without_body_do_not_count() -> None:
    truth = page(article(FIRST), article(headline="사진"))
    assert evaluate_page(truth, truth).headlines.recall == Rate(0, 0)
    assert evaluate_page(truth, truth).articles.good == Rate(1, 1)


def test_missing_fields_may_be_null() -> None:
    read = page({"headline": None, "paragraphs": None})
    assert evaluate_page(read, TRUTH).articles.found == 0


def test_document() -> None:
    """Lines are looked for in everything that was read; only figures without spaces count."""
    truth = {"lines": ["제414회 국회", "환경노동위원회 회의록", "4쪽"], "articles": []}
    read = {
        "articles": [{"headline": "제414회국회", "paragraphs": ["환경 노동위원희 회의록"]}],
        "furniture": ["- 4쪽 -"],
    }
    score = evaluate_page(read, truth)
    assert score.flow.cer_nospace.fraction == Fraction(1, 7 + 10 + 2)
    assert score.flow.exact.fraction == Fraction(1, 3)
    figures = score.figures()
    assert figures["wer"] is None
    assert figures["spacing_f1"] is None
    assert figures["article_cer"] is None


def test_furniture_may_be_objects() -> None:
    read = {"articles": [], "furniture": [{"text": "제414회국회"}, {"role": "header"}]}
    assert evaluate_page(read, {"lines": ["제414회국회"]}).flow.exact == Rate(1, 1)
