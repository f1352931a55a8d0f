from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from hwalja.errors import InputError, OversizedImageError, UnreadableImageError
from hwalja.read import read_image
from tests.read.pictures import picture


@pytest.mark.parametrize(
    ("array", "expected"),
    [
        (np.array([[0, 7, 255]], np.uint8), [0, 7, 255]),
        (np.array([[0, 128, 129, 65535]], np.uint16), [0, 0, 1, 255]),
        (np.array([[0, 65535]], ">u2"), [0, 255]),
        (np.array([[True, False]]), [255, 0]),
        (np.array([[0.0, 0.5, 1.0]]), [0, 128, 255]),
        (np.array([[0.0, 1.0]], np.float16), [0, 255]),
        (np.array([[[9], [8]]], np.uint8), [9, 8]),
        (np.array([[[255, 0, 0], [0, 255, 0], [0, 0, 255]]], np.uint8), [76, 150, 29]),
        (np.array([[[0, 0, 0, 0], [0, 0, 0, 255], [0, 0, 0, 51]]], np.uint8), [255, 0, 204]),
        (np.array([[[65535, 65535, 65535], [0, 0, 0]]], np.uint16), [255, 0]),
    ],
)
def test_types(array: NDArray[Any], expected: list[int]) -> None:
    scan = read_image(array)
    assert scan.grey.tolist() == [expected]
    assert scan.grey.dtype == np.uint8
    assert (scan.dpi, scan.source) == (None, "image")


def test_colour_is_as_pillow_has_it() -> None:
    array = np.random.default_rng(1).integers(0, 256, (300, 40, 3), np.uint8)
    np.testing.assert_array_equal(read_image(array).grey, np.asarray(Image.fromarray(array).convert("L")))


def test_any_stride() -> None:
    np.testing.assert_array_equal(read_image(picture()[::-2, ::3]).grey, picture()[::-2, ::3])


def test_the_scan_is_a_copy() -> None:
    array = picture()
    scan = read_image(array)
    array[:] = 0
    np.testing.assert_array_equal(scan.grey, picture())


@pytest.mark.parametrize(
    "array",
    [
        np.zeros((0, 5), np.uint8),
        np.zeros((5, 0, 3), np.uint8),
        np.zeros(5, np.uint8),
        np.array(5, np.uint8),
        np.zeros((2, 2, 2), np.uint8),
        np.zeros((1, 2, 2, 3), np.uint8),
        np.zeros((2, 2), np.int32),
        np.zeros((2, 2), np.complex128),
        np.array([["a"]]),
        np.array([[None]]),
        np.array([[0.0, 1.5]]),
        np.array([[-0.1, 1.0]]),
        np.array([[np.nan]]),
    ],
)
def test_what_is_no_image(array: NDArray[Any]) -> None:
    with pytest.raises(UnreadableImageError) as caught:
        read_image(array, name="p1")
    assert caught.value.source == "p1"


def test_too_large() -> None:
    with pytest.raises(OversizedImageError, match="84 × 60 px"):
        read_image(picture(), max_megapixels=0.005)


def test_digest_is_of_type_shape_and_pixels() -> None:
    array = picture()
    digest = hashlib.sha256(b"|u1 (60, 84)\n" + array.tobytes()).hexdigest()
    assert read_image(array).sha256 == digest
    assert read_image(np.asfortranarray(array)).sha256 == digest
    others: list[NDArray[Any]] = [array.reshape(84, 60), array.astype(np.uint16), array[..., None]]
    assert len({digest, *(read_image(other).sha256 for other in others)}) == 4


def test_empty_pillow_image() -> None:
    with pytest.raises(InputError, match="no pixels"):
        read_image(Image.new("L", (0, 3)))
