"""Run a program in a process group of its own, so that nothing of it outlives the call."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hwalja.errors import EngineTimeoutError

_TAIL = 64 * 1024
"""Bytes kept of what a program says: enough for any list of languages, and for the end of a long complaint."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a program ended.

    Attributes:
        status: Exit status; below zero, the negative number of the signal that killed it.
        said: The end of its standard output and standard error together.
    """

    status: int
    said: str


def run(command: Sequence[str], *, timeout: float, environment: Mapping[str, str] | None = None) -> Ended:
    """Run `command` to its end.

    Standard input is empty. What the program says goes to a file, so that no amount of it can block the program.
    However this function is left, the whole process group has been killed: pytesseract ends its direct child alone.

    Args:
        command: Program and arguments.
        timeout: Seconds.
        environment: Variables added to those of this process.

    Raises:
        OSError: The program cannot be started.
        EngineTimeoutError: It took longer.
    """
    with tempfile.TemporaryFile() as said:
        with subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            env={**os.environ, **(environment or {})},
            start_new_session=True,
        ) as process:
            try:
                status = process.wait(timeout)
            except subprocess.TimeoutExpired:
                raise EngineTimeoutError(
                    f"{command[0]} did not end within {timeout:g} s and was stopped", advice="allow more time"
                ) from None
            finally:
                _kill_group(process.pid)
                process.wait()  # after an interrupt, Popen itself leaves a zombie
        said.seek(max(0, said.seek(0, os.SEEK_END) - _TAIL))
        return Ended(status, said.read().decode("utf-8", errors="replace"))


def _kill_group(leader: int) -> None:
    # EPERM is how macOS answers for a group of which only zombies are left.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)
