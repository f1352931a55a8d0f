"""Locks that die with the process that holds them, however it dies."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from hwalja.errors import BusyError
from hwalja.export.write import output_error


@contextmanager
def held(files: list[Path]) -> Iterator[None]:
    """Hold the locks of some files, each a hidden file beside it that stays.

    Raises:
        BusyError: Another process holds one.
        OutputError: The file system does not let us.
    """
    with ExitStack() as stack:
        for file in dict.fromkeys(path.absolute() for path in files):
            stack.enter_context(_held(file))
        yield


@contextmanager
def _held(file: Path) -> Iterator[None]:
    lock = file.with_name(f".{file.name}.lock")
    try:
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise output_error(lock, error) from error
    try:
        _take(descriptor, file)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int, file: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise BusyError(
            "another job is at work on this folder or journal",
            source=str(file),
            advice="wait for it, give this one a --shard of its own, or choose another folder",
        ) from None
    except OSError as error:
        raise output_error(file, error) from error
