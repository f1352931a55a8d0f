"""The process that PDFium runs in: threads must not share it, and a broken file may end it or keep it busy for ever."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from io import BufferedReader
from pathlib import Path
from subprocess import DEVNULL, PIPE
from types import TracebackType
from typing import IO, Any, Self, cast

from hwalja.errors import (
    DependencyError,
    HwaljaError,
    InputError,
    MissingInputError,
    OversizedImageError,
    UnreadableImageError,
)

CHILD = Path(__file__).with_name("child.py")

SECONDS = 60
"""Of a processor, for one request: a page of 100 megapixels in JPEG 2000, the slowest kind, takes ten."""

MEMORY = 2 << 30
"""Bytes beside those for pixels."""

BYTES_A_PIXEL = 24
"""Room for decoding: OpenJPEG has three colours of four bytes each twice, PDFium as many and the result."""

INSTALL = "install pypdfium2 anew"
AS_IMAGES = "save it anew from its original, or its pages as images"

_PASSWORD, _SECURITY = 4, 5
"""FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY (fpdfview.h)."""


class Pdfium:
    """A connection to PDFium. Its process starts with the first question, and anew after one that ended it."""

    def __init__(self) -> None:
        self._child: _Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._end()

    def ask(self, what: str, source: str, *, pixels: int = 0, **details: object) -> dict[str, Any]:
        """Return the answer to a question: see `child.py`.

        Args:
            what: Name of the question.
            source: What the file is called in errors.
            pixels: Of the largest image that is to be decoded or drawn.
            details: Of the question.

        Raises:
            InputError: The file cannot be read; it broke PDFium or asked too much of it.
            DependencyError: PDFium does not run.
        """
        child = self._child = self._child or _start()
        limits = {"seconds": SECONDS, "memory": MEMORY + BYTES_A_PIXEL * pixels}
        request = json.dumps({"do": what, **limits, **details}).encode() + b"\n"
        with suppress(BrokenPipeError):
            child.questions.write(request)
            child.questions.flush()
        line = child.answers.readline()
        if not line.endswith(b"\n"):
            raise self._death(child, source)
        answer: dict[str, Any] = json.loads(line)
        if "broken" in answer:
            raise _failure(answer, source)
        return answer

    def take(self, number: int, source: str) -> bytearray:
        """Return the bytes that follow an answer.

        Raises:
            InputError: PDFium ended before.
        """
        child = self._child
        data = bytearray(number)
        view, at = memoryview(data), 0
        while child and at < number:
            got = child.answers.readinto(view[at:])
            if not got:
                raise self._death(child, source)
            at += got
        return data

    def _death(self, child: _Child, source: str) -> HwaljaError:
        """Say why the process ended of itself."""
        status = child.process.wait()
        self._end()
        if status == -signal.SIGXCPU:
            return OversizedImageError(
                f"the PDF took more than {SECONDS} s of computing", source=source, advice=AS_IMAGES
            )
        if status >= 0:
            return DependencyError(f"PDFium does not run (status {status})", advice=INSTALL)
        how = signal.Signals(-status).name
        return UnreadableImageError(
            f"the PDF is damaged, or needs too much memory ({how})", source=source, advice=AS_IMAGES
        )

    def _end(self) -> None:
        if self._child:
            self._child.end()
        self._child = None


class _Child:
    """The process, with its two pipes."""

    def __init__(self) -> None:
        # -P: the folder of the script is no place to import from.
        command = [sys.executable, "-P", str(CHILD)]
        self.process = subprocess.Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL)
        self.questions = cast("IO[bytes]", self.process.stdin)
        self.answers = cast("BufferedReader", self.process.stdout)

    def end(self) -> None:
        self.process.kill()
        with suppress(BrokenPipeError), self.process:
            pass  # which closes the pipes and waits


def _start() -> _Child:
    try:
        return _Child()
    except OSError as error:
        raise DependencyError(f"PDFium cannot be started: {error}", advice=INSTALL) from error


def _failure(answer: Mapping[str, Any], source: str) -> InputError:
    """Return the error that says what the process found broken."""
    broken, code = answer["broken"], answer.get("code")
    if broken == "file":
        return MissingInputError(f"the file cannot be read: {answer['why']}", source=source, advice="try again")
    if code == _PASSWORD:
        return UnreadableImageError("a password protects the PDF", source=source, advice="save a copy without it")
    if code == _SECURITY:
        return UnreadableImageError(
            "the PDF is encrypted in a way that is not read", source=source, advice="save a copy without protection"
        )
    what = {"page": "a page of the PDF is damaged", "image": "the image of a page of the PDF is damaged or cut short"}
    return UnreadableImageError(what.get(broken, "the PDF is damaged"), source=source, advice=AS_IMAGES)
