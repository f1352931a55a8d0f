"""Bad and odd files, made on the spot, each with what must become of it."""

from __future__ import annotations

import os
import struct
import unicodedata
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import ExifTags, Image

from hwalja.errors import (
    EmptyInputError,
    InputError,
    MissingInputError,
    OversizedImageError,
    TruncatedImageError,
    UnreadableImageError,
)
from tests.read.pdfs import PAGE, document, drawn, encrypted, grey_image, jpeg_image, scanned, stream
from tests.read.pictures import encoded, noise, picture

Write = Callable[[Path], object]


@dataclass(frozen=True, slots=True)
class Odd:
    """A file that may give trouble.

    Attributes:
        name: Of the file.
        write: Makes it at a path.
        error: What must be raised; None if it must be read.
        pages: How many can be read.
    """

    name: str
    write: Write
    error: type[InputError] | None = None
    pages: int = 1


def odd_files() -> list[Odd]:
    """Return all of them: more than a hundred, whose names differ."""
    found = [
        *_nothing(),
        *_cut_short(),
        *_no_images(),
        *_bombs(),
        *_odd_images(),
        *_tiffs(),
        *_pdfs(),
        *_places(),
        *_names(),
    ]
    assert len({odd.name for odd in found}) == len(found)
    return found


def _data(name: str, data: bytes, error: type[InputError] | None = None, pages: int | None = None) -> Odd:
    if pages is None:
        pages = 0 if error else 1
    return Odd(name, lambda path: path.write_bytes(data), error, pages)


def _nothing() -> Iterator[Odd]:
    for ending in ("jpg", "png", "tif", "pdf"):
        yield _data(f"empty.{ending}", b"", EmptyInputError)


