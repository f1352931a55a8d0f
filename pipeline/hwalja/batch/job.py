"""The job: find out what is to do, feed the workers, write what comes back, and then write down that it is done."""

from __future__ import annotations

import logging
import math
import re
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self, TypeAlias

from hwalja.batch import lock, machine
from hwalja.batch.arrivals import Arrivals
from hwalja.batch.cluster import Cluster
from hwalja.batch.issues import write_issues
from hwalja.batch.journal import NAME, Journal
from hwalja.batch.key import Keys
from hwalja.batch.messages import Start, Unusable
from hwalja.batch.outputs import Outputs
from hwalja.batch.plan import Plan, Policy, Task, make_plan
from hwalja.batch.pool import TICK, Pool
from hwalja.batch.report import NAMES, write_report
from hwalja.batch.stop import Stop
from hwalja.batch.workers import Done, Event, Failed, Limits, Told, Workers
from hwalja.errors import ExitCode, UsageError
from hwalja.inputs import Found
from hwalja.options import Options

_log = logging.getLogger(__name__)

DIGITISER = "hwalja.batch.pages:digitiser"
"""What the workers of a job are loaded with."""

GRACE = 8.0
"""Seconds that running pages get once the job is asked to stop: Docker kills it after ten."""

ATTEMPTS = 2
"""How often a page is tried whose process died: it may have been killed for another's use of memory."""


