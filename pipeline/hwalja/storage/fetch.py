"""Objects brought onto this disk."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hwalja.storage.objects import download
from hwalja.storage.url import Place, Url


class Fetcher:
    """Gives files that can be read from this disk. It keeps the last object: the pages of one follow one another."""

    def __init__(self) -> None:
        self._url: Url | None = None
        self._folder: TemporaryDirectory[str] | None = None

    def local(self, place: Place) -> Path:
        """Return the path of a file, of the name that it has; an object is fetched, and the last one removed.

        Raises:
            MissingInputError: There is no such object, or it cannot be reached.
            OSError: There is no room for it.
        """
        if not isinstance(place, Url):
            return place
        if self._folder is None or self._url != place:
            self.close()
            self._folder = TemporaryDirectory(prefix="hwalja-")
            download(place, Path(self._folder.name, place.name))
            self._url = place
        return Path(self._folder.name, place.name)

    def close(self) -> None:
        """Remove what was fetched."""
        if self._folder is not None:
            self._folder.cleanup()
        self._folder = self._url = None
