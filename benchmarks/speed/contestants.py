"""Who reads the pages, and by which commands."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.accuracy.readers import LANGUAGE, ocrmypdf_command

OURS = "hwalja"
THEIRS = "tesseract"


@dataclass(frozen=True, slots=True)
class Contestant:
    """A reader as whole processes.

    Attributes:
        name: What the results call it.
        commands: Commands that read images, one after the other, and write into a folder.
        program: What must be on PATH.
    """

    name: str
    commands: Callable[[Sequence[Path], Path], list[list[str]]]
    program: str


def _hwalja(images: Sequence[Path], folder: Path) -> list[list[str]]:
    return [[_own("hwalja"), "page", *map(str, images), "-f", "json", "-o", f"{folder}/"]]


def _tesseract(images: Sequence[Path], folder: Path) -> list[list[str]]:
    return [["tesseract", str(image), str(folder / image.stem), "-l", LANGUAGE, "--psm", "3"] for image in images]


def _ocrmypdf(images: Sequence[Path], folder: Path) -> list[list[str]]:
    return [ocrmypdf_command(image, folder) for image in images]


def _own(program: str) -> str:
    """Return the program of this Python's environment, else that on PATH."""
    return shutil.which(program, path=str(Path(sys.executable).parent)) or program


CONTESTANTS: Mapping[str, Contestant] = {
    contestant.name: contestant
    for contestant in (
        Contestant(OURS, _hwalja, _own("hwalja")),
        Contestant(THEIRS, _tesseract, "tesseract"),
        Contestant("ocrmypdf", _ocrmypdf, "ocrmypdf"),
    )
}


def present() -> list[Contestant]:
    """Return the contestants that are installed.

    Raises:
        SystemExit: hwalja or Tesseract is not.
    """
    found = [contestant for contestant in CONTESTANTS.values() if shutil.which(contestant.program)]
    missing = {OURS, THEIRS} - {contestant.name for contestant in found}
    if missing:
        raise SystemExit(f"not installed: {', '.join(sorted(missing))}")
    return found
