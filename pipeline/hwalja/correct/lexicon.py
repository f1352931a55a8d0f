"""The lexicon: what is spelt right, from the user's lists, the page and the lists that are shipped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from hwalja.correct.index import Index
from hwalja.correct.terms import Source, Term, read_terms, shipped


@dataclass(frozen=True)
class Lexicon:
    """Terms by their text, and the indexes to look for similar ones; of two lists with a term the earlier holds."""

    lists: tuple[tuple[Term, ...], ...]
    indexes: tuple[Index, ...]

    @classmethod
    def of(cls, *lists: Iterable[Term]) -> Lexicon:
        kept = tuple(tuple(terms) for terms in lists)
        return cls(kept, tuple(Index.of(terms) for terms in kept))

    def with_user(self, terms: Iterable[Term]) -> Lexicon:
        """Return this lexicon behind the user's terms."""
        user = tuple(terms)
        return Lexicon((user, *self.lists), (Index.of(user), *self.indexes))

    def with_page(self, terms: Iterable[Term]) -> Lexicon:
        """Return this lexicon and a page's own words, the indexes that there are shared."""
        page = tuple(terms)
        return Lexicon((*self.lists, page), (*self.indexes, Index.of(page)))

    def get(self, text: str) -> Term | None:
        return next((found for table in self._tables if (found := table.get(text))), None)

    def near(self, text: str) -> list[Term]:
        """Return the terms that `text` may be misread from, each once."""
        found: dict[str, Term] = {}
        for index in self.indexes:
            for term in index.near(text):
                found.setdefault(term.text, self.get(term.text) or term)
        return list(found.values())

    @cached_property
    def _tables(self) -> tuple[Mapping[str, Term], ...]:
        return tuple({term.text: term for term in terms} for terms in self.lists)


def lexicon(files: Iterable[str | Path] = ()) -> Lexicon:
    """Return the lexicon of the shipped lists, and of the user's.

    Args:
        files: The user's lists; of a term that stands in two the later one holds.

    Raises:
        DictionaryError: A list cannot be used.
    """
    user = {term.text: term for file in files for term in read_terms(Path(file), Source.USER)}
    return _shipped().with_user(user.values()) if user else _shipped()


@cache
def _shipped() -> Lexicon:
    return Lexicon.of(shipped())
