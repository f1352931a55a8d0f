"""The one place that finds data files: inside the package, else beside `pipeline/` (editable install)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


@cache
def dictionaries() -> Path:
    """Return the folder of word lists and counted figures."""
    inside = PACKAGE / "dictionaries"
    return inside if inside.is_dir() else PACKAGE.parent.parent / "dictionaries"
