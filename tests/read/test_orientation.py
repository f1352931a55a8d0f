from __future__ import annotations

import numpy as np
import pytest
from PIL import ExifTags, Image, ImageOps

from hwalja.model import Grey
from hwalja.read import read_image
from tests.read.pictures import encoded, picture


def shown(stored: Grey, orientation: int) -> Grey:
    image = Image.fromarray(stored)
    image.getexif()[ExifTags.Base.Orientation] = orientation
    turned = ImageOps.exif_transpose(image)
    return np.asarray(turned)


def exif(orientation: int) -> Image.Exif:
    tags = Image.Exif()
    tags[ExifTags.Base.Orientation] = orientation
    return tags


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["PNG", "TIFF", "WebP"])
def test_shown_upright(kind: str, orientation: int) -> None:
    options = {"lossless": True} if kind == "WebP" else {}
    data = encoded(picture(), kind, exif=exif(orientation), **options)
    np.testing.assert_array_equal(read_image(data).grey, shown(picture(), orientation))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_compressed_tiff(orientation: int) -> None:
    data = encoded(picture(), "TIFF", exif=exif(orientation), compression="tiff_lzw")
    np.testing.assert_array_equal(read_image(data).grey, shown(picture(), orientation))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_jpeg(orientation: int) -> None:
    plain = read_image(encoded(picture(), "JPEG")).grey
    turned = read_image(encoded(picture(), "JPEG", exif=exif(orientation))).grey
    np.testing.assert_array_equal(turned, shown(plain, orientation))


def test_six_turns_clockwise() -> None:
    """The black corner is stored top left and shown top right."""
    scan = read_image(encoded(picture(), "PNG", exif=exif(6)))
    assert scan.grey.shape == (84, 60)
    assert scan.grey[0, -1] == 0
    assert scan.grey.flags.c_contiguous


def test_pillow_image_is_turned_and_left_alone() -> None:
    image = Image.fromarray(picture())
    image.getexif()[ExifTags.Base.Orientation] = 6
    np.testing.assert_array_equal(read_image(image).grey, shown(picture(), 6))
    np.testing.assert_array_equal(np.asarray(image), picture())
    assert image.getexif()[ExifTags.Base.Orientation] == 6


@pytest.mark.parametrize("orientation", [0, 9, 77])
def test_nonsense_is_upright(orientation: int) -> None:
    np.testing.assert_array_equal(read_image(encoded(picture(), "PNG", exif=exif(orientation))).grey, picture())


def test_damaged_exif_is_no_reason_to_refuse() -> None:
    data = encoded(picture(), "PNG", exif=b"Exif\0\0MM\0\x2a\xff\xff\xff\xff")
    np.testing.assert_array_equal(read_image(data).grey, picture())
