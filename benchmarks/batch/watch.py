"""Feed a watch slowly, kill it twice, and compare: `python -m benchmarks.batch.watch [--files 100]`.

Ten writers put small pictures into an inbox, each in three pieces with pauses that are longer than a file has to rest;
every other one is written under another name and renamed. The watch is killed with SIGKILL on the way and started
again. Whatever has been written by then, and all in the end, is compared with what `hwalja batch` makes of the whole
files. The pages are read as images, and not recognised: what is measured is the watch's own.
"""

from __future__ import annotations

import argparse
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.report import aligned
from hwalja.watch import Folders
from tests.batch import kills, work
from tests.batch.jobs import program, results
from tests.watch.inboxes import feed, folders, names, page, put, start, wait_until

SETTLE = 1.0
"""Seconds for which a file has to rest."""

PAUSES = 4.5
"""Seconds that the writing of a file takes, in three pieces."""

KINDS = ("PNG", "JPEG", "TIFF")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=100)
    parser.add_argument("--kills", type=int, default=2)
    given = parser.parse_args(arguments)
    files = {f"p{number:03}.{kind(number).lower()}": page(number, kind(number)) for number in range(given.files)}
    with tempfile.TemporaryDirectory() as folder:
        expected = batched(files, Path(folder, "batch"))
        used = folders(Path(folder))
        begun = time.monotonic()
        writers = feed(used.inbox, files, PAUSES, writers=10)
        wrong = again = 0
        before: dict[str, float] = {}
        for number in range(given.kills):
            running = start(used, SETTLE)
            wait_for(given.files * (number + 1) // (given.kills + 1) + 1, used, running)
            kills.kill(running)
            found = results(used.out)
            wrong += sum(found[name] != expected.get(name) for name in found)
            again += sum(when != kills.done(used.out).get(name) for name, when in before.items())
            before = kills.done(used.out)
            print(f"killed with {len(before)} pages done, {len(names(used.inbox))} files in the inbox", flush=True)
        running = start(used, SETTLE)
        writers.shutdown()
        wait_for(given.files, used, running)
        took = time.monotonic() - begun
        running.send_signal(signal.SIGTERM)
        running.communicate()
        found = results(used.out)
        wrong += sum(found.get(name) != expected.get(name) for name in found.keys() | expected.keys())
        again += sum(when != kills.done(used.out).get(name) for name, when in before.items())
        counts = (given.files, given.kills, len(kills.done(used.out)), wrong, again, len(names(used.rejected)))
    names_of_counts = ["files", "kills", "pages done", "differences", "pages done twice", "files rejected", "seconds"]
    print(aligned([names_of_counts, [*map(str, counts), f"{took:.0f}"]]))


def kind(number: int) -> str:
    return KINDS[number % len(KINDS)]


def wait_for(files: int, used: Folders, running: subprocess.Popen[bytes]) -> None:
    """Wait until so many files have left the inbox, or the watch has ended."""
    wait_until(lambda: len(names(done(used))) + len(names(used.rejected)) >= files, running, seconds=600)


def done(used: Folders) -> Path:
    assert used.finished
    return used.finished


def batched(files: Mapping[str, bytes], top: Path) -> dict[str, bytes]:
    """Return what a batch job makes of the files."""
    put(top / "scans", files.items())
    job = program(work.READING, top / "scans", "-o", top / "out", "--workers", 2)
    said = job.communicate()[1]
    assert job.returncode == 0, said
    return results(top / "out")


if __name__ == "__main__":
    main()
