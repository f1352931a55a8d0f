"""Options that several commands have, and values that click cannot read by itself: a callback tells what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import click

from hwalja.export import FORMATS, Format
from hwalja.options import Options, Profile

_Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def form(what: str) -> _Decorator:
    """Return the option -f; `what` begins its help."""
    return click.option(
        "-f",
        "--format",
        "formats",
        metavar="|".join(FORMATS),
        callback=formats,
        help=f"{what}. Default: what the name of the output file ends in, or text.",
    )


def output(one: str, name: str) -> _Decorator:
    """Return the option -o; `one` tells what may be a file, `name` what files in a folder are called after."""
    return click.option(
        "-o",
        "--output",
        metavar="FILE_OR_DIR",
        help=f"Where to write: {one}; else, where it is a folder or ends in /, a folder that gets <{name}>.txt, .md or "
        ".json. Default: standard output.",
    )


def profile(none: str) -> _Decorator:
    """Return the option --profile; `none` tells what the profile of that name does."""
    return click.option(
        "--profile",
        type=click.Choice([each.value for each in Profile]),
        default=Options().profile.value,
        show_default=True,
        help=f"How far correction goes: none {none}, archival changes only what is all but sure, thorough whatever is "
        "more likely wrong than right.",
    )


dictionary = click.option(
    "--dictionary",
    "dictionaries",
    metavar="FILE",
    multiple=True,
    help="List of words that are spelt right, one a line (docs/dictionary.md); may be given several times.",
)


def formats(context: click.Context, parameter: click.Parameter, value: str | None) -> tuple[Format, ...] | None:
    """Read names of formats with commas between; one named twice counts once."""
    if value is None:
        return None
    names = [name.strip().lower() for name in value.split(",")]
    for name in names:
        if name not in FORMATS:
            raise click.BadParameter(
                f"no format is called {name!r}; there are {_listed(list(FORMATS))}, several with commas between"
            )
    return tuple(FORMATS[name] for name in dict.fromkeys(names))


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


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:-1]) + f" and {names[-1]}"
