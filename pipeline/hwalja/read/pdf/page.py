"""Counting the pages of a PDF, and turning one into pixels."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np

from hwalja.errors import TruncatedImageError
from hwalja.read.decoded import COPY_AGAIN, Decoded, check_page, only_first
from hwalja.read.limits import check_size
from hwalja.read.pdf.grid import grid_of
from hwalja.read.pdf.process import Pdfium
from hwalja.read.pdf.text import is_sound
from hwalja.reading import reading

TAIL = 1024
"""Bytes at the end of which some hold the mark of the end (PDF Reference 1.7, appendix H, note 18)."""

PADDING = 1 << 16
"""Bytes that padding may take behind it."""

END_MARK = b"%%EOF"


def count_pages(pdfium: Pdfium, path: str, source: str) -> int:
    """Return how many pages a PDF has.

    Raises:
        InputError: It cannot be read.
    """
    _check_end(path, source)
    return int(pdfium.ask("count", source, path=path)["pages"])


def decode_pdf(path: str, index: int | None, max_megapixels: float, source: str) -> Decoded:
    """Decode a page of a PDF; notes and form fields are left out.

    Args:
        path: Of the file.
        index: Which page, from 0; None for the first, with a warning if there are more.
        max_megapixels: Larger pages, and pages with larger images, are refused before they are drawn.
        source: What the file is called in errors.

    Raises:
        InputError: The file cannot be read, has no such page, is damaged, protected, cut short or too large.
    """
    _check_end(path, source)
    frame = index or 0
    with Pdfium() as pdfium:
        page = pdfium.ask("describe", source, path=path, index=frame)
        number = page["pages"]
        check_page(frame, number, source)
        grid = grid_of(page)
        sizes = [(grid.width, grid.height), *(image["size"] for image in page["images"])]
        for width, height in sizes:
            check_size(width, height, max_megapixels, source)
        pixels = max(width * height for width, height in sizes)
        pdfium.ask("render", source, pixels=pixels, size=sizes[0], matrix=grid.matrix, image=grid.image)
        data = pdfium.take(grid.width * grid.height, source)
    grey = np.frombuffer(data, np.uint8).reshape(grid.height, grid.width)
    warnings = (only_first(number) if index is None else ()) + _own_text(page)
    return Decoded(grey, grid.dpi, frame if number > 1 else None, warnings)


def _own_text(page: dict[str, object]) -> tuple[str, ...]:
    if not is_sound(str(page["text"])):
        return ()
    return (f"the PDF has a text of {page['characters']:,} characters of its own, which was not used",)


def _check_end(path: str, source: str) -> None:
    """Refuse what lacks its end: PDFium would find a page here and there in what is left.

    Raises:
        TruncatedImageError: The mark of the end is missing.
    """
    with reading(path, "a PDF"), Path(path).open("rb") as file:
        file.seek(max(0, file.seek(0, os.SEEK_END) - PADDING))
        end = file.read().rstrip(b"\0\t\n\f\r ")
    if END_MARK not in end[-TAIL:]:
        raise TruncatedImageError("the PDF ends too early", source=source, advice=COPY_AGAIN)
