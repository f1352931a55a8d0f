from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hypothesis import given

from hwalja.export.pagexml import to_page_xml
from hwalja.geometry import Box
from hwalja.model import Page, Region, Role, Unread, UnreadReason
from tests.export.pages import article, block, few, line, page, pages, sample
from tests.export.samples import NAMES, result
from tests.export.test_reading_back import corrected
from tests.export.xsd import PAGE, validate

PAGE_NS = {"": "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"}


def parsed(found: Page) -> ET.Element:
    return ET.fromstring(to_page_xml(found))


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_holds_to_the_schema(name: str) -> None:
    validate(to_page_xml(result(name)), PAGE)


@few
@given(pages())
def test_any_page_holds_to_the_schema(page: Page) -> None:
    validate(to_page_xml(page), PAGE)


def test_an_empty_page_holds_to_the_schema() -> None:
    validate(to_page_xml(replace(page(), furniture=(), order=(), pictures=(), rules=(), unread=())), PAGE)


def test_regions_have_types_and_the_role_itself() -> None:
    found = [(each.get("type"), each.get("custom")) for each in parsed(sample()).iterfind(".//TextRegion", PAGE_NS)]
    assert found[:3] == [
        ("header", "structure {type:header;}"),
        ("heading", "structure {type:headline;}"),
        ("heading", "structure {type:subheading;}"),
    ]
    advertisement = page(article(1, block("b1", Role.ADVERTISEMENT, "쌀")))
    (_, other) = parsed(advertisement).iterfind(".//TextRegion", PAGE_NS)
    assert (other.get("type"), other.get("custom")) == ("other", "structure {type:advertisement;}")


def test_an_article_is_a_group_of_the_order() -> None:
    (order,) = parsed(sample()).iterfind("Page/ReadingOrder/OrderedGroup", PAGE_NS)
    groups = order.findall("OrderedGroupIndexed", PAGE_NS)
    assert [(each.get("type"), each.get("index"), each.get("caption")) for each in groups] == [
        ("article", "1", "새 다리 놓는다"),
        ("article", "2", None),
    ]
    labels = [{each.get("type"): each.get("value") for each in group.iterfind("Labels/*", PAGE_NS)} for group in groups]
    assert labels == [
        {"id": "sample#a01", "confidence": "0.8125"},
        {"id": "sample#a02", "confidence": "0.8125", "doubts": "parts"},
    ]
    assert [ref.get("index") for ref in groups[0].iterfind("RegionRefIndexed", PAGE_NS)] == list("0123456")


def test_text_that_goes_on_in_the_next_column_says_so() -> None:
    first, second = (Region(f"r{n}", Role.BODY, Box(0, 0, 9, 9), (line(f"l{n}", "가나", 0),)) for n in (1, 2))
    body = replace(block("b1", Role.BODY, "가나가나"), regions=(first, second))
    root = parsed(replace(page(article(1, body)), furniture=(), order=("b1",)))
    assert [region.get("continuation") for region in root.iterfind(".//TextRegion", PAGE_NS)] == [None, "true"]


def test_both_texts_and_how_sure_the_first_is() -> None:
    (_, word) = parsed(corrected()).iterfind(".//Word", PAGE_NS)
    found = [(each.get("index"), each.get("conf"), each[0].text) for each in word.iterfind("TextEquiv", PAGE_NS)]
    assert found == [("0", "0.7500", "칩"), ("1", None, "집")]


def test_a_line_that_was_left_out_keeps_what_was_read() -> None:
    left_out = replace(block("b1", Role.BODY, "가나"), text="")
    root = parsed(replace(page(article(1, left_out)), furniture=(), order=("b1",)))
    (line_,) = root.iterfind(".//TextLine", PAGE_NS)
    equivs = line_.findall("TextEquiv", PAGE_NS)
    assert [(each.get("index"), each[0].text) for each in equivs] == [("0", None), ("1", "가나")]


def test_pictures_rules_dirt_and_what_was_not_read() -> None:
    dirt = Unread(Box(5, 6, 7, 8), UnreadReason.DIRT, 0.01)
    root = parsed(replace(sample(), unread=(*sample().unread, dirt)))
    kinds = ("ImageRegion", "SeparatorRegion", "UnknownRegion", "NoiseRegion")
    points = [root.findall(f".//{kind}/Coords", PAGE_NS)[0].get("points") for kind in kinds]
    assert points == [
        "800,300 1200,300 1200,600 800,600",
        "790,100 792,100 792,2000 790,2000",
        "1300,400 1360,400 1360,900 1300,900",
        "5,6 12,6 12,14 5,14",
    ]
    (reason, ink) = root.iterfind(".//UnknownRegion/Labels/Label", PAGE_NS)
    assert (reason.get("value"), ink.get("value")) == ("vertical", "0.0400")


def test_no_point_lies_outside_the_image() -> None:
    beyond = replace(page(), furniture=(), order=(), pictures=(Box(-1, -2, 10, 20),), rules=(), unread=())
    (coords,) = parsed(beyond).iterfind(".//Coords", PAGE_NS)
    assert coords.get("points") == "0,0 9,0 9,18 0,18"


def test_facts_and_time_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "888710400")
    (metadata,) = parsed(sample()).iterfind("Metadata", PAGE_NS)
    assert [each.text for each in metadata[:3]] == ["hwalja 1", "1998-03-01T00:00:00Z", "1998-03-01T00:00:00Z"]
    items = [(each.get("name"), each.get("value")) for each in metadata.iterfind("MetadataItem", PAGE_NS)]
    assert ("newspaper", "활자일보") in items
    assert ("layout", "hwalja 1") in items
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert parsed(sample())[0][1].text == "1970-01-01T00:00:00Z"
