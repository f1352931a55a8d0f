from __future__ import annotations

import struct

import numpy as np
import pytest
from PIL import Image

from hwalja.model import Grey
from hwalja.read import read_image
from tests.read.pictures import HEIGHT, WIDTH, difference, encoded, picture

ALPHA = np.tile(np.linspace(0, 255, WIDTH).astype(np.uint8), (HEIGHT, 1))


def on_white(grey: Grey, alpha: Grey) -> Grey:
    share = alpha / 255
    return np.round(grey * share + 255 * (1 - share)).astype(np.uint8)


def test_one_bit() -> None:
    page = Image.fromarray(picture() > 128)
    assert page.mode == "1"
    for kind in ("PNG", "TIFF", "BMP"):
        np.testing.assert_array_equal(read_image(encoded(page, kind)).grey, np.where(picture() > 128, 255, 0))


def test_sixteen_bits_png() -> None:
    page = Image.fromarray(picture().astype(np.uint16) * 257)
    np.testing.assert_array_equal(read_image(encoded(page, "PNG")).grey, picture())


def test_sixteen_bits_are_scaled_and_not_clipped() -> None:
    page = Image.fromarray(np.array([[0, 128, 129, 32768, 65535]], np.uint16))
    assert read_image(page).grey.tolist() == [[0, 0, 1, 128, 255]]


@pytest.mark.parametrize("compression", [None, "tiff_lzw"])
@pytest.mark.parametrize("order", ["<", ">"])
def test_sixteen_bits_tiff(order: str, compression: str | None) -> None:
    page = Image.frombytes(
        "I;16B" if order == ">" else "I;16",
        (WIDTH, HEIGHT),
        (picture().astype(np.uint16) * 257).astype(f"{order}u2").tobytes(),
    )
    np.testing.assert_array_equal(read_image(page).grey, picture())
    if order == "<" or compression is None:
        data = encoded(page, "TIFF", compression=compression)
        np.testing.assert_array_equal(read_image(data).grey, picture())


@pytest.mark.parametrize("top", [1, 257, 2**23])
def test_thirty_two_bits(top: int) -> None:
    page = Image.fromarray(picture().astype(np.int32) * top)
    assert page.mode == "I"
    assert difference(read_image(encoded(page, "TIFF")).grey, picture()) < 1.01


@pytest.mark.parametrize("white", [1.0, 255.0, 65535.0])
def test_floating_point(white: float) -> None:
    page = Image.fromarray((picture() / 255 * white).astype(np.float32))
    assert page.mode == "F"
    np.testing.assert_array_equal(read_image(encoded(page, "TIFF")).grey, picture())


def test_not_a_number_is_black() -> None:
    page = Image.fromarray(np.array([[np.nan, 0.0, 1.0]], np.float32))
    assert read_image(page).grey.tolist() == [[0, 0, 255]]


def test_white_is_zero() -> None:
    """Pillow inverts 8-bit pixels itself, on writing as on reading, but not 16-bit ones."""
    inverted = encoded(picture(), "TIFF", tiffinfo={262: 0})
    assert bytes(255 - picture()[0]) in inverted
    np.testing.assert_array_equal(read_image(inverted).grey, picture())
    deep = Image.fromarray((255 - picture()).astype(np.uint16) * 257)
    np.testing.assert_array_equal(read_image(encoded(deep, "TIFF", tiffinfo={262: 0})).grey, picture())


def twelve_bit_tiff(values: list[int]) -> bytes:
    """One row of 12-bit grey, packed: Pillow writes none."""
    bits = "".join(f"{value:012b}" for value in values)
    row = int(bits, 2).to_bytes(len(bits) // 8, "big")
    tags = [
        (256, 4, len(values)), (257, 4, 1), (258, 3, 12), (259, 3, 1), (262, 3, 1),
        (273, 4, 8), (277, 3, 1), (278, 4, 1), (279, 4, len(row)),
    ]  # fmt: skip
    entries = b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in tags)
    return struct.pack("<2sHI", b"II", 42, 8 + len(row)) + row + struct.pack("<H", len(tags)) + entries + bytes(4)


def test_twelve_bits() -> None:
    assert read_image(twelve_bit_tiff([0, 4095, 2048, 1024])).grey.tolist() == [[0, 255, 128, 64]]


