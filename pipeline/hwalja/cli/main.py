"""`hwalja`: the commands, and how they end."""

from __future__ import annotations

from collections.abc import Sequence

import click

from hwalja import __version__
from hwalja.cli import log
from hwalja.cli.batch import batch
from hwalja.cli.evaluate import evaluate
from hwalja.cli.fix import fix
from hwalja.cli.page import page
from hwalja.cli.report import report
from hwalja.cli.stdout import ReaderGone
from hwalja.cli.work import code_of, tell_error
from hwalja.errors import ExitCode


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, invoke_without_command=True)
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.pass_context
def cli(context: click.Context) -> None:
    """From scans of Korean newspaper pages to clean, citable article text.

    Results go to standard output or to files, everything else to standard error.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        context.exit(ExitCode.BAD_ARGUMENTS)


cli.add_command(page)
cli.add_command(batch)
cli.add_command(report)
cli.add_command(evaluate)
cli.add_command(fix)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code, one of `hwalja.errors.ExitCode`.

    Args:
        arguments: What follows the program's name; by default what it was called with.
    """
    try:
        ended = cli.main(arguments, prog_name="hwalja", standalone_mode=False)
    except click.ClickException as error:
        log.say_error(_explained(error))
        return ExitCode.BAD_ARGUMENTS
    except (click.Abort, KeyboardInterrupt):
        log.say("hwalja: interrupted")
        return ExitCode.INTERRUPTED
    except ReaderGone:
        return ExitCode.OK
    except Exception as error:  # the last line of defence
        tell_error(error)
        return code_of(error)
    return int(ended) if isinstance(ended, int) else ExitCode.OK


def _explained(error: click.ClickException) -> str:
    context = error.ctx if isinstance(error, click.UsageError) else None
    command = context.command_path if context else "hwalja"
    return f"{error.format_message().rstrip('.')} ({command} --help tells more)"
