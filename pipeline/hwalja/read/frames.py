"""How many pages a file has, and whether it has them whole, told without decoding any."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from hwalja.errors import InputError, MissingInputError, TruncatedImageError
from hwalja.read.decoded import COPY_AGAIN, empty, no_image
from hwalja.read.kinds import HEAD_SIZE, Kind
from hwalja.read.pdf import Pdfium, count_pages
from hwalja.read.tiff import directories
from hwalja.read.truncation import ends_early
from hwalja.reading import reading


@dataclass(frozen=True, slots=True)
class Frames:
    """The pages of a file.

    Attributes:
        number: How many can be reached.
        lost: Why there may be more.
    """

    number: int
    lost: InputError | None = None


def count_frames(path: str, pdfium: Pdfium, name: str | None = None) -> Frames:
    """Count the pages of a file: one, unless it is a PDF or a TIFF.

    Args:
        path: Of the file.
        pdfium: What counts the pages of PDFs.
        name: What the file is called in errors; by default its path.

    Raises:
        InputError: It is no file, empty, of no kind that is read, or its pages cannot be counted.
    """
    name = name or path
    with reading(name, "an image"):
        mode = os.stat(path).st_mode  # noqa: PTH116 - a hundred thousand files: a Path takes as long as the rest
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            raise MissingInputError("this is a pipe or a device", source=name, advice="name a file")
        with Path(path).open("rb") as file:
            frames = frames_of(file, name)
    return Frames(count_pages(pdfium, path, name)) if frames is None else frames


def frames_of(file: BinaryIO, name: str) -> Frames | None:
    """Count the pages of an open file, of which little is read; None for a PDF, whose pages PDFium has to count.

    Raises:
        InputError: It is empty, of no kind that is read, or its pages cannot be counted.
    """
    head = file.read(HEAD_SIZE)
    if not head:
        raise empty(name)
    kind = Kind.of(head)
    if kind is None:
        raise no_image(name)
    if kind is Kind.PDF:
        return None
    if kind is not Kind.TIFF:
        return Frames(1)
    found = directories(file)
    lost = TruncatedImageError(f"the TIFF breaks off after {len(found.pages)} pages", source=name, advice=COPY_AGAIN)
    if not found.pages:
        raise lost
    return Frames(len(found.pages), lost if found.broken else None)


def is_page(path: str) -> bool:
    """Tell by its first bytes whether a file is an image or a PDF; one that cannot be read is not."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116 - as above
            return False
        with Path(path).open("rb") as file:
            return Kind.of(file.read(HEAD_SIZE)) is not None
    except OSError:
        return False


def is_whole(path: Path) -> bool:
    """Tell by its structure alone whether a file has its end, of a TIFF that of every page.

    A PDF is not looked into: one without its end has no pages that could be counted. What cannot be read has no end.
    """
    try:
        data = path.read_bytes()
    except OSError:
        return False
    kind = Kind.of(data[:HEAD_SIZE])
    if kind is None or kind is Kind.PDF:
        return kind is not None
    if kind is not Kind.TIFF:
        return not ends_early(kind, data)
    found = directories(BytesIO(data))
    pages = range(len(found.pages))
    return bool(pages) and not found.broken and not any(ends_early(kind, data, page) for page in pages)
