"""What is said on standard error: records of the log, errors, and where a person watches, how far it has come."""

from __future__ import annotations

import functools
import json
import logging
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

import click

from hwalja.errors import printable

_T = TypeVar("_T")

TEXT, JSON = "text", "json"
NO_PAGE = "-"

_page: ContextVar[str] = ContextVar("page", default=NO_PAGE)
_CLEAR_LINE = "\r\x1b[K"


class _Handler(logging.Handler):
    """Writes to whatever is standard error at the time."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            clear_progress()
            click.echo(self.format(record), err=True)
        except Exception:  # as in all handlers: a failing log ends no work
            self.handleError(record)


class _Formatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        record.page = _page.get()
        record.level = record.levelname.lower()
        return super().format(record)


class _JsonFormatter(logging.Formatter):
    """A line of JSON, in ASCII: names of files may hold bytes that are no text."""

    def format(self, record: logging.LogRecord) -> str:
        facts = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created)) + f".{int(record.msecs):03d}Z",
            "level": record.levelname.lower(),
            "page": None if _page.get() == NO_PAGE else _page.get(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "facts", {}),
        }
        if record.exc_info:
            facts["traceback"] = self.formatException(record.exc_info)
        return json.dumps(facts)


def configure(verbosity: int, form: str = TEXT) -> None:
    """Send the log of hwalja to standard error.

    Args:
        verbosity: -1 for errors, 0 for warnings too, 1 for what is done, 2 for everything.
        form: `text` or `json`.
    """
    levels = {-1: logging.ERROR, 0: logging.WARNING, 1: logging.INFO}
    where = "%(page)s: %(name)s" if verbosity > 1 else "%(page)s"
    handler = _Handler()
    handler.setFormatter(_JsonFormatter() if form == JSON else _Formatter(f"hwalja: %(level)s: {where}: %(message)s"))
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


def say(text: str, level: int = logging.INFO, facts: Mapping[str, object] | None = None) -> None:
    """Write a line to standard error, in place of a line of progress.

    Args:
        text: The line.
        level: Of the record, where lines are records of JSON.
        facts: What else such a record tells.
    """
    clear_progress()
    formatter = _formatter()
    if isinstance(formatter, _JsonFormatter):
        record = logging.LogRecord("hwalja", level, "", 0, text.removeprefix("hwalja: "), (), None)
        record.facts = facts or {}
        text = formatter.format(record)
    click.echo(text, err=True)


def say_progress(text: str, facts: Mapping[str, object]) -> None:
    """Write a line about how far the work has come, unless all is to be quiet."""
    if logging.getLogger("hwalja").isEnabledFor(logging.WARNING):
        say(text, facts=facts)


def say_error(what: object) -> None:
    """Write an error as the one line that it gets."""
    text = printable(" ".join(str(what).split()))
    say(text if isinstance(_formatter(), _JsonFormatter) else f"hwalja: error: {text}", logging.ERROR)


def watched() -> bool:
    """Tell whether a person watches: standard error is a terminal, to be used, and not for records of JSON."""
    wanted = logging.getLogger("hwalja").isEnabledFor(logging.WARNING)
    return sys.stderr.isatty() and wanted and not isinstance(_formatter(), _JsonFormatter)


def show_progress(text: str) -> None:
    """Write `text` over the last line of progress, where a person watches."""
    if watched():
        columns = shutil.get_terminal_size().columns
        room = columns - 1 if text.isascii() else columns // 2  # Hangul takes two columns
        click.echo(_CLEAR_LINE + text[-room:], err=True, nl=False)


def clear_progress() -> None:
    """Wipe the line of progress."""
    if sys.stderr.isatty():
        click.echo(_CLEAR_LINE, err=True, nl=False)


def verbosity(command: Callable[..., _T]) -> Callable[..., _T]:
    """Give a command the options -v and -q, and configure the log by them before it runs."""

    @click.option("-v", "--verbose", count=True, help="Say what is done; twice, say everything.")
    @click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
    @click.option(
        "--log-format",
        type=click.Choice([TEXT, JSON]),
        default=TEXT,
        show_default=True,
        help="How it is said on standard error: in words, or in JSON, a record a line.",
    )
    @functools.wraps(command)
    def configured(*arguments: Any, verbose: int, quiet: bool, log_format: str, **options: Any) -> _T:
        if verbose and quiet:
            raise click.UsageError("-v and -q exclude one another")
        configure(-1 if quiet else verbose, log_format)
        return command(*arguments, **options)

    return configured


def _formatter() -> logging.Formatter | None:
    handlers = logging.getLogger("hwalja").handlers
    return handlers[0].formatter if handlers else None
