"""Signals that ask a job to stop: the first for an orderly end, the second for one at once."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(slots=True)
class Stop:
    """How often the job was asked to stop."""

    asked: int = 0

    def ask(self) -> None:
        self.asked += 1


@contextmanager
def on_signals() -> Iterator[Stop]:
    """Count the signals that come, instead of ending at them."""
    stop = Stop()

    def handle(number: int, frame: FrameType | None) -> None:
        stop.ask()

    before = {each: signal.signal(each, handle) for each in SIGNALS if signal.getsignal(each) is not signal.SIG_IGN}
    try:
        yield stop
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
