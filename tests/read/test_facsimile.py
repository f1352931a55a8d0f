from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from hwalja.errors import OversizedImageError, UnreadableImageError
from hwalja.model import Frame, Scan
from hwalja.read import Facsimile
from hwalja.read.kinds import Kind


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def test_nothing_is_read_before_it_is_asked_for() -> None:
    Facsimile("nowhere.jpg")


def test_an_image_that_has_to_be_found_is_found_once(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(saved(Image.new("L", (40, 30)), "JPEG"))
    asked: list[Path] = []

    def find() -> Path:
        asked.append(tmp_path / "a.jpg")
        return asked[0]

    found = Facsimile(find)
    assert asked == []
    assert (found.kind, found.pixels.size) == (Kind.JPEG, (40, 30))
    assert len(asked) == 1


def test_a_file_is_given_untouched(tmp_path: Path) -> None:
    data = saved(Image.new("RGB", (40, 30), "red"), "JPEG")
    (tmp_path / "a.jpg").write_bytes(data)
    found = Facsimile(tmp_path / "a.jpg")
    assert (found.file, found.kind) == (data, Kind.JPEG)
    assert (found.pixels.mode, found.pixels.size) == ("RGB", (40, 30))


def test_it_stands_upright() -> None:
    exif = Image.Exif()
    exif[274] = 6
    found = Facsimile(saved(Image.new("L", (40, 30), 200), "JPEG", exif=exif))
    assert found.pixels.size == (30, 40)


def test_a_page_of_a_tiff_is_that_page(tmp_path: Path) -> None:
    first, second = Image.new("RGB", (40, 30), "red"), Image.new("1", (20, 10), 1)
    path = tmp_path / "a.tif"
    first.save(path, save_all=True, append_images=[second])
    found = Facsimile(Frame(path, 1))
    assert (found.file, found.kind) == (None, None)
    assert (found.pixels.mode, found.pixels.size) == ("1", (20, 10))


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "CMYK"])
def test_other_inks_become_colours(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    assert Facsimile(saved(Image.new(mode, (8, 8)), kind)).pixels.mode == "RGB"


def test_what_is_transparent_is_white() -> None:
    found = Facsimile(saved(Image.new("RGBA", (8, 8), (0, 0, 0, 0)), "PNG"))
    assert found.pixels.getpixel((3, 3)) == (255, 255, 255)


def test_an_array_is_grey() -> None:
    found = Facsimile(np.full((10, 20), 90, np.uint8))
    assert (found.file, found.pixels.mode, found.pixels.size) == (None, "L", (20, 10))


def test_sixteen_bits_become_eight() -> None:
    found = Facsimile(saved(Image.fromarray(np.full((10, 20), 65535, np.uint16)), "PNG"))
    assert found.pixels.getpixel((3, 3)) == 255


def test_what_is_damaged_is_told() -> None:
    data = saved(Image.new("RGB", (400, 300), "red"), "PNG")
    with pytest.raises(UnreadableImageError, match="decoded"):
        _ = Facsimile(data[:60]).pixels


def test_what_is_too_large_is_refused() -> None:
    with pytest.raises(OversizedImageError):
        _ = Facsimile(saved(Image.new("L", (2000, 1000)), "PNG"), max_megapixels=1).pixels


def test_a_grey_image_is_not_decoded_again(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(saved(Image.new("L", (40, 30), 200), "JPEG"))
    found = Facsimile(tmp_path / "a.jpg")
    found.scan = Scan("a.jpg", "", np.full((30, 40), 7, np.uint8), None)
    assert found.pixels.getpixel((0, 0)) == 7


def test_colours_are_decoded_all_the_same() -> None:
    found = Facsimile(saved(Image.new("RGB", (40, 30), (255, 0, 0)), "PNG"))
    found.scan = Scan("a.png", "", np.full((30, 40), 7, np.uint8), None)
    assert found.pixels.getpixel((0, 0)) == (255, 0, 0)
