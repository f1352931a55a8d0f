"""The pages that a job is to read, and what it cannot read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hwalja.errors import InputError, printable
from hwalja.model import Frame
from hwalja.storage import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class PageInput:
    """A page that can be handed to `digitize`.

    Attributes:
        id: Stable, unique in the job, NFC, at most 200 bytes of UTF-8, and safe as the name of a file or a folder.
        path: Of the file, as it was named: it need not be absolute, nor UTF-8; or the URL of an object.
        frame: Which page of a PDF or of a TIFF of several pages, from 0; None for a file of one page.
        newspaper: Name of the paper, as all that follow from a manifest.
        issue_date: Date of the issue, ISO 8601.
        page_number: Number of the page in the issue.
        section: Name of the section.
    """

    id: str
    path: Place
    frame: int | None = None
    newspaper: str | None = None
    issue_date: str | None = None
    page_number: str | None = None
    section: str | None = None

    @property
    def name(self) -> str:
        """What people are told, such as `scans/a.pdf, page 3`."""
        return printable(str(self.source))

    @property
    def source(self) -> str | Path | Frame:
        """What `digitize` and `read_image` take, of a file on a disk; an object has to be fetched first."""
        path = self.path if isinstance(self.path, Path) else str(self.path)
        return path if self.frame is None else Frame(path, self.frame)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file that looks like a page and cannot be used.

    Attributes:
        path: As it was named.
        error: Says which file, what is wrong with it and what to do.
    """

    path: Place
    error: InputError


@dataclass(frozen=True, slots=True)
class Found:
    """What was found.

    Attributes:
        pages: In a stable order: sources as they were named, each folder by name.
        rejected: In the same order.
        ignored: Number of files in folders that are not taken for pages.
    """

    pages: tuple[PageInput, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    ignored: int = 0
