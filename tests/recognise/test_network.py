from __future__ import annotations

import shutil
import sys
from pathlib import Path

import numpy as np
import pytest

from hwalja.errors import DependencyError
from hwalja.recognise.network import CLASSES, MODELS, Network
from hwalja.recognise.own import FOLDER
from hwalja.recognise.window import HEIGHT, STEP
from hwalja.resources import dictionaries

SHIPPED = dictionaries() / FOLDER


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "model"))


def test_every_strip_gets_its_own_scores() -> None:
    network = Network(SHIPPED)
    rng = np.random.default_rng(1)
    strips = [rng.integers(0, 255, (HEIGHT, STEP * count), np.uint8) for count in (40, 3, 12, 41, 40)]
    together = network.scores(strips)
    for strip, scores in zip(strips, together, strict=True):
        assert scores.classes.shape == (len(scores.frames), len(network.letters))
        assert np.all(np.diff(scores.frames) > 0)
        assert np.all(scores.frames < strip.shape[1] // STEP)
    assert any(len(scores.frames) for scores in together)
    assert network.scores([]) == []


def test_a_model_of_another_form(folder: Path) -> None:
    shutil.copy(dictionaries() / "layout.onnx", folder / MODELS[0])
    with pytest.raises(DependencyError, match="instead of strips, places and scores") as error:
        Network(folder)
    assert error.value.advice is not None


def test_the_integers_are_taken_where_they_are(folder: Path) -> None:
    assert Network(folder).record.name == MODELS[0]
    (folder / MODELS[0]).unlink()
    assert Network(folder).record.name == MODELS[1]


def test_a_folder_without_a_model(tmp_path: Path) -> None:
    with pytest.raises(DependencyError, match=str(tmp_path)) as error:
        Network(tmp_path)
    assert error.value.advice is not None
    assert "model.onnx" in error.value.advice


def test_classes_that_do_not_fit(folder: Path) -> None:
    (folder / CLASSES).write_text("\n가\n나\n", encoding="utf-8")
    with pytest.raises(DependencyError, match=r"classes apart and classes\.txt names 3"):
        Network(folder)


def test_no_model_at_all(folder: Path) -> None:
    (folder / MODELS[0]).write_bytes(b"no model")
    with pytest.raises(DependencyError, match="no model that onnxruntime can load"):
        Network(folder)


def test_without_onnxruntime(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(DependencyError, match="needs onnxruntime") as error:
        Network(SHIPPED)
    assert error.value.advice == "pip install onnxruntime, or read with --engine tesseract"
