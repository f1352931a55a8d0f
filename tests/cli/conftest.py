from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from hwalja.model import Page
from hwalja.options import Options
from tests.export.pages import sample

Observer = Callable[[str, object], None]


class FakeDigitize:
    """Stands for the pipeline: gives the sample page, or fails for sources that it was told of."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, Options]] = []
        self.failures: dict[str, BaseException] = {}
        self.result: object = None
        self.warnings: tuple[str, ...] = ()

    def __call__(self, source: object, options: Options | None = None, *, observer: Observer | None = None) -> Page:
        assert options is not None
        assert observer is not None
        name = Path(str(source)).name
        self.calls.append((str(source), options))
        observer("read", self.result)
        if name in self.failures:
            raise self.failures[name]
        return replace(sample(), source=name, warnings=self.warnings)


@pytest.fixture
def digitize(monkeypatch: pytest.MonkeyPatch) -> FakeDigitize:
    fake = FakeDigitize()
    module = ModuleType("hwalja.digitize")
    module.__dict__["digitize"] = fake
    monkeypatch.setitem(sys.modules, "hwalja.digitize", module)
    return fake
