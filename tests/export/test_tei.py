from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import assume, given

from hwalja.export.tei import to_tei
from hwalja.export.xml import legal
from hwalja.geometry import Box
from hwalja.model import Correction, Page, Region, Role
from tests.export.pages import article, block, few, line, page, pages, sample
from tests.export.rng import validate_tei
from tests.export.samples import NAMES, result
from tests.export.test_reading_back import with_names

TEI = {"": "http://www.tei-c.org/ns/1.0"}
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def parsed(found: Page) -> ET.Element:
    return ET.fromstring(to_tei(found))


def articles(root: ET.Element) -> list[ET.Element]:
    return root.findall(".//div[@type='article']", TEI)


def text(element: ET.Element, kept: str = "corr") -> str:
    """Read an element by TEI's own rules: of a choice one of both, a line begins a word unless it says no."""
    return " ".join("".join(_parts(element, kept)).split())


def _parts(element: ET.Element, kept: str) -> Iterator[str]:
    parts = [element.text or ""]
    for child in element:
        name = child.tag.partition("}")[2]
        if name in ("lb", "cb"):
            if name == "lb" and child.get("break") == "no":
                parts = ["".join(parts).rstrip()]
            else:
                parts.append(" ")
        elif name == "choice":
            parts.append(child.findtext(kept, "", TEI))
        parts.append(child.tail or "")
    yield from parts


def texts(element: ET.Element, path: str) -> list[str]:
    return [text(each) for each in element.iterfind(path, TEI)]


def words(value: str) -> str:
    return " ".join(map(legal, value.split()))


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_holds_to_the_schema(name: str) -> None:
    validate_tei(to_tei(result(name)))


@few
@given(pages())
def test_any_page_holds_to_the_schema(page: Page) -> None:
    assume(with_names(page))
    validate_tei(to_tei(page))


def test_an_empty_page_holds_to_the_schema() -> None:
    validate_tei(to_tei(replace(page(), furniture=(), order=(), pictures=(), rules=(), unread=())))


@pytest.mark.parametrize("name", NAMES)
def test_the_text_of_articles_is_read_back(name: str) -> None:
    found = result(name)
    divisions = articles(parsed(found))
    assert [each.get("n") for each in divisions] == [each.id for each in found.articles]
    for division, told in zip(divisions, found.articles, strict=True):
        read = [text(each) for each in division if each.tag.rpartition("}")[2] in ("head", "label", "p", "ab")]
        assert " ".join([*read, *texts(division, "byline")]) == words(told.text)
        assert texts(division, "figure/head") == [words(each) for each in told.captions]


@few
@given(pages())
def test_every_block_of_any_page_is_read_back(page: Page) -> None:
    assume(with_names(page) and len({each.id for each in page.articles}) == len(page.articles))
    read = texts(parsed(page), "text/body//*[@facs]")
    blocks = [*page.furniture, *(block for each in page.articles for block in each.blocks)]
    for each in blocks:
        if any(each.lines):
            assert words(each.text) in read


def test_parts_of_an_article_by_their_roles() -> None:
    first, second = articles(parsed(sample()))
    assert [each.tag.rpartition("}")[2] for each in first] == ["head", "head", "p", "label", "figure", "p", "byline"]
    assert [each.get("type") for each in first.iterfind("head", TEI)] == ["headline", "subheading"]
    assert texts(first, "label") == ["예산은 *3억*"]
    assert texts(first, "figure/head") == ["다리가 놓일 자리."]
    assert texts(second, "note") == ["parts"]
    assert texts(parsed(sample()), ".//fw") == ["활자일보 12"]


def test_a_line_end_within_an_eojeol_is_told() -> None:
    breaks = [each.get("break") for each in articles(parsed(sample()))[0].iterfind("p/lb", TEI)]
    assert breaks == [None, "no", None]


def test_what_was_read_stands_beside_what_it_became() -> None:
    changed = Correction("character", "b1", 2, "집", "칩", None, {}, 0.75)
    found = page(article(1, block("b1", Role.BODY, "새 칩", lines=("새 집",))))
    root = parsed(replace(found, furniture=(), order=("b1",), corrections=(changed,)))
    (paragraph,) = root.iterfind(".//div/p", TEI)
    assert text(paragraph, "corr") == "새 칩"
    assert text(paragraph, "sic") == "새 집"
    (corr,) = paragraph.iterfind("choice/corr", TEI)
    assert (corr.get("resp"), corr.get("cert")) == ("#hwalja", "0.7500")


def test_every_reference_leads_to_a_zone() -> None:
    first, second = (Region("r1", Role.BODY, Box(9 * n, 0, 9, 9), (line(f"l{n}", "가나", 0),)) for n in (1, 2))
    body = replace(block("b1", Role.BODY, "가나가나"), regions=(first, second))
    root = parsed(replace(page(article(1, body)), furniture=(), order=("b1",), corrections=()))
    zones = {each.get(XML_ID) for each in root.iterfind("facsimile//*", TEI)}
    references = [part for each in root.iterfind("text//*[@facs]", TEI) for part in each.attrib["facs"].split()]
    assert {reference.removeprefix("#") for reference in references} <= zones
    (column,) = root.iterfind(".//cb", TEI)
    (zone,) = (each for each in root.iter() if each.get(XML_ID) == column.attrib["facs"].removeprefix("#"))
    assert zone.get("ulx") == "18"


def test_the_header_tells_issue_program_and_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "888710400")
    root = parsed(sample())
    assert root.findtext(".//titleStmt/title", None, TEI) == "활자일보 1998-03-01"
    assert [each.get("when") for each in root.iterfind(".//bibl/date", TEI)] == ["1998-03-01"]
    (program,) = root.iterfind(".//application", TEI)
    assert (program.get("version"), program.get("when")) == ("1", "1998-03-01T00:00:00Z")
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert "when" not in next(parsed(sample()).iterfind(".//application", TEI)).attrib
