from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image

from hwalja.read import estimate_dpi, read_image
from tests.read.pictures import encoded, picture


@pytest.mark.parametrize("dpi", [100, 150, 200, 300, 400, 600, 1200])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "BMP"])
def test_from_metadata(kind: str, dpi: int) -> None:
    assert read_image(encoded(picture(), kind, dpi=(dpi, dpi))).dpi == pytest.approx(dpi, abs=0.1)


@pytest.mark.parametrize("dpi", [(72, 72), (96, 96), (1, 1), (69, 69), (1301, 1301), (300, 150), (0, 0)])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "BMP"])
def test_not_to_be_believed(kind: str, dpi: tuple[int, int]) -> None:
    assert read_image(encoded(picture(), kind, dpi=dpi)).dpi is None


def test_none_given() -> None:
    assert read_image(encoded(picture(), "PNG")).dpi is None


def test_tiff_in_centimetres() -> None:
    data = encoded(picture(), "TIFF", resolution=118.11, resolution_unit="cm")
    assert read_image(data).dpi == 300.0


def test_tiff_without_unit_is_no_resolution() -> None:
    assert read_image(encoded(picture(), "TIFF", tiffinfo={282: 300.0, 283: 300.0, 296: 1})).dpi is None


@pytest.mark.parametrize(("unit", "value"), [(2, 300.0), (3, 118.11)])
def test_webp_has_it_in_exif(unit: int, value: float) -> None:
    tags = Image.Exif()
    tags[ExifTags.Base.XResolution] = tags[ExifTags.Base.YResolution] = value
    tags[ExifTags.Base.ResolutionUnit] = unit
    assert read_image(encoded(picture(), "WebP", exif=tags)).dpi == pytest.approx(300.0, abs=0.1)


@pytest.mark.parametrize("dpi", [300, (300,), ("a", "b"), (math.nan, math.nan), (math.inf, math.inf), None])
def test_nonsense_in_a_pillow_image(dpi: object) -> None:
    image = Image.fromarray(picture())
    image.info["dpi"] = dpi
    assert read_image(image).dpi is None


@pytest.mark.parametrize(
    ("em", "dpi"),
    [(40, 300), (39, 300), (42, 300), (26.7, 200), (53, 400), (80, 600), (20, 150), (23.3, 170), (0.1, 10)],
)
def test_estimate(em: float, dpi: float) -> None:
    """9.6 pt at 300 DPI are 40 px."""
    assert estimate_dpi(em) == dpi


@given(st.floats(2, 300))
def test_estimate_is_near(em: float) -> None:
    assert estimate_dpi(em) == pytest.approx(7.5 * em, rel=0.12, abs=5.1)


@pytest.mark.parametrize("em", [0, -1, math.nan, math.inf])
def test_estimate_of_nothing(em: float) -> None:
    with pytest.raises(ValueError, match="em_px"):
        estimate_dpi(em)
