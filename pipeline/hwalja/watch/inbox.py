"""What lies in the inbox, and since when it has not changed.

The folder is looked through again and again. Notices of the system (inotify) would be quicker by seconds, but do not
come from network shares, which is where scanners write.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from hwalja.errors import InputError
from hwalja.inputs.tree import NOT_SCANS

PATIENCE = 6
"""How many times as long as a whole file one is waited for that has no end, until it is taken as it is."""

_HIDDEN = (".", "~")
"""Begin the names of files that programs keep for themselves while they write."""


class Stamp(NamedTuple):
    """Tells whether a file is what it was. Its inode does not: some network shares make these up anew."""

    size: int
    mtime_ns: int

    @classmethod
    def of(cls, status: os.stat_result) -> Stamp:
        return cls(status.st_size, status.st_mtime_ns)


@dataclass(slots=True)
class _Seen:
    """A file as it was seen last.

    Attributes:
        since: When it was first seen so, on the monotonic clock.
        unfinished: Somebody has found that it lacks its end.
        taken: Somebody has it, or wants nothing of it.
    """

    stamp: Stamp
    since: float
    unfinished: bool = False
    taken: bool = False


@dataclass(slots=True)
class Inbox:
    """A folder, with all below it.

    Attributes:
        folder: As it was named.
        settle: Seconds for which a file may not have changed before it is taken.
        refused: Links, which are not followed, and folders that cannot be read.
        changed: When something was last seen to have changed, on the monotonic clock.
    """

    folder: Path
    settle: float
    refused: dict[Path, InputError] = field(default_factory=dict)
    changed: float = 0.0
    _seen: dict[Path, _Seen] = field(default_factory=dict)

    def look(self, now: float) -> None:
        """See what lies there.

        Raises:
            OSError: The folder cannot be read.
        """
        self.refused.clear()
        before, self._seen = self._seen, {}
        for path, stamp in self._files():
            known = before.get(path)
            self._seen[path] = known if known and known.stamp == stamp else _Seen(stamp, now)
        if any(each.since == now for each in self._seen.values()):
            self.changed = now

    def ripe(self, now: float) -> Iterator[tuple[Path, bool]]:
        """Yield the files to be taken, and whether each has been waited for in vain."""
        for path, seen in self._seen.items():
            age = now - seen.since
            old = age >= PATIENCE * self.settle
            if not seen.taken and (old or (age >= self.settle and not seen.unfinished)):
                yield path, old

    def take(self, path: Path) -> Stamp:
        """Yield a file no more, until it changes; return what it was when it was seen."""
        self._seen[path].taken = True
        return self._seen[path].stamp

    def wait_for(self, path: Path) -> None:
        """Give a file that lacks its end the time to get it."""
        self._seen[path].unfinished = True

    @property
    def waiting(self) -> bool:
        """Tell whether there are files that were not taken."""
        return not all(seen.taken for seen in self._seen.values())

    def _files(self) -> Iterator[tuple[Path, Stamp]]:
        todo = [self.folder]
        while todo:
            below = todo.pop()
            for each in self._entries(below):
                if each.name.startswith(_HIDDEN) or each.name in NOT_SCANS:
                    continue
                if each.is_symlink():
                    self._refuse(
                        below / each.name, "links in a watched folder are not followed", "put the file itself there"
                    )
                elif each.is_dir(follow_symlinks=False):
                    todo.append(below / each.name)
                else:
                    yield from _stamped(each)

    def _entries(self, folder: Path) -> list[os.DirEntry[str]]:
        try:
            return sorted(os.scandir(folder), key=lambda each: each.name)
        except OSError as error:
            if folder == self.folder:
                raise
            if not isinstance(error, FileNotFoundError):  # else it has just gone away
                self._refuse(folder, f"the folder cannot be read: {error.strerror}", "check its permissions")
            return []

    def _refuse(self, path: Path, why: str, advice: str) -> None:
        self.refused[path] = InputError(why, source=str(path), advice=advice)


def _stamped(entry: os.DirEntry[str]) -> Iterator[tuple[Path, Stamp]]:
    """Yield a file, unless it has gone meanwhile or is a pipe or the like."""
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError:
        return
    if stat.S_ISREG(status.st_mode):
        yield Path(entry.path), Stamp.of(status)
