from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from hwalja.cli.main import main
from hwalja.errors import (
    DependencyError,
    EngineError,
    EngineTimeoutError,
    ExitCode,
    TruncatedImageError,
    UnreadableImageError,
)
from hwalja.export import FORMATS
from hwalja.export.json import from_json
from hwalja.export.text import to_text
from hwalja.model import Scan
from hwalja.options import Options, Profile
from hwalja.read import Facsimile
from tests.cli.conftest import FakeDigitize
from tests.export.pages import sample
from tests.export.schema import validate

Capture = pytest.CaptureFixture[str]

TEXT = to_text(sample())


def test_articles_go_to_standard_output(digitize: FakeDigitize, capsys: Capture) -> None:
    assert main(["page", "scan.png"]) == ExitCode.OK
    assert capsys.readouterr() == (TEXT, "")
    assert digitize.calls == [("scan.png", Options())]


def test_several_pages_have_a_break_between_them(digitize: FakeDigitize, capsys: Capture) -> None:
    digitize.failures["a.png"] = EngineError("it failed")
    assert main(["page", "a.png", "b.png", "c.png"]) == ExitCode.SOME_PAGES_FAILED
    assert capsys.readouterr().out == f"{TEXT}\n════════════════════════════════════════\n\n{TEXT}"


@pytest.mark.parametrize("form", ["markdown", "json", "JSON"])
def test_another_format_can_be_had(form: str, digitize: FakeDigitize, capsys: Capture) -> None:
    assert main(["page", "sample.png", "-f", form]) == ExitCode.OK
    (content,) = FORMATS[form.lower()].render(replace(sample(), warnings=()), Facsimile("sample.png")).values()
    assert capsys.readouterr().out == content.decode()


