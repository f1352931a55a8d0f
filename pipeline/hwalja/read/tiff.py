"""The structure of a TIFF: its directories, and which of them are pages (TIFF 6.0, section 2; BigTIFF)."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import BinaryIO

MOST_PAGES = 100_000
"""Directories that are followed: a file with more is broken or meant to do harm."""

_NEW_SUBFILE_TYPE, _SUBFILE_TYPE = 254, 255
_REDUCED, _MASK = 1, 4
"""Bits of NewSubfileType: a smaller copy of another image, a transparency mask."""
_OLD_REDUCED = 2
"""SubfileType of a smaller copy."""

_TYPES = dict(enumerate("BcHIdbchidfdI", 1)) | {16: "Q", 17: "q", 18: "Q"}
"""Codes of `struct` as long as each field type; a fraction is as long as a double."""


@dataclass(frozen=True, slots=True)
class Directory:
    """One image of a TIFF.

    Attributes:
        ordinal: Its place among all images of the file, from 0.
        at: Where it stands in the file.
        reduced: It is a thumbnail, a smaller copy or a mask, and no page.
    """

    ordinal: int
    at: int
    reduced: bool


@dataclass(frozen=True, slots=True)
class Directories:
    """What is found in a TIFF.

    Attributes:
        pages: The directories that are pages; all, if none is anything but a copy.
        broken: The chain of directories leads out of the file, or round in a circle.
    """

    pages: tuple[Directory, ...]
    broken: bool


@dataclass(frozen=True, slots=True)
class _Form:
    """How numbers are written: byte order, and the codes and sizes that differ in BigTIFF."""

    order: str
    word: str
    number: str
    entry: int
    first: int

    @classmethod
    def of(cls, head: bytes) -> _Form:
        order = "<" if head.startswith(b"II") else ">"
        return cls(order, "Q", "Q", 20, 8) if 43 in head[2:4] else cls(order, "I", "H", 12, 4)

    def size(self, code: str) -> int:
        return struct.calcsize("=" + code)


def directories(file: BinaryIO) -> Directories:
    """Follow the chain of directories; nothing else is read."""
    file.seek(0)
    form = _Form.of(file.read(4))
    found: list[Directory] = []
    seen: set[int] = set()
    broken = False
    try:
        (at,) = _take(file, form.first, form.order + form.word)
        while at:
            if at in seen or len(seen) == MOST_PAGES:
                broken = True
                break
            seen.add(at)
            reduced, following = _directory(file, form, at)
            found.append(Directory(len(found), at, reduced))
            at = following
    except struct.error:
        broken = True
    pages = tuple(each for each in found if not each.reduced)
    return Directories(pages or tuple(found), broken)


def tags(data: bytes, at: int) -> dict[int, tuple[int, ...]]:
    """Return the whole-number tags of the directory at `at`.

    Raises:
        struct.error: The file ends before them or before one of their values.
    """
    form = _Form.of(data[:4])
    width = form.size(form.word)
    (number,) = struct.unpack_from(form.order + form.number, data, at)
    at += form.size(form.number)
    struct.unpack_from(form.order + form.word, data, at + number * form.entry)  # where the next page would be
    found = {}
    for entry in range(at, at + number * form.entry, form.entry):
        tag, field_type, count = struct.unpack_from(form.order + "HH" + form.word, data, entry)
        code = _TYPES.get(field_type)
        if code is None:
            continue
        place, length = entry + 4 + width, count * form.size(code)
        if length > width:
            (place,) = struct.unpack_from(form.order + form.word, data, place)
        if place + length > len(data):
            raise struct.error
        if code in "HIQ":
            found[tag] = struct.unpack_from(f"{form.order}{count}{code}", data, place)
    return found


def _directory(file: BinaryIO, form: _Form, at: int) -> tuple[bool, int]:
    """Tell whether the directory at `at` is a reduced image, and where the next one stands."""
    (number,) = _take(file, at, form.order + form.number)
    if number > 0xFFFF:
        raise struct.error
    start = at + form.size(form.number)
    file.seek(start)
    entries = file.read(number * form.entry)
    (following,) = _take(file, start + number * form.entry, form.order + form.word)
    reduced = False
    for place in range(0, number * form.entry, form.entry):
        tag, field_type = struct.unpack_from(form.order + "HH", entries, place)
        if tag in (_NEW_SUBFILE_TYPE, _SUBFILE_TYPE):
            code = _TYPES.get(field_type, "I")
            (value,) = struct.unpack_from(
                form.order + (code if code in "HI" else "I"), entries, place + 4 + form.size(form.word)
            )
            reduced |= bool(value & (_REDUCED | _MASK)) if tag == _NEW_SUBFILE_TYPE else value == _OLD_REDUCED
    return reduced, int(following)


def _take(file: BinaryIO, at: int, code: str) -> tuple[int, ...]:
    if at >= 1 << 63:
        raise struct.error
    file.seek(at)
    return struct.unpack(code, file.read(struct.calcsize(code)))
