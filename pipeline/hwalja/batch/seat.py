"""A page on a worker of a Dask cluster: read as on one machine, by a worker process beside it that stays for the next.

So a page that crashes, hangs or takes too much memory costs the cluster nothing.
"""

from __future__ import annotations

import os
import sys
import threading
from dataclasses import dataclass, replace

import hwalja
from hwalja.batch import machine
from hwalja.batch.key import Keys
from hwalja.batch.messages import Fault, Start, Unusable
from hwalja.batch.pool import read_one
from hwalja.batch.workers import Event, Limits, Workers
from hwalja.errors import HwaljaError, UsageError
from hwalja.inputs import PageInput
from hwalja.options import Options

KEPT = 60.0
"""Seconds that an idle worker process is kept: when a job was killed, nobody says that no more pages come."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a job wants of each page.

    Attributes:
        job: Tells jobs apart.
        start: What worker processes are told first; where modules are found, each machine knows by itself.
        limits: What a page may take; without a limit of memory, four fifths of what the machine has.
        options: Of the job.
        settings: What the options are keyed by, with the files that they name: see `hwalja.batch.key`.
        version: Of hwalja.
    """

    job: str
    start: Start
    limits: Limits
    options: Options
    settings: str
    version: str = hwalja.__version__


_lock = threading.Lock()
_idle: dict[str, list[tuple[Workers, threading.Timer]]] = {}
"""Worker processes that wait for a page of a job, and what ends them."""
_ended: set[str] = set()
"""Jobs that want nothing any more."""


def read(terms: Terms, page: PageInput) -> list[Event]:
    """Read a page, in a thread of a Dask worker; the last event is its end, or tells that no page can be read."""
    try:
        workers = _take(terms)
    except HwaljaError as error:
        return [Unusable(Fault.of(error))]
    try:
        return list(read_one(workers, page, lambda: terms.job not in _ended))
    finally:
        _keep(terms.job, workers)


def end(job: str) -> None:
    """End what is left of a job on this Dask worker."""
    with _lock:
        _ended.add(job)
        left = _idle.pop(job, [])
    for workers, timer in left:
        timer.cancel()
        workers.close()


def _take(terms: Terms) -> Workers:
    with _lock:
        kept = _idle.get(terms.job)
        if kept:
            workers, timer = kept.pop()
            timer.cancel()
            return workers
    _check(terms)
    here = tuple(map(os.path.abspath, sys.path))
    limits = replace(terms.limits, memory=terms.limits.memory or machine.page_memory())
    return Workers(1, replace(terms.start, path=here), limits)


def _check(terms: Terms) -> None:
    """See that this machine reads pages as the job's would.

    Raises:
        UsageError: It would read them otherwise.
        MissingInputError: A file that the options name is not here.
    """
    if terms.version != hwalja.__version__:
        raise UsageError(
            f"a Dask worker has hwalja {hwalja.__version__}, the job {terms.version}", advice="install the same on all"
        )
    if terms.settings != Keys(terms.options).settings:
        raise UsageError(
            "a Dask worker has other lists of words, or another model, than the job",
            advice="put the same files at the same paths on all machines",
        )


def _keep(job: str, workers: Workers) -> None:
    """Keep a worker process for the next page, unless there is none."""
    timer = threading.Timer(KEPT, _expire, (job, workers))
    timer.daemon = True
    with _lock:
        if job not in _ended:
            _idle.setdefault(job, []).append((workers, timer))
            timer.start()
            return
    workers.close()


def _expire(job: str, workers: Workers) -> None:
    with _lock:
        kept = [each for each in _idle.get(job, []) if each[0] is not workers]
        if len(kept) == len(_idle.get(job, [])):
            return  # it was taken just now
        _idle[job] = kept
    workers.close()
