"""Where files go that the watch is done with, and what keeps those from use that it cannot read."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hwalja.batch.journal import Journal
from hwalja.errors import DiskFullError, InputError, OutputError
from hwalja.export.write import make_folder
from hwalja.inputs import Rejected
from hwalja.storage import Place
from hwalja.watch.aside import move, place_for, write_reason
from hwalja.watch.folders import Folders

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Filing:
    """Moves files out of the inbox; one that cannot be moved is left, and told.

    Attributes:
        folders: Of the watch.
        unusable: Files that could not be used at all, by where they are.
    """

    folders: Folders
    unusable: dict[Place, Rejected] = field(default_factory=dict)

    def finish(self, path: Path, journal: Journal) -> None:
        """Move a file of which all pages are done, if such files are to be moved.

        Raises:
            DiskFullError: There is no room for it.
        """
        if self.folders.finished is not None:
            self._file(path, self.folders.finished, None, journal)

    def reject(self, path: Path, errors: Sequence[InputError], faults: Sequence[str], journal: Journal) -> None:
        """Move a file aside, with a text beside it.

        Args:
            path: Of the file.
            errors: Why it cannot be used, or not all of it.
            faults: Why pages of it failed, of which the journal knows.
            journal: Of the job.

        Raises:
            DiskFullError: There is no room for it.
        """
        target = self._file(path, self.folders.rejected, _lines([*errors, *faults]), journal)
        for error in errors:
            self._note(Rejected(target, error), journal)

    def refuse(self, refused: Rejected, journal: Journal) -> None:
        """Say why something is not looked at. It stays: elsewhere a link might lead to something else.

        Raises:
            OutputError: The text cannot be written.
        """
        target = self.folders.rejected / Path(str(refused.path)).relative_to(self.folders.inbox)
        make_folder(target.parent)
        write_reason(target, _lines([refused.error]))
        self._note(refused, journal)

    def _file(self, path: Path, folder: Path, reason: str | None, journal: Journal) -> Path:
        """Move a file and return where it is."""
        try:
            target = place_for(path, folder / path.relative_to(self.folders.inbox))
            if reason:
                write_reason(target, reason)
            journal.moved(path, target)  # first: what comes under the old name is another file from now on
            move(path, target)
        except DiskFullError:
            raise
        except OutputError as error:
            _log.error("%s is left in the inbox: %s", path, error)
            return path
        _log.info("%s is moved to %s", path, target)
        return target

    def _note(self, rejected: Rejected, journal: Journal) -> None:
        """Tell of a file that cannot be used."""
        _log.error("%s", rejected.error)
        self.unusable[rejected.path] = rejected
        journal.reject(list(self.unusable.values()))


def _lines(reasons: Sequence[object]) -> str:
    return "".join(f"{reason}\n" for reason in reasons)
