from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from lxml import etree

from hwalja.issue import Issue, to_mets
from hwalja.model import Fact
from tests.export.xsd import METS, PREMIS, validate
from tests.issue.newspaper import DAY, PAPER, TEXTS, issue, issue_page, page_of

NS = {
    "": "http://www.loc.gov/METS/",
    "premis": "http://www.loc.gov/premis/v3",
    "dc": "http://purl.org/dc/elements/1.1/",
}
LINK = "{http://www.w3.org/1999/xlink}"


def parsed(found: Issue) -> ET.Element:
    return ET.fromstring(to_mets(found))


def divs(root: ET.Element, kind: str, path: str) -> list[ET.Element]:
    return root.findall(f"structMap[@TYPE='{kind}']/div/{path}", NS)


def test_an_issue_holds_to_the_schema() -> None:
    validate(to_mets(issue()), METS)


def test_an_issue_without_articles_holds_to_the_schema() -> None:
    validate(to_mets(issue({1: []})), METS)


def test_events_and_agents_hold_to_the_schema() -> None:
    root = etree.fromstring(to_mets(issue()).encode())
    entities = [holder[0] for holder in root.iterfind(".//{*}xmlData") if holder[0].tag.startswith("{" + NS["premis"])]
    for entity in entities:
        validate(etree.tostring(entity, encoding="unicode"), PREMIS)
    assert [etree.QName(each).localname for each in entities[:3]] == ["event", "event", "agent"]
    assert len(entities) == 8 * 3


def test_every_reference_inside_leads_somewhere() -> None:
    root = parsed(issue())
    ids = [each.attrib["ID"] for each in root.iter() if "ID" in each.attrib]
    assert len(ids) == len(set(ids))
    for name in ("ADMID", "DMDID", "FILEID", f"{LINK}from", f"{LINK}to"):
        named = {each.attrib[name] for each in root.iter() if name in each.attrib}
        assert named
        assert named <= set(ids)


def test_pages_stand_in_the_order_of_their_numbers() -> None:
    numbers = {"10": "c", "9": "a", "B1": "b", "1": "d"}
    given = [
        issue_page(replace(page_of(n, []), page_number=Fact(number, "header"), id=name))
        for n, (number, name) in enumerate(numbers.items())
    ]
    unnumbered = issue_page(replace(page_of(9, []), page_number=None))
    pages = divs(parsed(Issue.of(PAPER, DAY, [unnumbered, *given])), "PHYSICAL", "div")
    assert [each.get("ORDERLABEL") for each in pages] == ["1", "9", "10", "B1", None]
    assert [each.get("ORDER") for each in pages] == list("12345")


def test_articles_point_to_their_blocks_and_continued_ones_have_parts() -> None:
    root = parsed(issue())
    articles = divs(root, "LOGICAL", "div")
    assert len(articles) == sum(map(len, TEXTS.values())) - 2
    assert [len(each.findall("div", NS)) for each in articles if each.find("div", NS)] == [2, 2]
    bridge = articles[0]
    assert (bridge.get("LABEL"), bridge.get("TYPE")) == ("새 다리 놓는다", "article")
    areas = [
        [(area.get("FILEID"), area.get("BEGIN"), area.get("BETYPE")) for area in part.iter(f"{{{NS['']}}}area")]
        for part in bridge.iterfind("div", NS)
    ]
    assert areas == [
        [("file_alto_1", "rb1h", "IDREF"), ("file_alto_1", "rb1t", "IDREF")],
        [("file_alto_3", "rb2h", "IDREF"), ("file_alto_3", "rb2t", "IDREF")],
    ]


def test_newspaper_and_date_are_told() -> None:
    root = parsed(issue())
    told = [root.findtext(f".//dc:{name}", None, NS) for name in ("title", "date", "language")]
    assert told == [PAPER, DAY, "ko"]


def test_a_time_is_told_where_one_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    root = parsed(issue())
    assert "CREATEDATE" not in root[0].attrib
    assert root.findtext(".//premis:eventDateTime", None, NS) == "XXXX-XX-XX"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "888710400")
    root = parsed(issue())
    assert root[0].get("CREATEDATE") == root.findtext(".//premis:eventDateTime", None, NS) == "1998-03-01T00:00:00Z"


def test_the_order_in_which_pages_come_does_not_matter() -> None:
    found = issue()
    assert to_mets(Issue.of(PAPER, DAY, found.pages[::-1])) == to_mets(found)
