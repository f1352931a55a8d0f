"""What workers do in tests, by the name of the page: quickly something of its bytes, or some harm."""

from __future__ import annotations

import ctypes
import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hwalja.batch.figures import Figures
from hwalja.batch.messages import Result
from hwalja.errors import DependencyError, UnreadableImageError
from hwalja.export import FORMATS
from hwalja.inputs import PageInput
from hwalja.model import Fact
from hwalja.options import Options
from hwalja.read import Facsimile, read_image
from tests.issue.newspaper import TEXTS, page_of

QUICK = f"{__name__}:quick"
READING = f"{__name__}:reading"
SLOW = f"{__name__}:slow"
HARMFUL = f"{__name__}:harmful"
LACKING = f"{__name__}:lacking"
LACKING_LATER = f"{__name__}:lacking_later"
DYING = f"{__name__}:dying"
NEWSPAPER = f"{__name__}:newspaper"

SIGNATURE = b"\x89PNG\r\n\x1a\n"
"""Begins the files of tests, so that they are taken for pages."""

Work = Callable[[PageInput], Result]


def quick(options: Options, formats: tuple[str, ...]) -> Work:
    """Return what gives the hash of a page's bytes, and the options."""

    def work(page: PageInput) -> Result:
        data = Path(str(page.path)).read_bytes()
        if data.removeprefix(SIGNATURE).startswith(b"bad"):
            raise UnreadableImageError("this is not an image", source=page.name, advice="use another")
        text = f"{page.id} {page.frame} {hashlib.sha256(data).hexdigest()} {options.profile} {page.newspaper}\n"
        files = {FORMATS[name].suffix: (name + "\n" + text * 50).encode() for name in formats}
        return Result(files, _figures(data), b"", ("a warning",))

    return work


def slow(options: Options, formats: tuple[str, ...]) -> Work:
    """Return the same, but a page takes a twentieth of a second."""
    done = quick(options, formats)

    def work(page: PageInput) -> Result:
        time.sleep(0.05)
        return done(page)

    return work


def reading(options: Options, formats: tuple[str, ...]) -> Work:
    """Return what reads the image, and gives the hash of its pixels."""

    def work(page: PageInput) -> Result:
        grey = read_image(page.source, max_megapixels=options.max_megapixels).grey
        text = f"{page.id} {grey.shape} {hashlib.sha256(grey.tobytes()).hexdigest()}\n"
        return Result(dict.fromkeys((FORMATS[name].suffix for name in formats), text.encode()), _figures(b"\xff"))

    return work


def harmful(options: Options, formats: tuple[str, ...]) -> Work:
    """Return what does what the page is called after, before it does the same."""
    done = quick(options, formats)

    def work(page: PageInput) -> Result:
        harm = _HARMS.get(Path(str(page.path)).stem.partition("-")[0])
        if harm:
            harm(page)
        return done(page)

    return work


def lacking(options: Options, formats: tuple[str, ...]) -> Work:
    raise DependencyError("no working Tesseract: tesseract", advice="install it")


def lacking_later(options: Options, formats: tuple[str, ...]) -> Work:
    """Return what finds at a page that something is missing."""

    def work(page: PageInput) -> Result:
        return lacking(options, formats)(page)

    return work


def newspaper(options: Options, formats: tuple[str, ...]) -> Work:
    """Return what gives the page of a made-up issue that the file is called after, such as `3`."""

    def work(page: PageInput) -> Result:
        path = Path(str(page.path))
        number, data = int(path.stem), path.read_bytes()
        paper = options.newspaper
        result = replace(
            page_of(number, TEXTS.get(number, [])),
            id=page.id,
            sha256=hashlib.sha256(data).hexdigest(),
            newspaper=Fact(paper, "caller") if paper else None,
        )
        nowhere = Facsimile(page.source, max_megapixels=options.max_megapixels)
        files = {end: text for name in formats for end, text in FORMATS[name].render(result, nowhere).items()}
        return Result(files, _figures(data))

    return work


def dying(options: Options, formats: tuple[str, ...]) -> Work:
    os._exit(9)


def _figures(data: bytes) -> Figures:
    share = data[-1] / 255
    return Figures(share, "good", share < 0.5, (), 1, 0, len(data), 2, share, 100, 140)


def _crash(page: PageInput) -> None:
    ctypes.string_at(0)


def _leave(page: PageInput) -> None:
    sys.exit(3)


def _hang(page: PageInput) -> None:
    time.sleep(1000)


def _loop(page: PageInput) -> None:
    while True:
        pass


def _deaf(page: PageInput) -> None:
    """Hang with a child, and let neither be ended but by force."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    _start("import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(1000)")
    time.sleep(1000)


def _stray(page: PageInput) -> None:
    """Start what leaves its parent and its session, then hang."""
    _start("import os, time; os.fork() and os._exit(0); os.setsid(); os.fork() and os._exit(0); time.sleep(1000)")
    time.sleep(1000)


def _flood(page: PageInput) -> None:
    sys.stdout.flush()
    for _ in range(200):
        os.write(1, b"\xff\xfe never shown \x1b[2J" * 4000)
        os.write(2, b"\xc3\x28" * 40000)


def _greedy(page: PageInput) -> None:
    """Let a child take memory."""
    _start("import time; held = bytearray(300 << 20); held[::4096] = b'x' * len(held[::4096]); time.sleep(1000)")
    time.sleep(1000)


def _garbage(page: PageInput) -> None:
    """Write into every file that is open."""
    for descriptor in range(3, 200):
        try:
            os.write(descriptor, b"garbage " * 10)
        except OSError:
            continue


def _killed(page: PageInput) -> None:
    """Be killed from outside, the first time."""
    before = Path(str(page.path)).with_suffix(".before")
    if not before.exists():
        before.touch()
        os.kill(os.getpid(), signal.SIGKILL)


def _start(program: str) -> None:
    subprocess.Popen([sys.executable, "-S", "-c", program], start_new_session=True)


_HARMS: dict[str, Callable[[PageInput], None]] = {
    "crash": _crash,
    "leave": _leave,
    "hang": _hang,
    "loop": _loop,
    "deaf": _deaf,
    "stray": _stray,
    "flood": _flood,
    "greedy": _greedy,
    "garbage": _garbage,
    "killed": _killed,
}