def _cut_short() -> Iterator[Odd]:
    whole: dict[str, bytes] = {
        "jpg": encoded(noise(), "JPEG"),
        "progressive.jpg": encoded(noise(), "JPEG", progressive=True),
        "png": encoded(noise(), "PNG"),
        "tif": encoded(noise(), "TIFF"),
        "lzw.tif": encoded(noise(), "TIFF", compression="tiff_lzw"),
        "fax.tif": encoded(Image.fromarray(noise() > 128), "TIFF", compression="group4"),
        "webp": encoded(noise(), "WebP"),
        "bmp": encoded(noise(), "BMP"),
        "jp2": encoded(noise(), "JPEG2000"),
        "pdf": scanned(grey_image(noise())),
    }
    for ending, data in whole.items():
        for share in (10, 50, 95):
            yield _data(f"cut at {share}%.{ending}", data[: len(data) * share // 100], TruncatedImageError)
    yield _data("no end.jpg", whole["jpg"][:-2], TruncatedImageError)
    yield _data("no end.png", whole["png"][:-12])  # the last chunk holds nothing: all pixels are there
    yield _data("no end.pdf", whole["pdf"][:-6], TruncatedImageError)
    yield _data("only a beginning.jpg", b"\xff\xd8\xff", TruncatedImageError)
    yield _data("only a beginning.png", b"\x89PNG\r\n\x1a\n", TruncatedImageError)
    yield _data("only a beginning.tif", b"II*\0", TruncatedImageError)
    yield _data("only a beginning.pdf", b"%PDF-1.4\n", TruncatedImageError)


def _no_images() -> Iterator[Odd]:
    page = b"<!DOCTYPE html><html><title>404 Not Found</title></html>"
    for name, data in {
        "html.jpg": page,
        "html.pdf": page,
        "text.tif": "신문".encode(),
        "text.png": b"\n\n\n",
        "json.jp2": b'{"error": "quota exceeded"}',
        "xml.bmp": b'<?xml version="1.0"?><Error/>',
        "svg.png": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        "gif.jpg": b"GIF89a" + bytes(40),
        "zip.jpg": b"PK\x03\x04" + bytes(40),
        "heic.jpg": b"\0\0\0\x18ftypheic" + bytes(40),
        "wave.webp": b"RIFF\x24\0\0\0WAVEfmt " + bytes(40),
        "psd.tif": b"8BPS\0\1" + bytes(40),
        "zeros.jpg": bytes(100_000),
        "random.jp2": bytes(noise(9, 99)),
        "postscript.pdf": b"%!PS-Adobe-3.0\n",
        "letter.bmp": b"C",
    }.items():
        yield _data(name, data, UnreadableImageError)


def _bombs() -> Iterator[Odd]:
    black = zlib.compress(bytes(6250 * 1000), 9)
    yield _data("bomb.png", png(60_000, 60_000, 1, black), OversizedImageError)
    yield _data("bomb of the largest size.png", png(2**31 - 1, 2**31 - 1, 8, black), OversizedImageError)
    yield _data("nothing in it.png", png(1000, 1000, 8, b""), UnreadableImageError)
    yield _data("fewer rows than told.png", png(50_000, 8000, 1, zlib.compress(bytes(10))), InputError)
    yield _data("more than told.png", png(10, 10, 8, zlib.compress(bytes(50 << 20), 9)))
    yield _data("50000 wide.png", png(50_000, 60, 1, zlib.compress(bytes(6251 * 60), 9)))
    yield _data("50000 high.png", png(60, 50_000, 1, zlib.compress(bytes(9 * 50_000), 9)))
    yield _data("65500 wide.jpg", encoded(np.zeros((9, 65_500), np.uint8), "JPEG"))
    yield _data("no width.png", png(0, 10, 8, b""), UnreadableImageError)
    head = b"BM" + struct.pack("<IIIIiiHHIIiiII", 54, 0, 54, 40, 2**31 - 1, 2**31 - 1, 1, 24, 0, 0, 0, 0, 0, 0)
    yield _data("bomb.bmp", head, OversizedImageError)
    huge = bytearray(encoded(picture(), "TIFF", compression="tiff_lzw"))
    for tag in (256, 257):  # width and height
        struct.pack_into("<HHII", huge, huge.index(struct.pack("<HHI", tag, 3, 1)), tag, 4, 1, 100_000)
    yield _data("bomb.tif", bytes(huge), OversizedImageError)
    jpeg_2000 = encoded(picture(), "JPEG2000", no_jp2=True).replace(
        struct.pack(">II", 84, 60), struct.pack(">II", 90_000, 90_000)
    )
    yield _data("bomb.j2k", jpeg_2000, OversizedImageError)


def png(width: int, height: int, bits: int, deflated: bytes) -> bytes:
    """A grey PNG of that header and that data."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, bits, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", deflated) + chunk(b"IEND", b"")


def _odd_images() -> Iterator[Odd]:
    colours = Image.fromarray(np.stack([picture()] * 3, axis=2))
    turned = Image.Exif()
    turned[ExifTags.Base.Orientation] = 6
    sixteen = Image.fromarray(picture().astype(np.uint16) * 257)
    frames: dict[str, Any] = {"save_all": True, "append_images": [Image.fromarray(noise(60, 84))], "duration": 90}
    for name, data in {
        "1 by 1.png": encoded(picture()[:1, :1], "PNG"),
        "1 by 1.jpg": encoded(picture()[:1, :1], "JPEG"),
        "cmyk.jpg": encoded(colours.convert("CMYK"), "JPEG"),
        "cmyk.tif": encoded(colours.convert("CMYK"), "TIFF"),
        "lab.tif": encoded(colours.convert("LAB"), "TIFF"),
        "16 bits.png": encoded(sixteen, "PNG"),
        "16 bits.tif": encoded(sixteen, "TIFF"),
        "floating.tif": encoded(Image.fromarray(picture().astype(np.float32) / 255), "TIFF"),
        "1 bit.png": encoded(Image.fromarray(picture() > 128), "PNG"),
        "palette.png": encoded(colours.convert("P"), "PNG"),
        "transparent.png": encoded(colours.convert("RGBA"), "PNG"),
        "animated.webp": encoded(Image.fromarray(picture()), "WebP", **frames),
        "animated.png": encoded(Image.fromarray(picture()), "PNG", **frames),
        "turned.jpg": encoded(picture(), "JPEG", exif=turned),
        "broken exif.png": encoded(picture(), "PNG", exif=b"Exif\0\0MM\0\x2a\xff\xff\xff\xff"),
        "png.jpg": encoded(picture(), "PNG"),
        "jpeg.tif": encoded(picture(), "JPEG"),
        "tiff.pdf": encoded(picture(), "TIFF"),
        "pdf.jpg": scanned(grey_image(picture())),
        "more behind it.jpg": encoded(picture(), "JPEG") + b"<html>" * 99,
    }.items():
        yield _data(name, data)
    broken = bytearray(encoded(noise(), "PNG"))
    broken[len(broken) // 2] ^= 0xFF
    yield _data("wrong in the middle.png", bytes(broken), UnreadableImageError)


def _tiffs() -> Iterator[Odd]:
    pages = encoded(picture(), "TIFF", save_all=True, append_images=[Image.fromarray(noise(9, 9))] * 2)
    yield _data("3 pages.tif", pages, pages=3)
    thumbnail = Image.fromarray(noise(9, 9))
    yield _data("a thumbnail.tif", tiff_of(Image.fromarray(picture()), (thumbnail, {254: 1})))
    yield _data("a mask.tif", tiff_of(Image.fromarray(picture()), (thumbnail, {254: 4})))
    first, *_ = struct.unpack_from("<I", pages, 4)
    (number,) = struct.unpack_from("<H", pages, first)
    following = first + 2 + 12 * number
    for name, place, readable in (("a circle", first, 1), ("breaks off", len(pages) + 9, 1)):
        changed = bytearray(pages)
        struct.pack_into("<I", changed, following, place)
        yield _data(f"{name}.tif", bytes(changed), TruncatedImageError, readable)
    yield _data("no page.tif", b"II*\0\0\0\0\0", TruncatedImageError)
    yield _data("begins outside.tif", b"II*\0\xff\xff\xff\x7f" + bytes(99), TruncatedImageError)
    unknown = encoded(picture(), "TIFF").replace(
        struct.pack("<HHIHH", 259, 3, 1, 1, 0), struct.pack("<HHIHH", 259, 3, 1, 65_000, 0)
    )
    yield _data("packed in an unknown way.tif", unknown, UnreadableImageError)


def tiff_of(image: Image.Image, *more: tuple[Image.Image, dict[int, int]]) -> bytes:
    """A TIFF of an image and of others with tags of their own."""
    others = []
    for other, tags in more:
        other.encoderinfo = {"tiffinfo": tags}
        others.append(other)
    return encoded(image, "TIFF", save_all=True, append_images=others)


def _pdfs() -> Iterator[Odd]:
    line = b"10 w 20 100 m 180 100 l S"
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    whole = scanned(grey_image(picture()))
    jpeg = encoded(noise(), "JPEG")
    entries, data, size = grey_image(noise())
    damage = UnreadableImageError
    yield _data("3 pages.pdf", scanned(*[grey_image(picture())] * 3), pages=3)
    yield _data("password.pdf", encrypted(line, b"secret", b"owner"), damage)
    yield _data("may not be printed.pdf", encrypted(line, b"", b"owner"))
    lock = b"/Encrypt<</Filter/Adobe.PubSec/SubFilter/adbe.pkcs7.s4/V 2/R 3>>/ID[<00><00>]"
    yield _data("for one reader.pdf", document([pages, PAGE, stream(line)], trailer=lock), damage)
    yield _data("rubbish.pdf", b"%PDF-1.4\n" + bytes(noise(20, 99)) + b"\n%%EOF\n", damage)
    yield _data("no objects.pdf", b"%PDF-1.4\nstartxref\n0\n%%EOF\n", damage)
    yield _data("no pages.pdf", document([b"<</Type/Pages/Kids[]/Count 0>>"]), damage)
    yield _data("pages in a circle.pdf", document([b"<</Type/Pages/Kids[2 0 R]/Count 1>>"]), damage)
    yield _data("a million pages.pdf", document([pages.replace(b"1>>", b"1000000>>"), PAGE, stream(line)]), damage)
    yield _data("no content.pdf", document([pages, PAGE]))
    yield _data("not a page.pdf", document([pages, b"(a page)"]), damage)
    yield _data("wrong places.pdf", whole.replace(b"0000000", b"0099999"))
    yield _data("an image cut short.pdf", scanned(jpeg_image(jpeg[: len(jpeg) // 2], 260, 200)), damage)
    yield _data("an image of rubbish.pdf", scanned(jpeg_image(bytes(noise(9, 99)), 260, 200)), damage)
    yield _data("an image without its end.pdf", scanned((entries, data[: len(data) * 2 // 3], size)), damage)
    huge = b"/Width 60000/Height 60000/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/FlateDecode"
    yield _data("bomb.pdf", scanned((huge, zlib.compress(bytes(9), 9), (60, 60))), OversizedImageError)
    inflated = zlib.compress(bytes(50 << 20), 9)
    yield _data("inflated.pdf", scanned((entries, inflated, size)))
    large = PAGE.replace(b"[0 0 200 300]", b"[0 0 14400 14400]")
    yield _data("five metres wide.pdf", document([pages, large, stream(line)]), OversizedImageError)
    nothing = PAGE.replace(b"[0 0 200 300]", b"[0 0 .0001 .0001]")
    yield _data("no size.pdf", document([pages, nothing, stream(line)]), damage)
    yield _data("forms in forms.pdf", laughs(4))
    script = b"/OpenAction<</S/JavaScript/JS(while(true){app.alert\\(1\\)})>>"
    yield _data("scripted.pdf", drawn(line, catalogue=script))
    launch = b"/OpenAction<</S/Launch/F(/bin/sh)>>/AA<</WC<</S/Launch/F(/bin/sh)>>>>"
    yield _data("launches.pdf", drawn(line, catalogue=launch))
    yield _data("turned.pdf", scanned(grey_image(picture()), page=b"/Rotate 90"))
    yield _data("turned by a little.pdf", scanned(grey_image(picture()), page=b"/Rotate 17"))


def laughs(depth: int) -> bytes:
    """A page of forms that hold ten others each, `depth` levels deep."""
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
    forms = [
        stream(b"/X Do " * 10, head + b"/Resources<</XObject<</X %d 0 R>>>>" % (6 + level)) for level in range(depth)
    ]
    page = PAGE[:-2] + b"/Resources<</XObject<</X 5 0 R>>>>>>"
    return document(
        [b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, stream(b"/X Do " * 10), *forms, stream(b"0 0 m 9 9 l S", head)]
    )


def _places() -> Iterator[Odd]:
    """What is no file at all. Permissions are for whoever uses this: root may read everything."""
    yield Odd("folder.png", lambda path: path.mkdir(), MissingInputError, 0)
    yield Odd("leads nowhere.png", lambda path: path.symlink_to("nowhere"), MissingInputError, 0)
    yield Odd("leads to itself.png", lambda path: path.symlink_to(path.name), MissingInputError, 0)
    yield Odd("leads to a folder.png", lambda path: path.symlink_to("."), MissingInputError, 0)
    yield Odd("pipe.png", lambda path: os.mkfifo(path), MissingInputError, 0)
    yield Odd("device.png", lambda path: path.symlink_to(os.devnull), MissingInputError, 0)


def _names() -> Iterator[Odd]:
    data = encoded(picture(), "PNG")
    hangul = unicodedata.normalize("NFD", "동아일보 1면.png")
    for name in (
        "with spaces  and more .png",
        "🙂👨‍👩‍👧.png",
        hangul,
        "line\nfeed\r\ttab.png",
        "x" * 251 + ".png",
        "가" * 83 + "ab.png",
        "-o.png",
        "con.png",
        'a<b>c:d"e|f?g*h\\i.png',
        "$(touch x);`touch y`.png",
        "two..dots...png",
        "right\u202eto left.png",
        "[1].png",
        "%s%n.png",
        os.fsdecode(b"not utf-8 \xff\xfe.png"),
    ):
        yield _data(name, data)
