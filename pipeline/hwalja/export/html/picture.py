"""The image of a page as browsers show it: the file as given where they can, else encoded anew."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from PIL import ExifTags, Image

from hwalja.read import Facsimile
from hwalja.read.kinds import Kind
from hwalja.read.quiet import quiet_pillow

QUALITY = 85
"""Of a JPEG that is made here: type stays sharp, at a third of what the highest quality takes."""

_TYPES = {Kind.JPEG: "image/jpeg", Kind.PNG: "image/png", Kind.WEBP: "image/webp"}
_JPEG_MODES = ("L", "RGB", "YCbCr")
"""Of four inks browsers make other colours than we do."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image file and its media type."""

    type: str
    data: bytes


def picture(facsimile: Facsimile) -> Picture:
    """Return the page's image, upright where a browser shows it.

    Raises:
        InputError: It cannot be read.
    """
    kind, data = facsimile.kind, facsimile.file
    if data and kind in _TYPES and _shown_upright(kind, data):
        return Picture(_TYPES[kind], data)
    pixels, file = facsimile.pixels, BytesIO()
    if pixels.mode == "1":
        pixels.save(file, "PNG")
        return Picture(_TYPES[Kind.PNG], file.getvalue())
    pixels.save(file, "JPEG", quality=QUALITY)
    return Picture(_TYPES[Kind.JPEG], file.getvalue())


def _shown_upright(kind: Kind, data: bytes) -> bool:
    """Tell whether browsers turn the image as we do: they heed the EXIF of a JPEG, and no other note of a turn."""
    with quiet_pillow():
        image = kind.open(data)
        if kind is Kind.JPEG:
            own = Image.Exif()
            try:
                own.load(image.info.get("exif", b""))
                told = own.get(ExifTags.Base.Orientation, 1)
                return image.mode in _JPEG_MODES and image.getexif().get(ExifTags.Base.Orientation, 1) == told
            except Exception:  # damaged: nobody knows what a browser makes of it
                return False
        return b"eXIf" not in data and b"EXIF" not in data and b"rientation" not in data
