"""How long a job will take, from pages that are read to know it."""

from __future__ import annotations

from dataclasses import dataclass

from hwalja.batch.job import Job
from hwalja.batch.messages import Unusable
from hwalja.batch.plan import Plan
from hwalja.batch.pool import read_one
from hwalja.batch.stop import Stop
from hwalja.batch.workers import Done
from hwalja.inputs import PageInput

TRIES = 3
"""Pages that may fail before there is no estimate."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a job will take.

    Attributes:
        page: That was measured.
        workers: Pages that are read at once.
        page_seconds: It took.
        seconds: For all pages that are to do.
    """

    page: PageInput
    workers: int
    page_seconds: float
    seconds: float


def estimate(job: Job, plan: Plan, stop: Stop) -> Estimate | None:
    """Read a first page, write nothing, and tell how long all would take; None where the first pages all fail.

    Raises:
        HwaljaError: Workers cannot read any page.
    """
    with stop.heed(), job.pool() as pool:
        for task in plan.tasks[:TRIES]:
            for event in read_one(pool, task.page, lambda: not stop.asked):
                match event:
                    case Unusable(fault):
                        raise fault.error()
                    case Done(seconds=seconds):
                        workers = min(pool.size, len(plan.tasks))
                        return Estimate(task.page, workers, seconds, seconds * len(plan.tasks) / workers)
    return None
