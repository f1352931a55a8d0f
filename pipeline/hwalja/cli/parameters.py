"""Options that several commands have, and values that click cannot read by itself: a callback tells what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from hwalja.errors import UsageError
from hwalja.export import FORMATS, Format
from hwalja.options import Options, Profile
from hwalja.recognise.registry import engine_names

_DEFAULTS = Options()

_Value = TypeVar("_Value")

_Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def form(what: str, default: str | None = None, names: Collection[str] = FORMATS) -> _Decorator:
    """Return the option -f; `what` begins its help. Without a default, the name of the output file tells."""

    def read(context: click.Context, parameter: click.Parameter, value: str | None) -> tuple[Format, ...] | None:
        return None if value is None else formats(value, names)

    by_name = "" if default else " Default: what the name of the output file ends in, or text."
    return click.option(
        "-f",
        "--format",
        "formats",
        metavar="|".join(names),
        callback=read,
        default=default,
        show_default=True,
        help=f"{what}.{by_name}",
    )


def output(one: str, name: str) -> _Decorator:
    """Return the option -o; `one` tells what may be a file, `name` what files in a folder are called after."""
    return click.option(
        "-o",
        "--output",
        metavar="FILE_OR_DIR",
        help=f"Where to write: {one}; else, where it is a folder or ends in /, a folder that gets <{name}>.txt or what "
        "else the format's files end in. Default: standard output.",
    )


def profile(none: str) -> _Decorator:
    """Return the option --profile; `none` tells what the profile of that name does."""
    return click.option(
        "--profile",
        type=click.Choice([each.value for each in Profile]),
        default=_DEFAULTS.profile.value,
        show_default=True,
        help=f"How far correction goes: none {none}, archival changes only what is all but sure, thorough whatever is "
        "more likely wrong than right.",
    )


dictionary = click.option(
    "--dictionary",
    "dictionaries",
    metavar="FILE",
    type=click.Path(),
    multiple=True,
    help="List of words that are spelt right, one a line (docs/dictionary.md); may be given several times.",
)


def formats(value: str, names: Collection[str]) -> tuple[Format, ...]:
    """Read names of formats, some of `names`, with commas between; one named twice counts once."""
    asked = [name.strip().lower() for name in value.split(",")]
    for name in asked:
        if name not in names:
            raise click.BadParameter(
                f"no format is called {name!r}; there are {_listed(list(names))}, several with commas between"
            )
    return tuple(FORMATS[name] for name in dict.fromkeys(asked))


def languages(context: click.Context, parameter: click.Parameter, value: str) -> tuple[str, ...]:
    """Read names of language models with plus signs between, as Tesseract writes them."""
    names = [name.strip() for name in value.split("+")]
    if not all(names) or any("," in name or " " in name for name in names):
        raise click.BadParameter(f"{value!r} names no languages; plus signs join several, as in kor+Hangul")
    return tuple(dict.fromkeys(names))


def day(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Read a day as ISO 8601 writes it with hyphens."""
    if value is None:
        return None
    try:
        found = date.fromisoformat(value).isoformat()
    except ValueError:
        found = ""
    if found != value:
        raise click.BadParameter(f"{value!r} is no day of the form YYYY-MM-DD, such as 1998-03-01")
    return found


def size(context: click.Context, parameter: click.Parameter, value: str | None) -> int | None:
    """Read a number of bytes, such as 2G or 800M; K, M and G are powers of 1024."""
    if value is None:
        return None
    match = re.fullmatch(r"(\d{1,12}(?:\.\d+)?) ?([KMGT])?(?:i?B)?", value.strip(), re.IGNORECASE)
    if not match or float(match[1]) == 0:
        raise click.BadParameter(f"{value!r} is no size, such as 2G or 800M")
    return int(float(match[1]) * 1024 ** " KMGT".index((match[2] or " ").upper()))


def parsed(parse: Callable[[str], _Value]) -> Callable[[click.Context, click.Parameter, str | None], _Value | None]:
    """Return a callback that reads a value by `parse`, which raises a UsageError where it cannot."""

    def read(context: click.Context, parameter: click.Parameter, value: str | None) -> _Value | None:
        if value is None:
            return None
        try:
            return parse(value)
        except UsageError as error:
            raise click.BadParameter(str(error)) from error

    return read


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:-1]) + f" and {names[-1]}"


def _all(*options: _Decorator) -> _Decorator:
    """Return what gives a command all of these, in their order."""

    def decorated(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            command = option(command)
        return command

    return decorated


max_megapixels = click.option(
    "--max-megapixels",
    type=float,
    default=_DEFAULTS.max_megapixels,
    show_default=True,
    help="Refuse larger images.",
)

recognition = _all(
    click.option(
        "--lang",
        "languages",
        metavar="NAME[+NAME]",
        callback=languages,
        default="+".join(_DEFAULTS.languages),
        show_default=True,
        help="Tesseract's language models, in order of preference.",
    ),
    click.option(
        "--engine",
        type=click.Choice(engine_names()),
        default=_DEFAULTS.engine,
        show_default=True,
        help="Recognition engine: auto reads with hwalja's own, and what that one doubts with Tesseract too.",
    ),
    click.option(
        "--model",
        metavar="DIR",
        help="Folder of another model for the engine hwalja, such as one trained for a newspaper's own typeface.",
    ),
    click.option("--dpi", type=float, help="Resolution of the images. Default: what the file says, or an estimate."),
    max_megapixels,
)
"""How pages are read."""

issue = _all(
    click.option(
        "--newspaper", metavar="NAME", help="Name of the newspaper, where the page header is not to be asked."
    ),
    click.option("--date", "issue_date", metavar="YYYY-MM-DD", callback=day, help="Date of the issue."),
    click.option("--section", metavar="NAME", help="Section of the newspaper."),
)
"""What is known about the issue."""

flat = click.option("--flat", is_flag=True, help="Write all pages into one folder, instead of a folder for each.")

journal = click.option(
    "--journal",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Where to keep what is done; on a local disk. Default: in the output folder.",
)

resources = _all(
    click.option(
        "--workers",
        type=click.IntRange(1),
        show_default="one a core, as memory allows",
        help="Pages that are read at once, each by a process of its own.",
    ),
    click.option(
        "--page-timeout",
        type=click.FloatRange(1),
        default=900.0,
        show_default=True,
        help="Seconds that a page may take; one that takes longer fails alone.",
    ),
    click.option(
        "--page-memory",
        metavar="SIZE",
        callback=size,
        help="Memory that a page may take, such as 2G or 800M; one that takes more fails alone. Default: four "
        "fifths of what there is.",
    ),
)
"""How many pages are read at once, and what each may take."""
