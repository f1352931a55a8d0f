"""What reads the pages of a job: worker processes on this machine, or a Dask cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol, Self

from hwalja.batch.messages import Unusable
from hwalja.batch.workers import Done, Event, Failed
from hwalja.inputs import PageInput

TICK = 0.25
"""Seconds after which a job looks up at the latest, from waiting for its pool."""


class Pool(Protocol):
    """Reads pages, several at once. Leave it as a context: then nothing of it runs any more."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...

    @property
    def size(self) -> int:
        """How many pages can be read at once."""

    @property
    def idle(self) -> int:
        """How many more pages can be given."""

    def fill(self, pages: int) -> None:
        """Get ready for so many pages beside those that are being read."""

    def give(self, page: PageInput) -> None:
        """Have a page read; only where `idle` allows one more."""

    def wait(self, seconds: float) -> list[Event]:
        """Return what has happened, after `seconds` at the latest."""


def read_one(pool: Pool, page: PageInput, wanted: Callable[[], bool]) -> Iterator[Event]:
    """Have one page read; yield what happens until it has ended, or is not wanted any more."""
    given = False
    while wanted():
        pool.fill(1)
        if pool.idle and not given:
            pool.give(page)
            given = True
        for event in pool.wait(TICK):
            yield event
            if isinstance(event, Done | Failed | Unusable):
                return
