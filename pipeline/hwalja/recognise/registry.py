"""The engines by name; each is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hwalja.errors import UsageError
from hwalja.recognise.engine import Engine


def _tesseract(languages: Sequence[str]) -> Engine:
    from hwalja.recognise.tesseract import TesseractEngine

    return TesseractEngine(languages)


_ENGINES: dict[str, Callable[[Sequence[str]], Engine]] = {"tesseract": _tesseract}


def engine_names() -> tuple[str, ...]:
    """Return the names that `load_engine` takes."""
    return tuple(_ENGINES)


def load_engine(name: str, languages: Sequence[str]) -> Engine:
    """Return the engine `name`, ready to read `languages`.

    Raises:
        UsageError: There is no engine of that name.
        DependencyError: It, or one of its models, is not installed.
    """
    if name not in _ENGINES:
        raise UsageError(f"no engine is called {name}", advice=f"known are: {', '.join(_ENGINES)}")
    return _ENGINES[name](languages)
