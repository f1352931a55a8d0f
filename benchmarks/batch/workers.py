"""What workers bring and what the job costs: `python -m benchmarks.batch.workers PAGES_DIR [--runs 3]`.

Three ways take turns on the same pages: `hwalja.digitize` in a loop, the job with one worker, and the job with two.
All write text and JSON, and have one thread a process.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks.accuracy.pages import find_images
from benchmarks.report import aligned
from benchmarks.speed.tree import Time, spend_time
from hwalja.batch.child import ONE_THREAD

LOOP = """
import sys
from pathlib import Path
from hwalja import digitize
from hwalja.export import FORMATS
from hwalja.export.write import write_whole
from hwalja.read import Facsimile
out, *images = sys.argv[1:]
for image in images:
    page = digitize(image)
    for name in ("text", "json"):
        for ending, content in FORMATS[name].render(page, Facsimile(image)).items():
            write_whole(Path(out, page.id + ending), content)
"""


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args(arguments)
    images = [str(image) for image in find_images(given.pages)]
    ways: dict[str, list[Time]] = {"loop": [], "one worker": [], "two workers": []}
    for _ in range(given.runs):
        for way, times in ways.items():
            with tempfile.TemporaryDirectory() as out:
                times.append(spend_time([command(way, images, out)], {**os.environ, **ONE_THREAD}))
            print(way, times[-1], flush=True)
    print(aligned(table(ways, len(images))))


def command(way: str, images: Sequence[str], out: str) -> list[str]:
    if way == "loop":
        return [sys.executable, "-c", LOOP, out, *images]
    workers = {"one worker": "1", "two workers": "2"}[way]
    main = "import sys; from hwalja.cli.main import main; sys.exit(main())"
    return [sys.executable, "-c", main, "batch", *images, "-o", out, "--workers", workers]


def table(ways: dict[str, list[Time]], pages: int) -> list[list[str]]:
    """Return medians; ratios are of times of the same run."""
    rows = [["", "pages/s", "seconds, × loop", "CPU seconds, × loop", "pages/s, × one worker"]]
    for way, times in ways.items():
        rows.append(
            [
                way,
                f"{pages / median(time.seconds for time in times):.3f}",
                f"{median(a.seconds / b.seconds for a, b in zip(times, ways['loop'], strict=True)):.3f}",
                f"{median(a.cpu_seconds / b.cpu_seconds for a, b in zip(times, ways['loop'], strict=True)):.3f}",
                f"{median(b.seconds / a.seconds for a, b in zip(times, ways['one worker'], strict=True)):.2f}",
            ]
        )
    return rows


if __name__ == "__main__":
    main()
