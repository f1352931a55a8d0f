"""JSON Lines and CSV: an article a record."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hwalja.export.csv import COLUMNS, to_csv
from hwalja.export.jsonl import to_jsonl
from hwalja.model import Fact, Page, Role
from tests.export.pages import article, block, few, page, pages, sample
from tests.export.samples import NAMES, result


def rows(document: str) -> list[dict[str, str]]:
    """Read CSV as a program should: without the mark, and without the guard against formulas."""
    assert document.startswith("\ufeff")
    found = list(csv.DictReader(io.StringIO(document[1:], newline="")))
    return [{name: _unguarded(cell) for name, cell in row.items()} for row in found]


def _unguarded(cell: str) -> str:
    bare = cell.lstrip("'")
    return cell[1:] if cell != bare and bare[:1] in tuple("=+-@＝＋－＠\t\r\n") else cell


def parsed(document: str) -> list[dict[str, object]]:
    assert document == "" or document.endswith("\n")
    return [json.loads(line) for line in document.split("\n")[:-1]]


@pytest.mark.parametrize("name", NAMES)
def test_the_texts_of_a_sample_come_back(name: str) -> None:
    texts = [article.text for article in result(name).articles]
    assert texts
    assert [record["text"] for record in parsed(to_jsonl(result(name)))] == texts
    assert [row["text"] for row in rows(to_csv(result(name)))] == texts


@few
@given(pages())
def test_the_texts_of_any_page_come_back(page: Page) -> None:
    facts = [(article.id, article.headline, article.byline, article.text) for article in page.articles]
    assert [
        tuple(record[name] for name in ("id", "headline", "byline", "text")) for record in parsed(to_jsonl(page))
    ] == facts
    assert [tuple(row[name] for name in ("id", "headline", "byline", "text")) for row in rows(to_csv(page))] == facts


def test_a_record_stands_for_itself() -> None:
    record = parsed(to_jsonl(sample()))[0]
    assert {name: record[name] for name in ("id", "page", "source", "newspaper", "issue_date", "page_number")} == {
        "id": "sample#a01",
        "page": "sample",
        "source": "sample.png",
        "newspaper": "활자일보",
        "issue_date": "1998-03-01",
        "page_number": None,
    }
    assert record["subheadings"] == ["내년 봄 착공", "예산은 *3억*"]
    assert record["captions"] == ["다리가 놓일 자리."]
    assert (record["confidence"], record["unsure"], record["doubts"]) == (0.8125, False, [])
    assert record["box"] == [100, 200, 600, 80]


def test_an_article_without_a_place_has_no_box() -> None:
    (record,) = parsed(to_jsonl(page(article(1))))
    assert record["box"] is None


def test_a_page_without_articles_is_nothing_and_a_header() -> None:
    assert to_jsonl(page()) == ""
    assert to_csv(page()) == "\ufeff" + ",".join(COLUMNS) + "\r\n"


def test_a_file_name_that_is_no_utf8_survives_in_json() -> None:
    found = replace(sample(), source=b"\xb0\xa1.png".decode("utf-8", "surrogateescape"))
    written = to_jsonl(found)
    written.encode()
    assert parsed(written)[0]["source"] == found.source


def test_rows_end_as_the_standard_says() -> None:
    found = to_csv(page(article(1, block("b1", Role.BODY, '그는 "가자"고, 했다'))))
    assert found.endswith('"그는 ""가자""고, 했다",,0.8125,\r\n')


@pytest.mark.parametrize("text", ["=1+1", "+82", "-10도 한파", "@금", "＝1", "'=1", "''-1"])
def test_no_cell_begins_like_a_formula(text: str) -> None:
    found = to_csv(page(article(1, block("b1", Role.HEADLINE, text))))
    assert f",'{text},".encode() in found.encode()
    assert rows(found)[0]["headline"] == text


@given(st.text("'=-가", max_size=6))
def test_what_was_guarded_can_be_told(text: str) -> None:
    found = replace(page(article(1)), newspaper=Fact(text, "caller"))
    assert rows(to_csv(found))[0]["newspaper"] == text


def test_a_quotation_in_a_headline_stays() -> None:
    found = to_csv(page(article(1, block("b1", Role.HEADLINE, "'소리 없는' 공연"))))
    assert ",'소리 없는' 공연," in found
