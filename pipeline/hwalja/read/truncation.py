"""Whether an image file ends before its data does, told by its structure alone."""

from __future__ import annotations

import struct
from collections.abc import Callable
from io import BytesIO

from hwalja.read.kinds import J2K_SIGNATURE, Kind
from hwalja.read.tiff import directories, tags

END_OF_IMAGE = b"\xff\xd9"
"""The last two bytes of a JPEG and of a JPEG 2000 codestream; neither format has them within compressed data."""


def ends_early(kind: Kind, data: bytes, page: int = 0) -> bool:
    """Tell whether `data` lacks its end, or, of a TIFF, the end of a page. What follows the end is allowed."""
    try:
        return _tiff(data, page) if kind is Kind.TIFF else _CHECKS[kind](data)
    except (struct.error, IndexError, KeyError, OverflowError):
        return True


def _jpeg(data: bytes) -> bool:
    """Go through the segments to the first scan (ITU-T T.81, B.1.1); a preview in one of them has an end, too."""
    at = 2
    while data[at + 1] != 0xDA:
        if data[at] != 0xFF:
            return False  # damaged, not cut short
        if data[at + 1] == 0xFF:
            at += 1
        else:
            at += 2 + int(struct.unpack_from(">H", data, at + 2)[0])
    return data.find(END_OF_IMAGE, at) < 0


def _png(data: bytes) -> bool:
    """Go through the chunks (ISO/IEC 15948, 5.3)."""
    at = 8
    while True:
        length, name = struct.unpack_from(">I4s", data, at)
        at += 12 + length
        if at > len(data):
            return True
        if name == b"IEND":
            return False


def _tiff(data: bytes, page: int) -> bool:
    """Look whether a page's tags, strips and tiles lie within the file.

    Some writers give the last strip more bytes than it has; so where pixels are not compressed, they are counted.
    """
    found = tags(data, directories(BytesIO(data)).pages[page].at)
    offsets = found.get(_STRIP_OFFSETS) or found.get(_TILE_OFFSETS) or (0,)
    counts = found.get(_STRIP_BYTE_COUNTS) or found.get(_TILE_BYTE_COUNTS) or (0,)
    if found.get(_COMPRESSION, (1,)) != (1,):
        return any(offset + count > len(data) for offset, count in zip(offsets, counts, strict=False))
    if found.get(_PHOTOMETRIC) == (_YCBCR,):  # of whose colours some are left out
        return max(offsets) >= len(data)
    bits = found.get(_BITS_PER_SAMPLE, (1,))
    samples = found.get(_SAMPLES_PER_PIXEL, (1,))[0]
    row = -(-found[_WIDTH][0] * (sum(bits) if len(bits) == samples else bits[0] * samples) // 8)
    return min(offsets) + row * found[_HEIGHT][0] > len(data)


_WIDTH, _HEIGHT, _BITS_PER_SAMPLE, _COMPRESSION, _PHOTOMETRIC = 256, 257, 258, 259, 262
_STRIP_OFFSETS, _SAMPLES_PER_PIXEL, _STRIP_BYTE_COUNTS = 273, 277, 279
_TILE_OFFSETS, _TILE_BYTE_COUNTS = 324, 325
_YCBCR = 6


def _webp(data: bytes) -> bool:
    return 8 + int(struct.unpack_from("<I", data, 4)[0]) > len(data)


def _bmp(data: bytes) -> bool:
    """Compare with the size in the header, and with the pixels' place where some writers leave that zero."""
    size, pixels = struct.unpack_from("<I4xI", data, 2)
    return bool(max(size, pixels) > len(data))


def _jpeg_2000(data: bytes) -> bool:
    """Find the codestream among the boxes (ISO/IEC 15444-1, annex I) and its end."""
    at, end = 0, len(data)
    while not data.startswith(J2K_SIGNATURE, at):
        length, name = struct.unpack_from(">I4s", data, at)
        header = 8
        if length == 1:
            (length,), header = struct.unpack_from(">Q", data, at + 8), 16
        end = at + length if length else len(data)
        if end > len(data):
            return True
        if length and length < header:
            return False  # damaged, not cut short
        at = at + header if name == b"jp2c" else end
    return data.rfind(END_OF_IMAGE, at, end) < 0


_CHECKS: dict[Kind, Callable[[bytes], bool]] = {
    Kind.JPEG: _jpeg,
    Kind.PNG: _png,
    Kind.WEBP: _webp,
    Kind.BMP: _bmp,
    Kind.JPEG_2000: _jpeg_2000,
}
