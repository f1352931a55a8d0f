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
    except (struct.error, IndexError):
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
    """Look whether the first page's tags, strips and tiles lie within the file (TIFF 6.0, section 2)."""
    order = "<" if data.startswith(b"II") else ">"
    big = data[2:4] in (b"\x2b\x00", b"\x00\x2b")
    entries = _tiff_entries(data, order, big=big)
    for offsets, counts in ((273, 279), (324, 325)):
        if offsets in entries and counts in entries:
            parts = zip(entries[offsets], entries[counts], strict=False)
            return any(offset + count > len(data) for offset, count in parts)
    return False


def _tiff_entries(data: bytes, order: str, *, big: bool) -> dict[int, tuple[int, ...]]:
    """Return the whole-number tags of the first page; BigTIFF has longer fields."""
    word, count_code, size = ("Q", "Q", 20) if big else ("I", "H", 12)
    width = struct.calcsize("=" + word)
    (at,) = struct.unpack_from(order + word, data, 8 if big else 4)
    (number,) = struct.unpack_from(order + count_code, data, at)
    at += struct.calcsize("=" + count_code)
    found = {}
    for entry in range(at, at + number * size, size):
        tag, kind, count = struct.unpack_from(order + "HH" + word, data, entry)
        code = {3: "H", 4: "I", 16: "Q"}.get(kind)
        if code and tag in (273, 279, 324, 325):
            place = entry + 4 + width
            if count * struct.calcsize("=" + code) > width:
                (place,) = struct.unpack_from(order + word, data, place)
            found[tag] = struct.unpack_from(f"{order}{count}{code}", data, place)
    return found


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
