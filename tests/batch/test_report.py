"""The report: the worst first, and nothing from scans or names can become markup."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from hwalja.batch.figures import Figures
from hwalja.batch.journal import Journal
from hwalja.batch.messages import Content, Fault, Result
from hwalja.batch.report import write_report
from hwalja.batch.report.html import MOST
from hwalja.batch.report.rows import read_rows
from hwalja.cli.main import main
from hwalja.errors import ExitCode, UnreadableImageError
from hwalja.export.write import write_whole
from hwalja.inputs import PageInput, Rejected
from tests.export.pages import sample

NASTY = "<script>alert(1)</script>\"'&<img src=http://evil.example/x onerror=alert(1)>"
ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "h1", "h2", "ul", "li", "b", "p", "div", "figure", "figcaption",
    "svg", "rect", "text", "table", "thead", "tbody", "tr", "th", "td", "bdi", "img", "br", "footer",
}  # fmt: skip


def figures(confidence: float | None = 0.99, *, unsure: bool = False, ink: float | None = 0.98) -> Figures:
    return Figures(confidence, "good", unsure, ("letters",) if unsure else (), 3, 1, 900, 4, ink, 2000, 3000)


def write(path: Path, pages: dict[str, Figures | Fault | None], *, nasty: str = "") -> None:
    with Journal(path) as journal:
        for name, ended in pages.items():
            page = PageInput(id=name, path=Path(f"scans/{nasty}{name}.png"))
            content = Content(1, 2, "0" * 64)
            journal.begin(page, "key")
            if isinstance(ended, Figures):
                journal.done(page, content, Result({}, ended, b"\xff\xd8jpeg", (f"look {nasty}",)), 2.5, 1 << 20)
            elif ended:
                journal.failed(page, content, ended, 1.0)


def into(folder: Path) -> Callable[[str, bytes], None]:
    return lambda name, content: write_whole(folder / name, content)


class Seen(HTMLParser):
    """Keeps the tags and the attributes of a document."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(document)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs


def test_the_worst_pages_come_first(tmp_path: Path) -> None:
    fault = Fault("TruncatedImageError", "the data ends too early", "copy it again")
    pages: dict[str, Figures | Fault | None] = {
        "good": figures(), "fair": figures(0.9), "blank": figures(None, ink=None), "failed": fault,
        "doubtful": figures(0.97, unsure=True), "broken": None,
    }  # fmt: skip
    write(tmp_path / "journal.sqlite", pages)
    rows = write_report([tmp_path / "journal.sqlite"], tmp_path, into(tmp_path))
    assert [row.id for row in rows] == ["failed", "broken", "doubtful", "blank", "fair", "good"]
    document = (tmp_path / "report.html").read_text("utf-8")
    assert re.findall(r"<b><bdi>(\w+)</bdi></b>", document) == [row.id for row in rows]
    table = list(csv.DictReader((tmp_path / "report.csv").read_text("utf-8-sig").splitlines()))
    assert [line["page"] for line in table] == [row.id for row in rows]
    assert (table[0]["reason"], table[0]["advice"]) == ("the data ends too early", "copy it again")
    assert (table[5]["confidence"], table[5]["unsure"], table[5]["corrections"]) == ("0.99", "no", "4")
    summary = json.loads((tmp_path / "summary.json").read_text("utf-8"))
    assert {name: summary[name] for name in ("pages", "done", "failed", "broken_off", "unsure", "corrections")} == {
        "pages": 6, "done": 4, "failed": 1, "broken_off": 1, "unsure": 1, "corrections": 16,
    }  # fmt: skip
    assert summary["confidence"] == {"mean": 0.9533, "median": 0.97, "least": 0.9, "most": 0.99}
    assert summary["failures"] == {"TruncatedImageError": 1}


