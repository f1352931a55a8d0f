"""A job that is killed at random moments, and resumed: what the tests do a few times and the benchmark often."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import time
from pathlib import Path

from hwalja.batch import processes
from tests.batch import work
from tests.batch.jobs import program, results, starts, states, unfinished

PATIENCE = 120.0
"""Seconds for a program to come so far, on a machine that is busy with other things."""


def start(scans: Path, out: Path) -> subprocess.Popen[bytes]:
    return program(work.SLOW, scans, "-o", out, "--workers", 2)


def finish(scans: Path, out: Path) -> dict[str, bytes]:
    """Let a job run to its end; see that nothing is left unfinished, and return what it has written."""
    job = start(scans, out)
    said = job.communicate()[1]
    assert job.returncode == 0, said
    assert unfinished(out) == []
    assert set(states(out).values()) == {"done"}
    return results(out)


def kill(job: subprocess.Popen[bytes]) -> int:
    """Kill a job with SIGKILL; return how many of its processes are there a while later."""
    tree = processes.members([job.pid], processes.processes())
    job.send_signal(signal.SIGKILL)
    job.communicate()
    end = time.monotonic() + PATIENCE
    while (left := tree & set(processes.processes())) and time.monotonic() < end:
        time.sleep(0.05)
    return len(left)


def kill_a_worker(job: subprocess.Popen[bytes], chance: random.Random) -> bool:
    """Kill one of a job's workers with SIGKILL; tell whether there was one."""
    running = processes.processes()
    workers = [pid for pid in running if running[pid].parent == job.pid and b"hwalja.batch.worker" in _command(pid)]
    if workers:
        os.kill(chance.choice(workers), signal.SIGKILL)
    return bool(workers)


def wait_for(job: subprocess.Popen[bytes], out: Path, pages: int, patience: float = PATIENCE) -> None:
    """Wait until so many pages are done, or the job has ended."""
    end = time.monotonic() + patience
    while len(done(out)) < pages and job.poll() is None and time.monotonic() < end:
        time.sleep(0.005)


def done(out: Path) -> dict[str, float]:
    """Return when each page was begun that is done."""
    if not (out / "journal.sqlite").exists():
        return {}
    try:
        begun = starts(out)
        return {page: begun[page] for page, state in states(out).items() if state == "done"}
    except sqlite3.Error:  # it is just being made
        return {}


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
