"""Words on a picture, in the typeface that Pillow brings along."""

from __future__ import annotations

from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from hwalja.draw.palette import Colour

Picture = NDArray[np.uint8]
"""A colour picture, shape (height, width, 3), blue, green and red as OpenCV keeps them."""

SIZE = 15
"""Height in px of the letters."""


def width_of(text: str, size: int = SIZE) -> int:
    """Return the width in px of a text in Latin letters."""
    return int(np.ceil(ImageDraw.Draw(Image.new("L", (1, 1))).textlength(text, _face(size))))


def write(
    picture: Picture, x: float, y: float, text: str, colour: Colour, *, size: int = SIZE, at: Literal["lm", "mm"] = "lm"
) -> None:
    """Write a text, its middle at `y` and its left end ("lm") or its middle ("mm") at `x`; what is outside is cut."""
    mask = _mask(text, size)
    height, width = mask.shape
    left = round(x - width / 2 if at == "mm" else x)
    top = round(y - height / 2)
    part = picture[max(0, top) : max(0, top + height), max(0, left) : max(0, left + width)]
    if not part.size:
        return
    own = mask[max(0, -top) :, max(0, -left) :][: part.shape[0], : part.shape[1], None]
    part[...] = np.round(part * (1 - own) + np.array(colour) * own)


@cache
def _face(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


@cache
def _mask(text: str, size: int) -> NDArray[np.float32]:
    """Return how much of each pixel the letters cover, 0…1."""
    image = Image.new("L", (width_of(text, size), round(1.3 * size)))
    ImageDraw.Draw(image).text((image.width / 2, image.height / 2), text, fill=255, font=_face(size), anchor="mm")
    return np.asarray(image, np.float32) / np.float32(255)
