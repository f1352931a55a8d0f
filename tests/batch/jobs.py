"""Jobs for tests: folders of small files, run as programs or in this process."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from hwalja.batch.job import Job, Tally, run
from hwalja.batch.outputs import Outputs
from hwalja.batch.shard import WHOLE
from hwalja.batch.stop import Stop
from hwalja.batch.workers import Event, Limits
from hwalja.inputs import find_pages
from hwalja.options import Options
from tests.batch import work

ROOT = Path(__file__).parents[2]


def content(text: str) -> bytes:
    """Return what is taken for an image, and holds a text."""
    return work.SIGNATURE + text.encode()


def fill(folder: Path, names: Iterable[str]) -> Path:
    """Make a file of each name, which holds its name."""
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / f"{name}.png").write_bytes(content(f"page {name}"))
    return folder


def numbered(count: int) -> list[str]:
    return [f"p{number:03}" for number in range(count)]


def results(out: Path) -> dict[str, bytes]:
    """Return the files of all pages, by their path."""
    pages = out / "pages"
    return {str(path.relative_to(pages)): path.read_bytes() for path in sorted(pages.rglob("*")) if path.is_file()}


def unfinished(out: Path) -> list[Path]:
    """Return what should not be left."""
    return [path for path in out.rglob("*") if path.name.startswith(".hwalja") or path.name.endswith(".part")]


def states(out: Path, journal: str = "journal.sqlite") -> dict[str, str]:
    base = sqlite3.connect(out / journal)
    try:
        return dict(base.execute("SELECT id, state FROM page"))
    finally:
        base.close()


def starts(out: Path) -> dict[str, float]:
    """Return when each page was begun the last time."""
    base = sqlite3.connect(out / "journal.sqlite")
    try:
        return dict(base.execute("SELECT id, started FROM page"))
    finally:
        base.close()


def job(folder: Path, out: Path, **changes: object) -> Job:
    """Return a job with quick work, one worker and two formats, changed as told."""
    given: dict[str, object] = {
        "found": find_pages([str(folder)]),
        "options": Options(),
        "outputs": Outputs(out, WHOLE, ("text", "json")),
        "workers": 1,
        "limits": Limits(300),
        "work": work.QUICK,
    }
    return Job(**{**given, **changes})  # type: ignore[arg-type] # the tests name them


@dataclass
class Told:
    """Keeps what a job tells."""

    events: list[Event] = field(default_factory=list)

    def __call__(self, tally: Tally, event: Event | None) -> None:
        if event is not None:
            self.events.append(event)


def do(job: Job, told: Told | None = None) -> Tally:
    return run(job, Stop(), told or Told())


def program(work: str, *arguments: object, cwd: Path | None = None, command: str = "batch") -> subprocess.Popen[bytes]:
    """Start `hwalja batch`, or another command, with other work for its workers."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.batch.program", work, command, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *map(os.path.abspath, sys.path)])},
    )