@dataclass(frozen=True, slots=True)
class MaxFailures:
    """How many pages may fail before the job gives up: a number, or a share in 0…1 of those that it is to do."""

    number: int | None = None
    share: float | None = None

    def exceeded(self, failed: int, total: int) -> bool:
        allowed = self.number if self.share is None else math.floor(self.share * total)
        return allowed is not None and failed > allowed

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `N` or `P%`.

        Raises:
            UsageError: It is something else.
        """
        match = re.fullmatch(r"(\d{1,9})|(\d{1,3}(?:\.\d+)?) ?%", text.strip())
        if not match or (match[2] and float(match[2]) > 100):
            raise UsageError(f"{text!r} is no number of pages", advice="write it as 20, or as 5%")
        return cls(number=int(match[1])) if match[1] else cls(share=float(match[2]) / 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is to be done.

    Attributes:
        found: The pages, of all shards, and what cannot be used.
        options: How they are digitised.
        outputs: Where results go, and which shard is done.
        workers: How many pages are read at once; None for as many as there is room for.
        limits: What a page may take.
        policy: What is done again.
        journal: Path of the journal; by default in the output folder.
        max_failures: How many pages may fail before the job gives up.
        sample: Do so many pages, spread evenly over all; None for all.
        issues: Write METS and a IIIF manifest for each issue.
        grace: Seconds that running pages get once the job is asked to stop.
        work: `module:function` that makes, of options and formats, what reads a page.
        dask: Address of the scheduler of a Dask cluster that reads; None for this machine.
    """

    found: Found
    options: Options
    outputs: Outputs
    limits: Limits
    workers: int | None = None
    policy: Policy = field(default_factory=Policy)
    journal: Path | None = None
    max_failures: MaxFailures = MaxFailures()
    sample: int | None = None
    issues: bool = False
    grace: float = GRACE
    work: str = DIGITISER
    dask: str | None = None

    @property
    def journal_path(self) -> Path:
        return self.journal or self.outputs.journal

    @property
    def locks(self) -> list[Path]:
        """The files that no other job may hold: the folder's journal stands for the folder, unless it is in a store."""
        return [place for place in (self.outputs.own(NAME), self.journal_path) if isinstance(place, Path)]

    @property
    def start(self) -> Start:
        """What its workers are told first."""
        return Start(self.work, (self.options, self.outputs.formats), _log.getEffectiveLevel())

    def pool(self) -> Pool:
        """Return what reads its pages.

        Raises:
            DependencyError: Dask is asked for, and not installed.
            EngineError: Its scheduler does not answer, or no worker can be started.
        """
        if self.dask is None:
            return Workers(self.workers or machine.workers(), self.start, self.limits)
        settings = Keys(self.options).settings
        return Cluster(self.dask, self.workers, self.start, self.limits, self.options, settings)

    def plan(self, journal: Journal | None) -> Plan:
        """Return what is to do.

        Raises:
            UsageError: A page of another file has the same id.
            MissingInputError: A list of words cannot be read.
        """
        pages = [page for page in self.found.pages if page.id in self.outputs.shard]
        if self.sample is not None and self.sample < len(pages):
            pages = [pages[k * len(pages) // self.sample] for k in range(self.sample)]
        return make_plan(pages, journal, Keys(self.options), self.outputs, self.policy)


@dataclass(slots=True)
class Tally:
    """How far a run has come.

    Attributes:
        plan: What is to do.
        rejected: Number of files that cannot be used.
        arrived: Pages to do that have come since.
        done: Pages done by this run.
        failed: Pages that failed in this run.
        unsure: Of those done, the ones that a person should look at.
        interrupted: The run was asked to stop before its end.
        aborted: It gave up since too many pages failed.
        since: When it began, on the monotonic clock.
    """

    plan: Plan
    rejected: int
    arrived: int = 0
    done: int = 0
    failed: int = 0
    unsure: int = 0
    interrupted: bool = False
    aborted: bool = False
    since: float = field(default_factory=time.monotonic)

    @property
    def total(self) -> int:
        return len(self.plan.tasks) + self.arrived

    @property
    def ended(self) -> int:
        return self.done + self.failed

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.since

    @property
    def rate(self) -> float:
        """Pages per second."""
        return self.ended / max(self.seconds, 1e-9)

    @property
    def left(self) -> float | None:
        """Seconds until the end, if it goes on like this; None while nobody can know."""
        return (self.total - self.ended) / self.rate if self.ended else None


Tell: TypeAlias = Callable[[Tally, Event | None], None]
"""Is told every event, after it has been written down, and None now and then."""


def run(job: Job, stop: Stop, tell: Tell, arrivals: Arrivals | None = None) -> Tally:
    """Do a job, or what is left of it.

    Results and journal are the same whatever the order in which pages end: each page stands for itself.

    Args:
        job: With the pages that are known when it begins.
        stop: Asks it to end.
        tell: Is told how it goes.
        arrivals: Where more pages come from while it runs.

    Raises:
        BusyError: Another job is at work on the shard or the journal.
        OutputError: Results or journal cannot be written. What is done by then is done.
        UsageError: A page of another file has the same id.
        HwaljaError: Workers cannot read any page: an engine is missing, say.
    """
    arrivals = arrivals or Arrivals()
    job.outputs.make()
    with lock.held(job.locks), Journal(job.journal_path) as journal:
        job.outputs.clear()
        changed = journal.reject(job.found.rejected)
        tally = Tally(job.plan(journal), len(job.found.rejected))
        tell(tally, None)
        if tally.plan.tasks or arrivals.open:
            with stop.heed(), job.pool() as pool:
                _Loop(job, journal, pool, stop, tally, tell, arrivals).run()
        if tally.ended or changed or not all(map(job.outputs.has_own, NAMES)):
            report(job)
        if job.issues and not tally.interrupted and not tally.aborted:
            write_issues(job.found.pages, job.outputs)
        job.outputs.clear()
    return tally


def report(job: Job) -> None:
    """Write the report of all that the job's journal tells.

    Raises:
        OutputError: It cannot be written.
    """
    write_report([job.journal_path], job.outputs.folder, job.outputs.write_own)


def look(job: Job) -> Plan:
    """Return what the job would do, without writing anything but what the journal learns of moved files.

    Raises:
        BusyError: Another job is at work on the shard or the journal.
        UsageError: A page of another file has the same id.
    """
    if not job.journal_path.exists():
        return job.plan(None)
    with lock.held([job.journal_path]), Journal(job.journal_path) as journal:
        return job.plan(journal)


class _Loop:
    """The run of a job that has something to do."""

    def __init__(
        self, job: Job, journal: Journal, pool: Pool, stop: Stop, tally: Tally, tell: Tell, arrivals: Arrivals
    ) -> None:
        self._job = job
        self._journal = journal
        self._pool = pool
        self._stop = stop
        self._tally = tally
        self._tell = tell
        self._arrivals = arrivals
        self._queue = deque(tally.plan.tasks)
        self._died: dict[str, int] = {}
        self._running: dict[str, Task] = {}
        self._deadline: float | None = None

    def run(self) -> None:
        while not self._over():
            if self._deadline is None:
                self._take()
                self._pool.fill(len(self._queue) or self._arrivals.open)  # one is loaded before the first page comes
            events = self._pool.wait(TICK)
            self._feed()  # before anything is written: no worker shall wait for the disk
            for event in events:
                self._settle(event)
            self._tell(self._tally, None)

    def _over(self) -> bool:
        """Tell whether the run has come to its end, in one way or another."""
        tally = self._tally
        waiting = self._deadline is None and (self._queue or self._arrivals.open)
        if not self._running and not waiting:
            return True
        if self._stop.asked and self._deadline is None:
            tally.interrupted = True
            self._deadline = time.monotonic() + self._job.grace
        elif self._job.max_failures.exceeded(tally.failed, tally.total) and self._deadline is None:
            tally.aborted = True
            self._deadline = time.monotonic() + self._job.grace
        return self._stop.asked > 1 or (self._deadline is not None and time.monotonic() > self._deadline)

    def _take(self) -> None:
        """Put pages that have come behind all others."""
        tasks = self._arrivals.take(self._journal, len(self._queue))
        self._queue += tasks
        self._tally.arrived += len(tasks)

    def _feed(self) -> None:
        while self._queue and self._pool.idle and self._deadline is None and not self._stop.asked:
            task = self._queue.popleft()
            if task.reason.outdated:
                self._job.outputs.remove(task.page.id)
            self._journal.begin(task.page, task.key)
            self._running[task.page.id] = task
            self._pool.give(task.page)

    def _settle(self, event: Event) -> None:
        match event:
            case Done() | Failed() if not self._arrivals.stands(event):
                del self._running[event.page.id]
                self._tally.arrived -= 1
            case Done(page, content, result, seconds, peak):
                self._job.outputs.write(page.id, result.files)
                self._journal.done(page, content, result, seconds, peak)
                self._tally.done += 1
                self._tally.unsure += result.figures.unsure
                self._forget(event)
            case Failed(fault=fault) if fault.code in (ExitCode.MISSING_DEPENDENCY, ExitCode.BAD_ARGUMENTS):
                raise fault.error()  # no other page can be read either
            case Failed(page, content, fault, seconds, died):
                if died and self._again(page.id):
                    return
                self._job.outputs.remove(page.id)
                self._journal.failed(page, content, fault, seconds)
                self._tally.failed += 1
                self._forget(event)
            case Told():
                self._tell(self._tally, event)
            case Unusable(fault):
                raise fault.error()

    def _forget(self, event: Done | Failed) -> None:
        del self._running[event.page.id]
        self._arrivals.ended(self._journal, event)
        self._tell(self._tally, event)

    def _again(self, page_id: str) -> bool:
        """Put a page whose process died behind all others, unless it was tried often enough."""
        self._died[page_id] = self._died.get(page_id, 0) + 1
        if self._died[page_id] >= ATTEMPTS:
            return False
        self._queue.append(self._running.pop(page_id))
        return True
