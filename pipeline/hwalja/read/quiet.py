"""Pillow with its warnings off and its own size limit lifted, for as long as one image is read."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image

_LOCK = threading.RLock()


@contextmanager
def quiet_pillow(pixels: int = 0) -> Iterator[None]:
    """Silence Pillow's warnings, and let it decode an image of `pixels` that was already found small enough.

    Both are settings of the process: Python's warning filters, and, only for images above it,
    `Image.MAX_IMAGE_PIXELS`, which TIFF's decoder consults. A lock makes threads take turns, so that each puts back
    what it found. Another library's thread may still find the filters off for that while; processes share nothing.
    """
    with _LOCK, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        limit = Image.MAX_IMAGE_PIXELS
        if limit is not None and pixels > limit:
            Image.MAX_IMAGE_PIXELS = None
        try:
            yield
        finally:
            Image.MAX_IMAGE_PIXELS = limit
