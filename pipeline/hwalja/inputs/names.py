"""Names of files as a person gives them, and as the disk has them."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path


def on_disk(path: Path) -> Path:
    """Return the path of the file that is meant: a Mac writes the names of files in NFD, lists are in NFC.

    A part that exists is taken as it is, else in the form that exists; the path comes back unchanged if there is none.
    """
    if exists(path):
        return path
    place = Path(path.anchor)
    for part in path.relative_to(place).parts:
        forms = (part, *(unicodedata.normalize(form, part) for form in ("NFC", "NFD")))
        place = next((place / form for form in forms if exists(place / form)), place / part)
    return place if exists(place) else path


def exists(path: str | Path) -> bool:
    """Tell whether there is something, be it a link that leads nowhere; what cannot be a name is nothing."""
    try:
        return os.path.lexists(path)
    except ValueError:
        return False


def real_path(path: str | Path) -> str:
    """Return where links lead: two names of one file share it."""
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):
        return os.fspath(path)
