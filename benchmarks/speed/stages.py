"""Where the time of hwalja goes: run by `measure` in a process of its own.

python -m benchmarks.speed.stages IMAGE...
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections import defaultdict

START = "start"
"""Importing the package, which a process does once."""

WRITE = "write"
"""Making JSON of the page."""


class Stopwatch:
    """Observes `digitize`: what was spent since the last call goes to the stage that is done.

    Attributes:
        spent: By stage, `seconds` on the clock and `cpu_seconds` of this process and the children it has waited for.
    """

    def __init__(self) -> None:
        self.spent: dict[str, dict[str, float]] = defaultdict(lambda: {"seconds": 0.0, "cpu_seconds": 0.0})
        self.last = _clocks()

    def __call__(self, stage: str, result: object = None) -> None:
        now = _clocks()
        for clock, before in self.last.items():
            self.spent[stage][clock] += now[clock] - before
        self.last = now


def _clocks() -> dict[str, float]:
    return {"seconds": time.perf_counter(), "cpu_seconds": sum(os.times()[:4])}


def main() -> None:
    watch = Stopwatch()
    from hwalja.digitize import digitize  # here: its import is timed
    from hwalja.export.json import to_json

    watch(START)
    for image in sys.argv[1:]:
        to_json(digitize(image, observer=watch))
        watch(WRITE)
    print(json.dumps(watch.spent))


if __name__ == "__main__":
    main()
