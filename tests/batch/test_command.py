"""`hwalja batch` as people and schedulers meet it: what it says, and how it ends."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hwalja.batch import lock
from hwalja.batch.job import Job
from hwalja.cli.main import main
from hwalja.errors import ExitCode
from tests.batch import work
from tests.batch.jobs import content, fill, numbered, program, results, states, unfinished
from tests.batch.kills import wait_for

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def scans(tmp_path: Path) -> Path:
    return fill(tmp_path / "scans", ["a", "b"])


def batch(monkeypatch: pytest.MonkeyPatch, work: str, *arguments: object) -> int:
    """Run the command in this process, with other work for its workers."""
    defaults = {**(Job.__init__.__kwdefaults__ or {}), "work": work}
    monkeypatch.setattr(Job.__init__, "__kwdefaults__", defaults)
    return main(["batch", *map(str, arguments)])


@pytest.mark.usefixtures("in_process")
def test_a_job_tells_its_end_and_where_the_report_is(
    scans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    out = tmp_path / "out"
    assert batch(monkeypatch, work.QUICK, scans, "-o", out, "--log-format", "json", "-v") == ExitCode.OK
    said, err = capsys.readouterr()
    assert said == ""
    records = [json.loads(line) for line in err.splitlines()]
    assert all({"time", "level", "page", "logger", "message"} <= record.keys() for record in records)
    assert {record["page"] for record in records} == {"a", "b", None}
    assert [record["done"] for record in records if "done" in record] == [2]
    assert f"the report is {out / 'report.html'}" in records[-1]["message"]
    assert json.loads((out / "summary.json").read_text("utf-8"))["done"] == 2

    assert batch(monkeypatch, work.LACKING, scans, "-o", out) == ExitCode.OK
    assert capsys.readouterr().err == "hwalja: nothing to do: 0 pages done, 2 done before\n"

    (scans / "c.png").write_bytes(content("bad"))
    assert batch(monkeypatch, work.QUICK, scans, "-o", out) == ExitCode.SOME_PAGES_FAILED
    assert f"hwalja: error: {scans / 'c.png'}: this is not an image (use another)\n" in capsys.readouterr().err
    assert batch(monkeypatch, work.LACKING, scans, "-o", out) == ExitCode.SOME_PAGES_FAILED
    assert "1 failed before (--retry-failed tries them again)" in capsys.readouterr().err


def test_arguments_are_checked_before_anything_is_done(
    scans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    out = tmp_path / "out"
    for arguments, message in {
        ("-o", out): "there is nothing to read (name files or folders, or a --manifest)",
        (scans,): "Missing option '-o' / '--output'",
        (scans, "-o", out, "--shard", "5/4"): "there is no shard 5/4 (1/4 to 4/4 are the four parts of a job)",
        (scans, "-o", out, "--shard", "one"): "'one' names no shard",
        (scans, "-o", out, "--max-failures", "200%"): "'200%' is no number of pages",
        (scans, "-o", out, "--page-memory", "much"): "'much' is no size, such as 2G or 800M",
        (scans, "-o", out, "--workers", "0"): "0 is not in the range",
        (scans, "-o", out, "--page-timeout", "0"): "0.0 is not in the range",
        (scans, "-o", out, "--sample", "0"): "0 is not in the range",
        (scans, "-o", out, "-f", "docx"): "no format is called 'docx'",
    }.items():
        assert batch(monkeypatch, work.QUICK, *arguments) == ExitCode.BAD_ARGUMENTS
        assert message in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.usefixtures("in_process")
def test_each_end_has_a_code_of_its_own(
    scans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    out, empty = tmp_path / "out", tmp_path / "empty"
    empty.mkdir()
    assert batch(monkeypatch, work.QUICK, empty, "-o", out) == ExitCode.NO_INPUT
    assert batch(monkeypatch, work.QUICK, tmp_path / "nowhere.png", "-o", out) == ExitCode.NO_INPUT
    assert batch(monkeypatch, work.LACKING, scans, "-o", out) == ExitCode.MISSING_DEPENDENCY
    assert "no working Tesseract: tesseract (install it)" in capsys.readouterr().err
    (tmp_path / "file").write_text("no folder")
    assert batch(monkeypatch, work.QUICK, scans, "-o", tmp_path / "file") == ExitCode.OUTPUT
    (out / "journal.sqlite").write_bytes(b"this is no journal, but something else that is long enough" * 20)
    assert batch(monkeypatch, work.QUICK, scans, "-o", out) == ExitCode.OUTPUT
    assert "this is no journal" in capsys.readouterr().err
    (out / "journal.sqlite").unlink()
    with lock.held([out / "journal.sqlite"]):
        assert batch(monkeypatch, work.QUICK, scans, "-o", out) == ExitCode.BUSY
        assert batch(monkeypatch, work.QUICK, scans, "-o", out, "--journal", tmp_path / "other") == ExitCode.BUSY
    assert "another job is at work on this folder or journal" in capsys.readouterr().err
    with lock.held([tmp_path / "other"]):
        elsewhere = (scans, "-o", tmp_path / "elsewhere", "--journal", tmp_path / "other")
        assert batch(monkeypatch, work.QUICK, *elsewhere) == ExitCode.BUSY


@pytest.mark.usefixtures("in_process")
def test_too_many_failures_end_the_job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    scans = fill(tmp_path / "scans", ["a"])
    for number in range(20):
        (scans / f"b{number:02}.png").write_bytes(content("bad"))
    arguments = (scans, "-o", tmp_path / "out", "--workers", 1, "--max-failures", "10%")
    assert batch(monkeypatch, work.QUICK, *arguments) == ExitCode.ABORTED
    assert "given up: too many failed" in capsys.readouterr().err
    assert list(states(tmp_path / "out").values())[:4] == ["done", "failed", "failed", "failed"]
    assert len(states(tmp_path / "out")) <= 5


@pytest.mark.usefixtures("in_process")
def test_a_dry_run_tells_what_and_how_long_and_writes_nothing(
    scans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    out = tmp_path / "out"
    assert batch(monkeypatch, work.SLOW, scans, "-o", out, "--dry-run") == ExitCode.OK
    said, err = capsys.readouterr()
    assert said == f"a\tnew\t{scans / 'a.png'}\nb\tnew\t{scans / 'b.png'}\n"
    assert "2 pages to do, 0 done before" in err
    assert "hwalja: about 0:00 with" in err or "hwalja: about 0:01 with" in err
    assert not out.exists()


@pytest.mark.usefixtures("in_process")
def test_a_person_sees_a_bar(scans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert batch(monkeypatch, work.SLOW, scans, "-o", tmp_path / "out", "--workers", 1) == ExitCode.OK
    shown = terminal.getvalue()
    assert "[........................] 0/2 pages" in shown
    assert "hwalja: finished: 2 pages done, 2 of them unsure\n" in shown


def test_a_signal_lets_the_running_pages_end(tmp_path: Path) -> None:
    scans, out = fill(tmp_path / "scans", numbered(200)), tmp_path / "out"
    running = program(work.SLOW, scans, "-o", out, "--workers", 2)
    wait_for(running, out, 3)
    running.send_signal(signal.SIGTERM)
    said = running.communicate()[1].decode()
    assert running.returncode == ExitCode.INTERRUPTED, said
    assert "hwalja: interrupted: " in said
    assert "Traceback" not in said
    found = states(out)
    assert set(found.values()) == {"done"}
    assert 3 <= len(found) < 200
    assert len(results(out)) == 2 * len(found)
    assert unfinished(out) == []


def test_a_second_signal_ends_the_job_at_once(tmp_path: Path) -> None:
    scans, out = fill(tmp_path / "scans", ["a", "hang"]), tmp_path / "out"
    running = program(work.HARMFUL, scans, "-o", out, "--workers", 1)
    wait_for(running, out, 1)
    begun = time.monotonic()
    running.send_signal(signal.SIGINT)
    time.sleep(1)
    running.send_signal(signal.SIGINT)
    said = running.communicate()[1].decode()
    assert running.returncode == ExitCode.INTERRUPTED, said
    assert time.monotonic() - begun < 900
    assert states(out) == {"a": "done", "hang": "running"}
    assert unfinished(out) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    if os.name != "posix" or os.getuid() or shutil.which("mount") is None:
        pytest.skip("only root can mount a disk")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k", "none", disk], capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", disk], check=True)


@pytest.mark.usefixtures("in_process")
def test_a_full_disk_ends_the_job_which_goes_on_when_there_is_room(
    small_disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    scans, out = fill(tmp_path / "scans", numbered(40)), small_disk / "out"
    assert batch(monkeypatch, work.QUICK, scans, "-o", out, "--workers", 1) == ExitCode.DISK_FULL
    assert "No space left on device" in (err := capsys.readouterr().err) or "disk is full" in err
    assert "make room" in err
    subprocess.run(["mount", "-o", "remount,size=4m", small_disk], check=True)
    assert batch(monkeypatch, work.QUICK, scans, "-o", out, "--workers", 1) == ExitCode.OK
    assert batch(monkeypatch, work.QUICK, scans, "-o", tmp_path / "roomy", "--workers", 1) == ExitCode.OK
    assert results(out) == results(tmp_path / "roomy")
    assert len(results(out)) == 80
    assert unfinished(out) == []
