"""The image of the page as PDF holds it: JPEG, JPEG 2000 and PNG as they are, all else without loss."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import Any, TypeAlias, cast

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream
from PIL import ExifTags, Image, ImageCms, TiffImagePlugin

from hwalja.read import Facsimile
from hwalja.read.kinds import JP2_SIGNATURE, Kind
from hwalja.read.quiet import quiet_pillow

Matrix: TypeAlias = tuple[int, int, int, int, int, int]

UPRIGHT: Matrix = (1, 0, 0, 1, 0, 0)
ORIENTATIONS: dict[int, Matrix] = {
    1: UPRIGHT,
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}
"""From the unit square that PDF draws the stored image in to the one where it is upright: EXIF 2.3, tag 274."""

LEVEL = 3
"""Of Deflate, for pixels that have to be compressed anew: larger ones take twice the time to save a hundredth."""

_CHANNELS = {"1": 1, "L": 1, "I;16": 1, "RGB": 3, "CMYK": 4}
_DEVICE = {1: Name.DeviceGray, 3: Name.DeviceRGB, 4: Name.DeviceCMYK}
_PROFILED = {"GRAY": 1, "RGB ": 3, "CMYK": 4}
"""Channels of the colour spaces of ICC profiles that PDF takes."""
_PROFILE_CLASSES = ("scnr", "mntr", "prtr", "spac")

_PNG_GREY, _PNG_RGB, _PNG_PALETTE = 0, 2, 3


@dataclass(frozen=True, slots=True)
class Placed:
    """An image within a file.

    Attributes:
        image: Its XObject.
        matrix: Turns it upright within the unit square.
    """

    image: Object
    matrix: Matrix = UPRIGHT


def place(pdf: Pdf, facsimile: Facsimile, *, archival: bool) -> Placed:
    """Put the image of a page into a file.

    Args:
        pdf: The file.
        facsimile: The image.
        archival: Colours must be told apart from any device: inks without a profile become colours of a screen.

    Raises:
        InputError: The image cannot be read.
    """
    if facsimile.file and facsimile.kind:
        with quiet_pillow(), suppress(Exception):  # damaged metadata is no reason to refuse a page
            if found := _as_it_is(pdf, facsimile.file, facsimile.kind, archival=archival):
                return found
    pixels = facsimile.pixels
    return Placed(_fax(pdf, pixels) if pixels.mode == "1" else _deflated(pdf, pixels))


def _as_it_is(pdf: Pdf, data: bytes, kind: Kind, *, archival: bool) -> Placed | None:
    """Put an image file into the PDF as it is, if PDF knows such."""
    image = kind.open(data)
    if kind is Kind.PNG:
        stored = _png(pdf, data, image.info.get("icc_profile"))
        return None if stored is None else Placed(stored)
    if kind is Kind.JPEG:
        space = _space(pdf, image.mode, image.info.get("icc_profile"))
        if archival and space == Name.DeviceCMYK:
            return None
        extra = {"Decode": [1, 0] * 4} if image.mode == "CMYK" and "adobe" in image.info else {}
        stored = _xobject(pdf, data, image.size, Name.DCTDecode, ColorSpace=space, BitsPerComponent=8, **extra)
        return Placed(stored, ORIENTATIONS.get(image.getexif().get(ExifTags.Base.Orientation, 1), UPRIGHT))
    if data.startswith(JP2_SIGNATURE) and image.mode in _CHANNELS:  # which tells its colours itself
        return Placed(_xobject(pdf, data, image.size, Name.JPXDecode))
    return None


def _png(pdf: Pdf, data: bytes, profile: object) -> Object | None:
    """Return a PNG's image: PDF compresses lines in the same way, unless they are interlaced or transparent."""
    chunks = list(_chunks(data))
    (header,) = (content for name, content in chunks if name == b"IHDR")
    columns, rows, bits, kind, _, _, interlaced = struct.unpack(">2I5B", header)
    names = {name for name, _ in chunks}
    if interlaced or kind not in (_PNG_GREY, _PNG_RGB, _PNG_PALETTE) or names & {b"tRNS", b"eXIf"}:
        return None
    channels = 3 if kind == _PNG_RGB else 1
    space = _space(pdf, "L" if kind == _PNG_GREY else "RGB", profile)
    if kind == _PNG_PALETTE:
        (palette,) = (content for name, content in chunks if name == b"PLTE")
        space = Array([Name.Indexed, space, len(palette) // 3 - 1, palette])
    return _xobject(
        pdf,
        b"".join(content for name, content in chunks if name == b"IDAT"),
        (columns, rows),
        Name.FlateDecode,
        ColorSpace=space,
        BitsPerComponent=bits,
        DecodeParms=Dictionary(Predictor=15, Colors=channels, BitsPerComponent=bits, Columns=columns),
    )


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at + 8 <= len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        yield name, data[at + 8 : at + 8 + length]
        at += 12 + length


def _deflated(pdf: Pdf, pixels: Image.Image) -> Object:
    file = BytesIO()
    pixels.save(file, "PNG", compress_level=LEVEL, exif=b"")
    return cast("Object", _png(pdf, file.getvalue(), pixels.info.get("icc_profile")))  # none that PDF does not know


def _fax(pdf: Pdf, pixels: Image.Image) -> Object:
    """Return black and white pixels, compressed as faxes are (ITU-T T.6), as one strip of a TIFF."""
    file = BytesIO()
    pixels.save(file, "TIFF", compression="group4", strip_size=(pixels.width + 7) // 8 * pixels.height)
    file.seek(0)
    tags = TiffImagePlugin.TiffImageFile(file).tag_v2
    (start,), (length,) = tags[TiffImagePlugin.STRIPOFFSETS], tags[TiffImagePlugin.STRIPBYTECOUNTS]
    white = tags[TiffImagePlugin.PHOTOMETRIC_INTERPRETATION]  # what the bit 1 stands for, if it is black in T.6
    return _xobject(
        pdf,
        file.getvalue()[start : start + length],
        pixels.size,
        Name.CCITTFaxDecode,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=1,
        DecodeParms=Dictionary(K=-1, Columns=pixels.width, Rows=pixels.height, BlackIs1=bool(white)),
    )


def _space(pdf: Pdf, mode: str, profile: object) -> Object:
    """Return the colours of an image of that mode: as its profile tells them, if it has one that fits."""
    channels = _CHANNELS[mode]
    if isinstance(profile, bytes):
        with suppress(OSError):
            told = ImageCms.ImageCmsProfile(BytesIO(profile)).profile
            if _PROFILED.get(told.xcolor_space) == channels and told.device_class in _PROFILE_CLASSES:
                return Array([Name.ICCBased, pdf.make_indirect(Stream(pdf, profile, N=channels))])
    return _DEVICE[channels]


def _xobject(pdf: Pdf, data: bytes, size: tuple[int, int], packed: Object, **more: Any) -> Object:
    stream = Stream(pdf, data, Type=Name.XObject, Subtype=Name.Image, Width=size[0], Height=size[1], Filter=packed)
    for key, value in more.items():
        stream[f"/{key}"] = value
    return pdf.make_indirect(stream)
