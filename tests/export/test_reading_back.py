"""ALTO, PAGE and hOCR, read by readers of their own: all of the text, where it stands, and what was read there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import assume, given

from hwalja.export.alto import to_alto
from hwalja.export.hocr import to_hocr
from hwalja.export.pagexml import to_page_xml
from hwalja.model import Correction, Page, Role
from tests.export.pages import article, block, few, page, pages, sample
from tests.export.readers import ReadRegion, eojeols, read_alto, read_hocr, read_page_xml, text_of, told
from tests.export.samples import NAMES, result

Reader = Callable[[str], list[ReadRegion]]
Writer = Callable[[Page], str]

FORMATS = [(to_alto, read_alto), (to_page_xml, read_page_xml), (to_hocr, read_hocr)]
each_format = pytest.mark.parametrize(("write", "read"), FORMATS, ids=["alto", "page", "hocr"])


def with_names(page: Page) -> bool:
    """Tell whether blocks and lines have names of their own, as on all pages that are made."""
    blocks = [*page.furniture, *(block for article in page.articles for block in article.blocks)]
    names = [line.id for block in blocks for line in block.lines]
    return len(set(page.order)) == len(blocks) and len(set(names)) == len(names)


@pytest.mark.parametrize("name", NAMES)
@each_format
def test_all_of_a_sample_is_read_back(write: Writer, read: Reader, name: str) -> None:
    given = result(name)
    found = read(write(given))
    assert eojeols(found) == text_of(given)
    assert found == told(given)


@few
@given(pages())
@each_format
def test_all_of_any_page_is_read_back(write: Writer, read: Reader, given: Page) -> None:
    assume(with_names(given))
    found = read(write(given))
    assert eojeols(found) == text_of(given)
    assert found == told(given)


@few
@given(pages())
@each_format
def test_the_same_page_gives_the_same_bytes(write: Writer, read: Reader, given: Page) -> None:
    assert write(given) == write(given)


@each_format
def test_a_broken_eojeol_is_found_whole_in_both_lines(write: Writer, read: Reader) -> None:
    words = [word for region in read(write(sample())) for word in region.words if word.whole == "다리를"]
    assert [(word.text, word.begins) for word in words] == [("다", True), ("리를", False)]


@each_format
def test_an_eojeol_in_three_lines_begins_once(write: Writer, read: Reader) -> None:
    found = page(article(1, block("b1", Role.BODY, "가나다라 마", lines=("가", "나다", "라 마"))))
    words = read(write(replace(found, furniture=(), order=("b1",), corrections=())))[0].words
    assert [(word.text, word.whole, word.begins) for word in words] == [
        ("가", "가나다라", True),
        ("나다", "가나다라", False),
        ("라", "가나다라", False),
        ("마", "마", True),
    ]


@each_format
def test_what_was_read_stands_beside_what_it_became(write: Writer, read: Reader) -> None:
    words = read(write(corrected()))[0].words
    assert [(word.text, word.read) for word in words] == [("새", "새"), ("칩", "집")]


def corrected() -> Page:
    changed = Correction("character", "b1", 2, "집", "칩", None, {}, 0.75)
    found = page(article(1, block("b1", Role.BODY, "새 칩", lines=("새 집",))))
    return replace(found, furniture=(), order=("b1",), corrections=(changed,))


@each_format
def test_what_no_document_may_hold_becomes_a_mark(write: Writer, read: Reader) -> None:
    harmful = page(article(1, block("b1", Role.BODY, "<b>&\x00\x1b]]>\ud800\ufffe\"'")))
    harmful = replace(harmful, furniture=(), order=("b1",), source="\x07\udcb0.png", corrections=())
    document = write(harmful)
    document.encode()
    (word,) = read(document)[0].words
    assert word.text == "<b>&\ufffd\ufffd]]>\ufffd\ufffd\"'"
