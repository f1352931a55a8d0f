"""Files that hold several pages: TIFFs; PDFs stand in test_pdf.py."""

from __future__ import annotations

import hashlib
import struct
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from hwalja.errors import TruncatedImageError, UnreadableImageError
from hwalja.read import Frame, Pdfium, count_frames, read_image
from hwalja.read.tiff import directories
from tests.inputs.bad import tiff_of
from tests.read.pictures import encoded, noise, picture

THUMBNAIL = Image.fromarray(noise(9, 9))


def pages(*, big: bool = False) -> bytes:
    others = [Image.fromarray(noise(20, 30)), Image.fromarray(noise(40, 50))]
    return encoded(picture(), "TIFF", save_all=True, append_images=others, big_tiff=big)


@pytest.mark.parametrize("big", [False, True])
def test_every_page(tmp_path: Path, big: bool) -> None:  # noqa: FBT001 # a parameter
    path = tmp_path / "issue.tif"
    path.write_bytes(pages(big=big))
    with Pdfium() as pdfium:
        assert count_frames(str(path), pdfium).number == 3
    for index, expected in enumerate((picture(), noise(20, 30), noise(40, 50))):
        scan = read_image(Frame(path, index))
        np.testing.assert_array_equal(scan.grey, expected)
        assert scan.name == f"issue.tif, page {index + 1}"
        assert scan.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
        assert scan.warnings == ()
    with pytest.raises(UnreadableImageError, match="there is no page 4: the file has 3 pages"):
        read_image(Frame(path, 3))


def test_a_page_that_was_not_asked_for_is_told(tmp_path: Path) -> None:
    scan = read_image(pages())
    assert scan.frame == 0
    assert scan.warnings == ("the file has 3 pages, of which only the first was read: hwalja batch reads them all",)


@pytest.mark.parametrize("tags", [{254: 1}, {254: 5}, {254: 4}, {255: 2}])
def test_copies_and_masks_are_no_pages(tags: dict[int, int]) -> None:
    page = Image.fromarray(picture())
    for data in (
        tiff_of(page, (THUMBNAIL, tags)),
        tiff_of(page, (THUMBNAIL, tags), (Image.fromarray(noise(9, 9)), tags)),
    ):
        found = directories(BytesIO(data))
        assert [each.ordinal for each in found.pages] == [0]
        scan = read_image(data)
        assert (scan.frame, scan.warnings) == (None, ())


def test_a_copy_before_the_page_is_passed_over() -> None:
    first = Image.fromarray(noise(9, 9))
    data = bytearray(tiff_of(first, (Image.fromarray(picture()), {254: 0})))
    (at,) = struct.unpack_from("<I", data, 4)
    planes = data.index(struct.pack("<HHI", 284, 3, 1), at)  # a tag that says what holds without it
    struct.pack_into("<HHII", data, planes, 254, 4, 1, 1)
    assert [each.ordinal for each in directories(BytesIO(bytes(data))).pages] == [1]
    np.testing.assert_array_equal(read_image(bytes(data)).grey, picture())


def test_nothing_but_copies_are_pages_all_the_same() -> None:
    data = tiff_of(Image.fromarray(picture()))
    assert len(directories(BytesIO(data)).pages) == 1


def test_a_page_cut_short_does_not_cost_the_others(tmp_path: Path) -> None:
    path = tmp_path / "issue.tif"
    data = pages()
    last = directories(BytesIO(data)).pages[2].at
    path.write_bytes(data[: last - 5])
    with Pdfium() as pdfium:
        found = count_frames(str(path), pdfium)
    assert found.number == 2
    assert isinstance(found.lost, TruncatedImageError)
    np.testing.assert_array_equal(read_image(Frame(path, 1)).grey, noise(20, 30))


def test_one_page(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(encoded(picture(), "PNG"))
    assert read_image(Frame(path, 0)).name == "a.png"
    with pytest.raises(UnreadableImageError, match="there is no page 2: the file has only one page"):
        read_image(Frame(path, 1))
