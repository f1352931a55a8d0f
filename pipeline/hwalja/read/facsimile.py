"""The image that a page was read from, for the formats that show it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import cached_property
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any

from PIL import Image, ImageOps

from hwalja.errors import InputError
from hwalja.model import Frame, ImageSource, Scan
from hwalja.read.decode import undecodable
from hwalja.read.image import NAMELESS, read_image
from hwalja.read.kinds import HEAD_SIZE, Kind
from hwalja.read.limits import check_size
from hwalja.read.quiet import quiet_pillow
from hwalja.read.tiff import directories
from hwalja.reading import reading


class Facsimile:
    """The image of a page: nothing is read before it is asked for, and nothing twice.

    Args:
        source: What the page was read from, or what finds it.
        max_megapixels: Images with more million pixels are refused before they are decoded.

    Attributes:
        scan: What was read of it, where that is at hand: a grey image need not be decoded once more then.
    """

    scan: Scan | None = None

    def __init__(self, source: ImageSource | Callable[[], ImageSource], *, max_megapixels: float = 400.0) -> None:
        self._given = source
        self._max_megapixels = max_megapixels

    @cached_property
    def file(self) -> bytes | None:
        """The image file as given; None for pixels that came without one, and for a page of a file that is a PDF or
        holds several.

        Raises:
            InputError: It cannot be found or read.
        """
        source = self._source
        if isinstance(source, bytes | bytearray | memoryview):
            data = bytes(source)
        elif isinstance(source, str | Path):
            with reading(os.fspath(source), "an image"):
                data = Path(source).read_bytes()
        else:
            return None
        return None if Kind.of(data[:HEAD_SIZE]) in (None, Kind.PDF) else data

    @cached_property
    def kind(self) -> Kind | None:
        """Of the file."""
        return Kind.of(self.file[:HEAD_SIZE]) if self.file else None

    @cached_property
    def pixels(self) -> Image.Image:
        """The image upright, as the boxes of a page are of it; mode 1, L or RGB, on white.

        Colours are those of the file; a page of a PDF, an array and what Pillow keeps as numbers are grey.

        Raises:
            InputError: It cannot be found or read.
        """
        kind, data, index = self._stored()
        if kind is None:
            return self._grey()
        try:
            with quiet_pillow():
                image: Image.Image = kind.open(data)
                if index:
                    image.seek(directories(BytesIO(data)).pages[index].ordinal)
                check_size(*image.size, self._max_megapixels, self._name)
                if self.scan and image.mode == "L" and not image.has_transparency_data:
                    return self._grey(image.info)
                image.load()
                image = ImageOps.exif_transpose(image)
                return self._grey() if image.mode.startswith(("I", "F")) else _plain(image)
        except InputError:
            raise
        except Exception as error:
            raise undecodable(error, f"the {kind.value} data cannot be decoded", self._name) from error

    @cached_property
    def _source(self) -> ImageSource:
        return self._given() if callable(self._given) else self._given

    @property
    def _name(self) -> str:
        return str(self._source) if isinstance(self._source, str | Path | Frame) else NAMELESS

    def _stored(self) -> tuple[Kind | None, bytes, int]:
        """Return kind and bytes of the image file, if there is one, and which page of it is meant."""
        if not isinstance(self._source, Frame):
            return self.kind, self.file or b"", 0
        with reading(self._name, "an image"), Path(self._source.path).open("rb") as file:
            kind = Kind.of(file.read(HEAD_SIZE))
            if kind is Kind.PDF:
                return None, b"", 0
            file.seek(0)
            return kind, file.read(), self._source.index

    def _grey(self, about: Mapping[str | tuple[int, int], Any] = MappingProxyType({})) -> Image.Image:
        scan = self.scan or read_image(self._source, max_megapixels=self._max_megapixels)
        image = Image.fromarray(scan.grey)
        image.info.update(about)
        return image


def _plain(image: Image.Image) -> Image.Image:
    """Return the image without palette, transparency or other inks."""
    if image.mode in ("1", "L", "RGB") and "transparency" not in image.info:
        return image
    if image.has_transparency_data:
        over = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", over.size, "white"), over)
    return image.convert("RGB")