def test_no_name_and_no_text_becomes_markup(tmp_path: Path) -> None:
    nasty = NASTY.replace("/", "\N{FRACTION SLASH}") + "\n\x1b\udcff=1+1"
    write(tmp_path / "journal.sqlite", {"a": figures(), "b": Fault(NASTY, NASTY, NASTY)}, nasty=nasty)
    with Journal(tmp_path / "journal.sqlite") as journal:
        journal.reject([Rejected(Path("=cmd()\n.png"), UnreadableImageError(f"=2+2 {NASTY}", source="x"))])
    write_report([tmp_path / "journal.sqlite"], tmp_path, into(tmp_path))
    document = (tmp_path / "report.html").read_text("utf-8")
    seen = Seen(document)
    assert set(seen.tags) <= ALLOWED
    assert not any(name.startswith("on") for name, _ in seen.attributes)
    links = [value for name, value in seen.attributes if name in ("src", "href")]
    assert links
    assert all(str(link).startswith("data:image/jpeg;base64,") for link in links)
    assert "url(" not in document
    assert "@import" not in document
    assert "default-src 'none'" in document
    assert "\x1b" not in document
    table = list(csv.reader((tmp_path / "report.csv").read_text("utf-8-sig").splitlines()))
    assert len(table) == 4
    assert not any(cell.startswith(("=", "+", "-", "@")) for line in table for cell in line)


def test_pages_lead_to_their_files(tmp_path: Path) -> None:
    out, other = tmp_path / "out", tmp_path / "all"
    folder = out / "pages" / "1998 #1?"
    folder.mkdir(parents=True)
    other.mkdir()
    write(out / "journal.sqlite", {"1998 #1?": figures(), "flat": figures(), "gone": figures()})
    for file in (folder / "1998 #1?.html", folder / "1998 #1?.txt", out / "pages" / "flat.json"):
        file.touch()
    expected = [("html", "pages/1998%20%231%3F/1998%20%231%3F.html"), ("json", "pages/flat.json"),
                ("text", "pages/1998%20%231%3F/1998%20%231%3F.txt")]  # fmt: skip
    for place, way in ((out, ""), (other, "../out/")):
        write_report([out / "journal.sqlite"], place, into(place))
        document = (place / "report.html").read_text("utf-8")
        links = re.findall(r'<a href="([^"]*)">(\w+)</a>', document)
        assert sorted((name, address) for address, name in links) == [(name, way + path) for name, path in expected]


def test_a_large_report_shows_the_worst_and_the_table_has_all(tmp_path: Path) -> None:
    write(tmp_path / "journal.sqlite", {f"p{number:04}": figures(number / 1000) for number in range(MOST + 20)})
    write_report([tmp_path / "journal.sqlite"], tmp_path, into(tmp_path))
    document = (tmp_path / "report.html").read_text("utf-8")
    assert document.count("<tr>") == MOST + 1
    assert f"{MOST} of {MOST + 20} pages, the worst first" in document
    assert len((tmp_path / "report.csv").read_text("utf-8").splitlines()) == MOST + 21


def test_journals_of_shards_and_folders_are_merged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    write(one / "journal-1-of-2.sqlite", {"a": figures(0.9), "b": figures(0.8)})
    write(one / "journal-2-of-2.sqlite", {"b": figures(0.7), "c": figures()})
    write(two / "journal.sqlite", {"a": figures(0.6)})
    assert main(["report", str(one), str(two), "-o", str(tmp_path / "all")]) == ExitCode.OK
    table = list(csv.DictReader((tmp_path / "all" / "report.csv").read_text("utf-8-sig").splitlines()))
    assert [(line["page"], line["confidence"]) for line in table] == [
        ("a", "0.6"), ("b", "0.7"), ("a", "0.9"), ("c", "0.99")
    ]  # fmt: skip
    assert main(["report", str(one)]) == ExitCode.OK
    assert (one / "report.html").exists()
    capsys.readouterr()
    assert main(["report", str(one), str(two)]) == ExitCode.BAD_ARGUMENTS
    assert main(["report", str(tmp_path / "all")]) == ExitCode.INPUT_FILE
    assert "there is no journal" in capsys.readouterr().err


def test_a_report_of_nothing_can_be_written(tmp_path: Path) -> None:
    write(tmp_path / "journal.sqlite", {})
    assert write_report([tmp_path / "journal.sqlite"], tmp_path, into(tmp_path)) == []
    assert read_rows([tmp_path / "journal.sqlite"]) == []


def test_figures_are_taken_from_a_page() -> None:
    page = sample()
    found = Figures.of(page)
    assert found.articles == len(page.articles)
    assert found.characters == sum(len(article.text) for article in page.articles)
    assert found.corrections == sum(correction.applied for correction in page.corrections)
    assert found.confidence is not None
    least, most = min(a.confidence for a in page.articles), max(a.confidence for a in page.articles)
    assert least - 1e-4 <= found.confidence <= most + 1e-4
    assert (found.width, found.height) == (page.width, page.height)
