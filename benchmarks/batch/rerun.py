"""How long a rerun takes to know that nothing is to do: `python -m benchmarks.batch.rerun [--pages 10000]`.

The pages are small images and their work is made up; what is measured is the same for any: finding the files, looking
at each and at its results, and reading the journal.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from benchmarks.report import aligned
from tests.batch import work
from tests.batch.jobs import program

FOLDERS = 100
"""An archive has folders: a hundred, with a hundred pages each."""


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=10_000)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        scans, out = Path(folder, "scans"), Path(folder, "out")
        draw(scans, given.pages)
        rows = [["run", "seconds", "CPU seconds"]]
        rows += [[name, *spent(scans, out)] for name in ("first", "rerun", "rerun again")]
    print(aligned(rows))


def draw(folder: Path, pages: int) -> None:
    """Draw images that differ."""
    for number in range(pages):
        path = folder / f"{number % FOLDERS:02}" / f"{number:05}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(np.full((8, 8), number % 251, np.uint8)).save(path)


def spent(scans: Path, out: Path) -> tuple[str, str]:
    """Run the job; return the seconds it took, and those of processors."""
    before, began = processor_seconds(), time.perf_counter()
    job = program(work.QUICK, scans, "-o", out, "--workers", 2)
    said = job.communicate()[1]
    if job.returncode:
        raise SystemExit(said.decode(errors="replace"))
    return f"{time.perf_counter() - began:.1f}", f"{processor_seconds() - before:.1f}"


def processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
