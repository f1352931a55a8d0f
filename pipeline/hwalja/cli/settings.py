"""What holds where the command line says nothing: the environment, then `hwalja.toml`, then the defaults.

Every option has one name everywhere: `--page-timeout`, `HWALJA_PAGE_TIMEOUT`, and `page-timeout` in the file, where it
stands for all commands that have it, or in a table such as `[batch]` for one. Names that nothing has are errors.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import click
from click.core import ParameterSource

from hwalja.batch.processes import MARK
from hwalja.errors import UsageError
from hwalja.reading import reading

FILE = "hwalja.toml"
"""Looked for in the current folder."""

PREFIX = "HWALJA_"

CONFIG = PREFIX + "CONFIG"
"""The variable that names another file."""

_NOT_SET = ("help", "version", "config")


def options(command: click.Command) -> dict[str, click.Option]:
    """Return the options of a command that can be set elsewhere too, by their name."""
    found = {}
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            name = max(parameter.opts, key=len).lstrip("-")
            if name not in _NOT_SET:
                found[name] = parameter
    return found


def variable(name: str) -> str:
    """Return the variable of the environment that sets an option."""
    return PREFIX + name.upper().replace("-", "_")


def heed_environment(group: click.Group) -> None:
    """Let the options of all commands be set by the environment."""
    for command in group.commands.values():
        for name, option in options(command).items():
            option.envvar = variable(name)


def check_environment(group: click.Group) -> None:
    """See that every variable of ours sets something.

    Raises:
        UsageError: One does not.
    """
    known = {variable(name) for command in group.commands.values() for name in options(command)} | {CONFIG, MARK}
    for name in os.environ:
        if name.startswith(PREFIX) and name not in known:
            raise UsageError(f"the variable {name} sets no option", advice="hwalja config shows the names")


def read(path: Path | None, group: click.Group) -> dict[str, dict[str, object]]:
    """Return what a file sets, by command and by parameter: click's `default_map`.

    Args:
        path: Of the file; by default `hwalja.toml`, if there is one.
        group: Has the commands.

    Raises:
        MissingInputError: It cannot be read.
        UsageError: It is no TOML, or sets what nothing has.
    """
    if path is None:
        path = Path(FILE)
        if not path.exists():
            return {}
    with reading(str(path), "a configuration"):
        data = path.read_bytes()
    try:
        return _by_command(tomllib.loads(data.decode()), group)
    except (ValueError, UsageError) as error:
        message = error.message if isinstance(error, UsageError) else f"this is no TOML: {error}"
        raise UsageError(message, source=str(path), advice="hwalja config shows the names") from error


def origin(context: click.Context, source: ParameterSource, name: str) -> str:
    """Return where an option's value comes from, for people."""
    return {
        ParameterSource.COMMANDLINE: "command line",
        ParameterSource.ENVIRONMENT: variable(name),
        ParameterSource.DEFAULT_MAP: str(context.find_root().params.get("config") or FILE),
    }.get(source, "default")


def _by_command(document: Mapping[str, object], group: click.Group) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = {name: {} for name in group.commands}
    tables = {name: table for name, table in document.items() if isinstance(table, dict)}
    for name, value in document.items():
        if name not in tables:
            having = [(command, known[name]) for command, known in _known(group) if name in known]
            if not having:
                raise UsageError(f"nothing is called {name!r}")
            for command, option in having:
                found[command][str(option.name)] = _value(name, option, value)
    for command, table in tables.items():
        if command not in group.commands:
            raise UsageError(f"there is no command {command!r}")
        known = options(group.commands[command])
        for name, value in table.items():
            if name not in known:
                raise UsageError(f"{command} has no option {name!r}")
            found[command][str(known[name].name)] = _value(name, known[name], value)
    return found


def _known(group: click.Group) -> Iterator[tuple[str, dict[str, click.Option]]]:
    return ((name, options(command)) for name, command in group.commands.items())


def _value(name: str, option: click.Option, value: object) -> object:
    """Return a value as click takes it from a default.

    Raises:
        UsageError: It is of the wrong kind.
    """
    if option.multiple:
        values = value if isinstance(value, list) else [value]
        if all(isinstance(each, str) for each in values):
            return values
        raise UsageError(f"{name} must be a list of strings")
    if option.is_flag:
        if isinstance(value, bool):
            return value
        raise UsageError(f"{name} must be true or false")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise UsageError(f"{name} must be a string or a number")
    return value
