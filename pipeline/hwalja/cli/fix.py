"""`hwalja fix`: text of some other OCR to clean text."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from hwalja.cli import log, parameters, stdout
from hwalja.cli.deliver import Deliver, delivery, formats_of
from hwalja.cli.work import work_through
from hwalja.errors import ExitCode, UsageError
from hwalja.export import Files, Format
from hwalja.fix import CorrectedText, correct_text
from hwalja.fix.diff import COLOUR, PLAIN, Style, diff
from hwalja.fix.export import RENDERERS
from hwalja.fix.source import LEGACY, Source, decode, read_text
from hwalja.options import Profile

_log = logging.getLogger(__name__)

STDIN = "-"
STDIN_NAME = "stdin"
"""Names standard input in the log and in the names of files."""


@click.command(name="fix")
@click.argument("files", nargs=-1, metavar="FILE...")
@parameters.form("What to write", names=RENDERERS)
@parameters.output("a file for one text", "file")
@click.option(
    "--diff",
    "show_diff",
    is_flag=True,
    help="Show what is changed, with the words around, instead of the text; with -o, beside it. In colour on a "
    "terminal, unless NO_COLOR is set.",
)
@click.option("--check", is_flag=True, help="Write nothing, and exit with 1 if a text would be changed.")
@parameters.profile("changes nothing and only tells articles apart")
@parameters.dictionary
@log.verbosity
def fix(
    files: tuple[str, ...],
    formats: tuple[Format, ...] | None,
    output: str | None,
    *,
    show_diff: bool,
    check: bool,
    profile: str,
    dictionaries: tuple[str, ...],
) -> ExitCode:
    """Clean Korean newspaper text that some other OCR produced.

    Joins lines and paragraphs that a line or column end has cut, takes out section labels, page numbers and other
    remains of the page, corrects misread characters and words and false spaces, and tells articles apart: a blank
    line between paragraphs, two between articles. Whatever is changed stands in the log (-f json) and can be undone.
    Each FILE is a text in UTF-8 or CP949; without any, or as -, standard input. Of several, one that fails does not
    keep the others from being cleaned.
    """
    sources = list(files) or [STDIN]
    form = _form(formats, output)
    if check and output is not None:
        raise UsageError("--check writes nothing", advice="leave out either --check or -o")
    if sources.count(STDIN) > 1:
        raise UsageError("standard input can be read only once", advice="name - once")
    deliver = _nothing if output is None and (check or show_diff) else _delivery(sources, form, output)
    changed: list[str] = []

    def clean(position: int, source: str) -> None:
        name = _name(source)
        log.show_progress(f"[{position + 1}/{len(sources)}] {name}")
        given = _read(source).text
        result = correct_text(given, name=name, profile=Profile(profile), dictionaries=dictionaries)
        log.clear_progress()
        for warning in result.warnings:
            _log.warning("%s", warning)
        if result.text != given:
            changed.append(name)
        if show_diff:
            stdout.write(diff(result, _style()))
        deliver(position, result)

    code = work_through(sources, clean, what="texts")
    if not check:
        return code
    for name in changed:
        log.say(f"hwalja: {name} would be changed (--diff shows how)")
    return code or (ExitCode.WOULD_CHANGE if changed else ExitCode.OK)


def _form(formats: tuple[Format, ...] | None, output: str | None) -> Format:
    """Return the format that was asked for, or that the name of the output file tells, or text."""
    form, *more = formats or formats_of(output)
    if more:
        raise UsageError("only one format at a time is written", advice="call hwalja fix once for each")
    if form.name not in RENDERERS:
        raise UsageError(f"a text without a page cannot be written as {form.name}", advice="choose another format")
    return form


def _name(source: str) -> str:
    return STDIN_NAME if source == STDIN else Path(source).name


def _read(source: str) -> Source:
    read = decode(sys.stdin.buffer.read(), "standard input") if source == STDIN else read_text(source)
    if read.encoding == LEGACY:
        _log.warning("this is not UTF-8: read as CP949 (EUC-KR); the result is UTF-8")
    return read


def _style() -> Style:
    return COLOUR if sys.stdout.isatty() and not os.environ.get("NO_COLOR") else PLAIN


def _nothing(position: int, result: CorrectedText) -> None:
    """Deliver nothing."""


def _delivery(sources: Sequence[str], form: Format, output: str | None) -> Deliver[CorrectedText]:
    names = [STDIN_NAME if source == STDIN else source for source in sources]
    return delivery(names, (form,), output, _rendered, "text")


def _rendered(form: Format, result: CorrectedText) -> Files:
    return {form.suffix: RENDERERS[form.name](result).encode()}
