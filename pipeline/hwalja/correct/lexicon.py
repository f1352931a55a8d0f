"""The lexicon: what is spelt right, from the user's lists, the page and the lists that are shipped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
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


_SHIPPED: list[Lexicon] = []


def lexicon(files: Iterable[str | Path] = ()) -> Lexicon:
    """Return the lexicon of the shipped lists, and of the user's.

    Args:
        files: The user's lists; of a term that stands in two the later one holds.

    Raises:
        DictionaryError: A list cannot be used.
    """
    user = {term.text: term for file in files for term in read_terms(Path(file), Source.USER)}
    if not _SHIPPED:
        _SHIPPED.append(Lexicon.of(shipped()))
    base = _SHIPPED[0]
    if not user:
        return base
    terms = tuple(user.values())
    return Lexicon((terms, *base.lists), (Index.of(terms), *base.indexes))
