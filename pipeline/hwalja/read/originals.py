"""The image of a page of which only the result is at hand, found again by its name and told by its hash."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from hwalja.errors import InputError, MissingInputError
from hwalja.model import Frame, Page
from hwalja.reading import reading


class Originals:
    """Where images are looked for: nothing is looked at before one is asked for.

    Args:
        folder: Holds them, itself or in folders below it; without one, they stand beside the results or where they
            stood when they were read.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    def of(self, page: Page, result: Path) -> Path | Frame:
        """Return what a page was read from.

        Args:
            page: Says what its image is called, and the SHA-256 of the file.
            result: File that the page was written to.

        Raises:
            MissingInputError: There is no file of that name.
            InputError: There are, but none with that hash.
        """
        frame = Frame.named(page.source)
        name = Path(frame.path if frame else page.source)
        found = [path for path in self._candidates(name, result) if path.is_file()]
        for path in found:
            if _digest(path) == page.sha256:
                return Frame(path, frame.index) if frame else path
        if found:
            raise InputError(
                "this is not the image that the page was read from: its SHA-256 is another",
                source=str(found[0]),
                advice="name the folder of the images with --images",
            )
        raise MissingInputError(
            "the image of the page is not found", source=str(name), advice="name its folder with --images"
        )

    def _candidates(self, name: Path, result: Path) -> Iterator[Path]:
        yield from self._named.get(_key(name.name), ())
        yield result.parent / name.name
        yield name

    @cached_property
    def _named(self) -> Mapping[str, list[Path]]:
        """The files of the folder, by their names."""
        found: dict[str, list[Path]] = defaultdict(list)
        for folder, folders, names in os.walk(self._folder) if self._folder else ():
            folders.sort()
            for name in sorted(names):
                found[_key(name)].append(Path(folder, name))
        return found


def _key(name: str) -> str:
    """Return a name as systems agree on it: some take Hangul apart."""
    return unicodedata.normalize("NFC", name)


def _digest(path: Path) -> str:
    with reading(str(path), "an image"), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
