"""What a page can be written as: a module for each format, and a line in `FORMATS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from hwalja.export.alto import to_alto
from hwalja.export.clips import PATTERN, to_clips
from hwalja.export.csv import to_csv
from hwalja.export.hocr import to_hocr
from hwalja.export.html import to_html
from hwalja.export.iiif import to_iiif
from hwalja.export.json import to_json
from hwalja.export.jsonl import to_jsonl
from hwalja.export.markdown import to_markdown
from hwalja.export.pagexml import to_page_xml
from hwalja.export.pdf import to_pdf, to_pdfa
from hwalja.export.tei import to_tei
from hwalja.export.text import PAGE_BREAK, to_text
from hwalja.model import Page
from hwalja.read import Facsimile

__all__ = ["FORMATS", "Files", "Format"]

Files: TypeAlias = Mapping[str, bytes]
"""What is written of a page: contents by what the names of the files end in, in the order in which they are written."""


@dataclass(frozen=True, slots=True)
class Format:
    """A form of output.

    Attributes:
        name: What the command line calls it.
        suffix: Ends the names of its files, with the point. Where there are several for a page, of the one that is
            written last and tells that the others are complete.
        render: Gives the files. Formats that show the image read it there; others leave it alone.
        between: What stands between two pages that go to one stream; None where a stream can hold only one.
        more: Pattern of what the names of further files end in.
        binary: Not for a terminal.
    """

    name: str
    suffix: str
    render: Callable[[Page, Facsimile], Files]
    between: bytes | None = None
    more: str | None = None
    binary: bool = False


def _text(name: str, suffix: str, render: Callable[[Page], str], between: str | None = None) -> Format:
    """Return a format of one file of text, for which the result is enough."""
    return Format(
        name,
        suffix,
        lambda page, _: {suffix: render(page).encode(errors="replace")},  # a file name may hold what is no UTF-8
        None if between is None else between.encode(),
    )


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        form.name: form
        for form in (
            _text("text", ".txt", to_text, f"\n{PAGE_BREAK}\n\n"),
            _text("markdown", ".md", to_markdown, "\n"),
            _text("json", ".json", to_json),
            _text("jsonl", ".jsonl", to_jsonl, ""),
            _text("csv", ".csv", to_csv),
            _text("alto", ".alto.xml", to_alto),
            _text("page", ".page.xml", to_page_xml),
            _text("hocr", ".hocr", to_hocr),
            Format("html", ".html", lambda page, facsimile: {".html": to_html(page, facsimile)}),
            Format("pdf", ".pdf", lambda page, image: {".pdf": to_pdf(page, image)}, binary=True),
            Format("pdfa", ".pdfa.pdf", lambda page, image: {".pdfa.pdf": to_pdfa(page, image)}, binary=True),
            Format("clips", ".clips.json", to_clips, more=PATTERN),
            _text("tei", ".tei.xml", to_tei),
            _text("iiif", ".iiif.json", to_iiif),
        )
    }
)
