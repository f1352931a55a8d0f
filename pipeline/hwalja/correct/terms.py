"""Lists of terms and names: those that are shipped (`dictionaries/terms/`) and the user's own (`--dictionary FILE`).

A line holds a term, its kind and its weight, parted by tabs; kind and weight may be left out, and `#` begins a comment.
What they mean is told in docs/dictionary.md.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from hwalja.errors import DictionaryError
from hwalja.resources import dictionaries

MOST_COLUMNS = 3


class Source(StrEnum):
    """Where a term is from, the most reliable first."""

    USER = "user"
    PAGE = "page"
    TERMS = "terms"


@dataclass(frozen=True, slots=True)
class Term:
    """A word that is spelt right.

    Attributes:
        text: In NFC, without spaces.
        kind: What it names, such as `company` or `person`; empty where nothing was said.
        weight: How much likelier it is than other terms of its list; what has none is known, but never proposed.
    """

    text: str
    source: Source
    kind: str = ""
    weight: float = 1.0


@cache
def shipped() -> tuple[Term, ...]:
    """Return the terms of all lists that are shipped."""
    files = sorted((dictionaries() / "terms").glob("*.tsv"))
    return tuple(term for file in files for term in read_terms(file, Source.TERMS))


def read_terms(file: Path, source: Source = Source.USER) -> tuple[Term, ...]:
    """Read a list of terms; of a term that stands twice the last line holds.

    Raises:
        DictionaryError: The file cannot be read, or a line of it is wrong.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DictionaryError(f"cannot be read: {error.strerror}", source=str(file)) from error
    except UnicodeDecodeError as error:
        line = file.read_bytes()[: error.start].count(b"\n") + 1
        raise DictionaryError(
            "is not UTF-8",
            source=f"{file}:{line}",
            advice="save it as UTF-8, for instance with iconv -f cp949 -t utf-8",
        ) from error
    return tuple({term.text: term for term in _terms(text, file, source)}.values())


def _terms(text: str, file: Path, source: Source) -> Iterator[Term]:
    for number, line in enumerate(text.splitlines(), 1):
        # "C#" is a term, so a comment begins a line or stands behind white space.
        columns = [column.strip() for column in unicodedata.normalize("NFC", _uncommented(line)).split("\t")]
        if any(columns):
            try:
                yield _term(columns, source)
            except ValueError as error:
                raise DictionaryError(
                    str(error), source=f"{file}:{number}", advice="a line is: term, tab, kind, tab, weight"
                ) from error


def _uncommented(line: str) -> str:
    if line.lstrip().startswith("#"):
        return ""
    return line.partition(" #")[0].partition("\t#")[0]


def _term(columns: list[str], source: Source) -> Term:
    text, kind, weight = (*columns, "", "", "")[:MOST_COLUMNS]
    if len(columns) > MOST_COLUMNS:
        raise ValueError(f"{len(columns)} columns instead of at most {MOST_COLUMNS}")
    if not text:
        raise ValueError("no term in the first column")
    if any(character.isspace() for character in text):
        raise ValueError(f"{text!r} has a space: list its words one by one")
    return Term(text, source, kind, _weight(weight))


def _weight(text: str) -> float:
    try:
        weight = float(text or 1)
    except ValueError:
        raise ValueError(f"the weight {text!r} is not a number") from None
    if not (math.isfinite(weight) and weight >= 0):
        raise ValueError(f"the weight {text} is not a number from zero up")
    return weight
