"""Several images or texts in one run: one that fails never costs the others."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from hwalja.cli import log
from hwalja.cli.stdout import ReaderGone
from hwalja.errors import DependencyError, ExitCode, HwaljaError, UsageError
from hwalja.export.naming import stem

_log = logging.getLogger(__name__)


def work_through(sources: Sequence[str], work: Callable[[int, str], None], what: str = "images") -> ExitCode:
    """Do `work` for each source, with its position; say what fails and go on.

    Without an engine, and with options that no page can be read with, the rest is not tried.

    Returns:
        OK; where all failed alike, their code; else SOME_PAGES_FAILED.
    """
    codes = [ExitCode.OK] * len(sources)
    for position, source in enumerate(sources):
        with log.about(stem(source)):
            error = _attempt(work, position, source)
        if error is None:
            continue
        codes[position] = code_of(error)
        if isinstance(error, DependencyError | UsageError):
            codes[position:] = [codes[position]] * (len(sources) - position)
            break
    failed = sum(map(bool, codes))
    if failed and len(sources) > 1:
        log.say(f"hwalja: {failed} of {len(sources)} {what} failed")
    return codes[0] if len(set(codes)) == 1 else ExitCode.SOME_PAGES_FAILED


def tell_error(error: Exception, source: str | None = None) -> None:
    """Say an error in one line; the log gets the traceback."""
    if isinstance(error, HwaljaError):
        log.say_error(error if error.source or not source else f"{source}: {error}")
    else:
        where = f"{source}: " if source else ""
        log.say_error(f"{where}{type(error).__name__}: {error} (unexpected: -vv shows the traceback)")
    _log.debug("traceback", exc_info=error)


def code_of(error: Exception) -> ExitCode:
    return error.exit_code if isinstance(error, HwaljaError) else ExitCode.OTHER


def _attempt(work: Callable[[int, str], None], position: int, source: str) -> Exception | None:
    try:
        work(position, source)
    except ReaderGone:
        raise
    except Exception as error:  # a fault of the program must not cost the other pages either
        tell_error(error, source)
        return error
    finally:
        log.clear_progress()
    return None
