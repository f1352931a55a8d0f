"""`hwalja`: the commands, and how they end."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
from click.core import ParameterSource

from hwalja import __version__
from hwalja.cli import log, settings
from hwalja.cli.batch import batch
from hwalja.cli.config import config
from hwalja.cli.convert import convert
from hwalja.cli.evaluate import evaluate
from hwalja.cli.fix import fix
from hwalja.cli.page import page
from hwalja.cli.report import report
from hwalja.cli.stdout import ReaderGone
from hwalja.cli.watch import watch
from hwalja.cli.work import code_of, tell_error
from hwalja.errors import ExitCode


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, invoke_without_command=True)
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.option(
    "--config",
    metavar="FILE",
    type=click.Path(path_type=Path),
    envvar=settings.CONFIG,
    help="File with settings (hwalja config shows them). Default: hwalja.toml in the current folder, if there is one.",
)
@click.pass_context
def cli(context: click.Context, config: Path | None) -> None:
    """From scans of Korean newspaper pages to clean, citable article text.

    Results go to standard output or to files, everything else to standard error.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        context.exit(ExitCode.BAD_ARGUMENTS)
    settings.check_environment(cli)
    context.default_map = settings.read(config, cli)


for _command in (page, batch, watch, report, convert, fix, evaluate, config):
    cli.add_command(_command)
settings.heed_environment(cli)


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
    return f"{_origin(error)}{error.format_message().rstrip('.')} ({command} --help tells more)"


def _origin(error: click.ClickException) -> str:
    """Return where a wrong value stands, unless that is the command line."""
    if not isinstance(error, click.BadParameter) or error.ctx is None or not isinstance(error.param, click.Option):
        return ""
    source = error.ctx.get_parameter_source(str(error.param.name))
    if source not in (ParameterSource.ENVIRONMENT, ParameterSource.DEFAULT_MAP):
        return ""
    return f"{settings.origin(error.ctx, source, max(error.param.opts, key=len).lstrip('-'))}: "
