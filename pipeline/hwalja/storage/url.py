"""URLs of objects, such as `s3://archive/scans/p1.png`. None of them holds a password or a signature."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self, TypeAlias

from hwalja.errors import UsageError

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)

_SECRET = re.compile(r"(?<=://)[^/@\s]*@|\?\S*")
"""What may hold something secret: a user's name and password, and a query, where signatures stand."""


@dataclass(frozen=True, slots=True)
class Url:
    """An object, or all whose names begin so: a folder. Two are equal that are spelt alike.

    Attributes:
        text: Without what is secret, and without a slash at its end.
        size: In bytes, when it was listed; None where it was not.
        mtime_ns: When it was last changed, in nanoseconds since 1970, likewise.
        etag: What the store calls its content, likewise.
    """

    text: str
    size: int | None = field(default=None, compare=False)
    mtime_ns: int | None = field(default=None, compare=False)
    etag: str | None = field(default=None, compare=False)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a URL as a person gives it.

        Raises:
            ValueError: It is none, or holds what is, or may be, secret; the message does not.
        """
        scheme = _SCHEME.match(text)
        if not scheme or "::" in text or not text[scheme.end() :].strip("/"):
            raise ValueError(f"{redacted(text)} is no URL of an object")
        if scheme[1].lower() == "file":
            raise ValueError(f"{redacted(text)} is on a disk: name its path")
        if _SECRET.search(text):
            raise ValueError(
                f"{redacted(text)} was given with a user, a password or a query: credentials come from the environment"
            )
        return cls(text.rstrip("/"))

    @property
    def scheme(self) -> str:
        return self.text.partition("://")[0].lower()

    @property
    def name(self) -> str:
        """The last part."""
        return self.text.rpartition("/")[2]

    @property
    def suffix(self) -> str:
        """What the name ends in, with the point, as of a path."""
        return Path(self.name).suffix

    def joined(self, name: str) -> Url:
        return Url(f"{self.text}/{name}")

    def relative(self, folder: Url) -> str | None:
        """Return the name from a folder on; None where it is not in it."""
        inside = self.text.startswith(folder.text + "/")
        return self.text[len(folder.text) + 1 :] if inside else None

    def __str__(self) -> str:
        return self.text


Place: TypeAlias = Path | Url
"""Where a file is."""


def place_of(text: str) -> Place:
    """Return where a file is that a person or a journal names.

    Raises:
        UsageError: It is a URL that cannot be used.
    """
    if "://" not in text or not _SCHEME.match(text):
        return Path(text)
    try:
        return Url.parse(text)
    except ValueError as error:
        raise UsageError(str(error), advice="docs/inputs.md tells where they come from") from None


def redacted(text: str) -> str:
    """Return text without what may be secret in the URLs that it holds."""
    return _SECRET.sub("", text)
