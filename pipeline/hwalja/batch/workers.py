"""The worker processes of a job: fed, watched, ended with all that they started, and replaced.

Nothing here waits for a worker without looking at all the others: what comes is taken as it comes, in pieces, and a
worker that says nothing, dies, or takes too much time or memory costs the page that it has, and no other.
"""

from __future__ import annotations

import os
import secrets
import selectors
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeAlias

from hwalja.batch import processes
from hwalja.batch.messages import Begun, Content, Ended, Fault, Inbox, Ready, Result, Said, Start, Unusable, send
from hwalja.errors import EngineError, ExitCode
from hwalja.inputs import PageInput

LOOK = 0.5
"""Seconds between two looks at how long and how large the workers are."""

TAIL = 4096
"""Bytes that are kept of what a worker's libraries print."""

LOADING = 300.0
"""Seconds that a worker may take to load its models: they may lie on a slow disk, and all workers load at once."""

ONE_THREAD = {"OPENCV_FOR_THREADS_NUM": "1", "OMP_THREAD_LIMIT": "1"}
"""Workers share the cores; threads that wait for one another on a busy machine only cost."""

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
    number: int
    process: subprocess.Popen[bytes]
    channel: socket.socket
    output: IO[bytes]
    since: float
    inbox: Inbox
    scratch: Path
    ready: bool = False
    page: PageInput | None = None
    content: Content | None = None
    tail: bytes = b""

    @property
    def idle(self) -> bool:
        return self.ready and self.page is None


