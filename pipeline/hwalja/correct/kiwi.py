"""Kiwi, the Korean morphological analyser: loaded once per process, on first use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import Protocol

from hwalja.errors import DependencyError


class Morpheme(Protocol):
    """A morpheme; `start` and `len` are characters of the text, which a contraction may share with its neighbour.

    `oov` tells that Kiwi's lexicon has no such word, `score` is its (natural) log probability behind those before it.
    """

    form: str
    tag: str
    start: int
    len: int
    oov: bool
    score: float


@dataclass(frozen=True, slots=True)
class Analysis:
    """The morphemes of a text and the (natural) log probability of reading it so."""

    morphemes: Sequence[Morpheme]
    score: float


class _Kiwi(Protocol):
    def analyze(self, text: str) -> list[tuple[list[Morpheme], float]]: ...


_loading = Lock()


@cache
def _load() -> _Kiwi:
    try:
        from kiwipiepy import Kiwi
    except ImportError as error:
        raise DependencyError("kiwipiepy is not installed", advice="pip install kiwipiepy") from error
    # Without the dictionary of multi-word names: 330 MB instead of 520, loaded in less than half the time, and line
    # ends are decided as well (benchmarks/joins/README.md).
    kiwi: _Kiwi = Kiwi(num_workers=1, load_multi_dict=False, load_typo_dict=False)
    return kiwi


def analysis(text: str) -> Analysis:
    """Return the best analysis of a text.

    Raises:
        DependencyError: Kiwi is not installed.
    """
    with _loading:
        kiwi = _load()
    # One by one: Kiwi hands a list to a thread of its own, which takes a tenth more time.
    return Analysis(*kiwi.analyze(text)[0])


def analyse(texts: Iterable[str]) -> list[Analysis]:
    """Return the best analysis of each text.

    Raises:
        DependencyError: Kiwi is not installed.
    """
    return list(map(analysis, texts))


def scores(texts: Iterable[str]) -> dict[str, float]:
    """Return the log probability of each text; what stands several times is analysed once.

    Raises:
        DependencyError: Kiwi is not installed.
    """
    return {text: analysis(text).score for text in dict.fromkeys(texts)}
