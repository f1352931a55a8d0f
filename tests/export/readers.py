"""Readers of what we write that know nothing of how it was written: the formats' own rules, and the standard library.

Each gives the words of a document, block by block in reading order.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from html.parser import HTMLParser

from hwalja.export.order import runs
from hwalja.export.printed import printed
from hwalja.export.xml import legal
from hwalja.geometry import Box
from hwalja.model import Page


@dataclass(frozen=True)
class Read:
    """A word in a line: an eojeol, or a part of one.

    Attributes:
        whole: The eojeol.
        begins: It is its first part.
        read: What was read in its place.
    """

    text: str
    box: Box
    whole: str
    begins: bool
    read: str


@dataclass(frozen=True)
class ReadRegion:
    role: str
    box: Box
    words: tuple[Read, ...]


def told(page: Page) -> list[ReadRegion]:
    """Return what a reader should find, from the page itself."""
    pieces = printed(page)
    return [
        ReadRegion(
            block.role.value,
            region.box,
            tuple(
                Read(legal(piece.text), piece.box, legal(piece.whole), piece.part == 0, legal(piece.read))
                for line in region.lines
                for piece in pieces[line.id]
            ),
        )
        for run in runs(page)
        for block, region in run.regions
    ]


def eojeols(regions: list[ReadRegion]) -> list[str]:
    """Return the text of a document word by word, broken ones once."""
    return [word.whole for region in regions for word in region.words if word.begins]


def text_of(page: Page) -> list[str]:
    """Return the text of a page word by word, from its blocks."""
    return [
        legal(word) for run in runs(page) for block in run.blocks if any(block.lines) for word in block.text.split()
    ]


_ALTO = "{http://www.loc.gov/standards/alto/ns-v4#}"


def read_alto(document: str) -> list[ReadRegion]:
    """Read an ALTO document by its reading order."""
    root = ET.fromstring(document)
    tags = {tag.attrib["ID"]: tag.attrib for tag in root.iterfind(f"{_ALTO}Tags/*")}
    blocks = {block.attrib["ID"]: block for block in root.iter(f"{_ALTO}TextBlock")}
    refs = [ref.attrib["REF"] for ref in root.iter(f"{_ALTO}ElementRef")]
    assert refs == list(blocks)  # the order of the file is the reading order
    found = []
    for block in blocks.values():
        (role,) = (tags[ref]["LABEL"] for ref in block.attrib["TAGREFS"].split() if tags[ref]["TYPE"] == "role")
        words = tuple(_string(string) for string in block.iter(f"{_ALTO}String"))
        found.append(ReadRegion(role, _alto_box(block), words))
    return found


def _string(string: ET.Element) -> Read:
    content = string.attrib["CONTENT"]
    alternative = string.find(f"{_ALTO}ALTERNATIVE")
    return Read(
        content,
        _alto_box(string),
        string.get("SUBS_CONTENT", content),
        string.get("SUBS_TYPE") != "HypPart2",
        content if alternative is None else alternative.text or "",
    )


def _alto_box(element: ET.Element) -> Box:
    return Box(*(int(element.attrib[name]) for name in ("HPOS", "VPOS", "WIDTH", "HEIGHT")))


_PAGE = "{http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15}"


def read_page_xml(document: str) -> list[ReadRegion]:
    """Read a PAGE document by its reading order."""
    root = ET.fromstring(document)
    regions = {region.attrib["id"]: region for region in root.iter(f"{_PAGE}TextRegion")}
    refs = [ref.attrib["regionRef"] for ref in root.iter(f"{_PAGE}RegionRefIndexed")]
    found = []
    for region in (regions[ref] for ref in refs):
        role = re.fullmatch(r"structure \{type:(\w+);\}", region.attrib["custom"])
        assert role
        lines = region.findall(f"{_PAGE}TextLine")
        words = [[_word(word) for word in line.iterfind(f"{_PAGE}Word")] for line in lines]
        for line, own in zip(lines, words, strict=True):
            assert _equiv(line)[0] == " ".join(word.text for word in own)
        assert _equiv(region)[0] == "\n".join(" ".join(word.text for word in line) for line in words if line)
        assert _equiv(region)[1] == "\n".join(_equiv(line)[1] for line in lines)
        found.append(ReadRegion(role[1], _page_box(region), tuple(word for line in words for word in line)))
    assert len(found) == len(regions)
    return found


def _word(word: ET.Element) -> Read:
    text, read = _equiv(word)
    labels = {label.attrib["type"]: label.attrib["value"] for label in word.iterfind(f"{_PAGE}Labels/{_PAGE}Label")}
    return Read(text, _page_box(word), labels.get("eojeol", text), labels.get("part", "1/1").startswith("1/"), read)


def _equiv(element: ET.Element) -> tuple[str, str]:
    """Return text as corrected and as read."""
    texts = {each.attrib["index"]: each[0].text or "" for each in element.iterfind(f"{_PAGE}TextEquiv")}
    return texts["0"], texts.get("1", texts["0"])


def _page_box(element: ET.Element) -> Box:
    coords = element.find(f"{_PAGE}Coords")
    assert coords is not None
    points = [tuple(map(int, point.split(","))) for point in coords.attrib["points"].split()]
    xs, ys = zip(*points, strict=True)
    return Box.of_edges(min(xs), min(ys), max(xs), max(ys))


_BBOX = re.compile(r"bbox (\d+) (\d+) (\d+) (\d+)")


class _Hocr(HTMLParser):
    """Reads hOCR as HTML, not as XML."""

    def __init__(self) -> None:
        super().__init__()
        self.regions: list[tuple[dict[str, str | None], list[tuple[dict[str, str | None], list[str]]]]] = []
        self._in_word = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if found.get("class") == "ocr_carea":
            self.regions.append((found, []))
        self._in_word = found.get("class") == "ocrx_word"
        if self._in_word:
            self.regions[-1][1].append((found, []))

    def handle_data(self, data: str) -> None:
        if self._in_word:
            self.regions[-1][1][-1][1].append(data)

    def handle_endtag(self, tag: str) -> None:
        self._in_word = False


def read_hocr(document: str) -> list[ReadRegion]:
    """Read an hOCR document as HTML."""
    parser = _Hocr()
    parser.feed(document)
    parser.close()
    return [
        ReadRegion(
            str(area["data-role"]),
            _bbox(area),
            tuple(
                Read(
                    "".join(text),
                    _bbox(word),
                    word.get("data-whole") or "".join(text),
                    (word.get("data-part") or "1/1").startswith("1/"),
                    "".join(text) if word.get("data-read") is None else str(word["data-read"]),
                )
                for word, text in words
            ),
        )
        for area, words in parser.regions
    ]


def _bbox(found: dict[str, str | None]) -> Box:
    match = _BBOX.search(str(found["title"]))
    assert match
    return Box.of_edges(*map(int, match.groups()))
