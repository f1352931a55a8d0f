"""`read_image`: a path, bytes, a PIL image or an array becomes a `Scan`."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import numpy as np
from PIL import Image

from hwalja.errors import EmptyInputError
from hwalja.model import ImageSource, Scan
from hwalja.read.arrays import digest_of_array, grey_of_array
from hwalja.read.decode import decode_file, decode_image
from hwalja.read.kinds import HEAD_SIZE, Kind
from hwalja.reading import reading

NAMELESS = "image"
"""What a source without a file name is called unless the caller names it."""


def read_image(source: ImageSource, *, max_megapixels: float = 400.0, name: str | None = None) -> Scan:
    """Read an image: upright as its EXIF orientation says, grey, and on white where it is transparent.

    Args:
        source: A path, the bytes of an image file, a PIL image, or an array: shape (height, width) for grey,
            (height, width, 3 or 4) for RGB or RGBA; bool, uint8, uint16, or float from 0 to 1.
            Files may be JPEG, PNG, TIFF (the first page), WebP, BMP or JPEG 2000.
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
        label = path = name or NAMELESS
        data = bytes(source)
    else:
        path = os.fspath(source)
        label = name or Path(path).name
        data = _bytes_of(path)
    if not data:
        raise EmptyInputError("the file is empty", source=path, advice="it may not have been copied to the end")
    grey, dpi = decode_file(data, max_megapixels, path)
    return Scan(label, hashlib.sha256(data).hexdigest(), grey, dpi)


def _bytes_of(path: str) -> bytes:
    """Read a file, but only the beginning of one that is no image."""
    with reading(path, "an image"), Path(path).open("rb") as file:
        head = file.read(HEAD_SIZE)
        return head + file.read() if Kind.of(head) else head
