"""The lexicon: what is spelt right, from the user's lists, the page and the lists that are shipped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

from hwalja.correct.index import Index
from hwalja.correct.terms import Source, Term, read_terms, shipped

_LATIN = re.compile(r"[A-Z][A-Za-z0-9]+")


@dataclass(frozen=True)
class Lexicon:
    """Lists of terms by their text, and indexes to find similar ones; of two lists with a term the earlier holds."""

    lists: tuple[Mapping[str, Term], ...]
    indexes: tuple[Index, ...]

    @classmethod
    def of(cls, *lists: Iterable[Term]) -> Lexicon:
        kept = tuple({term.text: term for term in terms} for terms in lists)
        return cls(kept, tuple(Index.of(terms.values()) for terms in kept))

    def with_user(self, terms: Iterable[Term]) -> Lexicon:
        """Return this lexicon behind the user's terms."""
        user = Lexicon.of(terms)
        return Lexicon(user.lists + self.lists, user.indexes + self.indexes)

    def with_page(self, terms: Iterable[Term]) -> Lexicon:
        """Return this lexicon and a page's own words, the lists and indexes that there are shared."""
        page = Lexicon.of(terms)
        return Lexicon(self.lists + page.lists, self.indexes + page.indexes)

    def get(self, text: str) -> Term | None:
        return next((found for terms in self.lists if (found := terms.get(text))), None)

    @cached_property
    def latin(self) -> frozenset[str]:
        """Words of Latin letters, such as `NPU` of `NPU칩`."""
        return frozenset(word for terms in self.lists for text in terms for word in _LATIN.findall(text))

    def near(self, text: str) -> list[Term]:
        """Return the terms that `text` may be misread from, each once."""
        found: dict[str, Term] = {}
        for index in self.indexes:
            for term in index.near(text):
                found.setdefault(term.text, self.get(term.text) or term)
        return list(found.values())


def lexicon(files: Iterable[str | Path] = ()) -> Lexicon:
    """Return the lexicon of the shipped lists, and of the user's, which are read again only when they change.

    Args:
        files: The user's lists; of a term that stands in two the later one holds.

    Raises:
        DictionaryError: A list cannot be used.
    """
    return _with_user(tuple((path, _version(path)) for path in map(Path, files)))


def _version(file: Path) -> tuple[int, int] | None:
    """Return what changes where a file does; None where there is none to be read."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


@lru_cache(maxsize=1)
def _with_user(files: tuple[tuple[Path, tuple[int, int] | None], ...]) -> Lexicon:
    user = {term.text: term for file, _ in files for term in read_terms(file, Source.USER)}
    return _shipped().with_user(user.values()) if user else _shipped()


@cache
def _shipped() -> Lexicon:
    return Lexicon.of(shipped())
