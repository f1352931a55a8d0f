"""Whether pages are set upright however they lie: `python -m benchmarks.orientation.askew PAGES_DIR …`.

Each page is turned by some degrees and by quarters, and asked which side of it is up. Turned wrongly is worse than
unsure. Development and documents (38 pages, 760 ways to lie): 0 turned wrongly, 4
unsure, all of one page at 4.5°. Before steep views were levelled, 20 of 520 were turned wrongly and some 180 unsure.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from benchmarks.accuracy.pages import TruePage, find_pages
from benchmarks.report import aligned
from hwalja.model import Grey
from hwalja.preprocess.orientation import find_orientation
from hwalja.preprocess.resample import levelled, resample
from hwalja.preprocess.runs import reduced

DEGREES = (-4.5, -2.0, 0.0, 2.0, 4.5)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", type=Path, nargs="+")
    given = parser.parse_args(arguments)
    rows = [["degrees", "asked", "turned wrongly", "unsure"]]
    pages = [page for folder in given.pages for page in find_pages(folder)]
    for degrees in DEGREES:
        found = [each for page in pages for each in ask(page, degrees)]
        rows.append([f"{degrees:g}", str(len(found)), str(found.count("wrong")), str(found.count("unsure"))])
    print(aligned(rows))


def ask(page: TruePage, degrees: float) -> list[str]:
    """Return how it went for each side that the page may lie on."""
    small, _ = reduced(np.asarray(cv2.imread(str(page.image), cv2.IMREAD_GRAYSCALE), np.uint8))
    askew = resample(small, *levelled(small.shape[1], small.shape[0], degrees))
    lies = int(page.truth.get("turn") or 0)
    return [_asked(np.ascontiguousarray(np.rot90(askew, -quarters)), lies + 90 * quarters) for quarters in range(4)]


def _asked(grey: Grey, clockwise: int) -> str:
    found = find_orientation(grey)
    if not found.sure:
        return "unsure"
    return "right" if (found.turn + clockwise) % 360 == 0 else "wrong"


if __name__ == "__main__":
    main()
