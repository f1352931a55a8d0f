"""The worker processes of a job: fed, watched, ended with all that they started, and replaced.

Nothing here waits for a worker without looking at all the others: what comes is taken as it comes, in pieces, and a
worker that says nothing, dies, or takes too much time or memory costs the page that it has, and no other.
"""

from __future__ import annotations

import secrets
import selectors
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self, TypeAlias

from hwalja.batch import processes
from hwalja.batch.child import Child
from hwalja.batch.messages import Begun, Content, Ended, Fault, Ready, Result, Said, Start, Unusable
from hwalja.errors import ExitCode
from hwalja.inputs import PageInput

LOOK = 0.5
"""Seconds between two looks at how long and how large the workers are."""

LOADING = 300.0
"""Seconds that a worker may take to load its models: they may lie on a slow disk, and all workers load at once."""

LOADINGS = 3
"""Workers that may die one after the other while they load, before no more are started."""

DIED = "WorkerDied"
"""Kind of the fault of a page whose process died."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a page may take.

    Attributes:
        seconds: On the clock.
        memory: Bytes, of the worker and all that it started; None for any.
    """

    seconds: float
    memory: int | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """A page is read."""

    page: PageInput
    content: Content | None
    result: Result
    seconds: float
    peak: int


@dataclass(frozen=True, slots=True)
class Failed:
    """A page cannot be read.

    Attributes:
        died: Its process died, which need not have been the page's fault.
    """

    page: PageInput
    content: Content | None
    fault: Fault
    seconds: float
    died: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A worker has said something for the log, about a page or, while it loads, about none."""

    page: PageInput | None
    said: Said


Event: TypeAlias = Done | Failed | Told | Unusable


@dataclass(slots=True, eq=False)
class _Worker:
    """A worker: what it reads, and since when it does, or loads."""

    child: Child
    since: float
    ready: bool = False
    page: PageInput | None = None
    content: Content | None = None

    @property
    def idle(self) -> bool:
        return self.ready and self.page is None


class Workers:
    """Worker processes on this machine: a `hwalja.batch.pool.Pool`.

    Args:
        size: How many, at most.
        start: What they are told first.
        limits: What a page may take.

    Leave it by `close`, or as a context: then nothing of it runs any more.
    """

    def __init__(self, size: int, start: Start, limits: Limits) -> None:
        self._size = size
        self._start = start
        self._limits = limits
        self._token = secrets.token_hex(8)
        self._scratch = Path(tempfile.mkdtemp(prefix="hwalja-job-"))
        self._workers: list[_Worker] = []
        self._selector = selectors.DefaultSelector()
        self._number = 0
        self._dead_loading = 0
        self._looked = time.monotonic()
        self._guard = self._start_guard()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def size(self) -> int:
        return self._size

    @property
    def pages(self) -> list[PageInput]:
        """The pages that are being read."""
        return [worker.page for worker in self._workers if worker.page is not None]

    @property
    def idle(self) -> int:
        """How many workers wait for a page."""
        return sum(worker.idle for worker in self._workers)

    def fill(self, pages: int) -> None:
        """Start workers, as many as there are pages that need one: those being read, and `pages` more.

        Where memory is too short for all to load, those that did go on alone.
        """
        wanted = min(self._size, len(self.pages) + pages)
        while len(self._workers) < wanted and (self._dead_loading < LOADINGS or not self._workers):
            self._add()

    def give(self, page: PageInput) -> None:
        """Let an idle worker read a page."""
        worker = next(worker for worker in self._workers if worker.idle)
        worker.page, worker.content, worker.since = page, None, time.monotonic()
        worker.child.tell(page)

    def wait(self, seconds: float) -> list[Event]:
        """Return what has happened, after `seconds` at the latest."""
        events: list[Event] = []
        for key, _ in self._selector.select(seconds if self._workers else 0):
            worker: _Worker = key.data
            if worker not in self._workers:
                continue
            if key.fileobj is worker.child.channel:
                events += self._heard(worker)
            elif not worker.child.drain():
                self._selector.unregister(key.fileobj)
        if time.monotonic() - self._looked >= LOOK:
            events += self._look()
        return events

    def close(self) -> None:
        """End all workers, whatever they are at."""
        if self._guard.returncode is not None:
            return
        for worker in list(self._workers):
            self._end(worker)
        self._selector.close()
        self._guard.communicate()
        shutil.rmtree(self._scratch, ignore_errors=True)

    def _start_guard(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-I", "-S", processes.__file__, f"{self._token}.", str(self._scratch)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _add(self) -> None:
        """Start a worker."""
        self._number += 1
        child = Child(f"{self._token}.{self._number}.", self._scratch / str(self._number))
        worker = _Worker(child, time.monotonic())
        self._workers.append(worker)
        self._selector.register(child.channel, selectors.EVENT_READ, worker)
        self._selector.register(child.output, selectors.EVENT_READ, worker)
        child.tell(self._start)

    def _heard(self, worker: _Worker) -> Iterator[Event]:
        """Take what a worker tells."""
        try:
            for message in worker.child.messages():
                yield from self._understood(worker, message)
        except EOFError:
            yield from self._lost(worker)
        except ValueError as error:
            yield from self._lost(worker, f"what it sent cannot be understood: {error}")

    def _understood(self, worker: _Worker, message: object) -> Iterator[Event]:
        match message:
            case Said():
                yield Told(worker.page, message)
            case Ready():
                worker.ready = True
                self._dead_loading = 0
            case Unusable(fault) if fault.code is ExitCode.OTHER:  # such as too little memory
                yield from self._lost(worker, fault.message)
            case Unusable():
                self._end(worker)
                yield message
            case Begun(content):
                worker.content = content
            case Ended(outcome, seconds, peak) if worker.page is not None:
                page, worker.page = worker.page, None
                if isinstance(outcome, Fault):
                    yield Failed(page, worker.content, outcome, seconds)
                else:
                    yield Done(page, worker.content, outcome, seconds, peak)
            case _:
                raise ValueError(f"a {type(message).__name__} out of place")

    def _look(self) -> Iterator[Event]:
        """See how long and how large the workers are, and which have died."""
        self._looked = now = time.monotonic()
        limits = self._limits
        running = processes.processes() if limits.memory is not None and self.pages else {}
        for worker in list(self._workers):
            took = now - worker.since
            if worker.child.dead:
                yield from self._lost(worker)
            elif not worker.ready and took > LOADING:
                yield from self._lost(worker, f"it was not loaded within {LOADING:g} s")
            elif worker.page is not None and took > limits.seconds:
                yield from self._stopped(worker, worker.page, _too_long(limits.seconds))
            elif worker.page is not None and limits.memory is not None:
                held = processes.resident(worker.child.pid, running)
                if held > limits.memory:
                    yield from self._stopped(worker, worker.page, _too_large(held, limits.memory))

    def _stopped(self, worker: _Worker, page: PageInput, fault: Fault) -> Iterator[Event]:
        took = time.monotonic() - worker.since
        self._end(worker)
        yield Failed(page, worker.content, fault, took)

    def _lost(self, worker: _Worker, why: str | None = None) -> Iterator[Event]:
        """Give up a worker that has died, or that cannot be understood."""
        if worker not in self._workers:
            return
        took = time.monotonic() - worker.since
        why = why or worker.child.ending()
        self._end(worker)
        words = worker.child.words
        if worker.page is not None:
            advice = "if memory is short, allow fewer --workers; else the page may hold what crashes a library"
            fault = Fault(DIED, f"the process that read it ended: {why}", advice, ExitCode.ENGINE, words)
            yield Failed(worker.page, worker.content, fault, took, died=True)
        elif not worker.ready:
            self._dead_loading += 1
            if self._dead_loading >= LOADINGS and not any(other.ready for other in self._workers):
                last = words.strip().rpartition("\n")[2]
                message = ": ".join(filter(None, ["no worker can be loaded", why, last]))
                yield Unusable(Fault(DIED, message, None, ExitCode.ENGINE, words))

    def _end(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        for source in (worker.child.channel, worker.child.output):
            if source in self._selector.get_map():
                self._selector.unregister(source)
        worker.child.end()


def _too_long(seconds: float) -> Fault:
    return Fault(
        "PageTimeout",
        f"the page was not read within {seconds:g} s and was stopped",
        "allow more time (--page-timeout)",
        ExitCode.ENGINE,
    )


def _too_large(held: int, memory: int) -> Fault:
    return Fault(
        "PageMemory",
        f"the page took {held / 2**20:.0f} MiB of memory, more than {memory / 2**20:.0f}, and was stopped",
        "allow more memory (--page-memory)",
        ExitCode.ENGINE,
    )
