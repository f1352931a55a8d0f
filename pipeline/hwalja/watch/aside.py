"""Moving files out of the inbox: each is at every moment whole in one place or the other."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from hwalja.batch.messages import Content
from hwalja.export.write import make_folder, output_error, write_whole

REASON = ".txt"
"""Ends the name of the text that tells why a file was rejected."""


def place_for(path: Path, wanted: Path) -> Path:
    """Return where a file can go: to `wanted`, or beside it if another file stands there.

    A file that stands there with the same content is the same: it is written over.

    Raises:
        OutputError: The folder cannot be made.
    """
    make_folder(wanted.parent)
    return next(each for each in _names(wanted) if not os.path.lexists(each) or _alike(each, path))


def move(path: Path, target: Path) -> None:
    """Move a file; to another disk, under a hidden name until it is there.

    Raises:
        OutputError: It cannot be moved.
    """
    try:
        try:
            path.rename(target)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            _carry(path, target)
    except OSError as error:
        raise output_error(target, error) from error


def write_reason(target: Path, reason: str) -> None:
    """Write beside a file why it is there.

    Raises:
        OutputError: It cannot be written.
    """
    write_whole(target.with_name(target.name + REASON), reason)


def _names(wanted: Path) -> Iterator[Path]:
    yield wanted
    for number in count(2):
        yield wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")


def _alike(one: Path, other: Path) -> bool:
    try:
        return one.stat().st_size == other.stat().st_size and Content.of(one).sha256 == Content.of(other).sha256
    except OSError:
        return False


def _carry(path: Path, target: Path) -> None:
    """Copy a file to another disk, then remove it here."""
    unfinished = target.with_name(f".{target.name}.part")
    shutil.copy2(path, unfinished)
    with unfinished.open("rb") as file:
        os.fsync(file.fileno())
    unfinished.replace(target)
    path.unlink()
