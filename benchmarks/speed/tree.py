"""What a process and all its descendants cost: time, and the most memory they held at once."""

from __future__ import annotations

import resource
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import IO

import psutil

INTERVAL = 0.02
"""Seconds between two looks at the memory."""

PSS_EVERY = 5
"""Looks per look at the proportional set size, which the kernel takes long to add up."""

Commands = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Time:
    """Seconds on the clock, and of processors: the second varies less where others use the machine too."""

    seconds: float
    cpu_seconds: float


@dataclass(frozen=True, slots=True)
class Memory:
    """The most memory held at once, in bytes, summed over the process tree.

    Attributes:
        rss: Resident set sizes; a page of memory that two processes share counts twice.
        pss: Proportional set sizes, where shared memory counts once; None where the system does not tell.
    """

    rss: int
    pss: int | None


class CommandError(Exception):
    """A command failed: what it costs says nothing."""


def spend_time(commands: Commands, environment: Mapping[str, str]) -> Time:
    """Run commands one after the other.

    Raises:
        CommandError: One failed.
    """
    used, start = _processor_seconds(), time.perf_counter()
    for command in commands:
        with tempfile.TemporaryFile() as said:
            ended = subprocess.run(command, env=environment, stdout=said, stderr=said, check=False)
            _check(command, ended.returncode, said)
    return Time(time.perf_counter() - start, _processor_seconds() - used)


def spend_memory(command: Sequence[str], environment: Mapping[str, str]) -> Memory:
    """Run a command and watch its process tree.

    Raises:
        CommandError: It failed.
    """
    rss, pss, looks = 0, 0, 0
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(command, env=environment, stdout=said, stderr=said) as process,
    ):
        root = psutil.Process(process.pid)
        while process.poll() is None:
            tree = descendants(root)
            rss = max(rss, resident(tree))
            if looks % PSS_EVERY == 0:
                pss = max(pss, proportional(tree))
            looks += 1
            time.sleep(INTERVAL)
        _check(command, process.returncode, said)
    return Memory(rss, pss or None)


def descendants(root: psutil.Process) -> list[psutil.Process]:
    """Return a process and all that it started, directly or not; empty once it has ended."""
    with suppress(psutil.NoSuchProcess):
        return [root, *root.children(recursive=True)]
    return []


def resident(tree: Sequence[psutil.Process]) -> int:
    """Return the sum of resident set sizes in bytes.

    Between fork and exec a child is its parent: it borrows the very memory, and is not counted.
    """
    sizes: dict[int, tuple[int, int]] = {}
    for process in tree:
        with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
            memory = process.memory_info()
            if sizes.get(process.ppid()) != (memory.rss, memory.vms):
                sizes[process.pid] = (memory.rss, memory.vms)
    return sum(rss for rss, _ in sizes.values())


def proportional(tree: Sequence[psutil.Process]) -> int:
    """Return the sum of proportional set sizes in bytes; 0 where the system does not tell."""
    total = 0
    for process in tree:
        with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
            total += getattr(process.memory_full_info(), "pss", 0)
    return total


def _processor_seconds() -> float:
    """Return what all processes that this one has waited for have used, their own children among them."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _check(command: Sequence[str], code: int, said: IO[bytes]) -> None:
    if code:
        said.seek(0)
        raise CommandError(f"{command[0]} ended with {code}: {said.read().decode(errors='replace')[-500:]}")
