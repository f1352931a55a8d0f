"""Whether a worker grows: `python -m benchmarks.batch.memory PAGES_DIR [--pages 500]`.

Pieces are cut out of pages; a job of one worker reads them all. The journal has, for every page, the most memory that
the worker had held by then: compared are the figures after a tenth of the pages and after all.
"""

from __future__ import annotations

import argparse
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from benchmarks.accuracy.pages import find_images
from benchmarks.report import aligned

SIDE = 600
"""Of a piece in px."""


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages_dir", type=Path)
    parser.add_argument("--pages", type=int, default=500)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        scans, out = Path(folder, "scans"), Path(folder, "out")
        scans.mkdir()
        cut(find_images(given.pages_dir), scans, given.pages)
        program = "import sys; from hwalja.cli.main import main; sys.exit(main())"
        command = [sys.executable, "-c", program, "batch", str(scans), "-o", str(out), "--workers", "1"]
        subprocess.run(command, check=True)
        base = sqlite3.connect(out / "journal.sqlite")
        peaks = [peak for (peak,) in base.execute("SELECT peak FROM page ORDER BY started")]
        base.close()
    early, late = peaks[len(peaks) // 10 - 1], peaks[-1]
    rows = [
        ["pages", f"MB after {len(peaks) // 10}", f"MB after {len(peaks)}", "growth"],
        [str(len(peaks)), f"{early / 1e6:.0f}", f"{late / 1e6:.0f}", f"{late / early - 1:+.1%}"],
    ]
    print(aligned(rows))


def cut(images: Sequence[Path], folder: Path, pieces: int) -> None:
    """Cut pieces out of images in turn, from ever other places, all of one size.

    The first tenth and the rest are of the same pages: what differs is only how many there were before.
    """
    opened = [Image.open(image).convert("L") for image in images]
    for number in range(pieces):
        image = opened[number % len(opened)]
        place = number // len(opened)
        across = max(1, (image.width - SIDE) // 4 + 1)
        down = max(1, (image.height - SIDE) // 4 + 1)
        x, y = place % 4 * across, place // 4 % 4 * down
        image.crop((x, y, x + SIDE, y + SIDE)).save(folder / f"p{number:04}.png")


if __name__ == "__main__":
    main()