def test_palette() -> None:
    page = Image.fromarray(picture()).convert("RGB").quantize(256)
    assert page.mode == "P"
    expected = np.asarray(page.convert("L"))
    for kind in ("PNG", "TIFF", "BMP"):
        np.testing.assert_array_equal(read_image(encoded(page, kind)).grey, expected)


def test_transparent_palette_entry_is_white() -> None:
    page = Image.new("P", (2, 1))
    page.putpalette([10, 10, 10, 90, 90, 90])
    page.putpixel((1, 0), 1)
    assert read_image(encoded(page, "PNG", transparency=0)).grey.tolist() == [[255, 90]]
    assert read_image(encoded(page, "PNG", transparency=bytes([0, 255]))).grey.tolist() == [[255, 90]]


def test_transparent_grey_and_colour_are_white() -> None:
    grey = Image.fromarray(np.array([[7, 90]], np.uint8))
    assert read_image(encoded(grey, "PNG", transparency=7)).grey.tolist() == [[255, 90]]
    colour = grey.convert("RGB")
    assert read_image(encoded(colour, "PNG", transparency=(7, 7, 7))).grey.tolist() == [[255, 90]]
    deep = Image.fromarray(np.array([[7, 257 * 90]], np.uint16))
    assert read_image(encoded(deep, "PNG", transparency=7)).grey.tolist() == [[255, 90]]


def test_alpha_is_laid_on_white() -> None:
    grey, alpha = Image.fromarray(picture()), Image.fromarray(ALPHA)
    expected = on_white(picture(), ALPHA)
    two = Image.merge("LA", (grey, alpha))
    four = Image.merge("RGBA", (grey, grey, grey, alpha))
    for page, kind in ((two, "PNG"), (four, "PNG"), (two, "TIFF"), (four, "TIFF")):
        assert difference(read_image(encoded(page, kind)).grey, expected) < 0.6
    assert difference(read_image(encoded(four, "WebP", lossless=True, exact=True)).grey, expected) < 0.6


@pytest.mark.parametrize(("mode", "multiplied"), [("LA", "La"), ("RGBA", "RGBa")])
def test_multiplied_alpha(mode: str, multiplied: str) -> None:
    bands = [Image.fromarray(picture())] * (len(mode) - 1)
    page = Image.merge(mode, (*bands, Image.fromarray(ALPHA))).convert(multiplied)
    assert difference(read_image(page).grey, on_white(picture(), ALPHA)) < 1.5


def test_palette_with_alpha() -> None:
    page = Image.fromarray(picture()).convert("P").convert("PA")
    page.putalpha(Image.fromarray(ALPHA))
    assert page.mode == "PA"
    assert difference(read_image(page).grey, on_white(picture(), ALPHA)) < 0.6


@pytest.mark.parametrize("kind", ["TIFF", "JPEG"])
def test_cmyk(kind: str) -> None:
    """Ink 0 is paper; Adobe's JPEGs store it inverted, as Pillow writes it."""
    nothing = Image.new("L", (WIDTH, HEIGHT))
    black_ink = Image.fromarray(255 - picture())
    page = Image.merge("CMYK", (nothing, nothing, nothing, black_ink))
    data = encoded(page, kind, **({"quality": 95} if kind == "JPEG" else {}))
    assert (b"Adobe" in data) == (kind == "JPEG")
    assert difference(read_image(data).grey, picture()) < 2.5


def test_ycbcr_and_hsv() -> None:
    colours = Image.fromarray(np.stack([picture(), picture()[::-1], picture()[:, ::-1]], axis=2))
    expected = np.asarray(colours.convert("L"))
    assert difference(read_image(colours.convert("YCbCr")).grey, expected) < 1
    assert difference(read_image(colours.convert("HSV")).grey, expected) < 3


@pytest.mark.parametrize(
    ("lightness", "grey"), [(0, 0), (255, 255), (127.5, 119)]
)  # L* 50 is sRGB 119 (CIE 1976, IEC 61966-2-1)
def test_lab(lightness: float, grey: int) -> None:
    page = Image.new("LAB", (2, 1), (int(lightness + 0.5), 128, 128))
    assert read_image(encoded(page, "TIFF")).grey[0, 0] == pytest.approx(grey, abs=1)


def test_colour_weights() -> None:
    """ITU-R BT.601: 0.299, 0.587, 0.114."""
    page = Image.fromarray(np.array([[[255, 0, 0], [0, 255, 0], [0, 0, 255]]], np.uint8))
    assert read_image(page).grey.tolist() == [[76, 150, 29]]
