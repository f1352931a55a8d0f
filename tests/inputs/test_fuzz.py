"""Whatever stands in a file, nothing but errors of hwalja comes out of reading it.

The suite always tries the same few files; `make fuzz` tries others, as many as `HWALJA_FUZZ` says.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from hwalja.errors import InputError
from hwalja.inputs import find_pages
from hwalja.inputs.manifest import COLUMNS, read_manifest
from hwalja.read import read_image
from tests.inputs.bad import tiff_of
from tests.read.pdfs import drawn, encrypted, grey_image, jpeg_image, scanned
from tests.read.pictures import HEIGHT, WIDTH, encoded, noise, picture

BUDGET = int(os.environ.get("HWALJA_FUZZ", "0"))

SEEDS: dict[str, tuple[bytes, ...]] = {
    "jpg": (encoded(picture(), "JPEG"), encoded(picture(), "JPEG", progressive=True)),
    "png": (encoded(picture(), "PNG"), encoded(Image.fromarray(picture()).convert("P"), "PNG")),
    "tif": (
        encoded(picture(), "TIFF", compression="tiff_lzw"),
        encoded(picture(), "TIFF", big_tiff=True),
        tiff_of(Image.fromarray(picture()), (Image.fromarray(noise(9, 9)), {254: 1}), (Image.fromarray(picture()), {})),
    ),
    "pdf": (
        scanned(grey_image(picture()), grey_image(noise(9, 9))),
        scanned(jpeg_image(encoded(picture(), "JPEG"), WIDTH, HEIGHT)),
        drawn(b"BT /F 9 Tf 20 200 Td (The minister said so.) Tj ET 10 w 20 100 m 180 100 l S"),
        encrypted(b"0 0 m 9 9 l S", b"", b"owner"),
    ),
}
MANIFESTS = (
    'path,page_id,newspaper,issue_date,page_number,section,frame\na.pdf,동아-1,동아일보,1998-03-01,1,경제,2\n"b,\n.tif",,,,,,\n',
    '{"path": "a.pdf", "page_id": "동아-1", "page_number": 1, "frame": 2}\n{"path": "b.tif", "section": null}\n',
)

PIECES = (
    *(b"\0", b"\xff", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\0\0\0\x01", b"-1", b"4294967296", b"1e400"),
    *(b"<<", b">>", b"[", b"]", b"3 0 R", b"2 0 R", b"null", b"/Kids", b"/Length 9", b"stream\n", b"endobj", b"%%EOF"),
    *(
        b"\xff\xd8",
        b"\xff\xd9",
        b"\xff\xda",
        b"IEND",
        b"II*\0",
        b'"',
        b",",
        b"\n",
        b"{",
        b"}",
        b"\xef\xbb\xbf",
        b"\\ud800",
    ),
)

Edit: TypeAlias = Callable[[bytes, int, int, bytes], bytes]

EDITS: tuple[Edit, ...] = (
    lambda data, at, length, piece: data[:at] + piece + data[at + len(piece) :],
    lambda data, at, length, piece: data[:at] + piece + data[at:],
    lambda data, at, length, piece: data[:at] + data[at + length :],
    lambda data, at, length, piece: data[: at + length] + data[at:],
    lambda data, at, length, piece: data[:at] + data[at : at + length][::-1] + data[at + length :],
    lambda data, at, length, piece: data[: at or 1],
)


def tries(few: int) -> settings:
    return settings(
        max_examples=BUDGET or few,
        derandomize=not BUDGET,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )


@st.composite
def changed(draw: st.DrawFn, seeds: tuple[bytes, ...]) -> bytes:
    """One of some files after a few edits, most of them near its beginning or its end, where structure is."""
    data = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(1, 6))):
        last = max(len(data) - 1, 0)
        near, anywhere = st.integers(0, min(last, 400)), st.integers(0, last)
        at = draw(st.one_of(near, anywhere))
        at = last - at if draw(st.booleans()) else at
        piece = draw(st.one_of(st.sampled_from(PIECES), st.binary(min_size=1, max_size=4)))
        data = draw(st.sampled_from(EDITS))(data, at, draw(st.integers(1, 60)), piece)
    return data


def read_all(data: bytes, ending: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"page.{ending}")
        path.write_bytes(data)
        found = find_pages([folder])
        for each in found.rejected:
            assert each.error.source
            assert each.error.advice
        for page in found.pages[:3]:
            with suppress(InputError):
                assert read_image(page.source, max_megapixels=2).grey.ndim == 2


@pytest.mark.parametrize("ending", ["jpg", "png", "tif"])
@tries(150)
@given(st.data())
def test_images(ending: str, data: st.DataObject) -> None:
    read_all(data.draw(changed(SEEDS[ending])), ending)


@tries(25)
@given(changed(SEEDS["pdf"]))
def test_pdfs(data: bytes) -> None:
    read_all(data, "pdf")


def _manifest(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "manifest")
        path.write_bytes(data)
        with suppress(InputError):
            for row in read_manifest(path):
                assert row.line > 0
            found = find_pages([], path)
            assert len(found.pages) + len(found.rejected) <= len(read_manifest(path))


@tries(150)
@given(changed(tuple(text.encode() for text in MANIFESTS)))
def test_manifests(data: bytes) -> None:
    _manifest(data)


_CELLS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.just("1998-03-01"))


@tries(150)
@given(st.lists(st.dictionaries(st.one_of(st.sampled_from(COLUMNS), st.text(max_size=5)), _CELLS), max_size=4))
def test_manifests_of_any_values(rows: list[dict[str, object]]) -> None:
    _manifest("\n".join(json.dumps(row) for row in rows).encode())
