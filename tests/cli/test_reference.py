from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from hwalja.cli.main import cli
from hwalja.cli.reference import reference

REFERENCE = Path(__file__).parents[2] / "docs" / "cli.md"


def _commands(command: click.Command) -> Iterator[click.Command]:
    yield command
    if isinstance(command, click.Group):
        for below in command.commands.values():
            yield from _commands(below)


def test_the_reference_is_what_help_says() -> None:
    assert REFERENCE.read_text(encoding="utf-8") == reference(), "run: python -m hwalja.cli.reference > docs/cli.md"


@pytest.mark.parametrize("command", list(_commands(cli)), ids=lambda command: command.name)
def test_every_command_and_option_is_documented(command: click.Command) -> None:
    assert command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name
        else:
            name = parameter.metavar or str(parameter.name).upper()
            assert name.rstrip(".") in command.help
