"""A folder that a job writes to, on a disk or in a store: files appear whole or not at all."""

from __future__ import annotations

import glob
import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Protocol

from hwalja.errors import UsageError
from hwalja.export.write import make_folder, output_error, write_whole
from hwalja.storage import Place, Url, objects

WHOLE = ("s3", "s3a", "gs", "gcs", "az", "abfs", "abfss")
"""Stores where an object appears at once: others show one that is half written."""


class Folder(Protocol):
    """A folder. Names are from it on, with slashes between."""

    def place(self, name: str) -> Place:
        """Return where a file is."""

    def make(self) -> None:
        """Make the folder where it is missing.

        Raises:
            OutputError: It cannot be written to.
        """

    def clear(self) -> None:
        """Remove what was left unfinished.

        Raises:
            OutputError: It cannot be removed.
        """

    def has(self, name: str) -> bool:
        """Tell whether a file is there."""

    def write(self, name: str, content: bytes) -> None:
        """Write a file.

        Raises:
            OutputError: It cannot be written.
        """

    def remove(self, home: str, stem: str, endings: Sequence[str]) -> None:
        """Remove files in a folder below, and that folder if it is empty then.

        Args:
            home: The folder.
            stem: What the names of the files begin with.
            endings: What they go on with; `*` and the like as `glob` reads them.

        Raises:
            OutputError: One cannot be removed.
        """


def folder_at(place: Place, scratch: str) -> Folder:
    """Return the folder at a place; `scratch` is the name of one in it for what is unfinished, where that is needed.

    Raises:
        UsageError: Half-written files could be seen there.
    """
    if isinstance(place, Url):
        return _Objects(place)
    return _Files(place, place / scratch)


class _Files:
    def __init__(self, root: Path, scratch: Path) -> None:
        self._root = root
        self._scratch = scratch

    def place(self, name: str) -> Path:
        return self._root / name

    def make(self) -> None:
        make_folder(self._root)

    def clear(self) -> None:
        try:
            shutil.rmtree(self._scratch)
        except FileNotFoundError:
            return
        except OSError as error:
            raise output_error(self._scratch, error) from error

    def has(self, name: str) -> bool:
        return os.path.exists(f"{self._root}/{name}")  # noqa: PTH110 # asked 30,000 times before a rerun knows that nothing is to do

    def write(self, name: str, content: bytes) -> None:
        path = self._root / name
        for folder in (self._scratch, path.parent):
            make_folder(folder)
        write_whole(path, content, scratch=self._scratch)

    def remove(self, home: str, stem: str, endings: Sequence[str]) -> None:
        folder = self._root / home
        try:
            for ending in endings:
                several = glob.has_magic(ending)
                for path in folder.glob(glob.escape(stem) + ending) if several else (folder / (stem + ending),):
                    path.unlink(missing_ok=True)
        except NotADirectoryError:
            return
        except OSError as error:
            raise output_error(folder, error) from error
        with suppress(OSError):  # it is not there, or holds something else
            folder.rmdir()


class _Objects:
    def __init__(self, root: Url) -> None:
        if root.scheme not in WHOLE:
            raise UsageError(
                f"{root.scheme}:// may show half-written files", advice="write to a folder, or to s3://, gs:// or az://"
            )
        self._root = root
        self._known: set[str] = set()
        self._listed = False

    def place(self, name: str) -> Url:
        return self._root.joined(name)

    def make(self) -> None:
        """Nothing has to be made: a store has no folders."""

    def clear(self) -> None:
        """Nothing is ever left: what was not sent to its end is not there."""

    def has(self, name: str) -> bool:
        if not self._listed:  # a thousand a request, where asking for each would be a request each
            self._known |= {url.relative(self._root) or "" for url in objects.listed(self._root)}
            self._listed = True
        return name in self._known

    def write(self, name: str, content: bytes) -> None:
        objects.put(self._root.joined(name), content)
        self._known.add(name)

    def remove(self, home: str, stem: str, endings: Sequence[str]) -> None:
        folder = self._root.joined(home)
        patterns = [glob.escape(stem) + ending for ending in endings]
        for url in objects.listed(folder, stem):
            if any(fnmatchcase(url.relative(folder) or "", pattern) for pattern in patterns):
                objects.delete(url)
                self._known.discard(url.relative(self._root) or "")
