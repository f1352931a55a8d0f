"""The reference of all commands in Markdown: `python -m hwalja.cli.reference > docs/cli.md`."""

from __future__ import annotations

from collections.abc import Iterator

import click

from hwalja.cli.main import cli
from hwalja.errors import ExitCode

_WIDTH = 100

_CODES = {
    ExitCode.OK: "All went well.",
    ExitCode.BAD_ARGUMENTS: "An option or argument is wrong; or `fix --check` found a text that would change.",
    ExitCode.INPUT_FILE: "The image or the text is missing, empty, damaged, too large, or of a kind that is not read.",
    ExitCode.MISSING_DEPENDENCY: "The engine or a language model is not installed.",
    ExitCode.OUTPUT: "The result cannot be written.",
    ExitCode.DISK_FULL: "There is no room left for the result.",
    ExitCode.ENGINE: "The engine failed or took too long.",
    ExitCode.SOME_PAGES_FAILED: "Some images or texts failed, or all in different ways; the rest is done.",
    ExitCode.NO_INPUT: "Of `batch`: there is no page among the sources.",
    ExitCode.ABORTED: "Of `batch`: given up, since more pages failed than `--max-failures` allows.",
    ExitCode.BUSY: "Of `batch`, `watch`: another job is at work on the same folder and shard, or the same journal.",
    ExitCode.OTHER: "Something unexpected: a fault in hwalja.",
    ExitCode.INTERRUPTED: "Interrupted from the keyboard; `batch`, `watch` also when told to end (SIGTERM, SIGHUP).",
}


def reference() -> str:
    """Return what `--help` says for every command, and the exit codes."""
    parts = ["# Command line", "Written by `python -m hwalja.cli.reference`: do not edit."]
    parts += [f"## {name}\n\n```text\n{text}\n```" for name, text in _helps(cli, "hwalja", None)]
    rows = "\n".join(f"| {code.value} | {_CODES[code]} |" for code in ExitCode)
    parts.append(f"## Exit codes\n\n| code | meaning |\n|---|---|\n{rows}")
    return "\n\n".join(parts) + "\n"


def _helps(command: click.Command, name: str, parent: click.Context | None) -> Iterator[tuple[str, str]]:
    context = click.Context(
        command, info_name=name.rpartition(" ")[2], parent=parent, terminal_width=_WIDTH, **command.context_settings
    )
    yield name, command.get_help(context)
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            yield from _helps(command.commands[below], f"{name} {below}", context)


if __name__ == "__main__":
    click.echo(reference(), nl=False)
