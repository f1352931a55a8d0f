"""Arrays of pixels to grey."""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hwalja.errors import UnreadableImageError
from hwalja.model import Grey
from hwalja.read.limits import check_size

LUMA = np.array([19595, 38470, 7471], np.uint32)
"""Weights of red, green and blue in 65536ths: ITU-R BT.601, as Pillow has them."""

SIXTEEN_TO_EIGHT: Grey = ((np.arange(65536, dtype=np.uint32) + 128) // 257).astype(np.uint8)
"""Nearest 8-bit value of each 16-bit one: 65535 is white in both."""

BAND = 256
"""Rows converted at a time, so that what lies between takes little memory."""

_ADVICE = "give (height, width), or (height, width, 3 or 4), of bool, uint8, uint16, or float from 0 to 1"


def grey_of_array(array: NDArray[Any], max_megapixels: float, source: str) -> Grey:
    """Return an array's own copy in grey; alpha is laid on white.

    Raises:
        UnreadableImageError: Its shape, type or range is none of an image.
        OversizedImageError: It has more pixels than allowed.
    """
    if array.ndim not in (2, 3) or (array.ndim == 3 and array.shape[2] not in (1, 3, 4)):
        raise UnreadableImageError(f"an array of shape {array.shape} is no image", source=source, advice=_ADVICE)
    height, width = array.shape[:2]
    check_size(width, height, max_megapixels, source)
    grey = np.empty((height, width), np.uint8)
    for top in range(0, height, BAND):
        band = _to_eight_bit(array[top : top + BAND], source)
        grey[top : top + BAND] = _flatten(band) if band.ndim == 3 else band
    return grey


def digest_of_array(array: NDArray[Any]) -> str:
    """Return the SHA-256 of dtype, shape and pixels, row by row."""
    digest = hashlib.sha256(f"{array.dtype.str} {array.shape}\n".encode())
    for row in array if array.ndim else ():
        digest.update(np.ascontiguousarray(row).tobytes())
    return digest.hexdigest()


def _to_eight_bit(values: NDArray[Any], source: str) -> Grey:
    kind = values.dtype.kind
    if values.dtype == np.uint8:
        return np.asarray(values, np.uint8)
    if kind == "b":
        return values.astype(np.uint8) * np.uint8(255)
    if kind == "u" and values.dtype.itemsize == 2:
        return np.take(SIXTEEN_TO_EIGHT, values)
    if kind != "f":
        raise UnreadableImageError(f"an array of {values.dtype} is no image", source=source, advice=_ADVICE)
    if not (values.min() >= 0 and values.max() <= 1):  # NaN is neither
        raise UnreadableImageError("the array holds values outside 0 to 1", source=source, advice=_ADVICE)
    return (values * 255 + 0.5).astype(np.uint8)


def _flatten(pixels: Grey) -> Grey:
    if pixels.shape[2] == 1:
        return pixels[..., 0]
    luma = (pixels[..., :3].astype(np.uint32) @ LUMA + 0x8000) >> 16
    if pixels.shape[2] == 3:
        return luma.astype(np.uint8)
    return over_white(luma.astype(np.uint8), pixels[..., 3])


def over_white(grey: Grey, alpha: Grey) -> Grey:
    """Return grey pixels of the given opacity on white paper."""
    opacity = alpha.astype(np.uint32)
    return ((grey * opacity + 255 * (255 - opacity) + 127) // 255).astype(np.uint8)
