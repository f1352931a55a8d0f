"""`hwalja batch` as a program: run, timed, and what it has written."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

from benchmarks.speed.tree import Time, spend_time

PROGRAM = "import sys; from hwalja.cli.main import main; sys.exit(main())"


def start(*arguments: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", PROGRAM, "batch", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def finish(job: subprocess.Popen[bytes]) -> None:
    """Wait for the end of a job, all of whose pages are read."""
    said = job.communicate()[1]
    if job.returncode:
        raise SystemExit(said.decode(errors="replace"))


def spent(*arguments: object) -> Time:
    """Run a job; return what it took, with start and report."""
    return spend_time([[sys.executable, "-c", PROGRAM, "batch", *map(str, arguments)]], os.environ)


def differences(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> int:
    """Return how many files are not the same in both."""
    return sum(one.get(name) != other.get(name) for name in one.keys() | other.keys())


def beside(times: Mapping[str, Sequence[Time]], first: str, pages: int) -> list[list[str]]:
    """Return a table: medians, and pages a second, of the clock and of processors, against the first way's in the same
    run.
    """
    rows = [["", "seconds", "CPU seconds", "pages/s", f"× {first}", f"pages a CPU second, × {first}"]]
    for way, taken in times.items():
        seconds, cpu = median(time.seconds for time in taken), median(time.cpu_seconds for time in taken)
        pairs = list(zip(times[first], taken, strict=True))
        ratios = [
            median(a.seconds / b.seconds for a, b in pairs),
            median(a.cpu_seconds / b.cpu_seconds for a, b in pairs),
        ]
        figures = [f"{seconds:.1f}", f"{cpu:.1f}", f"{pages / seconds:.3f}", *(f"{ratio:.3f}" for ratio in ratios)]
        rows.append([way, *figures])
    return rows


def rate(journal: Path) -> float:
    """Return the pages a second that a job has begun, from its first to its last: its start does not count."""
    base = sqlite3.connect(journal)
    first, last, pages = base.execute("SELECT min(started), max(started), count(*) FROM page").fetchone()
    base.close()
    return float((pages - 1) / (last - first))


def pages_of(out: Path) -> int:
    """Return how many pages have results."""
    return sum(path.is_dir() for path in (out / "pages").iterdir())
