"""Where a job writes: the files of its pages, whole or not at all, and those of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from hwalja.batch.folder import Folder, folder_at
from hwalja.batch.journal import NAME
from hwalja.batch.shard import Shard
from hwalja.errors import UsageError
from hwalja.export import FORMATS
from hwalja.storage import Place, Url

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

    Raises:
        UsageError: It cannot hold whole files alone.
    """

    folder: Place
    shard: Shard
    formats: tuple[str, ...]
    flat: bool = False
    _folder: Folder = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Nobody else uses what is unfinished, since only one job can hold the shard.
        object.__setattr__(self, "_folder", folder_at(self.folder, f".hwalja-unfinished{self.shard.suffix}"))

    @property
    def journal(self) -> Path:
        """The journal's place, unless another is named.

        Raises:
            UsageError: It needs a disk, and results go to a store.
        """
        place = self.own(NAME)
        if isinstance(place, Url):
            raise UsageError(
                f"the results go to {self.folder}, and the journal needs a disk",
                advice="name a file on a local disk with --journal",
            )
        return place

    def own(self, name: str) -> Place:
        """Return the place of a file of this shard, such as its report."""
        return self._folder.place(self._own(name))

    def has_own(self, name: str) -> bool:
        return self._folder.has(self._own(name))

    def write_own(self, name: str, content: bytes) -> None:
        """Write a file of this shard.

        Raises:
            OutputError: It cannot be written.
        """
        self._folder.write(self._own(name), content)

    def file(self, page_id: str, ending: str) -> Place:
        """Return the place of what a page is written to, by what its name ends in."""
        return self._folder.place(f"{self._home(page_id)}/{page_id}{ending}")

    def write_file(self, name: str, content: bytes) -> None:
        """Write a file that belongs to several pages.

        Args:
            name: From the folder on, with slashes between.
            content: Of the file.

        Raises:
            OutputError: It cannot be written.
        """
        self._folder.write(name, content)

    def complete(self, page_id: str) -> bool:
        """Tell whether all files of a page are there."""
        home = self._home(page_id)
        return all(self._folder.has(f"{home}/{page_id}{FORMATS[form].suffix}") for form in self.formats)

    def make(self) -> None:
        """Make the folder.

        Raises:
            OutputError: It cannot be written to.
        """
        self._folder.make()

    def clear(self) -> None:
        """Remove what a job that was killed has left unfinished.

        Raises:
            OutputError: It cannot be removed.
        """
        self._folder.clear()

    def write(self, page_id: str, files: Mapping[str, bytes]) -> None:
        """Write the files of a page.

        Args:
            page_id: Of the page.
            files: By what their names end in, in the order in which they are written.

        Raises:
            OutputError: One cannot be written.
        """
        home = self._home(page_id)
        for ending, content in files.items():
            self._folder.write(f"{home}/{page_id}{ending}", content)

    def remove(self, page_id: str) -> None:
        """Remove what an earlier run has written for a page.

        Raises:
            OutputError: It cannot be removed.
        """
        endings = [ending for form in FORMATS.values() for ending in (form.suffix, form.more) if ending]
        self._folder.remove(self._home(page_id), page_id, endings)

    def _own(self, name: str) -> str:
        path = Path(name)
        return f"{path.stem}{self.shard.suffix}{path.suffix}"

    def _home(self, page_id: str) -> str:
        return PAGES if self.flat else f"{PAGES}/{page_id}"
