"""What the job and its workers tell one another, and how it goes over a socket."""

from __future__ import annotations

import hashlib
import os
import pickle
import struct
import sys
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from hwalja.errors import (
    DependencyError,
    DiskFullError,
    EngineError,
    ExitCode,
    HwaljaError,
    InputError,
    OutputError,
    UsageError,
)
from hwalja.storage import Look, Place, Url

if TYPE_CHECKING:
    from socket import socket

    from hwalja.batch.figures import Figures

_LENGTH = struct.Struct("!Q")

_ENDS = (UsageError, InputError, DependencyError, EngineError, DiskFullError, OutputError)

LONGEST = 1 << 32
"""Bytes of a message: more is no message, but something that a program wrote where it should not."""


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of a file at the time when it was read.

    Attributes:
        size: In bytes.
        mtime_ns: When they were last changed, in nanoseconds since 1970; None where a store does not tell.
        sha256: Of the bytes.
        etag: What a store calls them; None of a file on a disk.
    """

    size: int
    mtime_ns: int | None
    sha256: str
    etag: str | None = None

    @classmethod
    def of(cls, place: Place, fetched: Path | None = None) -> Content:
        """Return what stands in a file.

        Args:
            place: Of the file.
            fetched: Where an object was brought to. It is told as it was listed before: one that has changed in
                between will look changed.

        Raises:
            OSError: It cannot be read.
        """
        path = place if isinstance(place, Path) else fetched
        if path is None:
            raise FileNotFoundError(str(place))
        with path.open("rb") as file:
            stat = path.stat()
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if isinstance(place, Url):
            return cls(stat.st_size, place.mtime_ns, digest, place.etag)
        return cls(stat.st_size, stat.st_mtime_ns, digest)

    @property
    def look(self) -> Look:
        return Look(self.size, self.mtime_ns, self.etag)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a page failed, in plain strings: what a page raises may be of a kind that only its worker knows.

    Attributes:
        kind: Name of the error's class.
        message: What happened.
        advice: What the user can do.
        code: Of the exit codes, the one that the error carries.
        details: For those who look for the cause: a traceback, or the last words of the process.
    """

    kind: str
    message: str
    advice: str | None = None
    code: ExitCode = ExitCode.OTHER
    details: str | None = None

    @classmethod
    def of(cls, error: BaseException) -> Fault:
        details = "".join(traceback.format_exception(error))
        if isinstance(error, HwaljaError):
            return cls(type(error).__name__, error.message, error.advice, error.exit_code, details)
        if isinstance(error, MemoryError):
            return cls("MemoryError", "there is not enough memory for the page", "scale it down", details=details)
        text = " ".join(str(error).split())
        return cls(
            type(error).__name__,
            f"{type(error).__name__}: {text}" if text else type(error).__name__,
            None,
            details=details,
        )

    def error(self) -> HwaljaError:
        """Return the fault as what ends a job."""
        kind = next((kind for kind in _ENDS if kind.exit_code is self.code), HwaljaError)
        return kind(self.message, advice=self.advice)

    def __str__(self) -> str:
        return f"{self.message} ({self.advice})" if self.advice else self.message


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a page.

    Attributes:
        files: Contents by what the names of the files end in, in the order in which they are written.
        figures: What the report tells of the page.
        thumbnail: A small picture of it, as JPEG; empty where there is none.
        warnings: What a person should know.
    """

    files: Mapping[str, bytes]
    figures: Figures
    thumbnail: bytes = b""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Start:
    """The first that a worker is told.

    Attributes:
        work: `module:function` that, called with `arguments`, gives the function that makes a `Result` of a page.
        arguments: For it.
        level: Records of the log below it are not wanted.
        path: Where modules are found.
    """

    work: str
    arguments: tuple[object, ...]
    level: int
    path: tuple[str, ...] = field(default_factory=lambda: tuple(map(os.path.abspath, sys.path)))


@dataclass(frozen=True, slots=True)
class Ready:
    """The worker is loaded."""


@dataclass(frozen=True, slots=True)
class Unusable:
    """The worker cannot read any page."""

    fault: Fault


@dataclass(frozen=True, slots=True)
class Begun:
    """The page at hand is this file; None where it cannot be read."""

    content: Content | None


@dataclass(frozen=True, slots=True)
class Said:
    """A record of the log."""

    level: int
    logger: str
    message: str


@dataclass(frozen=True, slots=True)
class Ended:
    """The page at hand is done, or failed.

    Attributes:
        seconds: It took.
        peak: The most memory that the worker has held so far, in bytes.
    """

    outcome: Result | Fault
    seconds: float
    peak: int


def send(channel: socket, message: object) -> None:
    """Send a message, whole.

    Raises:
        OSError: Nobody is there any more.
    """
    data = pickle.dumps(message)
    channel.sendall(_LENGTH.pack(len(data)) + data)


@dataclass(slots=True)
class Inbox:
    """Puts messages together from what came, in whatever pieces."""

    _held: bytearray = field(default_factory=bytearray)

    def take(self, data: bytes) -> Iterator[object]:
        """Return the messages that are whole with `data`.

        Raises:
            ValueError: This is no message.
        """
        self._held += data
        while len(self._held) >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(self._held)
            if length > LONGEST:
                raise ValueError(f"a message of {length} bytes")
            end = _LENGTH.size + length
            if len(self._held) < end:
                return
            try:
                message = pickle.loads(memoryview(self._held)[_LENGTH.size : end])  # noqa: S301 # from our own worker
            except Exception as error:
                raise ValueError(f"this is no message: {error}") from error
            del self._held[:end]
            yield message
