"""Speed: ratios counted by hand, and the memory of a small process tree."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.speed.contestants import CONTESTANTS, THEIRS
from benchmarks.speed.measure import ratios, tables
from benchmarks.speed.stages import Stopwatch
from benchmarks.speed.tree import CommandError, spend_memory, spend_time

MEGABYTE = 2**20

HOLD = "import time; held = bytearray({size}); held[::4096] = b'x' * len(held[::4096]); time.sleep({sleep})"
"""Python that touches so many bytes and keeps them for a while."""


def holding(megabytes: int, sleep: float = 0.6) -> list[str]:
    return [sys.executable, "-c", HOLD.format(size=megabytes * MEGABYTE, sleep=sleep)]


def test_memory_of_a_child_counts() -> None:
    alone = spend_memory(holding(60), os.environ)
    parent = f"import subprocess; subprocess.run({holding(60)!r}, check=True)"
    both = spend_memory([sys.executable, "-c", f"{parent}; {HOLD.format(size=0, sleep=0)}"], os.environ)
    assert alone.rss >= 60 * MEGABYTE
    assert alone.rss < both.rss < alone.rss + 60 * MEGABYTE


def test_memory_of_two_children_at_once_adds_up() -> None:
    parent = f"import subprocess; a = [subprocess.Popen({holding(50, 1.5)!r}) for _ in 'ab']; [b.wait() for b in a]"
    assert spend_memory([sys.executable, "-c", parent], os.environ).rss >= 100 * MEGABYTE


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="the system tells no PSS")
def test_shared_memory_counts_once_in_pss() -> None:
    memory = spend_memory(holding(60), os.environ)
    assert memory.pss is not None
    assert 60 * MEGABYTE <= memory.pss <= memory.rss


def test_time_is_that_of_all_commands() -> None:
    sleep = [sys.executable, "-c", "import time; time.sleep(0.2)"]
    spent = spend_time([sleep, sleep], os.environ)
    assert spent.seconds >= 0.4
    assert spent.cpu_seconds > 0


@pytest.mark.parametrize(
    "spend",
    [lambda command: spend_time([command], os.environ), lambda command: spend_memory(command, os.environ)],
    ids=["time", "memory"],
)
def test_a_failing_command_has_no_cost(spend: Callable[[list[str]], object]) -> None:
    with pytest.raises(CommandError, match=r"ended with 1: no such page"):
        spend([sys.executable, "-c", "raise SystemExit('no such page')"])


def test_a_ratio_is_the_median_of_those_within_a_run() -> None:
    times = {
        "hwalja": {"seconds": [3.0, 8.0, 5.0], "cpu_seconds": [3.0, 3.0, 3.0]},
        THEIRS: {"seconds": [2.0, 4.0, 5.0], "cpu_seconds": [2.0, 2.0, 2.0]},
    }
    assert ratios(times) == {"hwalja": {"seconds": 1.5, "cpu_seconds": 1.5}}


def test_tables_hold_every_contestant_and_stage() -> None:
    results = {
        "time": {
            "hwalja": {"seconds": [3.0], "cpu_seconds": [3.0]},
            THEIRS: {"seconds": [2.0], "cpu_seconds": [2.0]},
        },
        "ratio": {"hwalja": {"seconds": 1.5, "cpu_seconds": 1.5}},
        "memory": {"hwalja": {"rss": 900, "pss": 800}, THEIRS: {"rss": 300, "pss": None}},
        "stages": {
            "read": {"seconds": 2.0, "cpu_seconds": 1.0},
            "recognise": {"seconds": 2.0, "cpu_seconds": 3.0},
        },
    }
    contestants, stages = tables(results)
    assert contestants[1:] == [
        ["hwalja", "3.0", "1.50", "3.0", "1.50", "900", "800"],
        [THEIRS, "2.0", "1", "2.0", "1", "300", "-"],
    ]
    assert stages[1:] == [["read", "2.0", "1.0", "25%"], ["recognise", "2.0", "3.0", "75%"]]


def test_seconds_of_a_stage_add_up(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 1.0, 1.5, 4.0])
    monkeypatch.setattr("time.perf_counter", lambda: next(clock))
    watch = Stopwatch()
    for stage in ("read", "layout", "read"):
        watch(stage)
    assert {stage: spent["seconds"] for stage, spent in watch.spent.items()} == {"read": 3.5, "layout": 0.5}
    assert all(spent["cpu_seconds"] >= 0 for spent in watch.spent.values())


def test_ours_reads_all_pages_in_one_process() -> None:
    images = [Path("p1.jpg"), Path("p2.jpg")]
    assert [len(CONTESTANTS[name].commands(images, Path("out"))) for name in CONTESTANTS] == [1, 2, 2]
