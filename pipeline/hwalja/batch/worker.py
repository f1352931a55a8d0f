"""A worker: a process that loads the models once, then reads one page after the other. Its parent is the job.

Standard output and standard error belong to the job, which drains them and shows nobody: no page can write into the
results or onto the terminal. Records of the log go to the job as messages.
"""

from __future__ import annotations

import faulthandler
import importlib
import logging
import os
import queue
import resource
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import cast

from hwalja.batch.messages import Begun, Content, Ended, Fault, Inbox, Ready, Result, Said, Start, Unusable, send
from hwalja.inputs import PageInput
from hwalja.inputs.objects import check_kind
from hwalja.storage import Fetcher, Place, Url

Work = Callable[[PageInput], Result]

_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in which `ru_maxrss` counts: getrusage(2)."""


class _Forward(logging.Handler):
    def __init__(self, tell: Callable[[object], None]) -> None:
        super().__init__()
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        with suppress(OSError):
            self._tell(Said(record.levelno, record.name, record.getMessage()))


class _Channel:
    """The socket to the job. A thread waits for what comes, so that the end of the job is noticed at any time."""

    def __init__(self, connection: socket.socket) -> None:
        self._socket = connection
        self._lock = threading.Lock()
        self._came: queue.SimpleQueue[object] = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()

    def tell(self, message: object) -> None:
        with self._lock:  # a stage may log from a thread of its own
            send(self._socket, message)

    def receive(self) -> object:
        return self._came.get()

    def _listen(self) -> None:
        inbox = Inbox()
        with suppress(OSError, ValueError):
            while data := self._socket.recv(1 << 16):
                for message in inbox.take(data):
                    self._came.put(message)
        os.killpg(os.getpgrp(), signal.SIGKILL)  # the job is gone, and nobody wants the page any more


def main(descriptor: int) -> None:
    """Serve the job at the other end of a socket until it goes away."""
    faulthandler.enable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the job tells when to stop
    channel = _Channel(socket.socket(fileno=descriptor))
    start = cast(Start, channel.receive())
    logger = logging.getLogger("hwalja")
    logger.handlers[:] = [_Forward(channel.tell)]
    logger.setLevel(start.level)
    sys.path[:] = start.path
    try:
        work = load(start.work, start.arguments)
    except BaseException as error:  # whatever it is, the job must hear of it
        channel.tell(Unusable(Fault.of(error)))
        return
    channel.tell(Ready())
    fetcher = Fetcher()
    while True:
        page = cast(PageInput, channel.receive())
        begun = time.perf_counter()
        outcome = _attempt(work, page, fetcher, channel.tell)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT
        channel.tell(Ended(outcome, time.perf_counter() - begun, peak))


def load(name: str, arguments: tuple[object, ...]) -> Work:
    """Return what the function `module:function` gives for the arguments."""
    module, _, function = name.partition(":")
    return cast(Work, getattr(importlib.import_module(module), function)(*arguments))


def _attempt(work: Work, page: PageInput, fetcher: Fetcher, tell: Callable[[object], None]) -> Result | Fault:
    try:
        path = fetcher.local(page.path)
        if page.frame is None and isinstance(page.path, Url):
            check_kind(page.path, path)
        tell(Begun(_content(page.path, path)))
        return work(replace(page, path=path))
    except BaseException as error:  # pytesseract exits where it cannot make out a version
        return Fault.of(error)


def _content(place: Place, path: Path) -> Content | None:
    """Return what stands in the file; the pages of one file are read one after the other."""
    try:
        stat = path.stat()
        return _hashed(place, path, stat.st_size, stat.st_mtime_ns)
    except OSError:
        return None


@lru_cache(maxsize=1)
def _hashed(place: Place, path: Path, size: int, mtime_ns: int) -> Content:
    return Content.of(place, path)


if __name__ == "__main__":
    main(int(sys.argv[1]))
