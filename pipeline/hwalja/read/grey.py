"""PIL images of every mode to grey."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, TiffImagePlugin

from hwalja.model import Grey
from hwalja.read.arrays import BAND

WHITE_IS_ZERO = 0
"""TIFF PhotometricInterpretation."""

_BITS_PER_SAMPLE = 258
_PHOTOMETRIC = 262


def grey_of_image(image: Image.Image) -> Grey:
    """Return a decoded image's pixels in grey; transparent ones are white.

    It goes band by band, so that beside the image and the result little memory is needed.
    """
    if image.mode.startswith(("I", "F")):
        return _grey_of_numbers(image)
    width, height = image.size
    grey = np.empty((height, width), np.uint8)
    for top in range(0, height, BAND):
        bottom = min(top + BAND, height)
        grey[top:bottom] = np.asarray(_grey_band(image.crop((0, top, width, bottom))))
    return grey


def _grey_band(band: Image.Image) -> Image.Image:
    if band.mode == "LAB":
        return band.getchannel("L").point(_LIGHTNESS_TO_GREY)
    if band.mode == "L" and "transparency" not in band.info:
        return band
    if band.mode in ("La", "RGBa"):
        band = band.convert({"La": "LA", "RGBa": "RGBA"}[band.mode])
    if band.mode == "PA" or band.has_transparency_data:
        return _over_white(band.convert("RGBA"))
    if band.mode in ("1", "L", "RGB", "YCbCr"):
        return band.convert("L")
    return band.convert("RGB").convert("L")


def _over_white(band: Image.Image) -> Image.Image:
    return Image.alpha_composite(Image.new("RGBA", band.size, "white"), band).convert("L")


def _grey_of_numbers(image: Image.Image) -> Grey:
    """Scale 12-bit, 16-bit, 32-bit and floating-point pixels."""
    width, height = image.size
    white = _white_level(image)
    inverted = _tiff_tag(image, _PHOTOMETRIC) == WHITE_IS_ZERO
    clear = image.info.get("transparency")
    grey = np.empty((height, width), np.uint8)
    for top in range(0, height, BAND):
        bottom = min(top + BAND, height)
        values: NDArray[Any] = np.asarray(image.crop((0, top, width, bottom))).astype(np.float64)
        scaled = np.clip(np.nan_to_num(values, nan=0.0), 0, white) * (255 / white)
        band = (255 - scaled if inverted else scaled) + 0.5
        if isinstance(clear, int):
            band[values == clear] = 255
        grey[top:bottom] = band.astype(np.uint8)
    return grey


def _white_level(image: Image.Image) -> float:
    """Return the value of white: what the format says, else the least usual one that no pixel exceeds."""
    bits = _tiff_tag(image, _BITS_PER_SAMPLE)
    if image.mode.startswith("I;16"):
        return 4095.0 if bits == 12 else 65535.0
    values = np.asarray(image)
    top = float(values[np.isfinite(values)].max(initial=0))
    usual = (1.0, 255.0, 65535.0) if image.mode == "F" else (255.0, 65535.0, 2.0**31 - 1)
    return next((white for white in usual if top <= white), max(top, 1.0))


def _tiff_tag(image: Image.Image, tag: int) -> int | None:
    if not isinstance(image, TiffImagePlugin.TiffImageFile):
        return None
    value = image.tag_v2.get(tag)
    return int(value[0] if isinstance(value, tuple) else value) if value is not None else None


def _lightness_to_grey() -> list[int]:
    """Return the sRGB grey of each lightness: CIE 1976 L* (255 is 100) to luminance, then IEC 61966-2-1."""
    greys = []
    for step in range(256):
        lightness = step * 100 / 255
        luminance = ((lightness + 16) / 116) ** 3 if lightness > 8 else lightness * 27 / 24389
        encoded = 1.055 * luminance ** (1 / 2.4) - 0.055 if luminance > 0.0031308 else 12.92 * luminance
        greys.append(min(255, max(0, round(255 * encoded))))
    return greys


_LIGHTNESS_TO_GREY = _lightness_to_grey()
