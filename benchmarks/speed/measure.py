"""Measure time and memory side by side with plain Tesseract and, where it is installed, OCRmyPDF.

python -m benchmarks.speed.measure PAGES_DIR [--runs 3] [--results results-test.json]
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

from PIL import Image

import hwalja
from benchmarks.accuracy.pages import find_images
from benchmarks.accuracy.readers import THREADS
from benchmarks.report import aligned, dated, markdown, put, to_json
from benchmarks.speed.contestants import OURS, THEIRS, Contestant, present
from benchmarks.speed.tree import CommandError, Memory, Time, spend_memory, spend_time
from hwalja.recognise import installation

README = Path(__file__).with_name("README.md")
MEGA = 1_000_000


def main(arguments: Sequence[str] | None = None) -> None:
    given = _parser().parse_args(arguments)
    images = [image for image in find_images(given.pages) if not given.only or image.stem in given.only]
    if not images:
        raise SystemExit(f"{given.pages} holds no such image")
    try:
        results = measure(images, given.runs)
    except CommandError as error:
        raise SystemExit(str(error)) from error
    for rows in tables(results):
        print(f"{aligned(rows)}\n")
    if given.results:
        given.results.write_text(to_json(results) + "\n", "utf-8")
        if given.readme:
            put(README, given.results.stem, "\n\n".join(map(markdown, tables(results))))


def measure(images: Sequence[Path], runs: int) -> dict[str, Any]:
    """Measure all that is installed.

    Raises:
        CommandError: A page could not be read.
    """
    contestants = present()
    megapixels = {image.stem: pixels(image) / MEGA for image in images}
    largest = max(images, key=lambda image: megapixels[image.stem])
    times = time_runs(contestants, images, runs)
    return {
        "versions": {OURS: hwalja.__version__, "tesseract": installation.find().version, "psutil": version("psutil")},
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "environment": dict(THREADS),
        **dated(),
        "pages": {name: round(value, 1) for name, value in megapixels.items()},
        "time": times,
        "ratio": ratios(times),
        "memory": {
            "page": largest.stem,
            "megapixels": round(megapixels[largest.stem], 1),
            **{c.name: _megabytes(memory(c, largest)) for c in contestants},
        },
        "stages": stages(images),
    }


def time_runs(contestants: Sequence[Contestant], images: Sequence[Path], runs: int) -> dict[str, Any]:
    """Time whole processes, the contestants in turn within each run."""
    times: dict[str, list[Time]] = {contestant.name: [] for contestant in contestants}
    for run in range(1, runs + 1):
        for contestant in contestants:
            with tempfile.TemporaryDirectory() as folder:
                spent = spend_time(contestant.commands(images, Path(folder)), _environment())
            times[contestant.name].append(spent)
            print(f"[{run}/{runs}] {contestant.name}: {spent.seconds:.1f} s", file=sys.stderr, flush=True)
    return {
        name: {
            "seconds": [round(time.seconds, 2) for time in spent],
            "cpu_seconds": [round(time.cpu_seconds, 2) for time in spent],
        }
        for name, spent in times.items()
    }


def ratios(times: Mapping[str, Mapping[str, Sequence[float]]]) -> dict[str, dict[str, float]]:
    """Return how many times as long as Tesseract each of the others takes: the median of the runs' ratios.

    The two times of a ratio come from one run, so that what else the machine does weighs on both.
    """
    return {
        name: {
            kind: round(median(one / other for one, other in zip(own[kind], times[THEIRS][kind], strict=True)), 3)
            for kind in own
        }
        for name, own in times.items()
        if name != THEIRS
    }


def memory(contestant: Contestant, image: Path) -> Memory:
    with tempfile.TemporaryDirectory() as folder:
        (command,) = contestant.commands([image], Path(folder))
        return spend_memory(command, _environment())


def stages(images: Sequence[Path]) -> dict[str, dict[str, float]]:
    """Return what each stage of ours spends on all images together, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.speed.stages", *map(str, images)]
    ended = subprocess.run(command, env=_environment(), stdout=subprocess.PIPE, text=True, check=True)
    spent: dict[str, dict[str, float]] = json.loads(ended.stdout)
    return {stage: {clock: round(value, 2) for clock, value in clocks.items()} for stage, clocks in spent.items()}


def pixels(image: Path) -> int:
    with Image.open(image) as opened:
        width, height = opened.size
    return int(width * height)


def tables(results: Mapping[str, Any]) -> list[list[list[str]]]:
    """Return the tables of contestants and of stages."""
    time, memory = results["time"], results["memory"]
    contestants = [
        ["reader", "seconds", "× Tesseract", "CPU seconds", "× Tesseract", "RSS MB", "PSS MB"],
        *(
            [
                name,
                f"{median(spent['seconds']):.1f}",
                _ratio(results, name, "seconds"),
                f"{median(spent['cpu_seconds']):.1f}",
                _ratio(results, name, "cpu_seconds"),
                *(str(memory[name][kind] or "-") for kind in ("rss", "pss")),
            ]
            for name, spent in time.items()
        ),
    ]
    total = sum(spent["cpu_seconds"] for spent in results["stages"].values())
    stages = [
        [stage, f"{spent['seconds']:.1f}", f"{spent['cpu_seconds']:.1f}", f"{spent['cpu_seconds'] / total:.0%}"]
        for stage, spent in results["stages"].items()
    ]
    return [contestants, [["stage", "seconds", "CPU seconds", "share of CPU"], *stages]]


def _ratio(results: Mapping[str, Any], name: str, kind: str) -> str:
    return f"{results['ratio'][name][kind]:.2f}" if name in results["ratio"] else "1"


def _megabytes(memory: Memory) -> dict[str, int | None]:
    return {"rss": round(memory.rss / MEGA), "pss": memory.pss and round(memory.pss / MEGA)}


def _environment() -> dict[str, str]:
    return {**os.environ, **THREADS}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed.measure", description=__doc__)
    parser.add_argument("pages", type=Path, help="folder of images")
    parser.add_argument("--runs", type=int, default=3, help="times that everything is timed (default: 3)")
    parser.add_argument("--only", nargs="+", default=[], metavar="PAGE", help="names of pages, such as d03")
    parser.add_argument("--results", type=Path, metavar="FILE.json", help="file that gets the figures")
    parser.add_argument("--readme", action="store_true", help="copy the figures into the README")
    return parser


if __name__ == "__main__":
    main()
