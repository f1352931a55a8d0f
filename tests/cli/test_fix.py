from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from hwalja.cli.main import main
from hwalja.errors import ExitCode
from tests.fix.conftest import no_model

RAW = "다리가 놓였다 .\n\n\n\n내년 봄에 연다.\n"
CLEAN = "다리가 놓였다.\n\n내년 봄에 연다.\n"


@pytest.fixture(autouse=True)
def _without_kiwi(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("hwalja.correct.joins.analyse", no_model)
    monkeypatch.setattr("hwalja.fix.seams.analyse", no_model)
    monkeypatch.chdir(tmp_path)


def _write(name: str, text: str | bytes = RAW) -> str:
    Path(name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return name


def _stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_a_text_goes_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fix", _write("a.txt")]) == ExitCode.OK
    assert capsys.readouterr() == (CLEAN, "")


@pytest.mark.parametrize("arguments", [[], ["-"]])
def test_standard_input_is_read(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _stdin(monkeypatch, RAW.encode())
    assert main(["fix", *arguments]) == ExitCode.OK
    assert capsys.readouterr().out == CLEAN


def test_results_go_to_a_folder() -> None:
    assert main(["fix", _write("a.txt"), _write("b.txt", CLEAN), "-f", "markdown", "-o", "out/"]) == ExitCode.OK
    assert sorted(path.name for path in Path("out").iterdir()) == ["a.md", "b.md"]


def test_the_name_of_the_output_tells_the_format() -> None:
    assert main(["fix", _write("a.txt"), "-o", "a.json"]) == ExitCode.OK
    document = json.loads(Path("a.json").read_text(encoding="utf-8"))
    assert document["format"] == "hwalja-text/1"
    assert document["raw"] == RAW
    assert document["text"] == CLEAN
    assert [correction["kind"] for correction in document["corrections"]] == ["mark-space", "break"]


def test_the_source_is_never_replaced(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fix", _write("a.txt"), "-o", "a.txt"]) == ExitCode.BAD_ARGUMENTS
    assert Path("a.txt").read_text(encoding="utf-8") == RAW
    assert "which it is made from" in capsys.readouterr().err


def test_a_difference_shows_what_is_deleted_and_inserted(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fix", "--diff", _write("a.txt")]) == ExitCode.OK
    assert capsys.readouterr().out == "a.txt:1: 다리가 놓였다[- -].[-⏎⏎⏎⏎-]{+⏎⏎+}내년 봄에 연다.⏎\n"


@pytest.mark.parametrize(("no_colour", "coloured"), [("", True), ("1", False)])
def test_a_difference_is_in_colour_on_a_terminal(
    no_colour: str, *, coloured: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NO_COLOR", no_colour)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(["fix", "--diff", _write("a.txt")]) == ExitCode.OK
    assert ("\x1b[" in capsys.readouterr().out) == coloured


def test_checking_writes_nothing_and_tells_by_its_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fix", "--check", _write("a.txt"), _write("b.txt", CLEAN)]) == ExitCode.WOULD_CHANGE
    assert capsys.readouterr() == ("", "hwalja: a.txt would be changed (--diff shows how)\n")
    assert main(["fix", "--check", "b.txt"]) == ExitCode.OK


def test_a_profile_may_leave_everything_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fix", "--profile", "none", _write("a.txt")]) == ExitCode.OK
    assert capsys.readouterr().out == RAW


@pytest.mark.parametrize("encoding", ["cp949", "euc-kr"])
def test_old_encodings_are_read_with_a_warning(encoding: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fix", _write("a.txt", RAW.encode(encoding))]) == ExitCode.OK
    out, err = capsys.readouterr()
    assert out == CLEAN
    assert "read as CP949" in err


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf" + RAW.encode(), RAW.encode("utf-16")], ids=["utf-8-sig", "utf-16"])
def test_byte_order_marks_are_understood(data: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fix", _write("a.txt", data)]) == ExitCode.OK
    assert capsys.readouterr() == (CLEAN, "")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "there is no text in it"),
        (b" \n\n", "there is no text in it"),
        (b"%PDF-1.7 \xff", "this is a PDF, not a text"),
        (b"\x89PNG\r\n\x1a\n\x00", "this is a picture, not a text"),
        (b"a\x00b", "this is no text"),
        ("Größe über Bäume\n".encode("latin-1"), "this is neither UTF-8 nor CP949"),
        ("漢字かな交じり文です。".encode("shift-jis"), "this is neither UTF-8 nor CP949"),
        (b"\xff\xfe\x00", "this is neither UTF-8 nor CP949"),
    ],
    ids=["empty", "blank", "PDF", "picture", "binary", "Latin", "Japanese", "half of UTF-16"],
)
def test_what_is_no_text_is_told_and_the_rest_goes_on(
    data: bytes, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["fix", _write("a.txt", data)]) == ExitCode.INPUT_FILE
    assert f"hwalja: error: a.txt: {message}" in capsys.readouterr().err
    assert main(["fix", "a.txt", _write("b.txt")]) == ExitCode.SOME_PAGES_FAILED
    out, err = capsys.readouterr()
    assert out == CLEAN
    assert err.endswith("hwalja: 1 of 2 texts failed\n")


@pytest.mark.parametrize(("name", "message"), [("nowhere.txt", "there is no such file"), (".", "this is a folder")])
def test_what_is_not_there_is_told(name: str, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fix", name]) == ExitCode.INPUT_FILE
    assert f"hwalja: error: {name}: {message}" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [["--check", "-o", "out/"], ["-", "-"], ["-f", "text,json"], ["a.txt", "b.txt", "-f", "json"], ["-f", "docx"]],
)
def test_what_cannot_be_done_is_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fix", *arguments]) == ExitCode.BAD_ARGUMENTS
    assert capsys.readouterr().err.startswith("hwalja: error: ")
