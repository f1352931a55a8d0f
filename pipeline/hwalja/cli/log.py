"""What is said on standard error: records of the log, errors, and where a person watches, how far it has come."""

from __future__ import annotations

import functools
import logging
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

import click

_T = TypeVar("_T")

_page: ContextVar[str] = ContextVar("page", default="-")
_CLEAR_LINE = "\r\x1b[K"


class _Handler(logging.Handler):
    """Writes to whatever is standard error at the time."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            say(self.format(record))
        except Exception:  # as in all handlers: a failing log ends no work
            self.handleError(record)


class _Formatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        record.page = _page.get()
        record.level = record.levelname.lower()
        return super().format(record)


def configure(verbosity: int) -> None:
    """Send the log of hwalja to standard error.

    Args:
        verbosity: -1 for errors, 0 for warnings too, 1 for what is done, 2 for everything.
    """
    levels = {-1: logging.ERROR, 0: logging.WARNING, 1: logging.INFO}
    where = "%(page)s: %(name)s" if verbosity > 1 else "%(page)s"
    handler = _Handler()
    handler.setFormatter(_Formatter(f"hwalja: %(level)s: {where}: %(message)s"))
    logger = logging.getLogger("hwalja")
    logger.handlers[:] = [handler]
    logger.setLevel(levels.get(verbosity, logging.DEBUG))


@contextmanager
def about(page: str) -> Iterator[None]:
    """Put the page's id into every record of the log."""
    token = _page.set(page)
    try:
        yield
    finally:
        _page.reset(token)


def say(text: str) -> None:
    """Write a line to standard error, in place of a line of progress."""
    if sys.stderr.isatty():
        click.echo(_CLEAR_LINE, err=True, nl=False)
    click.echo(text, err=True)


def say_error(what: object) -> None:
    """Write an error as the one line that it gets."""
    say(f"hwalja: error: {' '.join(str(what).split())}")


def show_progress(text: str) -> None:
    """Write `text` over the last line of progress, where standard error is a terminal and not to be quiet."""
    if sys.stderr.isatty() and logging.getLogger("hwalja").isEnabledFor(logging.WARNING):
        room = shutil.get_terminal_size().columns // 2  # Hangul takes two columns
        click.echo(_CLEAR_LINE + text[-room:], err=True, nl=False)


def clear_progress() -> None:
    """Wipe the line of progress."""
    if sys.stderr.isatty():
        click.echo(_CLEAR_LINE, err=True, nl=False)


def verbosity(command: Callable[..., _T]) -> Callable[..., _T]:
    """Give a command the options -v and -q, and configure the log by them before it runs."""

    @click.option("-v", "--verbose", count=True, help="Say what is done; twice, say everything.")
    @click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
    @functools.wraps(command)
    def configured(*arguments: Any, verbose: int, quiet: bool, **options: Any) -> _T:
        if verbose and quiet:
            raise click.UsageError("-v and -q exclude one another")
        configure(-1 if quiet else verbose)
        return command(*arguments, **options)

    return configured
