"""The watch: a job whose pages come while it runs. Workers, journal, limits and report are those of `hwalja.batch`."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from hwalja.batch.arrivals import Arrivals
from hwalja.batch.job import Job, Tally, Tell, report, run
from hwalja.batch.journal import Journal, State
from hwalja.batch.key import Keys
from hwalja.batch.messages import Content
from hwalja.batch.plan import Task, make_plan
from hwalja.batch.stop import Stop
from hwalja.batch.workers import Done, Failed
from hwalja.errors import InputError
from hwalja.export.write import output_error
from hwalja.inputs import Found, PageInput, Rejected, pages_of
from hwalja.inputs.ids import DIGITS
from hwalja.read import Pdfium, is_whole
from hwalja.watch.filing import Filing
from hwalja.watch.folders import Folders
from hwalja.watch.inbox import Inbox, Stamp

_log = logging.getLogger(__name__)

HEARTBEAT = "heartbeat"
"""File in the output folder whose time of change tells when the inbox was last looked through."""

LOOK = 5.0
"""Seconds between two looks at the inbox at most, unless looking itself takes long."""

SHARE = 0.05
"""Of its time the watch spends at most on looking, and as much on reports."""

REPORT = 60.0
"""Seconds between two reports at least."""

BUDGET = 0.5
"""Seconds after which files that may be taken wait for the next turn: the workers wait meanwhile."""


def watch(job: Job, folders: Folders, settle: float, idle: float | None, stop: Stop, tell: Tell) -> Tally:
    """Digitise what comes into a folder, until asked to stop.

    Args:
        job: Without pages; a failed page is to be tried again when its file comes again.
        folders: The inbox, and where its files go.
        settle: Seconds for which a file may not have changed before it is taken.
        idle: End after so many seconds without anything to do or to wait for; None for never.
        stop: Asks it to end.
        tell: Is told how it goes.

    Raises:
        HwaljaError: As of `hwalja.batch.job.run`, or one of the folders cannot be used.
    """
    folders.prepare()
    with Pdfium() as pdfium:
        watcher = _Watcher(job, folders, Inbox(folders.inbox, settle), idle, pdfium)
        try:
            tally = run(job, stop, tell, watcher)
        finally:
            with suppress(OSError):
                watcher.heartbeat.unlink()
    tally.rejected = len(watcher.filing.unusable)
    return tally


@dataclass(slots=True)
class _File:
    """A file that was taken.

    Attributes:
        stamp: What it was then.
        pages: Ids of its pages that have not ended.
        errors: Why it cannot be used, or not all of it.
        faults: Why pages of it failed.
    """

    stamp: Stamp
    pages: set[str]
    errors: list[InputError]
    faults: list[str] = field(default_factory=list)


class _Watcher(Arrivals):
    """Takes files out of the inbox, and puts them where they belong when all their pages have ended."""

    def __init__(self, job: Job, folders: Folders, inbox: Inbox, idle: float | None, pdfium: Pdfium) -> None:
        self._job = job
        self._inbox = inbox
        self._idle = idle
        self._pdfium = pdfium
        self._keys = Keys(job.options)
        self._files: dict[Path, _File] = {}
        self._look_at = 0.0
        self._report_at = 0.0
        self._changed = self._blind = False
        self._active: float | None = None  # when something last came or ended; nobody knows before the first look
        self.filing = Filing(folders)
        self.heartbeat = folders.out / HEARTBEAT

    @property
    def open(self) -> bool:
        if self._idle is None or self._active is None or self._files or self._inbox.waiting:
            return True
        return time.monotonic() < self._active + self._idle

    def take(self, journal: Journal, waiting: int) -> Sequence[Task]:
        self._look(journal)
        self._report()
        begun = time.monotonic()
        tasks: list[Task] = []
        for path, old in self._inbox.ripe(begun):
            if waiting + len(tasks) >= (self._job.workers or 1) or time.monotonic() > begun + BUDGET:
                break
            tasks += self._taken(path, journal, old=old)
        return tasks

    def stands(self, event: Done | Failed) -> bool:
        """Tell whether the file is still what was taken: else it was being written, and is taken anew once it rests."""
        path = Path(str(event.page.path))  # an inbox is on a disk
        file = self._files[path]
        if _stamp(path) == file.stamp:
            return True
        file.pages.discard(event.page.id)
        if not file.pages:
            del self._files[path]
        return False

    def ended(self, journal: Journal, event: Done | Failed) -> None:
        path = Path(str(event.page.path))
        file = self._files[path]
        file.pages.discard(event.page.id)
        self._active = time.monotonic()
        if isinstance(event, Failed):
            file.faults.append(f"{event.page.name}: {event.fault}")
        if not file.pages:
            self._finish(path, file, journal)
        self._changed = True

    def _look(self, journal: Journal) -> None:
        """Look through the inbox, if it is time to; show that the watch is alive."""
        begun = time.monotonic()
        if begun < self._look_at:
            return
        try:
            self._inbox.look(begun)
        except OSError as error:
            if not self._blind:
                _log.error("%s cannot be read: %s", self._inbox.folder, error.strerror)
            self._blind = True
        else:
            self._blind = False
            self._active = max(self._active or begun, self._inbox.changed)
            _touch(self.heartbeat)
        took = time.monotonic() - begun
        self._look_at = begun + max(min(LOOK, self._inbox.settle / 2), took / SHARE)
        for path, why in self._inbox.refused.items():
            if path not in self.filing.unusable:
                self.filing.refuse(Rejected(path, why), journal)
                self._changed = True

    def _report(self) -> None:
        """Write the report, if there is something new and it is time to."""
        begun = time.monotonic()
        if self._changed and begun >= self._report_at:
            self._changed = False
            report(self._job)
            self._report_at = begun + max(REPORT, (time.monotonic() - begun) / SHARE)

    def _taken(self, path: Path, journal: Journal, *, old: bool) -> Sequence[Task]:
        """Take a file, unless it is to be waited for; return what is to be done."""
        found = pages_of(path, self._inbox.folder, self._pdfium)
        if found.rejected and not old:
            self._inbox.wait_for(path)
            return ()
        pages = self._named(path, found, journal)
        if path in self._files or self._reading(*found.pages, *pages):
            return ()  # it was taken before it changed, or one that is called alike is being read
        plan = make_plan(pages, journal, self._keys, self._job.outputs, self._job.policy)
        if plan.tasks and not old and not is_whole(path):
            self._inbox.wait_for(path)
            return ()
        file = _File(self._inbox.take(path), {task.page.id for task in plan.tasks}, [e.error for e in found.rejected])
        if plan.tasks:
            self._files[path] = file
        elif pages or found.rejected:
            self._finish(path, file, journal)
        return plan.tasks

    def _reading(self, *pages: PageInput) -> bool:
        """Tell whether pages with such ids have been taken and have not ended."""
        return any(page.id in file.pages for page in pages for file in self._files.values())

    def _named(self, path: Path, found: Found, journal: Journal) -> Sequence[PageInput]:
        """Return the pages; where another file has made results of the same ids, with ids of their own."""
        known = journal.entries(page.id for page in found.pages)
        others = [entry for entry in known.values() if entry.path != path and entry.state is State.DONE]
        if not others:
            return found.pages
        content = _content(path)
        if content is None or all(entry.sha256 == content.sha256 for entry in others):
            return found.pages
        return pages_of(path, self._inbox.folder, self._pdfium, content.sha256[:DIGITS]).pages

    def _finish(self, path: Path, file: _File, journal: Journal) -> None:
        """Put a file where it belongs; one that has changed meanwhile is left, and taken anew once it rests."""
        self._files.pop(path, None)
        if _stamp(path) != file.stamp:
            return
        if file.errors or file.faults:
            self.filing.reject(path, file.errors, file.faults, journal)
            self._changed = True
        else:
            self.filing.finish(path, journal)


def _stamp(path: Path) -> Stamp | None:
    try:
        return Stamp.of(path.lstat())
    except OSError:
        return None


def _content(path: Path) -> Content | None:
    try:
        return Content.of(path)
    except OSError:
        return None


def _touch(path: Path) -> None:
    """Set a file's time of change to that of this machine, which its disk's need not be."""
    now = time.time()
    try:
        path.touch()
        os.utime(path, (now, now))
    except OSError as error:
        raise output_error(path, error) from error
