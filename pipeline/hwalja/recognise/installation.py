"""Which Tesseract is installed, and with which languages: asked apart from running it."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytesseract

from hwalja.errors import DependencyError, EngineError, EngineTimeoutError
from hwalja.model import Model
from hwalja.recognise.process import run

_OLDEST = (4, 1)
"""`hocr_char_boxes` came with Tesseract 4.1."""

_PATIENCE = 30.0
"""Seconds for an answer to --list-langs."""

_INSTALL = "Debian and Ubuntu: apt install {debian}; macOS: brew install {brew}"
_SCRIPT_PACKAGES = {"Hangul": "tesseract-ocr-script-hang", "Hangul_vert": "tesseract-ocr-script-hang-vert"}


@dataclass(frozen=True, slots=True)
class Installation:
    """A Tesseract that can be run.

    Attributes:
        command: Name or path of the program.
        version: Such as `5.3.0`.
        tessdata: Folder of the models, or None where Tesseract does not tell.
        languages: Names as `-l` takes them.
    """

    command: str
    version: str
    tessdata: Path | None
    languages: tuple[str, ...]

    def resolve(self, names: Sequence[str]) -> tuple[str, ...]:
        """Return what `-l` calls the languages `names`.

        Debian keeps script models beside the languages (`Hangul`), others in a folder (`script/Hangul`): either
        name finds either.

        Raises:
            DependencyError: One is not installed.
        """
        known = {language.rpartition("/")[2]: language for language in self.languages}
        known.update({language: language for language in self.languages})
        missing = [name for name in names if _short(name, known) not in known]
        if missing:
            raise DependencyError(
                f"Tesseract lacks the language {', '.join(missing)}",
                advice=_INSTALL.format(debian=" ".join(map(_debian_package, missing)), brew="tesseract-lang"),
            )
        return tuple(known[_short(name, known)] for name in names)

    def models(self, names: Sequence[str]) -> tuple[Model, ...]:
        """Return a record of each language model: Tesseract's version and the hash of the model's file."""
        return tuple(
            Model(name.rpartition("/")[2], f"tesseract {self.version}", self._sha256(name))
            for name in self.resolve(names)
        )

    def _sha256(self, language: str) -> str:
        file = self.tessdata / f"{language}.traineddata" if self.tessdata else None
        return _sha256_of(file) if file and file.is_file() else ""


def installed() -> bool:
    """Tell whether a Tesseract is there, without starting it."""
    return shutil.which(pytesseract.pytesseract.tesseract_cmd) is not None


def find() -> Installation:
    """Return the installed Tesseract: the one that pytesseract is set to.

    Raises:
        DependencyError: There is none, or it is too old.
        EngineError: It is there and does not answer.
    """
    command = str(pytesseract.pytesseract.tesseract_cmd)
    version = _version(command)
    try:
        # pytesseract.get_languages() leaves out names with capitals, and so every script.
        ended = run([command, "--list-langs"], timeout=_PATIENCE)
    except EngineTimeoutError as error:
        raise EngineError("Tesseract does not list its languages", advice="run: tesseract --list-langs") from error
    heading, *languages = ended.said.splitlines() or [""]
    folder = re.search(r'"(.+)"', heading)
    return Installation(
        command,
        version,
        Path(folder.group(1)) if folder else None,
        tuple(language.strip() for language in languages if language.strip()),
    )


def _version(command: str) -> str:
    try:
        version = pytesseract.get_tesseract_version()
    except (pytesseract.TesseractNotFoundError, SystemExit) as error:
        # pytesseract exits where it cannot make out the version.
        raise DependencyError(
            f"no working Tesseract: {command}",
            advice=_INSTALL.format(
                debian="tesseract-ocr tesseract-ocr-kor tesseract-ocr-script-hang", brew="tesseract tesseract-lang"
            ),
        ) from error
    if version.release < _OLDEST:
        raise DependencyError(f"Tesseract {version} is too old", advice="install Tesseract 5")
    return str(version)


def _short(name: str, known: dict[str, str]) -> str:
    return name if name in known else name.rpartition("/")[2]


def _debian_package(language: str) -> str:
    short = language.rpartition("/")[2]
    return _SCRIPT_PACKAGES.get(short) or f"tesseract-ocr-{short.lower().replace('_', '-')}"


@cache
def _sha256_of(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
