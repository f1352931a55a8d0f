"""Trees of processes: what memory one holds, and how all of it is ended.

Worker processes carry a mark in their environment, and so does whatever they start: even what has left its parent and
its session is found again (on Linux, which shows environments; elsewhere only what still has its parent).

Run as a program, this is the guard of a job: it waits until the job is gone, however it ended, then ends what the job
has left running and removes its scratch folder. It imports nothing but the standard library.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

MARK = "HWALJA_WORKER"
"""Names the variable that marks a worker; its value is the job's token and the worker's number, a point behind each."""

PATIENCE = 5.0
"""Seconds until what does not die, since it waits for a disk that does not answer, is left alone."""

_PAGE = os.sysconf("SC_PAGE_SIZE")


LOOKS = 3
"""Looks in a row that must find nothing: what forks and ends at once can slip through between two pids of one look."""


@dataclass(frozen=True, slots=True)
class Process:
    """A running process: its parent's number, and its resident set size in bytes."""

    parent: int
    resident: int


def processes() -> dict[int, Process]:
    """Return all running processes by their number."""
    if not Path("/proc/self/stat").exists():
        return _from_ps()
    found = {}
    for name in os.listdir("/proc"):  # noqa: PTH208 # names are all that is wanted, and soon
        if name.isdigit():
            with suppress(OSError, IndexError):
                # What stands in brackets is the program's name, which may hold anything: proc(5).
                fields = _read(f"/proc/{name}/stat").rpartition(b")")[2].split()
                if fields[0] not in (b"Z", b"X"):
                    found[int(name)] = Process(int(fields[1]), int(fields[21]) * _PAGE)
    return found


def members(roots: Iterable[int], running: dict[int, Process]) -> set[int]:
    """Return those of `roots` that are running, and all that descends from them."""
    children: dict[int, list[int]] = {}
    for pid, process in running.items():
        children.setdefault(process.parent, []).append(pid)
    found: set[int] = set()
    left = [root for root in roots if root in running]
    while left:
        pid = left.pop()
        if pid not in found:
            found.add(pid)
            left += children.get(pid, [])
    return found


def resident(root: int, running: dict[int, Process]) -> int:
    """Return the bytes that a process and its descendants hold; memory that two of them share counts twice.

    Between fork and exec a child is its parent: it borrows the very memory, and is not counted.
    """
    total = 0
    for pid in members([root], running):
        process = running[pid]
        parent = running.get(process.parent)
        if pid == root or parent is None or parent.resident != process.resident:
            total += process.resident
    return total


def end_trees(mark: str, roots: Iterable[int] = ()) -> None:
    """Kill the processes whose mark begins with `mark`, those in `roots`, and all that descends from them.

    Args:
        mark: See `MARK`.
        roots: Numbers of processes that are not yet waited for, so that nobody else can have got them.
    """
    roots = tuple(roots)
    end, empty = time.monotonic() + PATIENCE, 0
    while empty < LOOKS and time.monotonic() < end:
        running = processes()
        left = members([*roots, *marked(mark, running)], running) - {os.getpid()}
        for pid in left:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        empty = 0 if left else empty + 1
        time.sleep(0.005)


def marked(mark: str, running: Iterable[int]) -> list[int]:
    """Return those of `running` whose mark begins with `mark`."""
    wanted = f"{MARK}={mark}".encode()
    found = []
    for pid in running:
        with suppress(OSError):
            if any(entry.startswith(wanted) for entry in _read(f"/proc/{pid}/environ").split(b"\0")):
                found.append(pid)
    return found


def _read(path: str) -> bytes:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        parts = []
        while part := os.read(descriptor, 1 << 16):
            parts.append(part)
        return b"".join(parts)
    finally:
        os.close(descriptor)


def _from_ps() -> dict[int, Process]:
    listed = subprocess.run(["ps", "-axo", "pid=,ppid=,rss=,stat="], capture_output=True, check=True).stdout
    rows = (line.split() for line in listed.decode(errors="replace").splitlines())
    return {int(row[0]): Process(int(row[1]), int(row[2]) * 1024) for row in rows if not row[3].startswith("Z")}


def guard(mark: str, scratch: Path) -> None:
    """Wait for the end of standard input, which the job holds open; then leave nothing of the job."""
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    while sys.stdin.buffer.read(1):
        pass
    end_trees(mark)
    shutil.rmtree(scratch, ignore_errors=True)


if __name__ == "__main__":
    guard(sys.argv[1], Path(sys.argv[2]))
