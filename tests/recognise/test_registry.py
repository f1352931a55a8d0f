"""What `--engine` stands for, and what is done when a part is missing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from hwalja.errors import DependencyError
from hwalja.recognise import load_engines
from tests.recognise.fakes import FakeTesseract

LANGUAGES = ("Hangul",)


@pytest.fixture
def no_tesseract(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("pytesseract.pytesseract.tesseract_cmd", str(tmp_path / "none"))


@pytest.fixture
def no_runtime(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)


def test_auto_is_both(fake_tesseract: FakeTesseract) -> None:
    fake_tesseract("")
    engines = load_engines("auto", LANGUAGES)
    assert engines.second is not None
    assert (engines.first.name, engines.second.name) == ("hwalja", "tesseract")
    assert engines.warnings == ()


@pytest.mark.parametrize("name", ["hwalja", "tesseract"])
def test_each_works_alone(name: str, fake_tesseract: FakeTesseract) -> None:
    fake_tesseract("")
    engines = load_engines(name, LANGUAGES)
    assert (engines.first.name, engines.second) == (name, None)


@pytest.mark.usefixtures("no_tesseract")
def test_auto_without_tesseract() -> None:
    engines = load_engines("auto", LANGUAGES)
    assert (engines.first.name, engines.second) == ("hwalja", None)
    (warning,) = engines.warnings
    assert "Tesseract" in warning
    assert warning.endswith("doubtful lines were not read a second time")


@pytest.mark.usefixtures("no_runtime")
def test_auto_without_onnxruntime(fake_tesseract: FakeTesseract) -> None:
    fake_tesseract("")
    engines = load_engines("auto", LANGUAGES)
    assert (engines.first.name, engines.second) == ("tesseract", None)
    (warning,) = engines.warnings
    assert "onnxruntime" in warning
    assert warning.endswith("Tesseract read the page")


@pytest.mark.usefixtures("no_runtime", "no_tesseract")
def test_auto_without_either() -> None:
    with pytest.raises(DependencyError, match="Tesseract"):
        load_engines("auto", LANGUAGES)


def test_a_model_that_is_asked_for_must_be_there(tmp_path: Path, fake_tesseract: FakeTesseract) -> None:
    fake_tesseract("")
    with pytest.raises(DependencyError, match=str(tmp_path)):
        load_engines("auto", LANGUAGES, tmp_path)
