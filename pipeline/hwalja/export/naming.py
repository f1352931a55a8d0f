"""What the files are called that a run writes."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from hwalja.errors import UsageError
from hwalja.export import FORMATS, Format
from hwalja.model import Frame


def stem(source: str | Frame) -> str:
    """Return what the results of a source are called: its name without the ending, and which page of it is meant."""
    return source.stem if isinstance(source, Frame) else Path(source).stem


def format_of(output: str) -> Format | None:
    """Return the format that the name of a file tells by its ending."""
    found = [form for form in FORMATS.values() if output.lower().endswith(form.suffix)]
    return max(found, key=lambda form: len(form.suffix), default=None)


def is_file_name(output: str) -> bool:
    """Tell whether `output` names a file rather than a folder, by what exists or by a known suffix."""
    path = Path(output)
    if output.endswith(os.sep) or path.is_dir():
        return False
    return path.exists() or format_of(output) is not None


def targets(sources: Sequence[str | Frame], formats: Sequence[Format], output: str) -> list[tuple[Path, ...]]:
    """Return for each source the paths of its results, in the order of `formats`.

    A single result goes to the file `output` unless that is, or by its last character must be, a folder; more go
    into the folder `output` as `<stem><suffix>`.

    Raises:
        UsageError: Two results would be one file, or a result would replace a source.
    """
    alone = len(sources) == len(formats) == 1
    if alone and not output.endswith(os.sep) and not Path(output).is_dir():
        found: list[tuple[Path, ...]] = [(Path(output),)]
    elif is_file_name(output):
        raise UsageError(f"{output} can hold only one image in one format", advice="name a folder")
    else:
        check_stems(sources)
        found = [tuple(Path(output, stem(source) + form.suffix) for form in formats) for source in sources]
    _keep_sources(sources, [path for paths in found for path in paths])
    return found


def check_stems(sources: Sequence[str | Frame]) -> None:
    """See that no two sources have the same name without its ending, on a disk that does not tell case apart either.

    Raises:
        UsageError: Two have.
    """
    seen: dict[str, str | Frame] = {}
    for source in sources:
        key = unicodedata.normalize("NFC", stem(source)).casefold()
        if key in seen:
            raise UsageError(
                f"{seen[key]} and {source} would be written to the same file",
                advice="rename one, or write them into different folders with two calls",
            )
        seen[key] = source


def _keep_sources(sources: Sequence[str | Frame], found: Sequence[Path]) -> None:
    originals = {Path(source.path if isinstance(source, Frame) else source).resolve() for source in sources}
    for path in found:
        if path.resolve() in originals:
            raise UsageError(f"the result would replace {path}, which it is made from", advice="choose another name")