def test_a_folder_gets_every_format_of_every_image(digitize: FakeDigitize, tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "out"
    assert main(["page", "x/a.png", "b.tif", "-f", "text,markdown,json,text", "-o", str(out)]) == ExitCode.OK
    assert sorted(path.name for path in out.iterdir()) == ["a.json", "a.md", "a.txt", "b.json", "b.md", "b.txt"]
    assert capsys.readouterr() == ("", "")
    written = (out / "a.json").read_text(encoding="utf-8")
    validate(json.loads(written))
    assert from_json(written).source == "a.png"
    assert (out / "b.txt").read_text(encoding="utf-8") == TEXT


def test_the_name_of_the_file_tells_the_format(digitize: FakeDigitize, tmp_path: Path) -> None:
    for name, begin in {"a.md": "---", "a.json": "{", "a.txt": "새", "a": "새"}.items():
        assert main(["page", "scan.png", "-o", str(tmp_path / name)]) == ExitCode.OK
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(begin)


def test_pages_of_one_file_go_to_files_of_their_own(digitize: FakeDigitize, tmp_path: Path) -> None:
    for frame in "1", "3":
        assert main(["page", "issue.pdf", "--frame", frame, "-f", "text,json", "-o", f"{tmp_path}/"]) == ExitCode.OK
    names = ["issue-p0001.json", "issue-p0001.txt", "issue-p0003.json", "issue-p0003.txt"]
    assert sorted(path.name for path in tmp_path.iterdir()) == names


def test_a_page_of_a_file_of_several(digitize: FakeDigitize, capsys: Capture) -> None:
    assert main(["page", "issue.pdf", "--frame", "3"]) == ExitCode.OK
    assert digitize.calls == [("issue.pdf, page 3", Options())]
    assert main(["page", "issue.pdf", "--frame", "0"]) == ExitCode.BAD_ARGUMENTS
    assert "--frame" in capsys.readouterr().err


def test_options_reach_the_pipeline(digitize: FakeDigitize) -> None:
    given = (
        "--profile none --lang kor+kor_vert --engine tesseract --dpi 400 --page-id p1 --newspaper 활자일보 "
        "--date 1998-03-01 --page-number 12 --section 사회 --max-megapixels 50 --timeout 30"
    )
    assert main(["page", "scan.png", *given.split()]) == ExitCode.OK
    assert digitize.calls[0][1] == Options(
        profile=Profile.NONE,
        languages=("kor", "kor_vert"),
        engine="tesseract",
        dpi=400,
        page_id="p1",
        newspaper="활자일보",
        issue_date="1998-03-01",
        page_number="12",
        section="사회",
        max_megapixels=50,
        timeout=30,
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Missing argument 'IMAGE...' (hwalja page --help tells more)"),
        (["a.png", "--colour"], "No such option"),
        (["a.png", "-f", "xml"], "no format is called 'xml'; there are text, markdown, json, "),
        (["a.png", "-f", "text,"], "no format is called ''"),
        (["a.png", "--lang", "kor,eng"], "'kor,eng' names no languages; plus signs join several"),
        (["a.png", "--lang", ""], "'' names no languages"),
        (["a.png", "--date", "1998-3-1"], "'1998-3-1' is no day of the form YYYY-MM-DD"),
        (["a.png", "--date", "19980301"], "is no day"),
        (["a.png", "--date", "1998-02-30"], "is no day"),
        (["a.png", "--dpi", "many"], "'many' is not a valid float"),
        (["a.png", "--dpi", "nan"], "dpi must be a number above zero, not nan"),
        (["a.png", "--timeout", "0"], "timeout must be a number above zero, not 0.0"),
        (["a.png", "--profile", "best"], "'best' is not one of"),
        (["a.png", "--engine", "none"], "'none' is not"),
        (["a.png", "-v", "-q"], "-v and -q exclude one another"),
        (["a.png", "-f", "text,json"], "standard output holds only one format (name a folder with -o)"),
        (["a.png", "b.png", "-f", "json"], "standard output holds only one page as json (name a folder with -o)"),
        (["a.png", "b.png", "--page-id", "p"], "--page-id is for a single image"),
        (["x/a.png", "a.jpg", "-o", "out/"], "x/a.png and a.jpg would be written to the same file"),
        (["a.png", "b.png", "-o", "out.txt"], "out.txt can hold only one image in one format (name a folder)"),
    ],
)
def test_wrong_arguments_are_explained_in_a_line(
    arguments: list[str], message: str, digitize: FakeDigitize, capsys: Capture
) -> None:
    assert main(["page", *arguments]) == ExitCode.BAD_ARGUMENTS
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("hwalja: error: ")
    assert message in err
    assert err.count("\n") == 1
    assert digitize.calls == []


def test_a_folder_that_is_missing_is_told_before_the_work(
    digitize: FakeDigitize, tmp_path: Path, capsys: Capture
) -> None:
    (tmp_path / "file").touch()
    for name in ("missing/a.txt", "file/", "file/a.txt"):
        assert main(["page", "scan.png", "-o", f"{tmp_path}/{name}"]) == ExitCode.OUTPUT
        assert "cannot be written" in capsys.readouterr().err
    assert digitize.calls == []


def test_an_error_is_one_line_and_its_code(digitize: FakeDigitize, capsys: Capture) -> None:
    digitize.failures["a.png"] = TruncatedImageError("the data\nends", source="x/a.png", advice="copy it again")
    assert main(["page", "x/a.png"]) == ExitCode.INPUT_FILE
    assert capsys.readouterr() == ("", "hwalja: error: x/a.png: the data ends (copy it again)\n")


def test_an_error_without_a_file_gets_its_name(digitize: FakeDigitize, capsys: Capture) -> None:
    digitize.failures["a.png"] = EngineTimeoutError("it took too long")
    assert main(["page", "x/a.png"]) == ExitCode.ENGINE
    assert capsys.readouterr().err == "hwalja: error: x/a.png: it took too long\n"


