"""How long a job will take, from pages that are read to know it."""

from __future__ import annotations

from dataclasses import dataclass

from hwalja.batch.job import TICK, Job
from hwalja.batch.messages import Unusable
from hwalja.batch.plan import Plan
from hwalja.batch.stop import Stop
from hwalja.batch.workers import Done, Failed, Pool
from hwalja.inputs import PageInput

TRIES = 3
"""Pages that may fail before there is no estimate."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a job will take.

    Attributes:
        page: That was measured.
        page_seconds: It took.
        seconds: For all pages that are to do, by all workers.
    """

    page: PageInput
    page_seconds: float
    seconds: float


def estimate(job: Job, plan: Plan, stop: Stop) -> Estimate | None:
    """Read a first page, write nothing, and tell how long all would take; None where the first pages all fail.

    Raises:
        HwaljaError: Workers cannot read any page.
    """
    with stop.heed(), Pool(1, job.start, job.limits) as pool:
        for task in plan.tasks[:TRIES]:
            ended = _read(pool, task.page, stop)
            if isinstance(ended, Done):
                workers = min(job.workers, len(plan.tasks))
                return Estimate(task.page, ended.seconds, ended.seconds * len(plan.tasks) / workers)
    return None


def _read(pool: Pool, page: PageInput, stop: Stop) -> Done | Failed | None:
    given = False
    while not stop.asked:
        pool.fill(1)
        if pool.idle and not given:
            pool.give(page)
            given = True
        for event in pool.wait(TICK):
            match event:
                case Unusable(fault):
                    raise fault.error()
                case Done() | Failed():
                    return event
    return None
