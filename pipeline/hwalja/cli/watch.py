"""`hwalja watch`: a scanner's hot folder to a folder of results."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from hwalja.batch import machine
from hwalja.batch.job import Job
from hwalja.batch.outputs import Outputs
from hwalja.batch.plan import Policy
from hwalja.batch.shard import WHOLE
from hwalja.batch.stop import on_signals
from hwalja.batch.workers import Limits
from hwalja.cli import log, parameters
from hwalja.cli.progress import Standing
from hwalja.cli.teller import Teller, code, tell_end
from hwalja.errors import ExitCode
from hwalja.inputs import Found
from hwalja.options import Options, Profile
from hwalja.watch import Folders
from hwalja.watch import watch as watch_folder

_FOLDER = click.Path(path_type=Path)

REJECTED = "rejected"
"""Folder in the output folder for files that cannot be read, unless another one is named."""


@click.command(name="watch")
@click.argument("inbox", type=_FOLDER)
@click.option("-o", "--output", metavar="DIR", type=_FOLDER, required=True, help="Folder that gets the results.")
@click.option(
    "--done-dir", metavar="DIR", type=_FOLDER, help="Move files there when they are done. Default: leave them."
)
@click.option(
    "--rejected-dir",
    metavar="DIR",
    type=_FOLDER,
    help=f"Move files there that cannot be read, each with a text that says why. Default: {REJECTED} in the output "
    "folder.",
)
@click.option(
    "--settle",
    metavar="SECONDS",
    type=click.FloatRange(0.1, 3600),
    default=10.0,
    show_default=True,
    help="Take a file that has not changed for so long; one that lacks its end is waited for six times as long.",
)
@click.option(
    "--idle-exit",
    metavar="SECONDS",
    type=click.FloatRange(0),
    help="End when nothing has come for so long and all is done. Default: watch until told to end.",
)
@parameters.form("What to write, several with commas", "text,json")
@parameters.flat
@parameters.profile("leaves every line as read")
@parameters.dictionary
@parameters.recognition
@parameters.issue
@parameters.resources
@parameters.journal
@log.verbosity
def watch(
    inbox: Path,
    output: Path,
    done_dir: Path | None,
    rejected_dir: Path | None,
    settle: float,
    idle_exit: float | None,
    formats: tuple[Any, ...],
    *,
    flat: bool,
    workers: int | None,
    page_timeout: float,
    page_memory: int | None,
    journal: Path | None,
    **chosen: Any,
) -> ExitCode:
    """Digitise what comes into the folder INBOX, such as a scanner's hot folder, until told to end.

    A file is taken once it is complete. What is done stands in a journal in the output folder, as that of hwalja batch:
    started again, the watch goes on where it was. The inbox and the other folders may not lie in one another.
    """
    folders = Folders(inbox=inbox, out=output, rejected=rejected_dir or output / REJECTED, finished=done_dir)
    with on_signals() as stop:
        job = Job(
            found=Found(),
            options=Options(**{**chosen, "profile": Profile(chosen["profile"])}, timeout=page_timeout),
            outputs=Outputs(output, WHOLE, tuple(form.name for form in formats), flat=flat),
            workers=workers or machine.workers(),
            limits=Limits(page_timeout, page_memory or machine.page_memory()),
            policy=Policy(retry_failed=True),
            journal=journal,
        )
        tally = watch_folder(job, folders, settle, idle_exit, stop, Teller(Standing().show))
    tell_end(tally)
    return code(tally)
