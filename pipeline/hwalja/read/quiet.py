"""Pillow with its warnings off and its own size limit lifted, for as long as one image is read."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image

_LOCK = threading.RLock()


@contextmanager
def quiet_pillow() -> Iterator[None]:
    """Silence Pillow's warnings and lift its limit, in place of which the caller's holds.

    Both are settings of the process: Python's warning filters, and `Image.MAX_IMAGE_PIXELS`, which cannot be
    avoided since the WebP and TIFF decoders consult it. A lock makes threads that read images take turns, so that
    each puts back what it found. Threads of the caller that use Pillow by themselves find its limit and the
    warnings off for that while (a third of a second for a page); processes share nothing.
    """
    with _LOCK, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
        try:
            yield
        finally:
            Image.MAX_IMAGE_PIXELS = limit
