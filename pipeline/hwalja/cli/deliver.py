"""Where results go: to standard output, to a file, or into a folder; settled before the work begins."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias, TypeVar

from hwalja.cli import stdout
from hwalja.errors import UsageError
from hwalja.export import FORMATS, Files, Format
from hwalja.export.naming import format_of, targets
from hwalja.export.write import check_folder, make_folder, write_whole
from hwalja.model import Frame, Page
from hwalja.read import Facsimile

_log = logging.getLogger(__name__)

_Result = TypeVar("_Result")

Deliver = Callable[[int, _Result], None]
"""Takes the result of the source at a position."""

Render = Callable[[Format, _Result], Files]
"""Gives the files of a result in a format."""


Shown: TypeAlias = tuple[Page, Facsimile]
"""A page and its image."""


def rendered(form: Format, shown: Shown) -> Files:
    """Return the files of a page."""
    return form.render(*shown)


def formats_of(output: str | None) -> tuple[Format, ...]:
    """Return the format that the name of the output file tells, or text."""
    return (format_of(output or "") or FORMATS["text"],)


def delivery(
    sources: Sequence[str | Frame], formats: Sequence[Format], output: str | None, render: Render[_Result], what: str
) -> Deliver[_Result]:
    """Settle where everything goes, and that it can.

    Args:
        sources: Names of what is worked on.
        formats: What to write of each.
        output: A file or a folder; None for standard output.
        render: Gives the files.
        what: A result is, such as `page`.

    Raises:
        UsageError: It cannot all go there.
        OutputError: The folder cannot be written to.
    """
    if output is None:
        return _to_stdout(sources, formats, render, what)
    paths = targets(sources, formats, output)
    if len(sources) == len(formats) == 1 and paths[0][0] == Path(output):
        if not paths[0][0].exists():
            check_folder(paths[0][0].parent)
    else:
        make_folder(Path(output))

    def deliver(position: int, result: _Result) -> None:
        for form, path in zip(formats, paths[position], strict=True):
            for ending, content in render(form, result).items():
                file = path if ending == form.suffix else path.with_name(path.name.removesuffix(form.suffix) + ending)
                write_whole(file, content)
                _log.info("wrote %s", file)

    return deliver


def _to_stdout(
    sources: Sequence[str | Frame], formats: Sequence[Format], render: Render[_Result], what: str
) -> Deliver[_Result]:
    form, *more = formats
    between = form.between
    if more:
        raise UsageError("standard output holds only one format", advice="name a folder with -o")
    if form.more or (form.binary and sys.stdout.isatty()):
        raise UsageError(f"{form.name} is not for standard output", advice="name a folder with -o")
    if len(sources) > 1 and between is None:
        raise UsageError(f"standard output holds only one {what} as {form.name}", advice="name a folder with -o")
    written: list[int] = []

    def deliver(position: int, result: _Result) -> None:
        lead = between if written and between else b""
        stdout.write(lead + render(form, result)[form.suffix])
        written.append(position)

    return deliver
