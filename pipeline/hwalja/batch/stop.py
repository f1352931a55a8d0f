"""Signals that ask a job to stop: while pages are read, the first for an orderly end, the second for one at once."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(slots=True)
class Stop:
    """How often the job was asked to stop.

    Attributes:
        asked: So often.
        heeded: Somebody looks at it now and then; else the job is interrupted where it is.
    """

    asked: int = 0
    heeded: bool = False

    def ask(self) -> None:
        self.asked += 1
        if not self.heeded:
            raise KeyboardInterrupt

    @contextmanager
    def heed(self) -> Iterator[None]:
        self.heeded = True
        try:
            yield
        finally:
            self.heeded = False


@contextmanager
def on_signals() -> Iterator[Stop]:
    """Let signals ask to stop. A process that is the first of a container would not even hear SIGTERM otherwise."""
    stop = Stop()

    def handle(number: int, frame: FrameType | None) -> None:
        stop.ask()

    before = {each: signal.signal(each, handle) for each in SIGNALS if signal.getsignal(each) is not signal.SIG_IGN}
    try:
        yield stop
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
