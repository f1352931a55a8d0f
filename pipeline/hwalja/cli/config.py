"""`hwalja config`: which settings hold, and where they come from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import click
from click.core import ParameterSource

from hwalja.cli import settings, stdout
from hwalja.errors import UsageError


@click.command(
    name="config",
    context_settings={
        "ignore_unknown_options": True,
        "allow_interspersed_args": False,
        "help_option_names": ["--help"],
    },
)
@click.argument("command", required=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@click.pass_context
def config(context: click.Context, command: str | None, arguments: tuple[str, ...]) -> None:
    """Show which settings hold for COMMAND, or for all commands, and where they come from.

    The command line goes before the environment, that before hwalja.toml in the current folder (or the file that
    --config or HWALJA_CONFIG names), that before the defaults. ARGUMENTS are those that the command would get. What is
    shown can be saved as hwalja.toml.
    """
    parent = context.find_root()
    group = parent.command
    if not isinstance(group, click.Group) or (command is not None and command not in group.commands):
        raise UsageError(f"there is no command {command!r}", advice="hwalja --help names them")
    names = [command] if command else [name for name, each in group.commands.items() if settings.options(each)]
    stdout.write("\n".join("".join(_shown(group.commands[name], name, parent, arguments)) for name in names))


def _shown(command: click.Command, name: str, parent: click.Context, arguments: Sequence[str]) -> Iterator[str]:
    context = click.Context(command, info_name=name, parent=parent)
    given, _, _ = command.make_parser(context).parse_args(list(arguments))
    yield f"[{name}]\n"
    for key, option in settings.options(command).items():
        value, source = option.consume_value(context, given)
        where = settings.origin(context, source, key)
        text = _toml(option, value, source)
        yield f"# {key} is not set\n" if text is None else f"{key} = {text}  # {where}\n"


def _toml(option: click.Option, value: object, source: ParameterSource) -> str | None:
    """Return a value as TOML writes it, or None where there is none."""
    if option.multiple:
        return json.dumps(list(value), ensure_ascii=False) if isinstance(value, list | tuple) and value else None
    if value is None or (source is ParameterSource.DEFAULT and not isinstance(value, str | int | float)):
        return None
    if option.is_flag and isinstance(value, str):
        value = click.BOOL(value)
    return json.dumps(value, ensure_ascii=False)
