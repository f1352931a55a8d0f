"""The engines by name; each is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from hwalja.errors import DependencyError, UsageError
from hwalja.model import Model
from hwalja.recognise.engine import Engine

AUTO = "auto"
"""Reads with the engine `hwalja`, and with Tesseract what that one doubts; where one is missing, with the other."""


@dataclass(frozen=True, slots=True)
class Engines:
    """What reads a page.

    Attributes:
        first: Reads every line.
        second: Reads the lines that the first doubts; None where nothing does.
        warnings: What is missing, for the result.
    """

    first: Engine
    second: Engine | None = None
    warnings: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(engine.name for engine in self._all)

    @property
    def models(self) -> tuple[Model, ...]:
        return tuple(model for engine in self._all for model in engine.models)

    @property
    def _all(self) -> tuple[Engine, ...]:
        return (self.first, self.second) if self.second else (self.first,)


def _hwalja(languages: Sequence[str], model: Path | None) -> Engine:
    from hwalja.recognise.own import HwaljaEngine

    return HwaljaEngine(model)


def _tesseract(languages: Sequence[str], model: Path | None) -> Engine:
    from hwalja.recognise.tesseract import TesseractEngine

    return TesseractEngine(languages)


_ENGINES: dict[str, Callable[[Sequence[str], Path | None], Engine]] = {"hwalja": _hwalja, "tesseract": _tesseract}


def engine_names() -> tuple[str, ...]:
    """Return the names that `load_engines` takes."""
    return (AUTO, *_ENGINES)


def load_engines(name: str, languages: Sequence[str], model: Path | None = None) -> Engines:
    """Return the engines that `name` stands for, ready to read.

    Args:
        name: Of an engine, or `auto`.
        languages: Of Tesseract.
        model: Folder of the model of the engine `hwalja`; by default the one that is shipped.

    Raises:
        UsageError: There is no engine of that name.
        DependencyError: It, or one of its models, is not installed; with `auto`, neither engine is, or `model` is not
            there.
    """
    if name == AUTO:
        return _both(languages, model)
    if name not in _ENGINES:
        raise UsageError(f"no engine is called {name}", advice=f"known are: {', '.join(engine_names())}")
    return Engines(_ENGINES[name](languages, model))


def _both(languages: Sequence[str], model: Path | None) -> Engines:
    try:
        first = _hwalja(languages, model)
    except DependencyError as error:
        if model is not None:
            raise
        return Engines(_tesseract(languages, model), warnings=(f"{error}: Tesseract read the page",))
    from hwalja.recognise.tesseract import SETTINGS, TesseractEngine

    try:
        return Engines(first, TesseractEngine(languages, replace(SETTINGS, latin=False)))  # the first knows Latin
    except DependencyError as error:
        return Engines(first, warnings=(f"{error}: doubtful lines were not read a second time",))
