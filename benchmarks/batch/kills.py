"""Kill jobs at random moments, resume them, and compare: `python -m benchmarks.batch.kills [--moments 50]`.

Each time a new job is started and killed with SIGKILL somewhere between its start and its end, every third time one of
its workers instead; then the same command runs to its end. The work of the pages is made up: it takes 50 ms.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.report import aligned
from tests.batch import kills
from tests.batch.jobs import fill, numbered


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one kill came to.

    Attributes:
        done: Pages that were done when it came.
        differences: Files that differ from an undisturbed run's, are missing, or too many.
        again: Pages that were done and were done once more.
        survivors: Processes that were left.
    """

    done: int
    differences: int
    again: int
    survivors: int


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moments", type=int, default=50)
    parser.add_argument("--pages", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    chance = random.Random(given.seed)  # noqa: S311 # no secret
    with tempfile.TemporaryDirectory() as folder:
        scans = fill(Path(folder, "scans"), numbered(given.pages))
        began = time.monotonic()
        expected = kills.finish(scans, Path(folder, "undisturbed"))
        whole = time.monotonic() - began
        outcomes = []
        for moment in range(given.moments):
            after = chance.random() * whole
            outcome = attempt(scans, Path(folder, f"out{moment}"), after, expected, chance, worker=moment % 3 == 2)
            outcomes.append(outcome)
            print(f"{moment + 1}: after {after:.1f} of {whole:.1f} s: {outcome}", flush=True)
    rows = [
        ["moments", "pages done at them", "differences", "pages done twice", "processes left"],
        [
            str(len(outcomes)),
            f"{min(o.done for o in outcomes)} to {max(o.done for o in outcomes)} of {given.pages}",
            *(str(sum(getattr(o, name) for o in outcomes)) for name in ("differences", "again", "survivors")),
        ],
    ]
    print(aligned(rows))


def attempt(
    scans: Path, out: Path, after: float, expected: dict[str, bytes], chance: random.Random, *, worker: bool
) -> Outcome:
    job = kills.start(scans, out)
    time.sleep(after)
    survivors = 0
    if worker:
        kills.kill_a_worker(job, chance)
        before = kills.done(out)
        job.communicate()
    else:
        survivors = kills.kill(job)
        before = kills.done(out)
    found = kills.finish(scans, out)
    now = kills.done(out)
    differences = sum(found.get(name) != expected.get(name) for name in found.keys() | expected.keys())
    return Outcome(len(before), differences, sum(now[page] != begun for page, begun in before.items()), survivors)


if __name__ == "__main__":
    main()
