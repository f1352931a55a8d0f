"""The exception tree. Each says what happened, to which file, and what to do; each carries its exit code.

HwaljaError
├── UsageError                  the options contradict each other or name something unknown
├── InputError                  the image or the text cannot be used
│   ├── MissingInputError       no such file, or it may not be read
│   ├── EmptyInputError         zero bytes, or a text without words
│   ├── UnreadableTextError     no text, or in an encoding that is not known
│   ├── UnreadableImageError    not an image, or of a kind that is not read
│   ├── TruncatedImageError     the image data ends too early
│   ├── OversizedImageError     more pixels than allowed
│   └── ManifestError           the list of pages cannot be used
├── DictionaryError             a list of words cannot be used
├── DependencyError             an engine or a language model is not installed
├── EngineError                 the engine failed
│   └── EngineTimeoutError      it took too long and was ended
├── OutputError                 the result cannot be written
│   └── DiskFullError           there is no room for it
└── BusyError                   another job is at work there
"""

from __future__ import annotations

from enum import IntEnum
from typing import ClassVar
from unicodedata import category


class ExitCode(IntEnum):
    """Exit codes of the command line: a declared interface."""

    OK = 0
    BAD_ARGUMENTS = 1
    WOULD_CHANGE = 1
    """Of `fix --check`, which shares its number with all checks of text in the world."""
    INPUT_FILE = 2
    MISSING_DEPENDENCY = 3
    OUTPUT = 5
    DISK_FULL = 6
    ENGINE = 7
    SOME_PAGES_FAILED = 8
    NO_INPUT = 9
    ABORTED = 10
    BUSY = 11
    OTHER = 15
    INTERRUPTED = 130


class HwaljaError(Exception):
    """Base of all errors that hwalja raises on purpose.

    Args:
        message: What happened.
        source: The file it happened to, where there is one.
        advice: What the user can do.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.OTHER

    def __init__(self, message: str, *, source: str | None = None, advice: str | None = None) -> None:
        super().__init__(message, source, advice)
        self.message = message
        self.source = None if source is None else printable(source)
        self.advice = advice

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle with the keywords, so that the error survives a process boundary."""
        return _rebuild, (type(self), self.message, self.source, self.advice)

    def __str__(self) -> str:
        where = f"{self.source}: " if self.source else ""
        hint = f" ({self.advice})" if self.advice else ""
        return f"{where}{self.message}{hint}"


def printable(name: str) -> str:
    """Return a file's name as one line that can be written anywhere: controls and what is not UTF-8 as escapes."""
    return "".join(c.encode("unicode_escape").decode() if category(c) in _UNPRINTABLE else c for c in name)


_UNPRINTABLE = {"Cc", "Cs", "Zl", "Zp"}
"""Controls, halves of characters, ends of lines and paragraphs."""


def _rebuild(kind: type[HwaljaError], message: str, source: str | None, advice: str | None) -> HwaljaError:
    return kind(message, source=source, advice=advice)


class UsageError(HwaljaError):
    exit_code = ExitCode.BAD_ARGUMENTS


class InputError(HwaljaError):
    exit_code = ExitCode.INPUT_FILE


class MissingInputError(InputError):
    pass


class EmptyInputError(InputError):
    pass


class UnreadableTextError(InputError):
    pass


class UnreadableImageError(InputError):
    pass


class TruncatedImageError(InputError):
    pass


class OversizedImageError(InputError):
    pass


class ManifestError(InputError):
    pass


class DictionaryError(HwaljaError):
    exit_code = ExitCode.INPUT_FILE


class DependencyError(HwaljaError):
    exit_code = ExitCode.MISSING_DEPENDENCY


class EngineError(HwaljaError):
    exit_code = ExitCode.ENGINE


class EngineTimeoutError(EngineError):
    pass


class OutputError(HwaljaError):
    exit_code = ExitCode.OUTPUT


class DiskFullError(OutputError):
    exit_code = ExitCode.DISK_FULL


class BusyError(HwaljaError):
    exit_code = ExitCode.BUSY
