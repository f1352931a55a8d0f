"""Decoding: whole or not at all, and nothing but an `InputError` when not."""

from __future__ import annotations

import hashlib
from io import BytesIO

import numpy as np
from PIL import ExifTags, Image

from hwalja.errors import InputError, OversizedImageError, TruncatedImageError, UnreadableImageError
from hwalja.model import Grey
from hwalja.read.decoded import COPY_AGAIN, Decoded, check_page, no_image, only_first
from hwalja.read.dpi import dpi_of
from hwalja.read.grey import grey_of_image
from hwalja.read.kinds import HEAD_SIZE, Kind
from hwalja.read.limits import check_size
from hwalja.read.quiet import quiet_pillow
from hwalja.read.tiff import directories
from hwalja.read.truncation import ends_early


def decode_file(data: bytes, index: int | None, max_megapixels: float, source: str) -> Decoded:
    """Decode an image file.

    Args:
        data: Its bytes.
        index: Which page of a TIFF of several, from 0; None for the first, with a warning if there are more.
        max_megapixels: Larger images are refused.
        source: What it is called in errors.

    Raises:
        InputError: It is no image, has no such page, is damaged, cut short or too large.
    """
    kind = Kind.of(data[:HEAD_SIZE])
    if kind is None or kind is Kind.PDF:
        raise no_image(source)
    pages = directories(BytesIO(data)).pages if kind is Kind.TIFF else ()
    frame = index or 0
    number = max(len(pages), 1)
    check_page(frame, number, source)
    cut_short = TruncatedImageError(f"the {kind.value} data ends too early", source=source, advice=COPY_AGAIN)
    if kind in (Kind.JPEG_2000, Kind.TIFF) and ends_early(kind, data, frame):
        raise cut_short  # OpenJPEG fills in what is missing and says nothing; libtiff prints
    try:
        with quiet_pillow():
            image = kind.open(data)
            if pages and pages[frame].ordinal:
                image.seek(pages[frame].ordinal)
        # JPEG gives its luma itself: faster than through RGB, and a quarter of the memory.
        if kind is Kind.JPEG and image.mode in ("RGB", "YCbCr"):
            image.draft("L", None)
        grey, dpi = _decode(image, max_megapixels, source)
    except InputError:
        raise
    except Exception as error:
        if ends_early(kind, data, frame):
            raise cut_short from error
        raise undecodable(error, f"the {kind.value} data cannot be decoded", source) from error
    warnings = only_first(number) if index is None else ()
    return Decoded(grey, dpi, frame if number > 1 else None, warnings)


def decode_image(image: Image.Image, max_megapixels: float, source: str) -> tuple[str, Grey, float | None]:
    """Return the SHA-256 of a PIL image's mode, size and pixels, its grey pixels and its DPI.

    Raises:
        InputError: Its file, still to be decoded, is damaged, or it is too large.
    """
    try:
        grey, dpi = _decode(image, max_megapixels, source)
        digest = hashlib.sha256(f"{image.mode} {image.size}\n".encode())
        digest.update(image.tobytes())
    except InputError:
        raise
    except Exception as error:
        raise undecodable(error, "the image cannot be decoded", source) from error
    return digest.hexdigest(), grey, dpi


def undecodable(error: Exception, what: str, source: str) -> InputError:
    """Return what to raise where decoding failed with `error`."""
    if isinstance(error, MemoryError):
        return OversizedImageError("there is not enough memory for the image", source=source, advice="scale it down")
    return UnreadableImageError(f"{what}: {error}", source=source, advice="save it anew from its original")


def _decode(image: Image.Image, max_megapixels: float, source: str) -> tuple[Grey, float | None]:
    width, height = image.size
    check_size(width, height, max_megapixels, source)
    with quiet_pillow():
        dpi = dpi_of(image)
        image.load()
        # Asked for after decoding: TIFF's decoder turns the image itself, PNG may hold its EXIF at the end.
        orientation = _orientation(image)
        return _upright(grey_of_image(image), orientation), dpi


def _orientation(image: Image.Image) -> int:
    try:
        value = image.getexif().get(ExifTags.Base.Orientation, 1)
    except Exception:  # damaged metadata is no reason to refuse a page
        return 1
    return value if isinstance(value, int) else 1


def _upright(grey: Grey, orientation: int) -> Grey:
    """Turn and mirror stored rows to what is displayed: EXIF 2.3, tag 274."""
    if orientation in (5, 6, 7, 8):
        grey = grey.T
    if orientation in (2, 3, 6, 7):
        grey = grey[:, ::-1]
    if orientation in (3, 4, 7, 8):
        grey = grey[::-1]
    return np.ascontiguousarray(grey)
