"""A Dask cluster beside one machine: `python -m benchmarks.batch.cluster PAGES_DIR [--pages 200] [--runs 3]`.

Pieces are cut out of pages. Two ways take turns on them: `hwalja batch` with two workers, and the same with `--dask` on
a cluster of two workers on this machine, which runs before. Then one of two Dask workers is killed on the way. All
results are compared with those of the first way.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

import psutil

from benchmarks.accuracy.pages import find_images
from benchmarks.batch.memory import cut
from benchmarks.batch.runs import beside, differences, finish, pages_of, spent, start
from benchmarks.report import aligned
from benchmarks.speed.tree import Time
from tests.batch import kills
from tests.batch.clusters import DaskCluster
from tests.batch.jobs import results


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages_dir", type=Path)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args(arguments)
    times: dict[str, list[Time]] = {"two workers": [], "two Dask workers": []}
    with tempfile.TemporaryDirectory() as name:
        folder, scans = Path(name), Path(name, "scans")
        scans.mkdir()
        cut(find_images(given.pages_dir), scans, given.pages)
        differ = 0
        for run in range(given.runs):
            here, there = folder / f"here{run}", folder / f"there{run}"
            times["two workers"].append(spent(scans, "-o", here, "--workers", 2))
            with DaskCluster(folder, 2) as cluster:
                cluster.wait()
                before = processor_seconds(cluster)
                job = spent(scans, "-o", there, "--dask", cluster.address)
                cpu_seconds = job.cpu_seconds + processor_seconds(cluster) - before
                times["two Dask workers"].append(Time(job.seconds, cpu_seconds))
            differ += differences(results(here), results(there))
            print(*times["two workers"][-1:], *times["two Dask workers"][-1:], flush=True)
        lost = folder / "lost"
        with DaskCluster(folder, 2) as cluster:
            lose_a_worker(scans, lost, cluster, given.pages // 3)
        found = differences(results(folder / "here0"), results(lost))
        rows = [["one of two Dask workers killed", "pages", "differences"], ["", str(pages_of(lost)), str(found)]]
    print(aligned(beside(times, "two workers", given.pages)))
    print(f"differences: {differ}")
    print(aligned(rows))


def processor_seconds(cluster: DaskCluster) -> float:
    """Return what the cluster's processes, and those that they have ended, took of processors."""
    times = [psutil.Process(process.pid).cpu_times() for process in (cluster.scheduler, *cluster.workers)]
    return sum(time.user + time.system + time.children_user + time.children_system for time in times)


def lose_a_worker(scans: Path, out: Path, cluster: DaskCluster, pages: int) -> None:
    """Kill a Dask worker once so many pages are done."""
    job = start(scans, "-o", out, "--dask", cluster.address)
    kills.wait_for(job, out, pages, patience=3600)
    cluster.workers[0].kill()
    finish(job)


if __name__ == "__main__":
    main()
