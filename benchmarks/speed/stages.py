"""Where the time of hwalja goes: run by `measure` in a process of its own.

python -m benchmarks.speed.stages IMAGE...
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter

START = "start"
"""Importing the package, which a process does once."""

WRITE = "write"
"""Making JSON of the page."""


class Stopwatch:
    """Observes `digitize`: the seconds since the last call go to the stage that is done."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self.last = time.perf_counter()

    def __call__(self, stage: str, result: object = None) -> None:
        now = time.perf_counter()
        self.seconds[stage] += now - self.last  # type: ignore[assignment] # a Counter adds up floats as well
        self.last = now


def main() -> None:
    watch = Stopwatch()
    from hwalja.digitize import digitize  # here: its import is timed
    from hwalja.export.json import to_json

    watch(START)
    for image in sys.argv[1:]:
        to_json(digitize(image, observer=watch))
        watch(WRITE)
    print(json.dumps(watch.seconds))


if __name__ == "__main__":
    main()
