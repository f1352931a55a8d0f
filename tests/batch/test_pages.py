"""What a worker makes of a page."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from hwalja.batch import pages
from hwalja.batch.figures import Figures
from hwalja.batch.worker import load
from hwalja.cli.main import main
from hwalja.errors import DependencyError, DictionaryError, ExitCode
from hwalja.export.json import to_json
from hwalja.export.text import to_text
from hwalja.inputs import PageInput
from hwalja.model import Page, Scan
from hwalja.options import Options
from tests.export.pages import sample

Observer = Callable[[str, object], None]


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, Options]]:
    calls: list[tuple[object, Options]] = []

    def digitize(source: object, options: Options, *, observer: Observer) -> Page:
        calls.append((source, options))
        observer("read", Scan("a.png", "0" * 64, np.full((1400, 1000), 200, np.uint8), None))
        return sample()

    monkeypatch.setattr(pages, "digitize", digitize)
    monkeypatch.setattr(pages, "engines_for", lambda *arguments: None)
    monkeypatch.setattr(pages, "analysis", lambda text: None)
    return calls


def test_a_page_becomes_files_figures_and_a_picture(seen: list[tuple[object, Options]]) -> None:
    work = load("hwalja.batch.pages:digitiser", (Options(), ("text", "json")))
    result = work(PageInput(id="a", path=Path("a.png")))
    assert result.files == {".txt": to_text(sample()).encode(), ".json": to_json(sample()).encode()}
    assert result.figures == Figures.of(sample())
    assert result.warnings == sample().warnings
    with Image.open(io.BytesIO(result.thumbnail)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (114, 160))


def test_what_is_known_of_a_page_goes_before_what_is_said_of_all(seen: list[tuple[object, Options]]) -> None:
    work = pages.digitiser(Options(newspaper="활자일보", section="경제"), ("text",))
    work(PageInput(id="x", path=Path("a.pdf"), frame=2, section="사회", issue_date="1998-03-01"))
    ((source, options),) = seen
    assert str(source) == "a.pdf, page 3"
    assert options == Options(page_id="x", newspaper="활자일보", section="사회", issue_date="1998-03-01")


def test_what_is_missing_is_found_without_a_page(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(DependencyError):
        pages.digitiser(Options(engine="hwalja", model=str(tmp_path)), ("text",))
    monkeypatch.setattr(pages, "engines_for", lambda *arguments: None)
    (tmp_path / "words.tsv").write_bytes(b"\xff\xfe")
    with pytest.raises(DictionaryError):
        pages.digitiser(Options(dictionaries=(str(tmp_path / "words.tsv"),)), ("text",))


@pytest.mark.engine
def test_the_job_writes_what_the_command_for_a_page_does(tmp_path: Path) -> None:
    scan, out = tmp_path / "a.png", tmp_path / "out"
    Image.fromarray(np.full((1200, 900), 255, np.uint8)).save(scan)
    assert main(["batch", str(scan), "-o", str(out)]) == ExitCode.OK
    assert main(["page", str(scan), "-o", str(tmp_path / "a.json")]) == ExitCode.OK
    made = (out / "pages" / "a" / "a.json").read_bytes()
    assert made == (tmp_path / "a.json").read_bytes()
