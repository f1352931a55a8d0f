"""What a job has to do, by what its journal says of earlier runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum

from hwalja.batch.journal import Entry, Journal, State
from hwalja.batch.key import Keys
from hwalja.batch.messages import Content
from hwalja.batch.outputs import Outputs
from hwalja.errors import MissingInputError, UsageError
from hwalja.inputs import PageInput
from hwalja.storage import NOTHING, Fetcher, exists, look


class Reason(StrEnum):
    """Why a page is to be done."""

    NEW = "new"
    BROKEN_OFF = "broken off"
    CHANGED = "changed file"
    OPTIONS = "other options or version"
    OUTPUT = "output missing"
    RETRY = "failed before"
    FORCED = "forced"

    @property
    def outdated(self) -> bool:
        """Tell whether the files that an earlier run has written are of another content."""
        return self in (Reason.CHANGED, Reason.OPTIONS)


@dataclass(frozen=True, slots=True)
class Policy:
    """What is done again.

    Attributes:
        retry_failed: Pages that failed.
        force: All pages.
        verify: Files are hashed even where size and time of change are as before.
    """

    retry_failed: bool = False
    force: bool = False
    verify: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """A page to be done."""

    page: PageInput
    key: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done, and what is not.

    Attributes:
        tasks: In the order of the pages.
        done: Number of pages that are done already.
        failed: Number of pages that failed before and are left at that.
    """

    tasks: tuple[Task, ...]
    done: int
    failed: int

    @property
    def reasons(self) -> Counter[Reason]:
        return Counter(task.reason for task in self.tasks)


def make_plan(
    pages: Sequence[PageInput], journal: Journal | None, keys: Keys, outputs: Outputs, policy: Policy
) -> Plan:
    """Return what is to be done.

    A file whose size and time of change are as they were is taken to hold what it held. Where it was moved or touched
    and holds the same, the journal is told so.

    Args:
        pages: Of the job.
        journal: Of earlier runs; None where there is none yet.
        keys: Makes the keys.
        outputs: Where results are.
        policy: What is done again.

    Raises:
        UsageError: A page of another file has the same id, and its result would be lost.
    """
    known = journal.entries(page.id for page in pages) if journal else {}
    tasks, counts = [], Counter[State]()
    for page in pages:
        key, entry = keys.of(page), known.get(page.id)
        reason = _reason(page, key, entry, journal, outputs, policy)
        if reason:
            tasks.append(Task(page, key, reason))
        elif entry:
            counts[entry.state] += 1
    return Plan(tuple(tasks), counts[State.DONE], counts[State.FAILED])


def _reason(
    page: PageInput, key: str, entry: Entry | None, journal: Journal | None, outputs: Outputs, policy: Policy
) -> Reason | None:
    """Return why the page is to be done, or None."""
    if entry is None or journal is None:
        return Reason.NEW
    if policy.force:
        return Reason.FORCED
    if entry.state is State.RUNNING:
        return Reason.BROKEN_OFF
    if not _as_it_was(page, entry, journal, verify=policy.verify):
        _check_same_page(page, entry)
        return Reason.CHANGED
    if entry.key != key:
        return Reason.OPTIONS
    if entry.state is State.FAILED:
        return Reason.RETRY if policy.retry_failed else None
    return None if outputs.complete(page.id) else Reason.OUTPUT


def _as_it_was(page: PageInput, entry: Entry, journal: Journal, *, verify: bool) -> bool:
    """Tell whether the file holds what was read before."""
    try:
        seen = look(page.path)
        same = page.path == entry.path and seen == entry.look
        if same and (not verify or entry.sha256 is None):
            return True
        if seen.size != entry.look.size or entry.sha256 is None:
            return False
        with closing(Fetcher()) as fetcher:
            content = Content.of(page.path, fetcher.local(page.path))
    except (OSError, MissingInputError):
        return entry.look == NOTHING and entry.path == page.path
    if content.sha256 != entry.sha256:
        return False
    journal.seen(page, content)
    return True


def _check_same_page(page: PageInput, entry: Entry) -> None:
    """See that it is not another page which has the same id: its result would be lost.

    Raises:
        UsageError: It is.
    """
    if page.path != entry.path and entry.state is State.DONE and exists(entry.path):
        raise UsageError(
            f"the output folder holds the page {page.id} of another file, {entry.path}",
            source=page.name,
            advice="choose another folder; --force writes over it",
        )
