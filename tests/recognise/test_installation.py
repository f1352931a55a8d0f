from __future__ import annotations

import hashlib
from pathlib import Path

import pytesseract
import pytest

from hwalja.errors import DependencyError
from hwalja.model import Model
from hwalja.recognise.installation import Installation, find, installed
from tests.recognise.fakes import FakeTesseract

HERE = Installation("tesseract", "5.3.0", None, ("eng", "kor", "script/Hangul"))


def test_what_is_installed_is_found(fake_tesseract: FakeTesseract, tmp_path: Path) -> None:
    program = fake_tesseract("")
    assert installed()
    assert find() == Installation(str(program), "5.3.0", tmp_path, ("eng", "kor", "script/Hangul"))


def test_no_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pytesseract.pytesseract, "tesseract_cmd", "no-such-tesseract")
    assert not installed()
    with pytest.raises(DependencyError, match=r"apt install tesseract-ocr .*brew install tesseract "):
        find()


@pytest.mark.parametrize("said", ["tesseract 4.0.0", "no version at all"])
def test_an_unfit_tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    program = tmp_path / "tesseract"
    program.write_text(f"#!/bin/sh\necho '{said}'\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(pytesseract.pytesseract, "tesseract_cmd", str(program))
    with pytest.raises(DependencyError):
        find()


@pytest.mark.parametrize("languages", [("kor", "Hangul"), ("kor", "script/Hangul")])
def test_a_script_is_found_by_either_name(languages: tuple[str, ...]) -> None:
    assert HERE.resolve(languages) == ("kor", "script/Hangul")
    debian = Installation("tesseract", "5.3.0", None, ("Hangul", "kor"))
    assert debian.resolve(languages) == ("kor", "Hangul")


@pytest.mark.parametrize(
    ("language", "package"),
    [
        ("kor_vert", "tesseract-ocr-kor-vert"),
        ("Hangul_vert", "tesseract-ocr-script-hang-vert"),
        ("chi_tra", "tesseract-ocr-chi-tra"),
    ],
)
def test_a_missing_language_names_its_package(language: str, package: str) -> None:
    with pytest.raises(DependencyError, match=language) as caught:
        HERE.resolve(["kor", language])
    assert caught.value.advice is not None
    assert f"apt install {package};" in caught.value.advice
    assert "brew install tesseract-lang" in caught.value.advice


def test_models_are_on_record(tmp_path: Path) -> None:
    (tmp_path / "script").mkdir()
    (tmp_path / "script" / "Hangul.traineddata").write_bytes(b"model")
    here = Installation("tesseract", "5.3.0", tmp_path, ("eng", "kor", "script/Hangul"))
    assert here.models(["kor", "Hangul"]) == (
        Model("kor", "tesseract 5.3.0", ""),
        Model("Hangul", "tesseract 5.3.0", hashlib.sha256(b"model").hexdigest()),
    )
