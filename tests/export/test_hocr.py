from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hypothesis import given

from hwalja.export.hocr import to_hocr
from hwalja.model import Page
from tests.export.pages import few, page, pages, sample
from tests.export.samples import NAMES, result

XHTML = "{http://www.w3.org/1999/xhtml}"

HOLDERS = {
    "ocr_page": None,
    "ocr_carea": "ocr_page",
    "ocr_image": "ocr_page",
    "ocr_separator": "ocr_page",
    "ocrx_block": "ocr_page",
    "ocr_par": "ocr_carea",
    "ocr_line": "ocr_par",
    "ocrx_word": "ocr_line",
}
"""What each class stands in."""

PROPERTIES = {
    "image": r'"[^"]*"',
    "bbox": r"\d+ \d+ \d+ \d+",
    "ppageno": r"\d+",
    "scan_res": r"\d+ \d+",
    "x_wconf": r"\d+",
}


def check(document: str) -> None:
    """See that a document holds to the rules of hOCR 1.2, and is the same as HTML5 and as XML."""
    assert document.startswith("<!DOCTYPE html>\n")
    assert not re.search(r"<(?!meta\b)\w+[^<>]*/>", document)
    root = ET.fromstring(document)
    assert root.tag == f"{XHTML}html"
    assert root.attrib["lang"] == "ko"
    meta = {each.get("name"): each.get("content") for each in root.iter(f"{XHTML}meta")}
    assert meta["ocr-system"]
    _check_elements(root, str(meta["ocr-capabilities"]).split())


def _check_elements(root: ET.Element, capabilities: list[str]) -> None:
    holder = {child: parent for parent in root.iter() for child in parent}
    found = [element for element in root.iter() if element.get("class")]
    assert [element.get("class") for element in found].count("ocr_page") == 1
    for element in found:
        kind = element.attrib["class"]
        assert kind in capabilities
        assert holder[element].get("class") == HOLDERS[kind]
        _check_title(kind, element.attrib["title"])
    ids = [element.attrib["id"] for element in found]
    assert len(set(ids)) == len(ids)


def _check_title(kind: str, title: str) -> None:
    assert re.fullmatch(r'(?:\w+ (?:"[^"]*"|[^";]*)(?:; |$))+', title)
    properties = dict(re.findall(r'(\w+) ("[^"]*"|[^";]*)(?:; |$)', title))
    for name, value in properties.items():
        assert re.fullmatch(PROPERTIES[name], value)
    left, top, right, bottom = map(int, properties["bbox"].split())
    assert left <= right
    assert top <= bottom
    assert ("x_wconf" in properties) == (kind == "ocrx_word")
    assert int(properties.get("x_wconf", 0)) <= 100
    assert ("image" in properties) == (kind == "ocr_page")


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_holds_to_the_rules(name: str) -> None:
    check(to_hocr(result(name)))


@few
@given(pages())
def test_any_page_holds_to_the_rules(page: Page) -> None:
    check(to_hocr(page))


def test_an_empty_page_holds_to_the_rules() -> None:
    check(to_hocr(replace(page(), furniture=(), order=(), pictures=(), rules=(), unread=())))


def test_words_of_a_line_are_in_one_line() -> None:
    document = to_hocr(sample())
    lines = ["".join(line.itertext()) for line in ET.fromstring(document).iter() if line.get("class") == "ocr_line"]
    assert lines[:4] == ["활자일보 12", "새 다리 놓는다", "내년 봄 착공", "시는 올해 다"]


def test_what_hocr_has_no_word_for_stands_in_data() -> None:
    document = to_hocr(sample())
    assert 'data-role="headline" data-article="sample#a01"' in document
    assert 'data-whole="다리를" data-part="1/2">다</span>' in document
    assert 'data-unread="vertical"' in document


def test_a_quotation_mark_in_a_name_ends_nothing() -> None:
    document = to_hocr(replace(sample(), source='a"; bbox 1.png, page 2'))
    check(document)
    assert "image &quot;a'; bbox 1.png, page 2&quot;; bbox 0 0 1600 2200; ppageno 1" in document
