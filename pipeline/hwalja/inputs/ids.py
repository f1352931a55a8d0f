"""Ids of pages: told from their files' names alone where these differ, and safe as names of files everywhere."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from pathlib import PurePath

from hwalja.read.kinds import SUFFIXES

MOST_BYTES = 200
"""Bytes of UTF-8 that an id may take: names of files may take 255, and endings follow."""

DIGITS = 8
"""Hexadecimal digits of the hash that tells apart what is called alike."""

_SAFE = frozenset("-_.+,()[]~@=")
"""What may stand in an id beside letters, marks, figures and pictographs: no file system and no shell minds it much."""

_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))]
)
"""Names of devices in Windows, whatever their endings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a page can be called after.

    Attributes:
        given: The id that the manifest gives it, which it keeps.
        relative: Its file, from the folder or the fixed part of the pattern that was named.
        named: Its file, as it was named.
        mark: Tells the page apart in a file of several.
        digest: Hexadecimal digits that its id has in any case.
    """

    given: str | None = None
    relative: PurePath
    named: PurePath
    mark: str | None = None
    digest: str | None = None


def page_ids(labels: Sequence[Label]) -> list[str]:
    """Return an id for each page.

    A page is called after its file: `1998/03 01/p1.tif` is `1998-03_01-p1`. Only pages that would be called alike, on
    a disk that does not tell case apart either, get longer ids, ending in a hash; so ids do not depend on order, nor on
    files that are called otherwise.
    """
    levels = [0] * len(labels)
    while True:
        ids = [_candidate(label, level) for label, level in zip(labels, levels, strict=True)]
        keys = [folded(each) for each in ids]
        number = Counter(keys)
        alike = [
            number[key] > 1 and _can_grow(label, level) for key, label, level in zip(keys, labels, levels, strict=True)
        ]
        if not any(alike):
            return ids
        for position in compress(range(len(labels)), alike):
            levels[position] += 1


def folded(name: str) -> str:
    """Return what two names share that are one file on some disk."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def safe_id(text: str, mark: str | None = None, digest: str | None = None) -> str:
    """Return an id made of `text`, with the mark and the digest at its end; what is too long loses its beginning.

    A text that is cut gets a digest in any case.
    """
    name = "".join(c if c in _SAFE or _is_letter(c) else "_" for c in unicodedata.normalize("NFC", text))
    name = name.lstrip("-._").rstrip(".") or "page"
    if name.partition(".")[0].casefold() in _RESERVED:
        name = f"page-{name}"
    end = "".join(f"-{part}" for part in (digest, mark) if part)
    if len(f"{name}{end}".encode()) <= MOST_BYTES:
        return name + end
    if digest is None:
        return safe_id(text, mark, _hash(text))
    kept = name.encode()[-(MOST_BYTES - len(end)) :].decode(errors="ignore")
    return kept.lstrip("-._") + end


def _candidate(label: Label, level: int) -> str:
    """Return what a page may be called, of four levels, each of which tells more apart than the one before."""
    if label.given is not None:
        return label.given if label.mark is None else f"{label.given}-{label.mark}"
    path = label.relative if level in (0, 2) else label.named
    digest = _hash(str(path)) if level > 1 else label.digest
    return safe_id("-".join(_stem(path).parts), label.mark, digest)


def _can_grow(label: Label, level: int) -> bool:
    return label.given is None and level < 3


def _stem(path: PurePath) -> PurePath:
    """Leave out the ending, and what only says where the path begins."""
    path = path.with_suffix("") if path.suffix.lower() in SUFFIXES else path
    return PurePath(*(part for part in path.parts if part not in (path.anchor, "..")))


def _hash(text: str) -> str:
    return hashlib.sha256(os.fsencode(text)).hexdigest()[:DIGITS]


def _is_letter(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "LMN" or category == "So"
