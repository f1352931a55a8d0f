"""A worker process, from the job's side: started, told, listened to, and ended with all that it started."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, cast

from hwalja.batch import processes
from hwalja.batch.messages import Inbox, send
from hwalja.errors import EngineError

TAIL = 4096
"""Bytes that are kept of what a worker's libraries print."""

ONE_THREAD = {"OPENCV_FOR_THREADS_NUM": "1", "OMP_THREAD_LIMIT": "1"}
"""Workers share the cores; threads that wait for one another on a busy machine only cost."""

KEEPING = {"MALLOC_MMAP_THRESHOLD_": str(2**30), "MALLOC_TRIM_THRESHOLD_": str(2**29)}
"""Pages take the same memory one after the other: where glibc gives it back in between, a page takes a twelfth longer
(24 pages by two workers: 35.4 against 32.5 s), and workers hinder one another."""


class Child:
    """A process that runs `hwalja.batch.worker`. Nothing here waits for what it says.

    Args:
        mark: Marks it and all that it starts: see `processes.MARK`.
        scratch: Folder for its temporary files; it is made, and removed at the end.

    Attributes:
        channel: Carries messages both ways.
        output: Whatever it and its libraries print.

    Raises:
        EngineError: It cannot be started.
    """

    def __init__(self, mark: str, scratch: Path) -> None:
        self._mark = mark
        self._scratch = scratch
        self._inbox = Inbox()
        self._tail = b""
        try:
            scratch.mkdir()
            self.channel, theirs = socket.socketpair()
            with theirs:
                self._process = self._start(theirs.fileno())
        except OSError as error:
            raise EngineError(f"no worker can be started: {error}", advice="allow fewer --workers") from error
        self.output = cast("IO[bytes]", self._process.stdout)
        os.set_blocking(self.output.fileno(), False)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def dead(self) -> bool:
        return self._process.poll() is not None

    @property
    def words(self) -> str:
        """The end of what it has printed since the last message was sent to it."""
        return self._tail.decode("utf-8", errors="replace")

    def tell(self, message: object) -> None:
        """Send a message. That it is dead shows when it is listened to."""
        self._tail = b""
        with suppress(OSError):
            send(self.channel, message)

    def messages(self) -> Iterator[object]:
        """Return the messages that have come.

        Raises:
            EOFError: It has closed the channel, as by dying.
            ValueError: What has come is no message.
        """
        try:
            data = self.channel.recv(1 << 20, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return
        except OSError:  # it has died, and left unread what it was sent
            data = b""
        if not data:
            raise EOFError
        yield from self._inbox.take(data)

    def drain(self) -> bool:
        """Take what it and what it started have printed; tell whether more may come."""
        data = self.output.read(1 << 16)
        if data:
            self._tail = (self._tail + data)[-TAIL:]
        return data != b""

    def ending(self) -> str:
        """Return how it has ended, or is about to: it has closed its channel."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(0.2)
        status = self._process.returncode
        if status is None:
            return "it closed its connection"
        if status >= 0:
            return f"exit status {status}"
        with suppress(ValueError):
            return f"killed by {signal.Signals(-status).name}"
        return f"killed by signal {-status}"

    def end(self) -> None:
        """End it and all that it started."""
        # Once it has been waited for, its number may be somebody else's.
        roots = [self.pid] if self._process.returncode is None else []
        processes.end_trees(self._mark, roots)
        self.drain()
        self.output.close()
        self.channel.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(processes.PATIENCE)
        shutil.rmtree(self._scratch, ignore_errors=True)

    def _start(self, descriptor: int) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "hwalja.batch.worker", str(descriptor)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            bufsize=0,
            pass_fds=[descriptor],
            start_new_session=True,
            env={**os.environ, **ONE_THREAD, **KEEPING, processes.MARK: self._mark, "TMPDIR": str(self._scratch)},
        )
