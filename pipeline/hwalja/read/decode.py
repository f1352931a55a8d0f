"""Decoding: whole or not at all, and nothing but an `InputError` when not."""

from __future__ import annotations

import hashlib

import numpy as np
from PIL import ExifTags, Image

from hwalja.errors import InputError, OversizedImageError, TruncatedImageError, UnreadableImageError
from hwalja.model import Grey
from hwalja.read.dpi import dpi_of
from hwalja.read.grey import grey_of_image
from hwalja.read.kinds import Kind
from hwalja.read.limits import check_size
from hwalja.read.quiet import quiet_pillow
from hwalja.read.truncation import ends_early

KINDS = ", ".join(kind.value for kind in Kind)


def decode_file(data: bytes, max_megapixels: float, source: str) -> tuple[Grey, float | None]:
    """Return an image file's pixels, upright and grey, and its DPI.

    Raises:
        InputError: It is no image, damaged, cut short or too large.
    """
    kind = Kind.of(data)
    if kind is None:
        raise UnreadableImageError("this is not an image of a kind that is read", source=source, advice=f"use {KINDS}")
    cut_short = TruncatedImageError(
        f"the {kind.value} data ends too early", source=source, advice="copy or download the file again"
    )
    if kind in (Kind.JPEG_2000, Kind.TIFF) and ends_early(kind, data):
        raise cut_short  # OpenJPEG fills in what is missing and says nothing; libtiff prints
    try:
        with quiet_pillow():
            image = kind.open(data)
        # JPEG gives its luma itself: faster than through RGB, and a quarter of the memory.
        if kind is Kind.JPEG and image.mode in ("RGB", "YCbCr"):
            image.draft("L", None)
        return _decode(image, max_megapixels, source)
    except InputError:
        raise
    except Exception as error:
        if ends_early(kind, data):
            raise cut_short from error
        raise _failure(error, f"the {kind.value} data cannot be decoded", source) from error


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
        raise _failure(error, "the image cannot be decoded", source) from error
    return digest.hexdigest(), grey, dpi


def _failure(error: Exception, what: str, source: str) -> InputError:
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
