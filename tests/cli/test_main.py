from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import hwalja
from hwalja.cli.main import main
from hwalja.errors import ExitCode
from tests.export.pages import sample

ROOT = Path(__file__).parents[2]

PROGRAM = """
import sys
from types import ModuleType
sys.path.insert(0, {root!r})
from tests.export.pages import sample
module = ModuleType("hwalja.digitize")
module.digitize = lambda source, options, observer: sample()
sys.modules["hwalja.digitize"] = module
from hwalja.cli.main import main
sys.exit(main())
"""


def _start(*arguments: str, stdout: int, **environment: str) -> subprocess.Popen[bytes]:
    program = PROGRAM.format(root=str(ROOT))
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdout=stdout,
        stderr=subprocess.PIPE,
        env={**os.environ, **environment},
    )


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == ExitCode.OK
    assert capsys.readouterr().out == f"hwalja {hwalja.__version__}\n"


def test_without_a_command_there_is_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == ExitCode.BAD_ARGUMENTS
    out, err = capsys.readouterr()
    assert out == ""
    assert "Commands:\n" in err


def test_an_unknown_command_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["print"]) == ExitCode.BAD_ARGUMENTS
    assert capsys.readouterr().err == "hwalja: error: No such command 'print' (hwalja --help tells more)\n"


def test_output_is_utf8_whatever_the_locale(tmp_path: Path) -> None:
    environment = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    run = _start("page", "가.png", "-q", "-f", "json", stdout=subprocess.PIPE, **environment)
    out, err = run.communicate()
    assert (run.returncode, err) == (ExitCode.OK, b"")
    assert sample().articles[0].headline.encode() in out


def test_a_reader_that_leaves_is_no_error() -> None:
    run = _start("page", "a.png", "-q", "-f", "json", stdout=subprocess.PIPE)
    assert run.stdout is not None
    run.stdout.close()
    assert run.stderr is not None
    with run.stderr as errors:
        assert errors.read() == b""
    assert run.wait() == ExitCode.OK


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_behind_standard_output_is_told() -> None:
    with Path("/dev/full").open("wb") as full:
        run = _start("page", "a.png", "-q", stdout=full.fileno())
    _, err = run.communicate()
    assert run.returncode == ExitCode.DISK_FULL
    assert err == (
        b"hwalja: error: standard output: cannot be written: No space left on device "
        b"(make room on the disk, or choose another folder)\n"
    )
