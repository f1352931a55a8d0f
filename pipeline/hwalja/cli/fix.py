"""`hwalja fix`: text of some other OCR to clean text."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from hwalja.cli import log, parameters, stdout
from hwalja.cli.batch import work_through
from hwalja.errors import ExitCode, UsageError
from hwalja.export import FORMATS, Format
from hwalja.export.naming import targets
from hwalja.export.write import check_folder, make_folder, write_whole
from hwalja.fix import CorrectedText, correct_text
from hwalja.fix.diff import COLOUR, PLAIN, Style, diff
from hwalja.fix.export import RENDERERS
from hwalja.fix.source import LEGACY, Source, decode, read_text
from hwalja.options import Options, Profile

_log = logging.getLogger(__name__)

STDIN = "-"
STDIN_NAME = "stdin"
"""Names standard input in the log and in the names of files."""

_Deliver = Callable[[int, CorrectedText], None]
"""Takes the result of the file at a position."""


@click.command(name="fix")
@click.argument("files", nargs=-1, metavar="FILE...")
@click.option(
    "-f",
    "--format",
    "formats",
    metavar="|".join(FORMATS),
    callback=parameters.formats,
    help="What to write. Default: what the name of the output file ends in, or text.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE_OR_DIR",
    help="Where to write: a file for one text; else, where it is a folder or ends in /, a folder that gets "
    "<file>.txt, .md or .json. Default: standard output.",
)
@click.option(
    "--diff",
    "show_diff",
    is_flag=True,
    help="Show what is changed, with the words around, instead of the text; with -o, beside it. In colour on a "
    "terminal, unless NO_COLOR is set.",
)
@click.option("--check", is_flag=True, help="Write nothing, and exit with 1 if a text would be changed.")
@click.option(
    "--profile",
    type=click.Choice([profile.value for profile in Profile]),
    default=Options().profile.value,
    show_default=True,
    help="How far correction goes: none changes nothing and only tells articles apart, archival changes only what is "
    "all but sure, thorough whatever is more likely wrong than right.",
)
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
    if formats is None:
        suffix = Path(output or "").suffix.lower()
        return next((form for form in FORMATS.values() if form.suffix == suffix), FORMATS["text"])
    if len(formats) > 1:
        raise UsageError("only one format at a time is written", advice="call hwalja fix once for each")
    return formats[0]


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


def _delivery(sources: Sequence[str], form: Format, output: str | None) -> _Deliver:
    """Settle where everything goes, and that it can, before the work begins.

    Raises:
        UsageError: It cannot all go there.
        OutputError: The folder cannot be written to.
    """
    render = RENDERERS[form.name]
    if output is None:
        return _to_stdout(sources, form)
    named = [STDIN_NAME if source == STDIN else source for source in sources]
    paths = [paths[0] for paths in targets(named, (form,), output)]
    if len(paths) == 1 and paths[0] == Path(output):
        if not paths[0].exists():
            check_folder(paths[0].parent)
    else:
        make_folder(Path(output))

    def deliver(position: int, result: CorrectedText) -> None:
        write_whole(paths[position], render(result))
        _log.info("wrote %s", paths[position])

    return deliver


def _to_stdout(sources: Sequence[str], form: Format) -> _Deliver:
    render, between = RENDERERS[form.name], form.between
    if len(sources) > 1 and between is None:
        raise UsageError(f"standard output holds only one text as {form.name}", advice="name a folder with -o")
    written: list[int] = []

    def deliver(position: int, result: CorrectedText) -> None:
        lead = between if written and between else ""
        stdout.write(lead + render(result))
        written.append(position)

    return deliver
