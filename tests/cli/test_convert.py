from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from hwalja.cli.deliver import Shown
from hwalja.cli.main import main
from hwalja.errors import ExitCode
from hwalja.export import FORMATS, Files, Format
from hwalja.export.json import to_json
from hwalja.export.text import to_text
from hwalja.model import Page
from tests.export.pages import sample

Capture = pytest.CaptureFixture[str]

IMAGE = b"\x89PNG\r\n\x1a\nand so on"


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def put(name: str, page: Page | None = None) -> str:
    Path(name).write_text(to_json(page or sample()), encoding="utf-8")
    return name


def test_text_goes_to_standard_output(capsys: Capture) -> None:
    assert main(["convert", put("p1.json")]) == ExitCode.OK
    assert capsys.readouterr() == (to_text(sample()), "")


def test_every_format_can_be_made_of_a_result(capsys: Capture) -> None:
    names = ["text", "markdown", "json", "jsonl", "csv", "alto", "page", "hocr"]
    assert main(["convert", put("p1.json"), put("p2.json"), "-f", ",".join(names), "-o", "out/"]) == ExitCode.OK
    written = {path.name for path in Path("out").iterdir()}
    assert written == {f"{page}{FORMATS[name].suffix}" for page in ("p1", "p2") for name in names}
    assert capsys.readouterr() == ("", "")
    assert Path("out/p1.json").read_text(encoding="utf-8") == to_json(sample())


def test_the_name_of_the_output_tells_the_format() -> None:
    assert main(["convert", put("p1.json"), "-o", "a.alto.xml"]) == ExitCode.OK
    assert "<alto " in Path("a.alto.xml").read_text(encoding="utf-8")


def test_lines_of_several_pages_follow_one_another(capsys: Capture) -> None:
    assert main(["convert", put("p1.json"), put("p2.json"), "-f", "jsonl"]) == ExitCode.OK
    assert capsys.readouterr().out.count("\n") == 4


def test_one_that_fails_does_not_keep_the_others(capsys: Capture) -> None:
    Path("broken.json").write_bytes(b"{")
    Path("binary.json").write_bytes(b"\xff")
    sources = ["broken.json", "binary.json", "missing.json", put("p1.json")]
    assert main(["convert", *sources, "-f", "csv", "-o", "out/"]) == ExitCode.SOME_PAGES_FAILED
    assert [path.name for path in Path("out").iterdir()] == ["p1.csv"]
    said = capsys.readouterr().err.splitlines()
    assert said[0].startswith("hwalja: error: broken.json: this is no JSON: ")
    assert said[1].startswith("hwalja: error: binary.json: the file cannot be read: ")
    assert said[2] == "hwalja: error: missing.json: there is no such file (check the name)"
    assert said[3] == "hwalja: 3 of 4 results failed"


def test_a_result_is_not_written_over_itself(capsys: Capture) -> None:
    before = Path(put("p1.json")).read_bytes()
    assert main(["convert", "p1.json", "-f", "json", "-o", "./"]) == ExitCode.BAD_ARGUMENTS
    assert "would replace p1.json" in capsys.readouterr().err
    assert Path("p1.json").read_bytes() == before


def test_a_folder_of_images_that_is_none_is_refused(capsys: Capture) -> None:
    assert main(["convert", put("p1.json"), "--images", "nowhere"]) == ExitCode.BAD_ARGUMENTS
    assert "'nowhere' does not exist" in capsys.readouterr().err


def test_a_format_that_shows_the_image_finds_it(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    def rendered(form: Format, shown: Shown) -> Files:
        return {form.suffix: shown[1].file or b"" if form.name == "markdown" else b"no image"}

    monkeypatch.setattr("hwalja.cli.convert.rendered", rendered)
    Path("scans").mkdir()
    Path("scans/sample.png").write_bytes(IMAGE)
    options = ["-f", "text,markdown", "--images", "scans", "-o", "out/"]
    right = put("p1.json", replace(sample(), sha256=hashlib.sha256(IMAGE).hexdigest()))
    assert main(["convert", right, *options]) == ExitCode.OK
    assert Path("out/p1.md").read_bytes() == IMAGE
    assert main(["convert", put("p2.json"), *options]) == ExitCode.INPUT_FILE
    assert "this is not the image that the page was read from" in capsys.readouterr().err
    assert [path.name for path in Path("out").glob("p2.*")] == ["p2.txt"]
