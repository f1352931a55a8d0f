from __future__ import annotations

from pathlib import Path

import pytest

from tests.recognise.fakes import FakeTesseract, install


@pytest.fixture
def fake_tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeTesseract:
    """Make a program of the given body the Tesseract that is found."""
    return lambda body: install(tmp_path, monkeypatch, body)
