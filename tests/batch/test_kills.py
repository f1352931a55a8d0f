"""Jobs and workers killed at random moments: nothing is lost, nothing is done twice."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

import pytest

from hwalja.batch import processes
from tests.batch import kills, work
from tests.batch.jobs import do, fill, job, numbered, program, results, states, unfinished

MOMENTS = 4
PAGES = 30

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows what a stray process was started by")


@pytest.fixture(scope="module")
def scans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("scans"), numbered(PAGES))


@linux_only
def test_a_killed_job_goes_on_where_it_was(scans: Path, tmp_path: Path) -> None:
    expected = kills.undisturbed(scans, tmp_path / "undisturbed")
    assert len(expected) == 2 * PAGES
    chance = random.Random(18)
    out = tmp_path / "out"
    for _ in range(MOMENTS):
        killed = kills.kill_once(scans, out, chance)
        assert killed.survivors == 0
    assert kills.resume(scans, out) == 0
    assert results(out) == expected
    assert set(states(out).values()) == {"done"}


def test_killed_workers_are_replaced_and_their_pages_read_again(scans: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    running = program(work.SLOW, scans, "-o", out, "--workers", 2)
    chance = random.Random(4)
    murdered: set[int] = set()
    end = time.monotonic() + kills.PATIENCE
    while len(murdered) < 2 and running.poll() is None and time.monotonic() < end:
        found = processes.processes()
        workers = [
            pid
            for pid in processes.members([running.pid], found)
            if found[pid].parent == running.pid and b"hwalja.batch.worker" in _command(pid) and pid not in murdered
        ]
        if workers and len(kills.done(out)) > 3 * len(murdered):
            murdered.add(chance.choice(workers))
            os.kill(max(murdered, key=list(murdered).index), signal.SIGKILL)
        time.sleep(0.02)
    said = running.communicate()[1]
    assert running.returncode == 0, said
    assert len(murdered) == 2
    do(job(scans, tmp_path / "alone", work=work.SLOW))
    assert results(out) == results(tmp_path / "alone")
    assert unfinished(out) == []


def test_the_order_and_the_number_of_workers_change_nothing(scans: Path, tmp_path: Path) -> None:
    one, three = tmp_path / "one", tmp_path / "three"
    do(job(scans, one))
    backwards = job(scans, three, workers=3)
    found = backwards.found
    do(job(scans, three, workers=3, found=type(found)(found.pages[::-1])))
    assert results(one) == results(three)


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
