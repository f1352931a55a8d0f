"""A Dask cluster as the pool of a job: Dask carries pages and results, and gives the pages of a lost worker to others.

How a connection is secured is Dask's: addresses as `tls://…`, and its settings `distributed.comm.tls`.
"""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Self

from hwalja.batch import seat
from hwalja.batch.messages import Fault, Said, Start, Unusable
from hwalja.batch.workers import DIED, Event, Failed, Limits, Told
from hwalja.errors import DependencyError, EngineError, ExitCode
from hwalja.inputs import PageInput
from hwalja.options import Options

if TYPE_CHECKING:
    from distributed import Client, Future

LOOK = 2.0
"""Seconds between two looks at how many workers the cluster has: it may grow and shrink."""

PATIENCE = "20 s"
"""For a scheduler to answer."""


class Cluster:
    """The workers of a Dask cluster.

    Two pages are with it for each of its threads, so that none waits while a result is on its way; where fewer pages at
    once are allowed than it has threads, so many.

    Args:
        address: Of its scheduler.
        most: Pages read at once; None for as many as the cluster has threads.
        start: What worker processes are told first.
        limits: What a page may take: without a limit of memory, four fifths of its machine's.
        options: Of the job.
        settings: See `hwalja.batch.seat.Terms`.

    Raises:
        DependencyError: Dask is not installed.
        EngineError: No scheduler answers.
    """

    def __init__(
        self, address: str, most: int | None, start: Start, limits: Limits, options: Options, settings: str
    ) -> None:
        dask = _dask()
        self._client = _connect(dask, address)
        self._most = most
        self._terms = seat.Terms(secrets.token_hex(8), start, limits, options, settings)
        self._given: dict[Future, PageInput] = {}
        self._ended = dask.as_completed(loop=self._client.loop, with_results=True, raise_errors=False)
        self._number = 0
        self._threads = 0
        self._looked = float("-inf")
        self._warned = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def size(self) -> int:
        threads = max(1, self._threads)  # a cluster that grows with what is asked of it begins with none
        return threads if self._most is None else min(threads, self._most)

    @property
    def idle(self) -> int:
        room = self.size if self._most is not None and self._most < self._threads else 2 * self.size
        return max(0, room - len(self._given))

    def fill(self, pages: int) -> None:
        """Look at how large the cluster is: its workers are started by others."""
        if time.monotonic() - self._looked >= LOOK:
            with suppress(OSError):  # told where it matters: its futures are cancelled
                self._threads = sum(self._client.nthreads().values())
            self._looked = time.monotonic()

    def give(self, page: PageInput) -> None:
        self._number += 1
        key = f"hwalja-{self._terms.job}-{self._number}"
        future = self._client.submit(seat.read, self._terms, page, key=key, pure=False)
        self._given[future] = page
        self._ended.add(future)

    def wait(self, seconds: float) -> list[Event]:
        events = list(self._missing())
        with self._ended.thread_condition:
            self._ended.thread_condition.wait_for(self._ended.has_ready, seconds)
        for future, result in self._ended.next_batch(block=False):
            events += self._told(future, self._given.pop(future), result)
        return events

    def close(self) -> None:
        """Take back what is not read, and end what was started on the workers for it."""
        with suppress(OSError):  # a scheduler that is gone, or a worker
            self._client.cancel(list(self._given))
            self._client.run(seat.end, self._terms.job, on_error="ignore")
        with suppress(OSError):
            self._client.close()

    def _missing(self) -> Iterator[Event]:
        if self._given and not self._threads and not self._warned:
            self._warned = True
            yield Told(None, Said(logging.WARNING, __name__, "the cluster has no worker yet"))

    def _told(self, future: Future, page: PageInput, result: object) -> list[Event]:
        if future.status == "finished" and isinstance(result, list):
            return result
        error = result[1] if isinstance(result, tuple) else result
        if type(error).__name__ == "KilledWorker":
            advice = "the page may hold what ends a whole machine; else see to the memory of the Dask workers"
            fault = Fault(DIED, "the Dask workers that read it were lost", advice, ExitCode.ENGINE, str(error))
            return [Failed(page, None, fault, 0.0, died=True)]
        what = "the Dask scheduler was lost" if future.cancelled() else f"Dask workers cannot read pages: {error}"
        advice = "run the same again" if future.cancelled() else "they need the same hwalja, with all that it needs"
        return [Unusable(Fault(type(error).__name__, what, advice, ExitCode.ENGINE))]


def _dask() -> Any:
    try:
        import distributed  # only where there is a cluster
    except ImportError as error:
        raise DependencyError(f"Dask is not installed: {error}", advice="pip install 'hwalja[cluster]'") from error
    return distributed


def _connect(dask: Any, address: str) -> Client:
    try:
        return dask.Client(address, timeout=PATIENCE, set_as_default=False, name="hwalja")
    except (OSError, ValueError, TypeError, RuntimeError) as error:  # TLS without certificates is a TypeError
        raise EngineError(
            f"no Dask scheduler answers at {address}: {error}", advice="docs/cluster.md tells how to start one"
        ) from error
