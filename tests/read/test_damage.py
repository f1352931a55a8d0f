from __future__ import annotations

from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from hwalja.errors import InputError, TruncatedImageError
from hwalja.read import is_whole, read_image
from hwalja.read.kinds import Kind
from hwalja.read.truncation import ends_early
from tests.read.pictures import encoded, noise

FILES: dict[str, tuple[str, dict[str, Any]]] = {
    "jpeg": ("JPEG", {}),
    "progressive": ("JPEG", {"progressive": True}),
    "png": ("PNG", {}),
    "bmp": ("BMP", {}),
    "tiff": ("TIFF", {}),
    "lzw": ("TIFF", {"compression": "tiff_lzw"}),
    "deflate": ("TIFF", {"compression": "tiff_adobe_deflate"}),
    "jpeg-tiff": ("TIFF", {"compression": "jpeg"}),
    "big-tiff": ("TIFF", {"big_tiff": True}),
    "webp": ("WebP", {}),
    "lossless-webp": ("WebP", {"lossless": True}),
    "jp2": ("JPEG2000", {}),
    "j2k": ("JPEG2000", {"no_jp2": True}),
    "lossy-jp2": ("JPEG2000", {"irreversible": True, "quality_mode": "rates", "quality_layers": [20, 5]}),
}
DATA = {name: encoded(noise(), kind, **options) for name, (kind, options) in FILES.items()}
DATA["group4"] = encoded(Image.fromarray(noise() > 128), "TIFF", compression="group4")


@pytest.mark.parametrize("name", DATA)
def test_cut_anywhere(name: str) -> None:
    """Whatever is cut off: all pixels, or an error; never some of them. What ends early is called truncated."""
    data = DATA[name]
    whole = read_image(data).grey
    ends = {*range(1, 40), *range(40, len(data), max(1, len(data) // 97)), *range(len(data) - 12, len(data))}
    for end in sorted(ends):
        try:
            cut = read_image(data[:end]).grey
        except TruncatedImageError:
            continue
        except InputError:
            assert end < 12, "cut after the magic"
            continue
        np.testing.assert_array_equal(cut, whole, err_msg=f"cut at {end} of {len(data)}")


@pytest.mark.parametrize("name", DATA)
def test_whole_files_do_not_end_early(name: str) -> None:
    kind = Kind.of(DATA[name])
    assert kind is not None
    assert not ends_early(kind, DATA[name])
    assert not ends_early(kind, DATA[name] + b"\0" * 100)


@pytest.mark.parametrize("name", ["jpeg", "png", "bmp", "lzw", "webp", "jp2"])
def test_a_file_is_whole_when_it_has_its_end(name: str, tmp_path: Path) -> None:
    file = tmp_path / "file"
    for end, whole in ((0, False), (500, False), (len(DATA[name]) * 2 // 3, False), (len(DATA[name]), True)):
        file.write_bytes(DATA[name][:end])
        assert is_whole(file) is whole
    assert not is_whole(tmp_path / "none")


def test_a_tiff_is_whole_when_all_its_pages_are(tmp_path: Path) -> None:
    pages = [Image.fromarray(noise()), Image.fromarray(noise(90))]
    data = bytearray(encoded(pages[0], "TIFF", save_all=True, append_images=pages[1:]))
    (tmp_path / "a.tif").write_bytes(data)
    assert is_whole(tmp_path / "a.tif")
    (tmp_path / "a.tif").write_bytes(data[:-4000])
    assert not is_whole(tmp_path / "a.tif")


@pytest.mark.parametrize("name", DATA)
def test_trailing_bytes_do_no_harm(name: str) -> None:
    np.testing.assert_array_equal(read_image(DATA[name] + b"\0" * 100).grey, read_image(DATA[name]).grey)


@settings(deadline=None)
@given(st.sampled_from(sorted(DATA)), st.data())
def test_damage_raises_nothing_but_input_errors(name: str, draw: st.DataObject) -> None:
    data = bytearray(DATA[name])
    for _ in range(draw.draw(st.integers(1, 6))):
        at = draw.draw(st.one_of(st.integers(0, 200), st.integers(0, len(data) - 1)))
        data[min(at, len(data) - 1)] = draw.draw(st.integers(0, 255))
    with suppress(InputError):
        assert read_image(bytes(data), max_megapixels=1).grey.ndim == 2


@settings(deadline=None)
@given(st.sampled_from([data[:16] for data in DATA.values()]), st.binary(max_size=300))
def test_magic_before_rubbish(head: bytes, rest: bytes) -> None:
    with suppress(InputError):
        read_image(head + rest, max_megapixels=1)


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    for data in DATA.values():
        for end in (len(data) // 2, len(data) - 30):
            with pytest.raises(InputError):
                read_image(data[:end])
    assert capfd.readouterr() == ("", "")


def test_lazy_pillow_image_cut_short() -> None:
    with Image.open(BytesIO(DATA["png"][:5000])) as image, pytest.raises(InputError):
        read_image(image)
