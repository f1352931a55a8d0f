"""The key of a page: what its result depends on beside the bytes of its file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import hwalja
from hwalja.inputs import PageInput
from hwalja.options import Options
from hwalja.reading import reading

_NO_MATTER = ("timeout", "page_id", "newspaper", "issue_date", "page_number", "section")
"""Options that change no result, or that are part of the page."""


class Keys:
    """Makes the keys of a job's pages.

    Args:
        options: Lists of words and the model are keyed by what stands in their files.

    Raises:
        MissingInputError: Such a file cannot be read.

    Attributes:
        settings: What all pages have in common: 64 hexadecimal digits.
    """

    def __init__(self, options: Options) -> None:
        settings = {name: value for name, value in asdict(options).items() if name not in _NO_MATTER}
        settings["dictionaries"] = [(file, _digest([Path(file)])) for file in options.dictionaries]
        if options.model is not None:
            settings["model"] = _digest(sorted(p for p in Path(options.model).glob("*") if p.is_file()))
        self._options = options
        self.settings = _hash(settings)

    def of(self, page: PageInput) -> str:
        """Return the key: 64 hexadecimal digits."""
        options = self._options
        return _hash(
            [
                hwalja.__version__,
                self.settings,
                page.id,
                page.path.name,
                page.frame,
                page.newspaper or options.newspaper,
                page.issue_date or options.issue_date,
                page.page_number or options.page_number,
                page.section or options.section,
            ]
        )


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def _digest(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in files:
        with reading(str(path), "a file"):
            data = path.read_bytes()
        digest.update(f"{path.name} {len(data)}\n".encode("utf-8", "surrogateescape") + data)
    return digest.hexdigest()
