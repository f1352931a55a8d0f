"""`find_pages`: what a job is to read, in an order that is the same on every machine."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hwalja.errors import MissingInputError
from hwalja.inputs.page import Found, PageInput, Rejected


def find_pages(sources: Sequence[str], manifest: Path | None = None) -> Found:
    """Find the pages that a job is to read.

    Args:
        sources: Files, folders (with all below them) and patterns such as `scans/**/*.tif`.
        manifest: A CSV or JSONL file that names pages and what is known about them.

    Returns:
        The pages, each once, however often it is named; and what cannot be used.

    Raises:
        ManifestError: The manifest cannot be used.
    """
    pages, rejected = [], []
    for source in sources:
        path = Path(source)
        for file in sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]:
            if file.exists():
                pages.append(PageInput(id=file.stem, path=file))
            else:
                error = MissingInputError("there is no such file", source=str(file), advice="check the name")
                rejected.append(Rejected(file, error))
    return Found(tuple(pages), tuple(rejected))
