from __future__ import annotations

import struct
import threading
import warnings
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageFile

from hwalja.errors import EmptyInputError, InputError, MissingInputError, OversizedImageError
from hwalja.read import read_image
from hwalja.read.kinds import Kind
from hwalja.read.quiet import quiet_pillow
from tests.read.pictures import encoded, picture


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds nothing."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match="no such file") as caught:
        read_image(tmp_path / "none.jpg")
    assert caught.value.source == str(tmp_path / "none.jpg")


def test_folder(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match="folder"):
        read_image(tmp_path)


def test_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(MissingInputError, match="may not be read"):
        read_image(tmp_path / "page.jpg")


@pytest.mark.parametrize("path", ["a\0b", "x" * 5000])
def test_impossible_names(path: str) -> None:
    with pytest.raises(MissingInputError):
        read_image(path)


def test_empty(tmp_path: Path) -> None:
    (tmp_path / "page.jpg").touch()
    with pytest.raises(EmptyInputError, match=r"page\.jpg"):
        read_image(tmp_path / "page.jpg")
    with pytest.raises(EmptyInputError):
        read_image(b"")


def test_too_large_says_how_large_and_what_to_do() -> None:
    with pytest.raises(OversizedImageError) as caught:
        read_image(encoded(picture(), "PNG"), max_megapixels=0.005)
    assert "84 × 60 px, 0.0 megapixels; the limit is 0.005" in str(caught.value)
    assert "--max-megapixels" in str(caught.value)
    assert read_image(encoded(picture(), "PNG"), max_megapixels=84 * 60 / 1e6).grey.shape == (60, 84)


@pytest.mark.parametrize("size", [(10_000, 9_000), (20_000, 10_000), (60_000, 60_000), (2**31 - 1, 2**31 - 1)])
def test_bombs_are_refused_by_their_header(size: tuple[int, int]) -> None:
    """Pillow warns above 89 megapixels and raises above 179: neither shows."""
    with pytest.raises(OversizedImageError):
        read_image(png_header(*size), max_megapixels=80)


def test_too_little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(Kind, "open", fail)
    with pytest.raises(OversizedImageError, match="not enough memory"):
        read_image(encoded(picture(), "PNG"))


def test_pillows_own_limit_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)
    for kind in ("PNG", "JPEG", "TIFF", "WebP", "BMP", "JPEG2000"):
        assert read_image(encoded(picture(), kind)).grey.shape == (60, 84)
    assert Image.MAX_IMAGE_PIXELS == 100


def test_pillows_settings_are_put_back() -> None:
    before = Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES, list(warnings.filters)
    with pytest.raises(InputError):
        read_image(encoded(picture(), "TIFF")[:2000])
    with quiet_pillow():
        assert Image.MAX_IMAGE_PIXELS is None
    assert (Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES, list(warnings.filters)) == before


def test_threads_put_back_the_warning_filters() -> None:
    before = list(warnings.filters)
    data = encoded(picture(), "TIFF")
    threads = [threading.Thread(target=lambda: [read_image(data) for _ in range(20)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(warnings.filters) == before