def test_one_bad_image_costs_no_other(digitize: FakeDigitize, tmp_path: Path, capsys: Capture) -> None:
    digitize.failures["b.png"] = UnreadableImageError("no image")
    digitize.failures["c.png"] = ZeroDivisionError("division by zero")
    images = ["a.png", "b.png", "c.png", "d.png"]
    assert main(["page", *images, "-o", f"{tmp_path}/"]) == ExitCode.SOME_PAGES_FAILED
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "d.txt"]
    assert capsys.readouterr().err == (
        "hwalja: error: b.png: no image\n"
        "hwalja: error: c.png: ZeroDivisionError: division by zero (unexpected: -vv shows the traceback)\n"
        "hwalja: 2 of 4 images failed\n"
    )


def test_images_that_all_fail_alike_give_their_code(digitize: FakeDigitize) -> None:
    digitize.failures["a.png"] = UnreadableImageError("no image")
    digitize.failures["b.png"] = TruncatedImageError("too short")
    assert main(["page", "a.png", "b.png"]) == ExitCode.INPUT_FILE
    digitize.failures["b.png"] = EngineError("it failed")
    assert main(["page", "a.png", "b.png"]) == ExitCode.SOME_PAGES_FAILED


def test_without_an_engine_the_rest_is_not_tried(digitize: FakeDigitize, capsys: Capture) -> None:
    digitize.failures["a.png"] = DependencyError("Tesseract is not installed", advice="install it")
    assert main(["page", "a.png", "b.png", "c.png"]) == ExitCode.MISSING_DEPENDENCY
    assert len(digitize.calls) == 1
    assert capsys.readouterr().err.count("not installed") == 1


def test_the_unexpected_shows_its_traceback_on_demand(digitize: FakeDigitize, capsys: Capture) -> None:
    digitize.failures["a.png"] = ZeroDivisionError("division by zero")
    assert main(["page", "a.png"]) == ExitCode.OTHER
    assert "Traceback" not in capsys.readouterr().err
    assert main(["page", "a.png", "-vv"]) == ExitCode.OTHER
    assert "Traceback" in capsys.readouterr().err


def test_an_interruption_ends_the_run(digitize: FakeDigitize, capsys: Capture) -> None:
    digitize.failures["a.png"] = KeyboardInterrupt()
    assert main(["page", "a.png", "b.png"]) == ExitCode.INTERRUPTED
    assert len(digitize.calls) == 1
    assert capsys.readouterr().err.strip() == "hwalja: interrupted"


def test_warnings_of_the_page_name_it_unless_quiet(digitize: FakeDigitize, capsys: Capture) -> None:
    digitize.warnings = ("the resolution was guessed",)
    main(["page", "x/a.png"])
    assert capsys.readouterr().err == "hwalja: warning: a: the resolution was guessed\n"
    main(["page", "x/a.png", "-q"])
    assert capsys.readouterr().err == ""


def test_pictures_of_the_stages_go_to_a_folder_per_image(digitize: FakeDigitize, tmp_path: Path) -> None:
    digitize.result = Scan("a.png", "0" * 64, np.full((20, 30), 255, np.uint8), None)
    assert main(["page", "x/a.png", "b.png", "--debug-dir", str(tmp_path / "debug")]) == ExitCode.OK
    found = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.jpg"))
    assert found == ["debug/a/01-scan.jpg", "debug/b/01-scan.jpg"]


def test_pictures_of_two_images_are_never_mixed(digitize: FakeDigitize, tmp_path: Path) -> None:
    assert main(["page", "x/a.png", "y/a.png", "--debug-dir", str(tmp_path)]) == ExitCode.BAD_ARGUMENTS
    assert digitize.calls == []


def test_verbose_tells_what_is_done(digitize: FakeDigitize, tmp_path: Path, capsys: Capture) -> None:
    assert main(["page", "x/a.png", "-v", "-o", f"{tmp_path}/b.txt"]) == ExitCode.OK
    assert capsys.readouterr().err == f"hwalja: info: a: read done\nhwalja: info: a: wrote {tmp_path}/b.txt\n"
