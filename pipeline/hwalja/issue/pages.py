"""The pages of an issue, in the order of their numbers, with the files that hold them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hwalja.model import Fact, Page

_NUMBER = re.compile(r"(\D*)(\d+)")


@dataclass(frozen=True, slots=True)
class PageFile:
    """A file that belongs to a page.

    Attributes:
        use: `image`, or the name of a format.
        href: Where it is, relative to the issue's own files, as a part of an address.
        sha256: Of its bytes.
        size: In bytes; None where it is not known.
        kind: Its media type; None where there is none.
    """

    use: str
    href: str
    sha256: str
    size: int | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class IssuePage:
    """A page with its files.

    Attributes:
        page: What was read.
        files: The image first.
        blocks: Ids of the text blocks of each article in the page's ALTO file, by the article's id.
    """

    page: Page
    files: tuple[PageFile, ...]
    blocks: Mapping[str, Sequence[str]]

    @property
    def number(self) -> str | None:
        """What is printed, such as `3` or `B2`."""
        fact = self.page.page_number
        found = _NUMBER.search(fact.value) if fact else None
        return f"{found[1].strip()}{int(found[2])}" if found else None

    @property
    def place(self) -> tuple[bool, str, int, str]:
        """What pages are sorted by: numbers of the first part of the paper, of other ones, pages without a number."""
        found = _NUMBER.fullmatch(self.number or "")
        return (False, found[1], int(found[2]), self.page.id) if found else (True, "", 0, self.page.id)


@dataclass(frozen=True, slots=True)
class Issue:
    """All pages of a newspaper that are of one day.

    Attributes:
        newspaper: Its name.
        day: ISO 8601.
        pages: In order.
    """

    newspaper: str
    day: str
    pages: tuple[IssuePage, ...]

    @classmethod
    def of(cls, newspaper: str, day: str, pages: Sequence[IssuePage]) -> Issue:
        """Return the issue that has these pages, in whatever order they come."""
        return cls(newspaper, day, tuple(sorted(pages, key=lambda each: each.place)))

    @property
    def title(self) -> str:
        return f"{self.newspaper} {self.day}"


def name_of(newspaper: Fact | None, day: Fact | None) -> tuple[str, str] | None:
    """Return newspaper and day of the issue that a page is of; None where one of them is not known."""
    return (newspaper.value, day.value) if newspaper and day and newspaper.value and day.value else None
