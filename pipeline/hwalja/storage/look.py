"""What can be told of a file without reading it."""

from __future__ import annotations

import os
from typing import NamedTuple

from hwalja.errors import MissingInputError
from hwalja.storage import objects
from hwalja.storage.url import Place, Url


class Look(NamedTuple):
    """A file at one time: where two looks are equal, it is taken to hold the same.

    Attributes:
        size: In bytes; None where it is not known, as the others.
        mtime_ns: When it was last changed, in nanoseconds since 1970.
        etag: What a store calls the content.
    """

    size: int | None
    mtime_ns: int | None
    etag: str | None = None


NOTHING = Look(None, None)
"""At what is not there."""


def look(place: Place) -> Look:
    """Look at a file; an object is taken as it was listed.

    Raises:
        OSError: The file is not there.
        MissingInputError: The object is not.
    """
    if isinstance(place, Url):
        url = place if place.size is not None else objects.looked_up(place)
        return Look(url.size, url.mtime_ns, url.etag)
    stat = os.stat(place)  # noqa: PTH116 # half the time of Path.stat, over 10,000 pages
    return Look(stat.st_size, stat.st_mtime_ns)


def exists(place: Place) -> bool:
    """Tell whether a file is there."""
    if not isinstance(place, Url):
        return place.exists()
    try:
        objects.looked_up(place)
    except MissingInputError:
        return False
    return True
