"""Pages that come while a job runs."""

from __future__ import annotations

from collections.abc import Sequence

from hwalja.batch.journal import Journal
from hwalja.batch.plan import Task
from hwalja.batch.workers import Done, Failed


class Arrivals:
    """Where more pages come from. From this one none do: all are known when the job begins."""

    @property
    def open(self) -> bool:
        """Tell whether more may come: the job does not end before."""
        return False

    def take(self, journal: Journal, waiting: int) -> Sequence[Task]:
        """Return pages that have come; asked several times a second.

        Args:
            journal: Of the job.
            waiting: Number of pages that no worker has begun.
        """
        return ()

    def stands(self, event: Done | Failed) -> bool:
        """Tell whether the outcome of a page stands; else it is dropped, and the page is in the journal as begun."""
        return True

    def ended(self, journal: Journal, event: Done | Failed) -> None:
        """Hear of a page that has ended, after it was written down."""
