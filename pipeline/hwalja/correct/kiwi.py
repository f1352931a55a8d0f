"""Kiwi, the Korean morphological analyser: loaded once per process, on first use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import Protocol

from hwalja.errors import DependencyError


class Morpheme(Protocol):
    """A morpheme; `start` and `len` are characters of the text, which a contraction may share with its neighbour.

    `oov` tells that Kiwi's lexicon has no such word.
    """

    form: str
    tag: str
    start: int
    len: int
    oov: bool


@dataclass(frozen=True, slots=True)
class Analysis:
    """The morphemes of a text and the (natural) log probability of reading it so."""

    morphemes: Sequence[Morpheme]
    score: float


class _Kiwi(Protocol):
    def analyze(self, text: Iterable[str]) -> Iterator[list[tuple[list[Morpheme], float]]]: ...


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


BATCH = 2048
"""Texts analysed at a time for their scores alone, which bounds the memory that their morphemes take."""


def scores(texts: Iterable[str]) -> dict[str, float]:
    """Return the log probability of each text; what stands several times is analysed once.

    Raises:
        DependencyError: Kiwi is not installed.
    """
    asked = list(dict.fromkeys(texts))
    parts = (asked[start : start + BATCH] for start in range(0, len(asked), BATCH))
    return {text: analysis.score for part in parts for text, analysis in zip(part, analyse(part), strict=True)}


def analyse(texts: Sequence[str]) -> list[Analysis]:
    """Return the best analysis of each text.

    Raises:
        DependencyError: Kiwi is not installed.
    """
    if not texts:
        return []
    with _loading:
        kiwi = _load()
    return [Analysis(*analyses[0]) for analyses in kiwi.analyze(texts)]
