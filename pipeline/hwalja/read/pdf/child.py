"""PDFium, in a process of its own, which `process.py` starts: a script that imports nothing of hwalja.

It reads a request a line and answers each with a line, both JSON; after the answer to `render` come the pixels.
Scripts and actions of a PDF are never run: this build of PDFium has no JavaScript, and no form is ever opened.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

MOST_OBJECTS = 20_000
"""Objects of a page that are looked at: where there are more, the page is no scan."""

MOST_TEXT = 20_000
"""Characters of a text layer that are told: enough to judge it."""

DEEPEST = 15
"""Forms within forms that are followed."""

INVISIBLE = 3
"""Text rendering mode of a text layer over a scan (ISO 32000-1, 9.3.6)."""

STARTS = {"DCTDecode": b"\xff\xda", "JPXDecode": b"\xff\x93"}
"""What begins the data of a JPEG and of a JPEG 2000. Neither stands within compressed data, and nor does the end."""
END = b"\xff\xd9"

UNPACKED = {"FlateDecode", "LZWDecode", "RunLengthDecode", "ASCII85Decode", "ASCIIHexDecode"}
"""Filters whose data are the pixels themselves."""

DEPTHS = (1, 2, 4, 8, 16, 24, 32, 48, 64)
"""Bits that a pixel can have. PDFium tells only those that it turns them into, so any length that fits one will do."""

PADDING = 64
"""Bytes that may follow the last pixel."""

Answer = dict[str, Any]


class Broken(Exception):  # noqa: N818 - it names a part of the answer
    """What cannot be read: `pdf`, `page` or `image`."""


class Server:
    """Answers requests about the page that was described last."""

    def __init__(self) -> None:
        self.page: pdfium.PdfPage | None = None
        self.images: list[pdfium.PdfImage] = []

    def count(self, request: Answer) -> Answer:
        with _open(request) as pdf:
            return {"pages": _count(pdf)}

    def describe(self, request: Answer) -> Answer:
        """Tell what is on a page: its size in points, its images, how much else (and under each), and its text."""
        pdf = _open(request)
        answer: Answer = {"pages": _count(pdf)}
        if request["index"] >= answer["pages"]:
            return answer
        page = self.page = _page(pdf, request["index"])
        images, others = [], 0
        for found, matrix in islice(_objects(page), MOST_OBJECTS):
            if isinstance(found, pdfium.PdfImage):
                self.images.append(found)
                images.append({"size": found.get_px_size(), "matrix": matrix.get(), "under": others})
            else:
                others += not _is_invisible(found)
        characters, text = _text(page)
        return answer | {
            "size": page.get_size(),
            "box": page.get_bbox(),
            "rotation": page.get_rotation(),
            "images": images,
            "others": others,
            "characters": characters,
            "text": text,
        }

    def render(self, request: Answer) -> tuple[Answer, pdfium.PdfBitmap]:
        """Draw the page in grey, as the matrix from its points to pixels says."""
        if request["image"] is not None and not _is_whole(self.images[request["image"]]):
            raise Broken("image")
        width, height = request["size"]
        bitmap = pdfium.PdfBitmap.new_native(width, height, raw.FPDFBitmap_Gray)
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
        matrix, clip = raw.FS_MATRIX(*request["matrix"]), raw.FS_RECTF(0, 0, width, height)
        raw.FPDF_RenderPageBitmapWithMatrix(bitmap, self.page, matrix, clip, raw.FPDF_GRAYSCALE)
        return {}, bitmap


def _open(request: Answer) -> pdfium.PdfDocument:
    return pdfium.PdfDocument(Path(request["path"]).open("rb"), autoclose=True)


def _count(pdf: pdfium.PdfDocument) -> int:
    """Return the number of pages, which a broken file may claim too high: then its last one is not there."""
    number = len(pdf)
    try:
        if number:
            pdf.get_page_size(number - 1)
    except pdfium.PdfiumError as error:
        raise Broken("page") from error
    return number


def _page(pdf: pdfium.PdfDocument, index: int) -> pdfium.PdfPage:
    try:
        return pdf[index]
    except pdfium.PdfiumError as error:
        raise Broken("page") from error


def _objects(
    holder: pdfium.PdfPage | pdfium.PdfObject, outer: pdfium.PdfMatrix | None = None, depth: int = 0
) -> Iterator[tuple[pdfium.PdfObject, pdfium.PdfMatrix]]:
    """Yield what is drawn on a page or in a form, with its matrix to the page; forms are opened."""
    outer = outer or pdfium.PdfMatrix()
    page = holder if isinstance(holder, pdfium.PdfPage) else holder.page
    form = None if isinstance(holder, pdfium.PdfPage) else holder
    for found in page.get_objects(max_depth=1, form=form):
        matrix = found.get_matrix().multiply(outer)
        if found.type != raw.FPDF_PAGEOBJ_FORM:
            yield found, matrix
        elif depth < DEEPEST:
            yield from _objects(found, matrix, depth + 1)


def _text(page: pdfium.PdfPage) -> tuple[int, str]:
    """Return how many characters a page has of its own, and the first of them; broken ones are none."""
    try:
        text = page.get_textpage()
        characters = max(text.count_chars(), 0)
        return characters, text.get_text_range(0, min(characters, MOST_TEXT)) if characters else ""
    except pdfium.PdfiumError:
        return 0, ""


def _is_invisible(found: pdfium.PdfObject) -> bool:
    return bool(found.type == raw.FPDF_PAGEOBJ_TEXT and raw.FPDFTextObj_GetTextRenderMode(found) == INVISIBLE)


def _is_whole(image: pdfium.PdfImage) -> bool:
    """Tell whether an image can be decoded and has all its data: PDFium itself draws what there is of it."""
    filters = image.get_filters()
    start = STARTS.get(filters[0]) if len(filters) == 1 else None
    if start is not None:
        data = bytes(image.get_data())
        return data.rfind(END) > data.rfind(start) and _decodes(image)
    if not set(filters) <= UNPACKED:
        return _decodes(image)
    width, height = image.get_px_size()
    sizes = [height * -(-width * bits // 8) for bits in DEPTHS]
    length = raw.FPDFImageObj_GetImageDataDecoded(image, None, 0)
    fits = length > max(sizes) or any(size <= length <= size + PADDING for size in sizes)
    return fits and _decodes(image)


def _decodes(image: pdfium.PdfImage) -> bool:
    try:
        image.get_bitmap()
    except pdfium.PdfiumError:
        return False
    return True


def _limit(request: Answer) -> None:
    """Let this process have so many more seconds of a processor, and so much memory in bytes."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime + request["seconds"]) + 1
    for which, limit in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, request["memory"])):
        with suppress(ValueError, OSError):  # not every system has each limit; a lower one may hold already
            resource.setrlimit(which, (limit, resource.getrlimit(which)[1]))


def main() -> None:
    server = Server()
    for line in sys.stdin.buffer:
        request = json.loads(line)
        pixels = None
        try:
            _limit(request)
            answer = getattr(server, request["do"])(request)
            if isinstance(answer, tuple):
                answer, pixels = answer
        except Broken as error:
            answer = {"broken": str(error)}
        except pdfium.PdfiumError as error:
            answer = {"broken": "pdf", "code": error.err_code}
        except (OSError, MemoryError) as error:
            answer = {"broken": "file", "why": str(error) or "there is not enough memory"}
        except Exception:  # of Python, over something that no PDF should hold: it must not cost the other files
            answer = {"broken": "pdf"}
        sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
        if pixels is not None:
            sys.stdout.buffer.write(pixels.buffer)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
