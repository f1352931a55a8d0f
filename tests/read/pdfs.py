"""Small PDFs written by hand, whole ones and such as should not be."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence

import numpy as np

from hwalja.model import Grey

HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]/Contents 4 0 R>>"


def document(objects: Sequence[bytes], *, trailer: bytes = b"", catalogue: bytes = b"") -> bytes:
    """A PDF of a catalogue, and of `objects` from number 2 on, of which the first is the list of pages."""
    data, places = bytearray(HEAD), []
    for number, body in enumerate([b"<</Type/Catalog/Pages 2 0 R" + catalogue + b">>", *objects], 1):
        places.append(len(data))
        data += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start, size = len(data), len(places) + 1
    data += b"xref\n0 %d\n0000000000 65535 f \n" % size + b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer\n<</Size %d/Root 1 0 R" % size + trailer + b">>\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(data)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<<" + entries + b"/Length %d>>stream\n" % len(data) + data + b"\nendstream"


def drawn(content: bytes, *, page: bytes = b"", catalogue: bytes = b"", more: Sequence[bytes] = ()) -> bytes:
    """A page of 200 × 300 pt with the font F and what `content` draws; `more` objects begin at number 6."""
    about = PAGE[:-2] + b"/Resources<</Font<</F 5 0 R>>>>" + page + b">>"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return document([pages, about, stream(content), font, *more], catalogue=catalogue)


def scanned(
    *images: tuple[bytes, bytes, tuple[float, float]], page: bytes = b"", content: bytes | None = None
) -> bytes:
    """Pages that each hold an image: the entries of its dictionary, its data, its size in points.

    Args:
        images: One a page.
        page: Further entries of each page.
        content: What draws the page: by default the image I over all of it.
    """
    kids = b" ".join(b"%d 0 R" % (3 + 3 * number) for number in range(len(images)))
    objects = [b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, len(images))]
    for number, (entries, data, (width, height)) in enumerate(images):
        first = 3 + 3 * number
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %f %f]/Contents %d 0 R" % (width, height, first + 1)
            + b"/Resources<</XObject<</I %d 0 R>>>>" % (first + 2)
            + page
            + b">>",
            stream(content or b"q %f 0 0 %f 0 0 cm /I Do Q" % (width, height)),
            stream(data, b"/Type/XObject/Subtype/Image" + entries),
        ]
    return document(objects)


def grey_image(pixels: Grey, dpi: float = 300.0) -> tuple[bytes, bytes, tuple[float, float]]:
    """A grey image for `scanned`, deflated."""
    height, width = pixels.shape
    entries = b"/Width %d/Height %d/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/FlateDecode" % (width, height)
    return entries, zlib.compress(np.ascontiguousarray(pixels).tobytes()), (width * 72 / dpi, height * 72 / dpi)


def jpeg_image(
    data: bytes, width: int, height: int, colours: bytes = b"/DeviceGray"
) -> tuple[bytes, bytes, tuple[float, float]]:
    """A JPEG for `scanned`, at 300 DPI."""
    entries = b"/Width %d/Height %d/BitsPerComponent 8/ColorSpace%b/Filter/DCTDecode" % (width, height, colours)
    return entries, data, (width * 0.24, height * 0.24)


def encrypted(content: bytes, user: bytes, owner: bytes) -> bytes:
    """A page whose content is encrypted with RC4 of 40 bits (ISO 32000-1, 7.6.3): readable without `user` if empty."""
    key_of_owner = hashlib.md5(_padded(owner), usedforsecurity=False).digest()[:5]
    entry = _rc4(key_of_owner, _padded(user))
    file_id = b"0123456789abcdef"
    seed = _padded(user) + entry + (-4).to_bytes(4, "little", signed=True) + file_id
    key = hashlib.md5(seed, usedforsecurity=False).digest()[:5]
    check = _rc4(key, _PADDING)
    key_of_stream = hashlib.md5(key + b"\4\0\0\0\0", usedforsecurity=False).digest()[:10]
    trailer = b"/Encrypt<</Filter/Standard/V 1/R 2/O<%b>/U<%b>/P -4>>/ID[<%b><%b>]" % (
        entry.hex().encode(),
        check.hex().encode(),
        file_id.hex().encode(),
        file_id.hex().encode(),
    )
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return document([pages, PAGE, stream(_rc4(key_of_stream, content))], trailer=trailer)


_PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


def _padded(password: bytes) -> bytes:
    return (password + _PADDING)[:32]


def _rc4(key: bytes, data: bytes) -> bytes:
    box, at, other = list(range(256)), 0, 0
    for place in range(256):
        other = (other + box[place] + key[place % len(key)]) % 256
        box[place], box[other] = box[other], box[place]
    out, other = bytearray(), 0
    for byte in data:
        at = (at + 1) % 256
        other = (other + box[at]) % 256
        box[at], box[other] = box[other], box[at]
        out.append(byte ^ box[(box[at] + box[other]) % 256])
    return bytes(out)
