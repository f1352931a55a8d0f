"""Which kinds of image are read, told by their first bytes: a file's ending proves nothing."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from io import BytesIO

from PIL import (
    BmpImagePlugin,
    ImageFile,
    Jpeg2KImagePlugin,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

HEAD_SIZE = 1024
"""Bytes that `Kind.of` needs: so far into a PDF its first line may stand (PDF Reference 1.7, appendix H, note 13)."""

PDF_SIGNATURE = b"%PDF-"

_ENDINGS = ("jpg", "jpeg", "jpe", "jfif", "png", "tif", "tiff", "webp", "bmp", "dib", "pdf")
_ENDINGS_OF_JPEG_2000 = ("jp2", "jpx", "jpf", "j2k", "j2c", "jpc")
SUFFIXES = frozenset(f".{ending}" for ending in (*_ENDINGS, *_ENDINGS_OF_JPEG_2000))
"""What the names of such files end in, in lower case."""

SUFFIXES_OF_SEVERAL = frozenset([".tif", ".tiff", ".pdf"])
"""Those of the kinds that can hold several pages."""

JP2_SIGNATURE = b"\x00\x00\x00\x0cjP  \x0d\x0a\x87\x0a"
J2K_SIGNATURE = b"\xff\x4f\xff\x51"


class Kind(Enum):
    """An image format that is read."""

    JPEG = "JPEG"
    PNG = "PNG"
    TIFF = "TIFF"
    WEBP = "WebP"
    BMP = "BMP"
    JPEG_2000 = "JPEG 2000"
    PDF = "PDF"

    @classmethod
    def of(cls, head: bytes) -> Kind | None:
        """Return the kind of image that begins with `head`, or None."""
        if head.startswith(b"RIFF"):
            return cls.WEBP if head[8:12] == b"WEBP" else None
        found = next((kind for kind, magic in _MAGIC if head.startswith(magic)), None)
        return found or (cls.PDF if PDF_SIGNATURE in head else None)

    def open(self, data: bytes) -> ImageFile.ImageFile:
        """Read the header of an image file, which a PDF is not; the pixels are decoded on `load`.

        Pillow's classes are called themselves: `Image.open` would try its other formats, too.
        """
        return _OPEN[self](BytesIO(data))


_MAGIC: tuple[tuple[Kind, bytes | tuple[bytes, ...]], ...] = (
    (Kind.JPEG, b"\xff\xd8\xff"),
    (Kind.PNG, b"\x89PNG\r\n\x1a\n"),
    (Kind.TIFF, (b"II\x2a\x00", b"MM\x00\x2a", b"II\x2b\x00", b"MM\x00\x2b")),
    (Kind.BMP, b"BM"),
    (Kind.JPEG_2000, (JP2_SIGNATURE, J2K_SIGNATURE)),
)

_OPEN: dict[Kind, Callable[[BytesIO], ImageFile.ImageFile]] = {
    Kind.JPEG: JpegImagePlugin.JpegImageFile,
    Kind.PNG: PngImagePlugin.PngImageFile,
    Kind.TIFF: TiffImagePlugin.TiffImageFile,
    Kind.WEBP: WebPImagePlugin.WebPImageFile,
    Kind.BMP: BmpImagePlugin.BmpImageFile,
    Kind.JPEG_2000: Jpeg2KImagePlugin.Jpeg2KImageFile,
}
