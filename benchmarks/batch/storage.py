"""Scans and results in a store beside a disk: `python -m benchmarks.batch.storage PAGES_DIR [--pages 200] [--runs 3]`.

Pieces are cut out of pages. Two ways take turns on them, with two workers each: from a disk to a disk, and from S3 to
S3, which is a server in memory on this machine. The results are compared. Then pages of made-up work, which takes no
time, tell how many a second one job can hand out, write and keep account of.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.accuracy.pages import find_images
from benchmarks.batch.memory import cut
from benchmarks.batch.runs import beside, differences, finish, rate, spent
from benchmarks.report import aligned
from benchmarks.speed.tree import Time
from tests.batch import work
from tests.batch.jobs import fill, numbered, program, results
from tests.batch.stores import served, stored, upload

QUICK = 400
"""Pages of made-up work."""


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages_dir", type=Path)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args(arguments)
    times: dict[str, list[Time]] = {"disk": [], "S3": []}
    with tempfile.TemporaryDirectory() as name, served() as store:
        folder, scans = Path(name), Path(name, "scans")
        scans.mkdir()
        cut(find_images(given.pages_dir), scans, given.pages)
        upload(store, scans, "archive/scans")
        differ = 0
        for run in range(given.runs):
            out, journal = folder / f"out{run}", folder / f"{run}.sqlite"
            times["disk"].append(spent(scans, "-o", out, "--workers", 2))
            there = ["s3://archive/scans", "-o", f"s3://archive/out{run}", "--journal", journal]
            times["S3"].append(spent(*there, "--workers", 2))
            differ += differences(results(out), stored(store, f"archive/out{run}/pages"))
            print(*times["disk"][-1:], *times["S3"][-1:], flush=True)
        rerun = spent(*there, "--workers", 2)
        quick, disk = fill(folder / "quick", numbered(QUICK)), folder / "quick.out"
        upload(store, quick, "archive/quick")
        finish(program(work.QUICK, quick, "-o", disk, "--workers", 2))
        remote = ["s3://archive/quick", "-o", "s3://archive/quick.out", "--journal", folder / "quick.sqlite"]
        finish(program(work.QUICK, *remote, "--workers", 2))
        rates = [f"{rate(journal):.0f}" for journal in (disk / "journal.sqlite", folder / "quick.sqlite")]
    print(aligned(beside(times, "disk", given.pages)))
    print(aligned([["made-up work", "disk", "S3"], ["pages/s", *rates]]))
    print(f"differences: {differ}; a rerun on S3 takes {rerun.seconds:.1f} s")


if __name__ == "__main__":
    main()
