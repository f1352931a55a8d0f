"""Kill a job at random moments, resume it each time, and compare: `python -m benchmarks.batch.kills [--moments 50]`.

One job on one folder is killed with SIGKILL again and again; each run goes on where the last one was killed. A moment
is somewhere within the next pages, so that the job is as often at its start as it is reading, writing and at its
journal; every fifth time one of the workers is killed before. In the end the results are compared with those of a job
that nobody disturbed. The work of the pages is made up: each takes 50 ms.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.report import aligned
from tests.batch import kills
from tests.batch.jobs import fill, numbered

AHEAD = 8
"""A job is killed after less than so many pages more."""


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moments", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    chance = random.Random(given.seed)  # noqa: S311 # no secret
    with tempfile.TemporaryDirectory() as folder:
        scans, out = fill(Path(folder, "scans"), numbered(given.moments * AHEAD)), Path(folder, "out")
        expected = kills.finish(scans, Path(folder, "undisturbed"))
        survivors = again = lost = 0
        for moment in range(given.moments):
            before = kills.done(out)
            survivors += disturb(scans, out, len(before), chance, worker=moment % 5 == 4)
            after = kills.done(out)
            lost += len(before.keys() - after.keys())
            again += sum(after[page] != begun for page, begun in before.items() if page in after)
            print(f"{moment + 1}: {len(after)} pages done, {lost} lost, {again} again, {survivors} left", flush=True)
        found = kills.finish(scans, out)
    differences = sum(found.get(name) != expected.get(name) for name in found.keys() | expected.keys())
    rows = [
        ["kills", "files", "differences", "pages lost", "pages done twice", "processes left"],
        [str(n) for n in (given.moments, len(expected), differences, lost, again, survivors)],
    ]
    print(aligned(rows))


def disturb(scans: Path, out: Path, done: int, chance: random.Random, *, worker: bool) -> int:
    """Start or resume the job and kill it; return how many of its processes are left."""
    job = kills.start(scans, out)
    if worker:
        kills.wait_for(job, out, done + 1)
        kills.kill_a_worker(job, chance)
    kills.wait_for(job, out, done + chance.randrange(AHEAD))
    time.sleep(chance.random() * 0.1)
    return kills.kill(job)


if __name__ == "__main__":
    main()
