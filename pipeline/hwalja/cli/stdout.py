"""Standard output: UTF-8 whatever the locale says."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

import click

from hwalja.export.write import output_error


class ReaderGone(Exception):  # noqa: N818 - no error: whoever read the output had enough of it
    """Nobody reads standard output any more.

    Not a BrokenPipeError: click ends the program at those, with the code of wrong arguments.
    """


def write(content: str | bytes) -> None:
    """Write `content` (text as UTF-8) to standard output.

    Raises:
        ReaderGone: Nobody reads it any more.
        OutputError: It cannot be written for another reason.
    """
    try:
        click.echo(content.encode() if isinstance(content, str) else content, nl=False)
    except OSError as error:
        _give_up()
        if isinstance(error, BrokenPipeError):
            raise ReaderGone from error
        raise output_error("standard output", error) from error


def _give_up() -> None:
    """Send what is still buffered nowhere: Python would try once more to write it on its way out."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
