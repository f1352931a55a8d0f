from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hypothesis import given

from hwalja.errors import UsageError
from hwalja.export.alto import to_alto
from hwalja.geometry import Box
from hwalja.model import ArticleDoubt, Block, Correction, Page, Role
from tests.export.pages import article, block, few, page, pages, sample
from tests.export.readers import told
from tests.export.samples import NAMES, result
from tests.export.xsd import ALTO, validate

ALTO_NS = {"": "http://www.loc.gov/standards/alto/ns-v4#"}


def parsed(found: Page) -> ET.Element:
    return ET.fromstring(to_alto(found))


def texts(root: ET.Element, path: str) -> list[str | None]:
    return [element.text for element in root.iterfind(path, ALTO_NS)]


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_holds_to_the_schema(name: str) -> None:
    validate(to_alto(result(name)), ALTO)


@few
@given(pages())
def test_any_page_holds_to_the_schema(page: Page) -> None:
    validate(to_alto(page), ALTO)


def test_an_empty_page_holds_to_the_schema() -> None:
    empty = replace(page(), furniture=(), order=(), pictures=(), rules=(), unread=())
    validate(to_alto(empty), ALTO)
    assert parsed(empty).find("ReadingOrder", ALTO_NS) is None


@pytest.mark.parametrize("name", NAMES)
def test_there_are_as_many_strings_as_eojeols_and_parts_of_broken_ones(name: str) -> None:
    found = result(name)
    strings = list(parsed(found).iterfind(".//String", ALTO_NS))
    broken = [string for string in strings if string.get("SUBS_TYPE") == "HypPart2"]
    blocks = [*found.furniture, *(block for article in found.articles for block in article.blocks)]
    assert len(strings) == sum(len(block.text.split()) for block in blocks) + len(broken)
    assert broken


def test_the_image_is_named_with_its_hash() -> None:
    root = parsed(sample())
    assert texts(root, "Description/MeasurementUnit") == ["pixel"]
    assert texts(root, ".//fileName") == ["sample.png"]
    assert texts(root, ".//fileIdentifier") == ["0" * 64]


def test_steps_have_versions_settings_and_models() -> None:
    root = parsed(replace(sample(), steps=(*sample().steps, replace(sample().steps[0], stage="recognise"))))
    assert texts(root, ".//processingStepDescription") == ["read", "layout", "recognise"]
    assert texts(root, ".//softwareVersion") == ["1", "1", "1"]
    assert texts(root, ".//processingStepSettings")[1] == '{"columns": [1, 2], "off": null}'
    assert texts(root, ".//applicationDescription") == [f"kor (tesseract 5.3.0, sha256 {'0' * 64})"]


def test_time_is_told_only_where_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert texts(parsed(sample()), ".//processingDateTime") == []
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "888710400")
    assert set(texts(parsed(sample()), ".//processingDateTime")) == {"1998-03-01T00:00:00Z"}
    validate(to_alto(sample()), ALTO)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH is no time: 'yesterday'"):
        to_alto(sample())


def test_articles_are_blocks_with_their_doubts() -> None:
    root = parsed(sample())
    tags = {tag.attrib["ID"]: (tag.attrib["TYPE"], tag.attrib["LABEL"]) for tag in root.iterfind("Tags/*", ALTO_NS)}
    articles = [block for block in root.iterfind(".//ComposedBlock", ALTO_NS) if block.attrib["TYPE"] == "article"]
    assert [[tags[ref] for ref in block.attrib["TAGREFS"].split()] for block in articles] == [
        [("article", "sample#a01")],
        [("article", "sample#a02"), ("doubt", ArticleDoubt.PARTS)],
    ]
    assert [len(block.findall("TextBlock", ALTO_NS)) for block in articles] == [7, 1]
    (named,) = root.iterfind("Tags/StructureTag[@LABEL='sample#a01']", ALTO_NS)
    assert named.attrib["DESCRIPTION"] == "새 다리 놓는다"


def test_the_order_is_grouped_by_article() -> None:
    (order,) = parsed(sample()).iterfind("ReadingOrder/OrderedGroup", ALTO_NS)
    assert [child.tag.rpartition("}")[2] for child in order] == ["ElementRef", "OrderedGroup", "OrderedGroup"]
    assert [ref.attrib["REF"] for ref in order[1]] == [f"rb{number}" for number in range(1, 8)]


def test_pictures_rules_and_what_was_not_read_are_there() -> None:
    root = parsed(sample())
    assert [box_of(each) for each in root.iterfind(".//Illustration", ALTO_NS)] == [Box(800, 300, 400, 300)]
    assert [box_of(each) for each in root.iterfind(".//GraphicalElement", ALTO_NS)] == [Box(790, 100, 2, 1900)]
    (unread,) = root.iterfind(".//ComposedBlock[@TYPE='unread']", ALTO_NS)
    assert (unread.attrib["TAGREFS"], box_of(unread)) == ("tag_unread_vertical", Box(1300, 400, 60, 500))


def box_of(element: ET.Element) -> Box:
    return Box(*(int(element.attrib[name]) for name in ("HPOS", "VPOS", "WIDTH", "HEIGHT")))


def test_confidence_counts_up_for_words_and_down_for_characters() -> None:
    changed = Correction("character", "b1", 2, "집", "칩", None, {}, 0.25)
    body: Block = block("b1", Role.BODY, "새 칩", lines=("새 집",))
    found = replace(page(article(1, body)), furniture=(), order=("b1",), corrections=(changed,))
    strings = parsed(found).iterfind(".//String", ALTO_NS)
    assert [(string.attrib["WC"], string.attrib["CC"]) for string in strings] == [("0.9876", "0"), ("0.2500", "7")]
    assert len(told(found)[0].words) == 2


def test_spaces_fill_the_gap_between_words() -> None:
    (space,) = parsed(sample()).iterfind(".//TextBlock[@ID='rf1']//SP", ALTO_NS)
    assert box_of(space) == Box(218, 20, 17, 30)


def test_a_region_that_was_cut_into_paragraphs_has_names_of_its_own() -> None:
    first, second = (block(name, Role.BODY, "가나") for name in ("b1", "b2"))
    again = replace(second, regions=(replace(second.regions[0], id=first.regions[0].id),))
    root = parsed(replace(page(article(1, first, again)), furniture=(), order=("b1", "b2")))
    assert [block.attrib["ID"] for block in root.iterfind(".//TextBlock", ALTO_NS)] == ["rb1", "rb1_2"]


def test_a_page_of_a_file_of_several_has_its_number() -> None:
    (sheet,) = parsed(replace(sample(), source="issue.pdf, page 3")).iterfind("Layout/Page", ALTO_NS)
    assert sheet.attrib["PHYSICAL_IMG_NR"] == "3"
