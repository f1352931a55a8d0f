"""What preprocessing and layout cost at 2, 8, 21 and 60 megapixels of one and the same page.

python -m benchmarks.layout.scaling IMAGE [--readme]
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import TypeVar

import cv2
from threadpoolctl import threadpool_limits

from benchmarks.report import aligned, markdown, put
from hwalja.layout import find_layout
from hwalja.layout.canvas import resized
from hwalja.preprocess import preprocess
from hwalja.read import read_image

README = Path(__file__).with_name("README.md")

SIZES = (2, 8, 21, 60)
"""Megapixels: a page at 100, 200, 320 and 540 dpi or so, if it is a tabloid."""

RUNS = 3
"""Times that each stage is run; the median counts."""

MEGA = 1_000_000

RSS_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in which the system gives the largest resident set."""

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a page costs.

    Attributes:
        pixels: Of the image.
        lines: Found: the same page has as many at every size, unless its type is too small to be told apart.
        preprocess: CPU seconds.
        layout: CPU seconds.
        rss: The largest resident set in bytes, reading the file included.
    """

    pixels: int
    lines: int
    preprocess: float
    layout: float
    rss: int


def main(arguments: Sequence[str] | None = None) -> None:
    given = _parser().parse_args(arguments)
    costs = measure(given.image, SIZES)
    print(aligned(rows(costs)))
    if given.readme:
        put(README, "scaling", markdown(rows(costs)))


def measure(image: Path, sizes: Sequence[float]) -> list[Cost]:
    """Return what an image costs scaled to so many megapixels.

    Each size has a process of its own, started afresh by one that is small: a process begins with the largest resident
    set of the one that started it.
    """
    context = multiprocessing.get_context("spawn")
    with (
        tempfile.TemporaryDirectory() as folder,
        ProcessPoolExecutor(1, mp_context=context, max_tasks_per_child=1) as pool,
    ):
        scaled = list(pool.map(partial(scale, image, Path(folder)), sizes))
        return list(pool.map(cost, scaled))


def scale(image: Path, folder: Path, megapixels: float) -> Path:
    """Write an image scaled to so many megapixels, grey, into a folder."""
    grey = read_image(image).grey
    path = folder / f"{megapixels:g}.png"
    cv2.imwrite(str(path), resized(grey, (megapixels * MEGA / grey.size) ** 0.5))
    return path


def cost(image: Path) -> Cost:
    """Return what an image costs in this process, on one core."""
    cv2.setNumThreads(1)
    scan = read_image(image)
    with threadpool_limits(1, "blas"):
        sheet, preprocessing = _timed(partial(preprocess, scan))
        layout, finding = _timed(partial(find_layout, sheet))
    rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * RSS_UNIT
    return Cost(scan.grey.size, len(list(layout.lines)), preprocessing, finding, rss)


def _timed(stage: Callable[[], Result]) -> tuple[Result, float]:
    """Return what a stage returns, and the median of its CPU seconds."""
    seconds = []
    for _ in range(RUNS):
        start = time.process_time()
        result = stage()
        seconds.append(time.process_time() - start)
    return result, median(seconds)


def rows(costs: Sequence[Cost]) -> list[list[str]]:
    """Return the table."""
    head = ["megapixels", "lines", "preprocess CPU s", "layout CPU s", "layout ms per megapixel", "peak RSS MB"]
    return [
        head,
        *(
            [
                f"{c.pixels / MEGA:.0f}",
                str(c.lines),
                f"{c.preprocess:.2f}",
                f"{c.layout:.2f}",
                f"{1000 * c.layout / (c.pixels / MEGA):.0f}",
                f"{c.rss / MEGA:.0f}",
            ]
            for c in costs
        ),
    ]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.layout.scaling", description=__doc__)
    parser.add_argument("image", type=Path, help="a page")
    parser.add_argument("--readme", action="store_true", help="copy the table into the README")
    return parser


if __name__ == "__main__":
    main()
