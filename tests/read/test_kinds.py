from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from hwalja.errors import UnreadableImageError
from hwalja.read import read_image
from hwalja.read.kinds import Kind
from tests.read.pictures import difference, encoded, noise, picture

LOSSLESS: list[tuple[str, dict[str, Any]]] = [
    ("PNG", {}),
    ("BMP", {}),
    ("TIFF", {}),
    ("TIFF", {"compression": "tiff_lzw"}),
    ("TIFF", {"compression": "tiff_adobe_deflate"}),
    ("TIFF", {"compression": "packbits"}),
    ("TIFF", {"big_tiff": True}),
    ("WebP", {"lossless": True}),
    ("JPEG2000", {}),
    ("JPEG2000", {"no_jp2": True}),
]
LOSSY: list[tuple[str, dict[str, Any]]] = [
    ("JPEG", {"quality": 95}),
    ("JPEG", {"quality": 95, "progressive": True}),
    ("WebP", {"quality": 95}),
    ("TIFF", {"compression": "jpeg"}),
]


@pytest.mark.parametrize(("kind", "options"), LOSSLESS)
def test_lossless(kind: str, options: dict[str, Any]) -> None:
    data = encoded(picture(), kind, **options)
    scan = read_image(data)
    np.testing.assert_array_equal(scan.grey, picture())
    assert scan.grey.dtype == np.uint8
    assert scan.sha256 == hashlib.sha256(data).hexdigest()
    assert scan.source == "image"


@pytest.mark.parametrize(("kind", "options"), LOSSY)
def test_lossy(kind: str, options: dict[str, Any]) -> None:
    assert difference(read_image(encoded(picture(), kind, **options)).grey, picture()) < 2.5


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_file_by_path_and_by_text(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "동아.jpg"
    path.write_bytes(encoded(picture(), kind))
    by_path, by_text = read_image(path), read_image(str(path))
    assert by_path.source == by_text.source == "동아.jpg"
    assert by_path.sha256 == by_text.sha256
    assert read_image(path, name="p1").source == "p1"


def test_first_page_of_a_tiff() -> None:
    second = Image.new("L", (10, 10))
    scan = read_image(encoded(picture(), "TIFF", save_all=True, append_images=[second]))
    np.testing.assert_array_equal(scan.grey, picture())


def test_fax_tiff() -> None:
    page = Image.fromarray(picture() > 128)
    scan = read_image(encoded(page, "TIFF", compression="group4"))
    np.testing.assert_array_equal(scan.grey, np.where(picture() > 128, 255, 0))


def test_colour_jpeg_gives_its_luma() -> None:
    colours = np.stack([picture(), picture()[::-1], picture()[:, ::-1]], axis=2)
    image = Image.fromarray(colours)
    assert difference(read_image(encoded(image, "JPEG", quality=95)).grey, np.asarray(image.convert("L"))) < 2.5


@pytest.mark.parametrize(
    "data", [b"<!doctype html><title>404</title>", b"GIF89a" + bytes(40), b"RIFF\0\0\0\0WAVEfmt ", b"x"]
)
def test_what_is_no_image(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "page.jpg"
    path.write_bytes(data)
    with pytest.raises(UnreadableImageError, match=r"page\.jpg: this is not an image of a kind that is read"):
        read_image(path)


@pytest.mark.parametrize("kind", list(Kind))
def test_kind_is_told_by_the_first_bytes(kind: Kind) -> None:
    data = encoded(noise(8, 8), kind.name.replace("_", ""))
    assert Kind.of(data) is kind
