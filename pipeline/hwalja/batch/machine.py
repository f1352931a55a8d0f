"""What of the machine a job may use: of a container, what it was given."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

_CGROUP = Path("/sys/fs/cgroup")
"""Version 2, as a container sees its own: kernel documentation, admin-guide/cgroup-v2."""

A_WORKER = 1_200_000_000
"""Bytes that a worker needs at most for a page of 21 megapixels: benchmarks/README.md, targets."""


def workers(cgroup: Path = _CGROUP) -> int:
    """Return how many workers there is room for: one a core, but no more than fit into memory."""
    return max(1, min(cores(cgroup), memory(cgroup) // A_WORKER))


def page_memory(cgroup: Path = _CGROUP) -> int:
    """Return the bytes that a page may take: so many that the system need not choose what to kill."""
    return memory(cgroup) * 4 // 5


def cores(cgroup: Path = _CGROUP) -> int:
    """Return how many processes can run at once."""
    found = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    with suppress(OSError, ValueError):
        quota, period = (cgroup / "cpu.max").read_text().split()
        found = min(found, max(1, int(quota) // int(period)))  # "max" is no number: there is no quota
    return found


def memory(cgroup: Path = _CGROUP) -> int:
    """Return the bytes of memory that all processes together can have."""
    found = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    with suppress(OSError, ValueError):
        found = min(found, int((cgroup / "memory.max").read_text()))
    return found
