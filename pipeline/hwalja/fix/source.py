"""From a file's bytes to its text: UTF-8, and what Korean files were written in before it."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

from hwalja.correct.jamo import is_common, is_syllable
from hwalja.errors import EmptyInputError, UnreadableTextError
from hwalja.reading import reading

LEGACY = "cp949"
"""Holds all of EUC-KR, and what Windows added."""

PLAUSIBLE = 0.6
"""Share of common syllables among the characters beyond ASCII from which bytes are taken for Korean: other encodings,
read as CP949, give Hanja, syllables that no word has, and errors. An estimate."""

_FIRST_OF_LETTERS = 0x80
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_KINDS = {
    b"%PDF": ("a PDF", "take the text out of it first, or its pages as pictures for hwalja page"),
    b"PK\x03\x04": ("a ZIP archive or an office document", "save it as plain text"),
    b"\xd0\xcf\x11\xe0": ("an office document", "save it as plain text"),
    b"HWP Document": ("a Hangul document", "save it as plain text"),
    b"\x89PNG": ("a picture", "hwalja page reads it"),
    b"\xff\xd8\xff": ("a picture", "hwalja page reads it"),
    b"II*\x00": ("a picture", "hwalja page reads it"),
    b"MM\x00*": ("a picture", "hwalja page reads it"),
}


@dataclass(frozen=True, slots=True)
class Source:
    """A text and what it was written in.

    Attributes:
        encoding: As Python calls it.
    """

    text: str
    encoding: str


def read_text(path: str) -> Source:
    """Read a text file.

    Raises:
        MissingInputError: It is not there, or may not be read.
        EmptyInputError: There is no text in it.
        UnreadableTextError: It is no text, or in an encoding that is not known.
    """
    with reading(path, "a text"):
        data = Path(path).read_bytes()
    return decode(data, path)


def decode(data: bytes, name: str) -> Source:
    """Return the text that bytes hold.

    Args:
        data: The bytes.
        name: What they are called in errors.

    Raises:
        EmptyInputError: There is no text in them.
        UnreadableTextError: They are no text, or in an encoding that is not known.
    """
    source = _decoded(data, name)
    if not source.text.strip():
        raise EmptyInputError("there is no text in it", source=name, advice="it may not have been copied to the end")
    return source


def _decoded(data: bytes, name: str) -> Source:
    for magic, (kind, advice) in _KINDS.items():
        if data.startswith(magic):
            raise UnreadableTextError(f"this is {kind}, not a text", source=name, advice=advice)
    encoding = next((encoding for bom, encoding in _BOMS if data.startswith(bom)), None)
    try:
        if encoding is None and b"\0" in data:
            raise UnreadableTextError("this is no text", source=name, advice="name a file of plain text")
        return Source(data.decode(encoding or "utf-8"), encoding or "utf-8")
    except UnicodeDecodeError as error:
        legacy = _legacy(data)
        if legacy is None or encoding:
            raise UnreadableTextError(
                f"this is neither UTF-8 nor CP949: the byte at {error.start} fits neither",
                source=name,
                advice="save it as UTF-8",
            ) from None
        return Source(legacy, LEGACY)


def _legacy(data: bytes) -> str | None:
    """Return the Korean text that bytes hold in CP949, if they plainly do."""
    try:
        text = data.decode(LEGACY)
    except UnicodeDecodeError:
        return None
    beyond = [character for character in text if ord(character) >= _FIRST_OF_LETTERS]
    common = sum(is_syllable(character) and is_common(character) for character in beyond)
    return text if common >= PLAUSIBLE * len(beyond) else None
