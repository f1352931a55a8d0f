from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from hwalja.errors import EngineTimeoutError
from hwalja.recognise.process import run
from tests.recognise.fakes import is_dead

FAMILY = """\
import pathlib, subprocess, sys, time
child = subprocess.Popen(["sleep", "60"])
part = pathlib.Path(sys.argv[1] + ".part")
part.write_text(str(child.pid))
part.rename(sys.argv[1])
"""


def python(body: str, *arguments: str) -> list[str]:
    return [sys.executable, "-SEc", body, *arguments]


def test_status_and_what_was_said() -> None:
    ended = run(python("import sys; print('a'); print('b', file=sys.stderr); sys.exit(3)"), timeout=20)
    assert ended.status == 3
    assert sorted(ended.said.split()) == ["a", "b"]


def test_killed_by_a_signal() -> None:
    ended = run(python("import os; os.kill(os.getpid(), 9)"), timeout=20)
    assert ended.status == -signal.SIGKILL


def test_standard_input_is_empty() -> None:
    assert run(python("import sys; print(repr(sys.stdin.read()))"), timeout=20).said == "''\n"


def test_environment_is_added_to() -> None:
    body = "import os; print(os.environ['HWALJA_TEST'], 'PATH' in os.environ)"
    assert run(python(body), timeout=20, environment={"HWALJA_TEST": "1"}).said == "1 True\n"


def test_no_amount_of_chatter_blocks() -> None:
    ended = run(python("import sys; sys.stdout.write('x' * 5_000_000); sys.stderr.write('the end')"), timeout=20)
    assert ended.status == 0
    assert "the end" in ended.said
    assert len(ended.said) <= 64 * 1024


def test_bad_utf8_is_replaced() -> None:
    assert run(python("import os; os.write(2, b'\\xff')"), timeout=20).said == "\N{REPLACEMENT CHARACTER}"


def test_a_timeout_ends_the_whole_family(tmp_path: Path) -> None:
    note = tmp_path / "grandchild"
    with pytest.raises(EngineTimeoutError, match="did not end within 2 s"):
        run(python(FAMILY + "time.sleep(60)", str(note)), timeout=2)
    assert is_dead(int(note.read_text()))


def test_a_grandchild_left_behind_is_ended(tmp_path: Path) -> None:
    note = tmp_path / "grandchild"
    assert run(python(FAMILY, str(note)), timeout=20).status == 0
    assert is_dead(int(note.read_text()))


def test_an_exception_ends_the_whole_family(tmp_path: Path) -> None:
    note = tmp_path / "grandchild"

    def interrupt(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 2)
    try:
        with pytest.raises(KeyboardInterrupt):
            run(python(FAMILY + "time.sleep(60)", str(note)), timeout=20)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert is_dead(int(note.read_text()))
