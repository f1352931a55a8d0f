"""Pages that harm their worker: each fails alone, and nothing of it stays."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import pytest

from hwalja.batch import processes
from hwalja.batch.workers import Failed, Limits
from hwalja.errors import DependencyError, EngineError
from tests.batch import work
from tests.batch.jobs import Told, do, fill, job, states

TIMEOUT = 6.0
"""Seconds for a page: enough for any good one on a busy machine."""

HARM = {
    "crash": "killed by SIGSEGV",
    "leave": "SystemExit: 3",
    "loop": "not read within 6 s",
    "deaf": "not read within 6 s",
    "stray": "not read within 6 s",
    "garbage": "the process that read it ended",
}
HARMLESS = ("a", "flood", "killed", "z")


def test_pages_that_crash_hang_or_stray_fail_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    told = Told()
    scans = fill(tmp_path / "scans", [*HARM, *HARMLESS])
    tally = do(job(scans, tmp_path / "out", work=work.HARMFUL, workers=3, limits=Limits(TIMEOUT)), told)
    assert (tally.done, tally.failed) == (len(HARMLESS), len(HARM))
    assert states(tmp_path / "out") == {**dict.fromkeys(HARM, "failed"), **dict.fromkeys(HARMLESS, "done")}
    faults = {event.page.id: event.fault for event in told.events if isinstance(event, Failed) and not event.died}
    faults |= {event.page.id: event.fault for event in told.events if isinstance(event, Failed)}
    for page, said in HARM.items():
        assert said in faults[page].message
    assert "Fatal Python error: Segmentation fault" in str(faults["crash"].details)
    assert capfd.readouterr() == ("", ""), "workers print nothing"
    assert list((tmp_path / "tmp").iterdir()) == []
    if sys.platform == "linux":
        assert _started_by(tmp_path) == []


def test_a_page_that_takes_too_much_memory_fails_alone(tmp_path: Path) -> None:
    scans = fill(tmp_path / "scans", ["a", "greedy", "z"])
    told = Told()
    limits = Limits(300, 300 << 20)
    tally = do(job(scans, tmp_path / "out", work=work.HARMFUL, workers=1, limits=limits), told)
    assert (tally.done, tally.failed) == (2, 1)
    (fault,) = [event.fault for event in told.events if isinstance(event, Failed)]
    assert fault.kind == "PageMemory"
    assert "more than 300" in fault.message


def test_workers_that_die_while_they_load_end_the_job(tmp_path: Path) -> None:
    scans = fill(tmp_path / "scans", ["a"])
    with pytest.raises(EngineError, match="no worker can be loaded: exit status 9"):
        do(job(scans, tmp_path / "out", work=work.DYING))
    assert states(tmp_path / "out") == {}


def test_what_workers_lack_ends_the_job_before_any_page(tmp_path: Path) -> None:
    scans = fill(tmp_path / "scans", ["a"])
    with pytest.raises(DependencyError, match="no working Tesseract"):
        do(job(scans, tmp_path / "out", work=work.LACKING))
    assert states(tmp_path / "out") == {}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows environments")
def test_marked_processes_are_found_wherever_they_went(tmp_path: Path) -> None:
    away = (
        "import os, sys, time; os.fork() and os._exit(0); os.setsid(); os.fork() and os._exit(0);"
        "open(sys.argv[1], 'x'); time.sleep(1000)"
    )
    told = tmp_path / "away"
    environment = {**os.environ, processes.MARK: "test.1."}
    subprocess.run([sys.executable, "-S", "-c", away, told], env=environment, check=True)
    other = subprocess.Popen(
        [sys.executable, "-S", "-c", "import time; time.sleep(1000)"], env={**os.environ, processes.MARK: "test.10."}
    )
    try:
        end = time.monotonic() + 60
        while not told.exists() and time.monotonic() < end:
            time.sleep(0.05)
        assert len(processes.marked("test.1.", processes.processes())) == 1
        processes.end_trees("test.1.")
        assert processes.marked("test.1.", processes.processes()) == []
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()


def _started_by(folder: Path) -> list[int]:
    """Return the processes whose temporary files go into a folder."""
    wanted = f"TMPDIR={folder}".encode()
    found = []
    for pid in processes.processes():
        with suppress(OSError):
            if pid != os.getpid() and wanted in Path(f"/proc/{pid}/environ").read_bytes():
                found.append(pid)
    return found
