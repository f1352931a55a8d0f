"""Where results go: to standard output, to a file, or into a folder; settled before the work begins."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from hwalja.cli import stdout
from hwalja.errors import UsageError
from hwalja.export import FORMATS, Format
from hwalja.export.naming import targets
from hwalja.export.write import check_folder, make_folder, write_whole

_log = logging.getLogger(__name__)

_Result = TypeVar("_Result")

Deliver = Callable[[int, _Result], None]
"""Takes the result of the source at a position."""

Render = Callable[[Format, _Result], str]
"""Gives a result in a format."""


def formats_of(output: str | None) -> tuple[Format, ...]:
    """Return the format that the name of the output file tells, or text."""
    suffix = Path(output or "").suffix.lower()
    return (next((form for form in FORMATS.values() if form.suffix == suffix), FORMATS["text"]),)


def delivery(
    sources: Sequence[str], formats: Sequence[Format], output: str | None, render: Render[_Result], what: str
) -> Deliver[_Result]:
    """Settle where everything goes, and that it can.

    Args:
        sources: Names of what is worked on.
        formats: What to write of each.
        output: A file or a folder; None for standard output.
        render: Gives the text.
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
            write_whole(path, render(form, result))
            _log.info("wrote %s", path)

    return deliver


def _to_stdout(
    sources: Sequence[str], formats: Sequence[Format], render: Render[_Result], what: str
) -> Deliver[_Result]:
    form, *more = formats
    between = form.between
    if more:
        raise UsageError("standard output holds only one format", advice="name a folder with -o")
    if len(sources) > 1 and between is None:
        raise UsageError(f"standard output holds only one {what} as {form.name}", advice="name a folder with -o")
    written: list[int] = []

    def deliver(position: int, result: _Result) -> None:
        lead = between if written and between else ""
        stdout.write(lead + render(form, result))
        written.append(position)

    return deliver
