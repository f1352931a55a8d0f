"""The JSON form of a page, described in docs/json.md: the same page gives the same bytes."""

from __future__ import annotations

import json
import re

from hwalja.errors import InputError
from hwalja.export.document import FORMAT, to_dict
from hwalja.export.parse import from_dict
from hwalja.model import Page

__all__ = ["FORMAT", "from_dict", "from_json", "in_one_line", "to_dict", "to_json"]

_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
_WIDTH = 120
_SURROGATE = re.compile("[\ud800-\udfff]")


def to_json(page: Page) -> str:
    """Return the page as JSON, a line of the document for each line of type."""
    return dumped(to_dict(page))


def dumped(value: object) -> str:
    """Return what JSON can hold as a document that reads well."""
    return _escaped(_laid_out(value)) + "\n"


def in_one_line(value: object) -> str:
    """Return a value as JSON without line ends."""
    return _escaped(_flat(value))


def _escaped(document: str) -> str:
    # A file name may hold bytes that are no UTF-8: Python keeps each as a lone surrogate, which only an escape carries.
    return _SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", document)


def from_json(document: str) -> Page:
    """Return the page that `to_json` wrote.

    Raises:
        InputError: It is not JSON, or not such a document.
    """
    try:
        return from_dict(json.loads(document))
    except ValueError as error:
        raise InputError(f"this is no JSON: {error}", advice="it may not have been copied to the end") from error


def _laid_out(value: object, indent: str = "") -> str:
    """Return JSON in which what fits into a line, or is a line of type, takes one."""
    if not isinstance(value, dict | list) or _is_line(value):
        return _flat(value)
    inner = indent + " "
    if isinstance(value, dict):
        opening, closing = "{", "}"
        items = [f"{_flat(name)}: {_laid_out(item, inner)}" for name, item in value.items()]
    else:
        opening, closing = "[", "]"
        items = [_laid_out(item, inner) for item in value]
    flat = f"{opening}{', '.join(items)}{closing}"
    if "\n" not in flat and len(indent) + len(flat) <= _WIDTH:
        return flat
    return _lines(opening, items, inner, closing, indent)


def _flat(value: object) -> str:
    return _ENCODER.encode(value)


def _is_line(value: object) -> bool:
    return isinstance(value, dict) and "words" in value


def _lines(opening: str, items: list[str], inner: str, closing: str, indent: str) -> str:
    separator = f",\n{inner}"
    return f"{opening}\n{inner}{separator.join(items)}\n{indent}{closing}"
