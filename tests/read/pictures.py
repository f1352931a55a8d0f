"""Small pictures made on the spot, and their encodings."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import numpy as np
from PIL import Image

from hwalja.model import Grey

HEIGHT, WIDTH = 60, 84


def picture() -> Grey:
    """A slope of greys with a black corner top left and a white bar: no symmetry."""
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH]
    grey: Grey = (40 + rows + columns).astype(np.uint8)
    grey[:12, :20] = 0
    grey[40:44, 30:] = 255
    return grey


def noise(height: int = 200, width: int = 260) -> Grey:
    """Pixels that compress badly, so that the file has many places to be cut."""
    return np.random.default_rng(7).integers(0, 256, (height, width), np.uint8)


def encoded(image: Image.Image | Grey, kind: str, **options: Any) -> bytes:
    made = Image.fromarray(image) if isinstance(image, np.ndarray) else image
    file = BytesIO()
    made.save(file, kind, **options)
    return file.getvalue()


def difference(one: Grey, other: Grey) -> float:
    assert one.shape == other.shape
    return float(np.abs(one.astype(int) - other.astype(int)).mean())