class Pool:
    """Worker processes.

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
        self._numbers = 0
        self._dead_loading = 0
        self._looked = time.monotonic()
        self._guard = self._start_guard()

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

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
            self._workers.append(self._start_worker())

    def give(self, page: PageInput) -> None:
        """Let an idle worker read a page."""
        worker = next(worker for worker in self._workers if worker.idle)
        worker.page, worker.content, worker.since, worker.tail = page, None, time.monotonic(), b""
        with suppress(OSError):  # it has died since: the next look tells
            send(worker.channel, page)

    def wait(self, seconds: float) -> list[Event]:
        """Return what has happened, after `seconds` at the latest."""
        events: list[Event] = []
        for key, _ in self._selector.select(seconds if self._workers else 0):
            worker, source = key.data
            if worker in self._workers:
                if source == "channel":
                    events += self._heard(worker)
                else:
                    self._drain(worker)
        if time.monotonic() - self._looked >= LOOK:
            events += self._look()
        return events

    def close(self) -> None:
        """End all workers, whatever they are at."""
        if self._guard.returncode is not None:
            return
        processes.end_trees(f"{self._token}.", [worker.process.pid for worker in self._workers])
        for worker in self._workers:
            self._forget(worker)
        self._workers.clear()
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

    def _start_worker(self) -> _Worker:
        try:
            return self._started()
        except OSError as error:
            raise EngineError(f"no worker can be started: {error}", advice="allow fewer --workers") from error

    def _started(self) -> _Worker:
        self._numbers += 1
        scratch = self._scratch / str(self._numbers)
        scratch.mkdir()
        ours, theirs = socket.socketpair()
        with theirs:
            process = subprocess.Popen(
                [sys.executable, "-m", "hwalja.batch.worker", str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                bufsize=0,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
                env={
                    **os.environ,
                    **ONE_THREAD,
                    processes.MARK: f"{self._token}.{self._numbers}.",
                    "TMPDIR": str(scratch),
                },
            )
        assert process.stdout is not None  # noqa: S101 # as asked for above
        os.set_blocking(process.stdout.fileno(), False)
        worker = _Worker(self._numbers, process, ours, process.stdout, time.monotonic(), Inbox(), scratch)
        self._selector.register(ours, selectors.EVENT_READ, (worker, "channel"))
        self._selector.register(process.stdout, selectors.EVENT_READ, (worker, "output"))
        with suppress(OSError):
            send(ours, self._start)
        return worker

    def _heard(self, worker: _Worker) -> Iterator[Event]:
        """Take what came over the channel."""
        try:
            data = worker.channel.recv(1 << 20, socket.MSG_DONTWAIT)
            for message in worker.inbox.take(data):
                yield from self._understood(worker, message)
            if not data:
                yield from self._lost(worker)
        except BlockingIOError:
            return
        except OSError:  # it has died, and left unread what it was sent
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
                page, content = worker.page, worker.content
                worker.page = None
                if isinstance(outcome, Fault):
                    yield Failed(page, content, outcome, seconds)
                else:
                    yield Done(page, content, outcome, seconds, peak)
            case _:
                raise ValueError(f"a {type(message).__name__} out of place")

    def _drain(self, worker: _Worker) -> None:
        """Take what a worker or what it started has printed; only its end is kept."""
        data = worker.output.read(1 << 16)
        if data:
            worker.tail = (worker.tail + data)[-TAIL:]
        elif data is not None:
            with suppress(KeyError):
                self._selector.unregister(worker.output)

    def _look(self) -> Iterator[Event]:
        """See how long and how large the workers are, and which have died."""
        self._looked = now = time.monotonic()
        memory = self._limits.memory
        running = processes.processes() if memory is not None and self.pages else {}
        for worker in list(self._workers):
            took = now - worker.since
            if worker.process.poll() is not None:
                yield from self._lost(worker)
            elif not worker.ready and took > LOADING:
                yield from self._lost(worker, f"it was not loaded within {LOADING:g} s")
            elif worker.page is not None and took > self._limits.seconds:
                fault = Fault(
                    "PageTimeout",
                    f"the page was not read within {self._limits.seconds:g} s and was stopped",
                    "allow more time (--page-timeout)",
                    ExitCode.ENGINE,
                )
                yield from self._stopped(worker, fault)
            elif worker.page is not None and memory is not None:
                held = processes.resident(worker.process.pid, running)
                if held > memory:
                    fault = Fault(
                        "PageMemory",
                        f"the page took {held / 2**20:.0f} MiB of memory, more than {memory / 2**20:.0f}, "
                        "and was stopped",
                        "allow more memory (--page-memory)",
                        ExitCode.ENGINE,
                    )
                    yield from self._stopped(worker, fault)

    def _stopped(self, worker: _Worker, fault: Fault) -> Iterator[Event]:
        page, content, took = worker.page, worker.content, time.monotonic() - worker.since
        self._end(worker)
        if page is not None:
            yield Failed(page, content, fault, took)

    def _lost(self, worker: _Worker, why: str | None = None) -> Iterator[Event]:
        """Give up a worker that has died, or that cannot be understood."""
        if worker not in self._workers:
            return
        page, content, took = worker.page, worker.content, time.monotonic() - worker.since
        with suppress(subprocess.TimeoutExpired):  # it has closed its channel: it is about to end, and tells its status
            worker.process.wait(0.2)
        status = worker.process.returncode
        self._end(worker)
        why = why or _told(status)
        words = worker.tail.decode("utf-8", errors="replace")
        if page is not None:
            advice = "if memory is short, allow fewer --workers; else the page may hold what crashes a library"
            fault = Fault(DIED, f"the process that read it ended: {why}", advice, ExitCode.ENGINE, words)
            yield Failed(page, content, fault, took, died=True)
        elif not worker.ready:
            self._dead_loading += 1
            if self._dead_loading >= LOADINGS and not any(other.ready for other in self._workers):
                last = words.strip().rpartition("\n")[2]
                message = ": ".join(filter(None, ["no worker can be loaded", why, last]))
                yield Unusable(Fault(DIED, message, None, ExitCode.ENGINE, words))

    def _end(self, worker: _Worker) -> None:
        """End a worker and all that it started."""
        self._workers.remove(worker)
        # Once it has been waited for, its number may be somebody else's.
        roots = [worker.process.pid] if worker.process.returncode is None else []
        processes.end_trees(f"{self._token}.{worker.number}.", roots)
        self._forget(worker)

    def _forget(self, worker: _Worker) -> None:
        self._drain(worker)
        for source in (worker.channel, worker.output):
            with suppress(KeyError):
                self._selector.unregister(source)
            source.close()
        with suppress(subprocess.TimeoutExpired):
            worker.process.wait(processes.PATIENCE)
        shutil.rmtree(worker.scratch, ignore_errors=True)


def _told(status: int | None) -> str:
    if status is None:
        return "it closed its connection"
    if status >= 0:
        return f"exit status {status}"
    with suppress(ValueError):
        return f"killed by {signal.Signals(-status).name}"
    return f"killed by signal {-status}"
