from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from hwalja.cli.main import main
from hwalja.errors import ExitCode
from hwalja.options import Options
from tests.cli.conftest import FakeDigitize

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_command_line_goes_before_the_environment_before_the_file(
    folder: Path, digitize: FakeDigitize, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("hwalja.toml").write_text(
        'engine = "tesseract"\ndpi = 300\ntimeout = 5\ndate = 1998-03-01\n[page]\nlang = "kor+eng"\nformat = "text"\n'
        "[batch]\nworkers = 3\n"
    )
    monkeypatch.setenv("HWALJA_DPI", "200")
    monkeypatch.setenv("HWALJA_TIMEOUT", "6")
    assert main(["page", "a.png", "--timeout", "7"]) == ExitCode.OK
    assert digitize.calls[0][1] == Options(
        engine="tesseract", dpi=200, timeout=7, languages=("kor", "eng"), issue_date="1998-03-01"
    )


def test_lists_can_be_given_everywhere(digitize: FakeDigitize, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("hwalja.toml").write_text('dictionary = ["a b.tsv", "c.tsv"]')
    assert main(["page", "a.png"]) == ExitCode.OK
    monkeypatch.setenv("HWALJA_DICTIONARY", "d e.tsv:f.tsv")
    assert main(["page", "a.png"]) == ExitCode.OK
    given = [options.dictionaries for _, options in digitize.calls]
    assert given == [("a b.tsv", "c.tsv"), ("d e.tsv", "f.tsv")]


def test_another_file_can_be_named(folder: Path, digitize: FakeDigitize, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "other.toml").write_text("dpi = 100")
    (folder / "hwalja.toml").write_text("dpi = 300")
    assert main(["--config", "other.toml", "page", "a.png"]) == ExitCode.OK
    monkeypatch.setenv("HWALJA_CONFIG", "other.toml")
    assert main(["page", "a.png"]) == ExitCode.OK
    assert [options.dpi for _, options in digitize.calls] == [100, 100]


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ("engin = 'auto'", "hwalja.toml: nothing is called 'engin' (hwalja config shows the names)"),
        ("[page]\nworkers = 2", "hwalja.toml: page has no option 'workers'"),
        ("[pages]\ndpi = 2", "hwalja.toml: there is no command 'pages'"),
        ("dpi = 'many'", "hwalja.toml: Invalid value for '--dpi': 'many' is not a valid float"),
        ("dpi = [300]", "hwalja.toml: dpi must be a string or a number"),
        ("quiet = 1", "hwalja.toml: quiet must be true or false"),
        ("dictionary = [1]", "hwalja.toml: dictionary must be a list of strings"),
        ("dpi = ", "hwalja.toml: this is no TOML"),
        ("help = true", "hwalja.toml: nothing is called 'help'"),
    ],
)
def test_what_sets_nothing_is_an_error(document: str, message: str, digitize: FakeDigitize, capsys: Capture) -> None:
    Path("hwalja.toml").write_text(document)
    assert main(["page", "a.png"]) == ExitCode.BAD_ARGUMENTS
    assert capsys.readouterr().err.startswith(f"hwalja: error: {message}")
    assert digitize.calls == []


def test_variables_that_set_nothing_are_errors(
    digitize: FakeDigitize, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("HWALJA_PROFILE", "best")
    assert main(["page", "a.png"]) == ExitCode.BAD_ARGUMENTS
    assert "HWALJA_PROFILE: Invalid value for '--profile'" in capsys.readouterr().err
    monkeypatch.setenv("HWALJA_PROFLE", "none")
    assert main(["page", "a.png"]) == ExitCode.BAD_ARGUMENTS
    assert "the variable HWALJA_PROFLE sets no option" in capsys.readouterr().err


def test_a_file_that_is_named_must_be_there(digitize: FakeDigitize, capsys: Capture) -> None:
    assert main(["--config", "none.toml", "page", "a.png"]) == ExitCode.INPUT_FILE
    assert "none.toml: there is no such file" in capsys.readouterr().err


def test_config_shows_what_holds_and_whence(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    Path("hwalja.toml").write_text('engine = "tesseract"\ndictionary = ["a.tsv"]\n[batch]\nflat = true\n')
    monkeypatch.setenv("HWALJA_PAGE_TIMEOUT", "60")
    assert main(["config", "batch", "--workers", "3"]) == ExitCode.OK
    shown = capsys.readouterr().out
    for line in (
        '[batch]', 'engine = "tesseract"  # hwalja.toml', 'dictionary = ["a.tsv"]  # hwalja.toml',
        "flat = true  # hwalja.toml", 'page-timeout = "60"  # HWALJA_PAGE_TIMEOUT', 'workers = "3"  # command line',
        'profile = "standard"  # default', "# journal is not set",
    ):  # fmt: skip
        assert line in shown.splitlines()


def test_what_config_shows_can_be_saved(digitize: FakeDigitize, capsys: Capture) -> None:
    assert main(["config"]) == ExitCode.OK
    shown = capsys.readouterr().out
    assert {"page", "batch", "fix"} <= tomllib.loads(shown).keys()
    Path("hwalja.toml").write_text(shown)
    assert main(["page", "a.png"]) == ExitCode.OK
    assert digitize.calls[0][1] == Options()
    assert main(["config", "nothing"]) == ExitCode.BAD_ARGUMENTS
