"""Reads manuscripts: the text of one page, part by part."""

import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from benchmarks.pages.stories import HERE

PartKind = Literal[
    "headline", "side-headline", "deck", "crosshead", "body", "speech", "box", "item", "table", "footnote", "byline",
]  # fmt: skip

MARKS: dict[str, PartKind] = {
    "# ": "headline",
    "#| ": "side-headline",
    "## ": "deck",
    "=== ": "crosshead",
    "○": "speech",
    "> ": "box",
    "- ": "item",
    "| ": "table",
    "^ ": "footnote",
    "@ ": "byline",
}
"""How a line begins, and what it is; without a mark it is a paragraph. Those of stories mean the same here."""

HEADER, FOOTER, NEXT = "<< ", ">> ", "---"


@dataclass(frozen=True)
class Part:
    """One paragraph, heading, table row …

    Attributes:
        text: NFC; braces stand around what is printed small and raised.
        lead: What stands in bold before the text: who speaks.
        cells: Of a table row, instead of text.
    """

    kind: PartKind
    text: str
    lead: str = ""
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Manuscript:
    """The text of one page; headers and footers go from the left leaf to the right one."""

    headers: tuple[str, ...]
    footers: tuple[str, ...]
    articles: tuple[tuple[Part, ...], ...]


def parse_part(line: str) -> Part:
    """Parses one line.

    Args:
        line: begins with one of `MARKS` or none. Of speech, `○speaker: text`; of a table row, `| cell | cell`.
    """
    mark = next((m for m in MARKS if line.startswith(m)), "")
    kind = MARKS.get(mark, "body")
    text = line[len(mark) :].strip()
    if kind == "speech":
        speaker, _, text = text.partition(": ")
        return Part(kind, text, lead=speaker)
    if kind == "table":
        return Part(kind, "", cells=tuple(cell.strip() for cell in text.strip("|").split("|")))
    return Part(kind, text)


def parse_manuscript(text: str) -> Manuscript:
    """Parses the text of a page.

    Raises:
        ValueError: there is no part.
    """
    headers: list[str] = []
    footers: list[str] = []
    articles: list[list[Part]] = [[]]
    for raw in unicodedata.normalize("NFC", text).splitlines():
        line = " ".join(raw.split())
        if line.startswith(HEADER):
            headers.append(line.removeprefix(HEADER))
        elif line.startswith(FOOTER):
            footers.append(line.removeprefix(FOOTER))
        elif line == NEXT:
            articles.append([])
        elif line:
            articles[-1].append(parse_part(line))
    if not all(articles):
        raise ValueError(f"manuscript with an empty article: {text[:60]!r}")
    return Manuscript(tuple(headers), tuple(footers), tuple(map(tuple, articles)))


def read_manuscript(set_name: str, page: str, root: Path = HERE / "texts") -> Manuscript:
    """Reads the manuscript of a page.

    Raises:
        FileNotFoundError: the page has no text.
    """
    return parse_manuscript((root / set_name / f"{page}.txt").read_text(encoding="utf-8"))
