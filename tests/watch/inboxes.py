"""Inboxes for tests: small pictures, written at once or in pieces, and watches of them."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from PIL import Image

from hwalja.batch.job import Tally
from hwalja.batch.plan import Policy
from hwalja.batch.stop import Stop
from hwalja.inputs import Found
from hwalja.watch import Folders, watch
from tests.batch import work
from tests.batch.jobs import Told, job, program
from tests.read.pictures import encoded

SETTLE = 0.2
"""Seconds: files are not given long to rest."""

SIZE = 60
"""Of the pictures, in px; large enough for some kilobytes."""


def picture(number: int) -> Image.Image:
    """Return a picture of its own for each number."""
    return Image.fromarray(np.random.default_rng(number).integers(0, 255, (SIZE, SIZE), dtype=np.uint8))


def page(number: int, kind: str = "PNG") -> bytes:
    """Return the bytes of such a picture, as of an image file."""
    return encoded(picture(number), kind)


def pages(*numbers: int) -> bytes:
    """Return the bytes of a TIFF of several pages."""
    first, *others = map(picture, numbers)
    return encoded(first, "TIFF", save_all=True, append_images=others)


def write_slowly(path: Path, data: bytes, seconds: float) -> None:
    """Write a file in three pieces, over some seconds."""
    step = len(data) // 3
    with path.open("wb", buffering=0) as file:
        for piece in (data[:step], data[step:-step], data[-step:]):
            time.sleep(seconds / 3)
            file.write(piece)


def rename_in(path: Path, data: bytes, seconds: float) -> None:
    """Write a file under a name that is no page's, then give it its own."""
    unfinished = path.with_name(f"{path.name}.part")
    write_slowly(unfinished, data, seconds)
    unfinished.rename(path)


def feed(inbox: Path, files: Mapping[str, bytes], seconds: float, writers: int) -> ThreadPoolExecutor:
    """Let several writers put files into an inbox, each over some seconds, every other one by renaming it.

    Returns:
        The writers; `shutdown` waits for them.
    """
    pool = ThreadPoolExecutor(writers)
    for number, (name, data) in enumerate(files.items()):
        pool.submit((write_slowly, rename_in)[number % 2], inbox / name, data, seconds)
    return pool


def folders(top: Path, *, finished: bool = True) -> Folders:
    """Return the folders of a watch, with an inbox."""
    inbox, out = top / "inbox", top / "out"
    inbox.mkdir(exist_ok=True)
    return Folders(inbox=inbox, out=out, rejected=out / "rejected", finished=top / "done" if finished else None)


def attend(used: Folders, *, idle: float = 2 * SETTLE, told: Told | None = None, **changes: object) -> Tally:
    """Watch until nothing more comes, in this process where `in_process` is used."""
    given: dict[str, object] = {"found": Found(), "policy": Policy(retry_failed=True), "work": work.READING}
    told_job = job(used.inbox, used.out, **{**given, **changes})
    return watch(told_job, used, SETTLE, idle, Stop(), told or Told())


def start(used: Folders, settle: float) -> subprocess.Popen[bytes]:
    """Start a watch as a program."""
    moving = ("--done-dir", used.finished) if used.finished else ()
    options = ("-o", used.out, *moving, "--settle", settle, "--workers", 2)
    return program(work.READING, used.inbox, *options, command="watch")


def wait_until(reached: Callable[[], bool], running: subprocess.Popen[bytes], seconds: float = 120) -> None:
    """Wait until something is so, or the program has ended."""
    end = time.monotonic() + seconds
    while not reached() and running.poll() is None and time.monotonic() < end:
        time.sleep(0.02)


def names(folder: Path) -> set[str]:
    """Return what lies in a folder and below."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def put(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    for name, data in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
