"""A job that is killed at random moments, and resumed: what the tests do a few times and the benchmark often."""

from __future__ import annotations

import random
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from hwalja.batch import processes
from tests.batch import work
from tests.batch.jobs import program, results, starts, states, unfinished

PATIENCE = 120.0
"""Seconds for a program to come so far, on a machine that is busy with other things."""


@dataclass(frozen=True, slots=True)
class Killed:
    """What a kill came to.

    Attributes:
        done: Pages that were done by then.
        again: Of those, the ones that the resumed job did once more.
        survivors: Processes of the job that were still there a while after.
    """

    done: int
    again: int
    survivors: int


def undisturbed(scans: Path, out: Path) -> dict[str, bytes]:
    """Return what a job writes that nobody disturbs."""
    job = program(work.SLOW, scans, "-o", out, "--workers", 2)
    said = job.communicate()[1]
    assert job.returncode == 0, said
    return results(out)


def kill_once(scans: Path, out: Path, chance: random.Random) -> Killed:
    """Start a job, kill it with SIGKILL somewhere on its way; see that nothing of it stays.

    The moment is counted in pages done, and a part of a page's time more: on a busy machine, seconds tell nothing.
    """
    before = set(done(out))
    job = program(work.SLOW, scans, "-o", out, "--workers", 2)
    wanted = len(before) + chance.randrange(4)
    end = time.monotonic() + PATIENCE
    while len(done(out)) < wanted and job.poll() is None and time.monotonic() < end:
        time.sleep(0.005)
    time.sleep(chance.random() * 0.1)
    tree = processes.members([job.pid], processes.processes())
    job.send_signal(signal.SIGKILL)
    job.communicate()
    end = time.monotonic() + PATIENCE
    while (left := tree & set(processes.processes())) and time.monotonic() < end:
        time.sleep(0.05)
    return Killed(len(done(out)), 0, len(left))


def resume(scans: Path, out: Path) -> int:
    """Let the job run to its end; return how many pages that were done it did again."""
    before = {page: begun for page, begun in starts(out).items() if page in done(out)} if done(out) else {}
    job = program(work.SLOW, scans, "-o", out, "--workers", 2)
    said = job.communicate()[1]
    assert job.returncode == 0, said
    assert unfinished(out) == []
    after = starts(out)
    return sum(after[page] != begun for page, begun in before.items())


def done(out: Path) -> list[str]:
    if not (out / "journal.sqlite").exists():
        return []
    try:
        return [page for page, state in states(out).items() if state == "done"]
    except Exception:  # it is just being made
        return []
