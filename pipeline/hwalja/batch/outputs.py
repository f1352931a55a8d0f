"""Where a job writes: the files of its pages, whole or not at all, and those of its own."""

from __future__ import annotations

import glob
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from hwalja.batch.shard import Shard
from hwalja.export import FORMATS
from hwalja.export.write import make_folder, output_error, write_whole

PAGES = "pages"
"""Holds the pages' files, so that no page can take the name of anything else in the folder."""


@dataclass(frozen=True, slots=True)
class Outputs:
    """The output folder of a job.

    Attributes:
        folder: Given by the user.
        shard: Which part of the job writes.
        formats: Names of the formats.
        flat: All pages in one folder, instead of a folder for each.
    """

    folder: Path
    shard: Shard
    formats: tuple[str, ...]
    flat: bool = False

    @property
    def scratch(self) -> Path:
        """Holds what is not written to the end; nobody else uses it, since only one job can hold the shard."""
        return self.folder / f".hwalja-unfinished{self.shard.suffix}"

    def own(self, name: str) -> Path:
        """Return the path of a file of this shard, such as its report."""
        path = Path(name)
        return self.folder / f"{path.stem}{self.shard.suffix}{path.suffix}"

    def file(self, page_id: str, ending: str) -> Path:
        """Return the path of what a page is written to, by what its name ends in."""
        return self._home(page_id) / (page_id + ending)

    def complete(self, page_id: str) -> bool:
        """Tell whether all files of a page are there."""
        home = str(self._home(page_id))
        return all(os.path.exists(f"{home}/{page_id}{FORMATS[form].suffix}") for form in self.formats)  # noqa: PTH110 # asked 30,000 times before a rerun knows that nothing is to do

    def prepare(self) -> None:
        """Make the folders, and remove what a job that was killed has left unfinished.

        Raises:
            OutputError: They cannot be written to.
        """
        make_folder(self.folder)
        make_folder(self.folder / PAGES)
        self.clear()
        make_folder(self.scratch)

    def clear(self) -> None:
        """Remove the folder for what is unfinished.

        Raises:
            OutputError: It cannot be removed.
        """
        try:
            shutil.rmtree(self.scratch)
        except FileNotFoundError:
            return
        except OSError as error:
            raise output_error(self.scratch, error) from error

    def write(self, page_id: str, files: Mapping[str, bytes]) -> None:
        """Write the files of a page.

        Args:
            page_id: Of the page.
            files: By what their names end in, in the order in which they are written.

        Raises:
            OutputError: One cannot be written.
        """
        make_folder(self._home(page_id))
        for ending, content in files.items():
            write_whole(self.file(page_id, ending), content, scratch=self.scratch)

    def remove(self, page_id: str) -> None:
        """Remove what an earlier run has written for a page.

        Raises:
            OutputError: It cannot be removed.
        """
        home = self._home(page_id)
        try:
            for form in FORMATS.values():
                self.file(page_id, form.suffix).unlink(missing_ok=True)
                for path in home.glob(glob.escape(page_id) + form.more) if form.more else ():
                    path.unlink()
        except NotADirectoryError:
            return
        except OSError as error:
            raise output_error(home, error) from error
        if not self.flat:
            with suppress(OSError):  # it is not there, or holds something that is not ours
                home.rmdir()

    def _home(self, page_id: str) -> Path:
        pages = self.folder / PAGES
        return pages if self.flat else pages / page_id
