from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO

import numpy as np
import pikepdf
import pytest
from PIL import Image, ImageCms

from hwalja.export.pdf import to_pdf, to_pdfa
from hwalja.model import Page
from hwalja.read import Facsimile
from tests.export.pages import sample
from tests.export.pdf.readers import rendered
from tests.export.pdf.scans import DPI, saved
from tests.read.pictures import difference

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def page_of(facsimile: Facsimile) -> Page:
    width, height = facsimile.pixels.size
    return replace(sample(), width=width, height=height, dpi=DPI)


@contextmanager
def image_of(pdf: bytes) -> Iterator[pikepdf.Object]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        yield opened.pages[0].Resources.XObject.I


@pytest.mark.parametrize("archival", [False, True])
@pytest.mark.parametrize(
    ("mode", "kind", "options"),
    [
        ("L", "JPEG", {}),
        ("RGB", "JPEG", {"quality": 95, "progressive": True}),
        ("CMYK", "JPEG", {"quality": 95}),
        ("RGB", "JPEG2000", {"no_jp2": False}),
        ("L", "JPEG2000", {"no_jp2": False}),
        ("L", "JPEG2000", {"no_jp2": True}),
        *[(mode, "PNG", {}) for mode in ("1", "L", "I;16", "RGB", "P", "LA", "RGBA")],
        ("L", "PNG", {"transparency": 0}),
        *[(mode, "TIFF", {}) for mode in ("1", "L", "RGB")],
        ("1", "TIFF", {"compression": "group4"}),
        ("RGB", "WEBP", {"lossless": True}),
        ("RGB", "BMP", {}),
    ],
)
def test_it_looks_as_before(mode: str, kind: str, options: dict[str, object], *, archival: bool) -> None:
    given = Facsimile(saved(mode, kind, **options))
    pdf = (to_pdfa if archival else to_pdf)(page_of(given), given)
    seen = rendered(pdf, DPI / 72).convert("RGB")
    inks = mode == "CMYK" and not archival  # for which each reader has its own colours
    assert difference(np.asarray(seen), np.asarray(given.pixels.convert("RGB"))) < (40 if inks else 3)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_it_stands_upright(orientation: int) -> None:
    exif = Image.Exif()
    exif[274] = orientation
    data = saved("L", "JPEG", exif=exif, quality=95)
    given = Facsimile(data)
    pdf = to_pdf(page_of(given), given)
    with image_of(pdf) as image:
        assert image.read_raw_bytes() == data
    seen = rendered(pdf, DPI / 72).convert("L")
    assert difference(np.asarray(seen), np.asarray(given.pixels)) < 3


@pytest.mark.parametrize("kind", ["JPEG", "JPEG2000"])
def test_the_file_is_in_it_untouched(kind: str) -> None:
    data = saved("RGB", kind)
    given = Facsimile(data)
    for write in (to_pdf, to_pdfa):
        with image_of(write(page_of(given), given)) as image:
            assert image.read_raw_bytes() == data


@pytest.mark.parametrize("mode", ["1", "L", "RGB", "P"])
def test_a_png_is_not_compressed_anew(mode: str) -> None:
    data = saved(mode, "PNG")
    given = Facsimile(data)
    with image_of(to_pdf(page_of(given), given)) as image:
        assert image.read_raw_bytes() in data


def test_black_and_white_is_packed_as_a_fax() -> None:
    given = Facsimile(saved("1", "TIFF"))
    with image_of(to_pdf(page_of(given), given)) as image:
        assert image.Filter == pikepdf.Name.CCITTFaxDecode


def test_colours_keep_their_profile() -> None:
    for kind in ("JPEG", "PNG", "TIFF"):
        given = Facsimile(saved("RGB", kind, icc_profile=SRGB))
        with image_of(to_pdf(page_of(given), given)) as image:
            name, stream = image.ColorSpace
            assert (name, stream.read_bytes()) == (pikepdf.Name.ICCBased, SRGB)


@pytest.mark.parametrize(("mode", "profile"), [("L", SRGB), ("RGB", b"no profile")])
def test_a_profile_that_cannot_be_right_is_left_out(mode: str, profile: bytes) -> None:
    given = Facsimile(saved(mode, "JPEG", icc_profile=profile))
    with image_of(to_pdf(page_of(given), given)) as image:
        assert isinstance(image.ColorSpace, pikepdf.Name)


def test_pixels_without_a_file_are_taken() -> None:
    given = Facsimile(np.asarray(Facsimile(saved("L", "PNG")).pixels))
    seen = rendered(to_pdf(page_of(given), given), DPI / 72).convert("L")
    assert np.array_equal(np.asarray(seen), np.asarray(given.pixels))
