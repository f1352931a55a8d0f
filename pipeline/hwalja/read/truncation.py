"""Whether an image file ends before its data does, told by its structure alone."""

from __future__ import annotations

import struct
from collections.abc import Callable

from hwalja.read.kinds import J2K_SIGNATURE, Kind

END_OF_IMAGE = b"\xff\xd9"
"""The last two bytes of a JPEG and of a JPEG 2000 codestream; neither format has them within compressed data."""


def ends_early(kind: Kind, data: bytes) -> bool:
    """Tell whether `data` lacks its end. Padding and whatever else follows the end is allowed."""
    try:
        return _CHECKS[kind](data)
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


def _tiff(data: bytes) -> bool:
    """Look whether the first page's tags, strips and tiles lie within the file (TIFF 6.0, section 2).

    Some writers give the last strip more bytes than it has; so where pixels are not compressed, they are counted.
    """
    tags = _tiff_tags(data)
    offsets = tags.get(_STRIP_OFFSETS) or tags.get(_TILE_OFFSETS) or (0,)
    counts = tags.get(_STRIP_BYTE_COUNTS) or tags.get(_TILE_BYTE_COUNTS) or (0,)
    if tags.get(_COMPRESSION, (1,)) != (1,):
        return any(offset + count > len(data) for offset, count in zip(offsets, counts, strict=False))
    if tags.get(_PHOTOMETRIC) == (_YCBCR,):  # of whose colours some are left out
        return max(offsets) >= len(data)
    bits = tags.get(_BITS_PER_SAMPLE, (1,))
    samples = tags.get(_SAMPLES_PER_PIXEL, (1,))[0]
    row = -(-tags[_WIDTH][0] * (sum(bits) if len(bits) == samples else bits[0] * samples) // 8)
    return min(offsets) + row * tags[_HEIGHT][0] > len(data)


def _tiff_tags(data: bytes) -> dict[int, tuple[int, ...]]:
    """Return the whole-number tags of the first page.

    Raises:
        struct.error: The file ends before them or before one of their values.
    """
    order = "<" if data.startswith(b"II") else ">"
    big = 43 in data[2:4]
    word, number_code, entry_size, at = ("Q", "Q", 20, 8) if big else ("I", "H", 12, 4)
    width = struct.calcsize("=" + word)
    (at,) = struct.unpack_from(order + word, data, at)
    (number,) = struct.unpack_from(order + number_code, data, at)
    at += struct.calcsize("=" + number_code)
    struct.unpack_from(order + word, data, at + number * entry_size)  # where the next page would be
    tags = {}
    for entry in range(at, at + number * entry_size, entry_size):
        tag, field_type, count = struct.unpack_from(order + "HH" + word, data, entry)
        code = _TIFF_TYPES.get(field_type)
        if code is None:
            continue
        place, length = entry + 4 + width, count * struct.calcsize("=" + code)
        if length > width:
            (place,) = struct.unpack_from(order + word, data, place)
        if place + length > len(data):
            raise struct.error
        if code in "HIQ":
            tags[tag] = struct.unpack_from(f"{order}{count}{code}", data, place)
    return tags


_WIDTH, _HEIGHT, _BITS_PER_SAMPLE, _COMPRESSION, _PHOTOMETRIC = 256, 257, 258, 259, 262
_STRIP_OFFSETS, _SAMPLES_PER_PIXEL, _STRIP_BYTE_COUNTS = 273, 277, 279
_TILE_OFFSETS, _TILE_BYTE_COUNTS = 324, 325
_YCBCR = 6

_TIFF_TYPES = dict(enumerate("BcHIdbchidfdI", 1)) | {16: "Q", 17: "q", 18: "Q"}
"""Codes of `struct` as long as each field type; a fraction is as long as a double."""


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
    Kind.TIFF: _tiff,
    Kind.WEBP: _webp,
    Kind.BMP: _bmp,
    Kind.JPEG_2000: _jpeg_2000,
}
