"""Options that several commands have, and values that click cannot read by itself: a callback tells what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import click

from hwalja.export import FORMATS, Format

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
