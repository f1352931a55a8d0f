from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from hwalja.errors import InputError, MissingInputError
from hwalja.model import Frame, Page
from hwalja.read import Originals
from tests.export.pages import sample

IMAGE = b"not looked into"


def page(source: str = "p1.png") -> Page:
    return replace(sample(), source=source, sha256=hashlib.sha256(IMAGE).hexdigest())


def put(path: Path, content: bytes = IMAGE) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_the_image_beside_the_result_is_found(tmp_path: Path) -> None:
    image = put(tmp_path / "out" / "p1.png")
    assert Originals().of(page(), tmp_path / "out" / "p1.json") == image


def test_the_image_where_it_was_read_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "p1.png")
    monkeypatch.chdir(tmp_path)
    assert Originals().of(page(), Path("out", "p1.json")) == Path("p1.png")


def test_of_images_of_one_name_the_very_one_is_taken(tmp_path: Path) -> None:
    put(tmp_path / "scans" / "1" / "p1.png", b"another")
    image = put(tmp_path / "scans" / "2" / "p1.png")
    put(tmp_path / "p1.png", b"a third")
    assert Originals(tmp_path / "scans").of(page(), tmp_path / "p1.json") == image


def test_another_image_is_refused(tmp_path: Path) -> None:
    put(tmp_path / "p1.png", b"another")
    with pytest.raises(InputError, match=r"p1\.png: this is not the image that the page was read from"):
        Originals().of(page(), tmp_path / "p1.json")


def test_an_image_that_is_not_there_is_told_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match=r"p1\.png: the image of the page is not found \(name its folder"):
        Originals(tmp_path).of(page(), tmp_path / "p1.json")


def test_a_page_of_a_file_is_found_by_the_file(tmp_path: Path) -> None:
    image = put(tmp_path / "issue, page 1.pdf")
    assert Originals().of(page("issue, page 1.pdf, page 3"), tmp_path / "p3.json") == Frame(image, 2)


def test_a_name_that_the_system_takes_apart_is_the_same(tmp_path: Path) -> None:
    image = put(tmp_path / "scans" / unicodedata.normalize("NFD", "활자.png"))
    assert Originals(tmp_path / "scans").of(page("활자.png"), tmp_path / "p1.json") == image
