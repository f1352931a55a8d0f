"""How fast `hwalja.correct_text` is on one core, once everything is loaded, and what loading takes.

    python -m benchmarks.fix.speed [--against FOLDER]

Three texts of some 4,500 characters, made of stories in `benchmarks/pages/texts/test`: paragraph by paragraph, broken
into lines, and broken into lines with one jamo wrong in 2 % of the syllables. Each run is a process of its own; times
are of the processor, and medians. `FOLDER` holds another version of the package: it runs in turn with this one, so
that what else the machine does slows both.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.joins.stories import cases, texts
from hwalja import correct_text

TEXTS = Path(__file__).parents[1] / "pages" / "texts" / "test"
ROOT = Path(__file__).parents[2]
RUNS = 5
EVERY = 23
"""Of the stories, one in so many is taken."""

MISREAD = 0.02
WARM_UP = "첫 글을 읽으면 모두 불러온다. 하늘아레 첫 동내에 눈이 내렷다."


def samples() -> Iterator[tuple[str, str]]:
    """Yield the texts with their names."""
    stories = texts(TEXTS)[::EVERY]
    yield "paragraphs", "\n\n".join(paragraph for story in stories for paragraph in story.paragraphs)
    for name, noise in (("lines", 0.0), ("misread lines", MISREAD)):
        _, read = cases(stories, seed=1, noise=noise)
        yield name, "\n\n".join(read)


def run() -> dict[str, float]:
    """Return the figures of one run of whatever version is imported: seconds, characters a second, megabytes."""
    correct_text(WARM_UP)
    figures = {"loading, s": time.process_time()}  # since the process began
    for name, text in samples():
        begun = time.process_time()
        correct_text(text)
        figures[f"{name}, characters/s"] = len(text) / (time.process_time() - begun)
    return figures | {"peak memory, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def _of(folder: Path) -> dict[str, float]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (folder, ROOT))), "OMP_NUM_THREADS": "1"}
    command = (sys.executable, "-m", "benchmarks.fix.speed", "--once")
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    return dict(json.loads(done.stdout))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--against", type=Path, help="folder that holds another version of the package hwalja")
    parser.add_argument("--runs", type=int, default=RUNS, help="of each version")
    parser.add_argument("--once", action="store_true", help="print the figures of one run as JSON")
    given = parser.parse_args()
    if given.once:
        print(json.dumps(run()))
        return
    folders = [ROOT / "pipeline"]
    if given.against:
        folders.insert(0, given.against.resolve())
    runs = [[_of(folder) for folder in folders] for _ in range(given.runs)]
    for name in runs[0][0]:
        figures = [median(own[k][name] for own in runs) for k in range(len(folders))]
        ratio = f"  × {median(own[-1][name] / own[0][name] for own in runs):.2f}" if given.against else ""
        print(f"{name:28}" + "".join(f"{figure:10.5g}" for figure in figures) + ratio)


if __name__ == "__main__":
    main()
