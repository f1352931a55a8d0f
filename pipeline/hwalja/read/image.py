"""`read_image`: a path, bytes, a PIL image or an array becomes a `Scan`."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from tempfile import NamedTemporaryFile

import numpy as np
from PIL import Image

from hwalja.model import Frame, ImageSource, Scan
from hwalja.read.arrays import digest_of_array, grey_of_array
from hwalja.read.decode import decode_file, decode_image
from hwalja.read.decoded import Decoded, empty
from hwalja.read.kinds import HEAD_SIZE, Kind
from hwalja.read.pdf import decode_pdf
from hwalja.reading import reading

NAMELESS = "image"
"""What a source without a file name is called unless the caller names it."""


def read_image(source: ImageSource, *, max_megapixels: float = 400.0, name: str | None = None) -> Scan:
    """Read an image: upright as its EXIF orientation says, grey, and on white where it is transparent.

    Args:
        source: A path, a page of a file that holds several, the bytes of an image file, a PIL image, or an array:
            shape (height, width) for grey, (height, width, 3 or 4) for RGB or RGBA; bool, uint8, uint16, or float
            from 0 to 1.
            Files may be JPEG, PNG, TIFF, WebP, BMP, JPEG 2000 or PDF; of several pages the first is read unless
            the source says which.
        max_megapixels: Images with more million pixels are refused before they are decoded.
        name: What to call it; by default the file's name, or "image".

    Returns:
        The scan; its `sha256` is that of the file's bytes. For a PIL image it is that of mode, size and pixels, for
        an array that of dtype, shape and pixels, row by row: of `"<dtype.str> <shape>"`, a newline and the pixels.

    Raises:
        MissingInputError: There is no such file, or it may not be read.
        EmptyInputError: There are no bytes.
        UnreadableImageError: It is no image, of a kind that is not read, or damaged.
        TruncatedImageError: The image data ends too early.
        OversizedImageError: It has more pixels than allowed.
    """
    if isinstance(source, np.ndarray):
        label = name or NAMELESS
        return Scan(label, digest_of_array(source), grey_of_array(source, max_megapixels, label), None)
    if isinstance(source, Image.Image):
        label = name or Path(str(getattr(source, "filename", ""))).name or NAMELESS
        return Scan(label, *decode_image(source, max_megapixels, label))
    if isinstance(source, bytes | bytearray | memoryview):
        label = name or NAMELESS
        return _of_bytes(bytes(source), None, max_megapixels, label, label)
    path = os.fspath(source.path if isinstance(source, Frame) else source)
    index = source.index if isinstance(source, Frame) else None
    return _of_file(path, index, max_megapixels, name or Path(path).name)


def _of_file(path: str, index: int | None, max_megapixels: float, label: str) -> Scan:
    """Read a file, but only the beginning of one that is no image, and never the whole of a PDF at once."""
    with reading(path, "an image"), Path(path).open("rb") as file:
        head = file.read(HEAD_SIZE)
        kind = Kind.of(head)
        if kind is not Kind.PDF or not file.seekable():
            data = head + file.read() if kind else head
            digest = None
        else:
            file.seek(0)
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest is None:
        return _of_bytes(data, index, max_megapixels, path, label)
    return _scan(label, digest, decode_pdf(path, index, max_megapixels, path))


def _of_bytes(data: bytes, index: int | None, max_megapixels: float, path: str, label: str) -> Scan:
    if not data:
        raise empty(path)
    digest = hashlib.sha256(data).hexdigest()
    if Kind.of(data[:HEAD_SIZE]) is not Kind.PDF:
        return _scan(label, digest, decode_file(data, index, max_megapixels, path))
    with reading(path, "a PDF"), NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        return _scan(label, digest, decode_pdf(file.name, index, max_megapixels, path))


def _scan(label: str, digest: str, page: Decoded) -> Scan:
    return Scan(label, digest, page.grey, page.dpi, page.frame, page.warnings)
