"""`hwalja batch`: folders of scans to a folder of results."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import click

from hwalja.batch import machine
from hwalja.batch.estimate import estimate
from hwalja.batch.issues import NEEDED, check_issues
from hwalja.batch.job import Job, MaxFailures, look, run
from hwalja.batch.outputs import Outputs
from hwalja.batch.plan import Policy
from hwalja.batch.shard import Shard
from hwalja.batch.stop import Stop, on_signals
from hwalja.batch.workers import Limits
from hwalja.cli import log, parameters, stdout
from hwalja.cli.progress import Progress, duration
from hwalja.cli.teller import Teller, code, tell_end
from hwalja.errors import ExitCode, UsageError
from hwalja.inputs import Found, find_pages
from hwalja.options import Options, Profile
from hwalja.storage import place_of

_log = logging.getLogger(__name__)


@click.command(name="batch")
@click.argument("sources", nargs=-1, metavar="SOURCES...")
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    required=True,
    help="Folder that gets the results, or the URL of one in a store (docs/cluster.md).",
)
@click.option(
    "--manifest",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="CSV or JSONL file that names pages and tells what is known about them (docs/inputs.md).",
)
@parameters.form("What to write, several with commas", "text,json")
@parameters.flat
@parameters.profile("leaves every line as read")
@parameters.dictionary
@parameters.recognition
@parameters.issue
@click.option(
    "--issue",
    "issues",
    is_flag=True,
    help="At the end, write METS and a IIIF manifest for the pages of each newspaper and date (docs/formats.md); "
    f"-f has to name {' and '.join(NEEDED)}.",
)
@parameters.resources
@click.option(
    "--dask",
    metavar="ADDRESS",
    help="Let a Dask cluster read; the address is its scheduler's, such as tcp://host:8786 (docs/cluster.md).",
)
@click.option(
    "--max-failures",
    metavar="N|P%",
    callback=parameters.parsed(MaxFailures.parse),
    help="Give up once more pages fail than that, by number or by share of those to be done. Default: never.",
)
@click.option(
    "--shard",
    metavar="I/N",
    callback=parameters.parsed(Shard.parse),
    default="1/1",
    show_default=True,
    help="Do part I of N, so that N machines can share a job without a word between them.",
)
@parameters.journal
@click.option("--retry-failed", is_flag=True, help="Do pages again that failed.")
@click.option("--force", is_flag=True, help="Do all pages again.")
@click.option("--verify", is_flag=True, help="Tell changed files by their content, not by size and time of change.")
@click.option("--sample", type=click.IntRange(1), metavar="N", help="Do only N pages, spread evenly over all.")
@click.option(
    "--dry-run", is_flag=True, help="Show what would be done and, by reading a first page, how long it takes."
)
@log.verbosity
def batch(
    sources: tuple[str, ...],
    output: str,
    manifest: Path | None,
    formats: tuple[Any, ...],
    *,
    flat: bool,
    workers: int | None,
    dask: str | None,
    issues: bool,
    page_timeout: float,
    page_memory: int | None,
    max_failures: MaxFailures | None,
    shard: Shard,
    journal: Path | None,
    retry_failed: bool,
    force: bool,
    verify: bool,
    sample: int | None,
    dry_run: bool,
    **chosen: Any,
) -> ExitCode:
    """Digitise all pages in SOURCES, and go on where an earlier run of the same command was broken off.

    SOURCES are images, PDFs, folders with all below them, patterns, and URLs of objects in a store. What is done stands
    in a journal in the output folder, beside the results and a report that shows the worst pages first.

    \b
    In a container, /scans and /out stand for folders of yours:
      docker run --rm --init --network none --user "$(id -u):$(id -g)" \\
        -v "$PWD/scans:/scans:ro" -v "$PWD/out:/out" hwalja batch /scans -o /out
    """  # noqa: D301 # click wants the character itself
    if not sources and manifest is None:
        raise UsageError("there is nothing to read", advice="name files or folders, or a --manifest")
    folder = place_of(output)
    outputs = Outputs(folder, shard, tuple(form.name for form in formats), flat=flat)
    journal = journal or outputs.journal
    if issues:
        check_issues(outputs)
    with on_signals() as stop:
        job = Job(
            found=find_pages(sources, manifest, without=folder),
            options=Options(**{**chosen, "profile": Profile(chosen["profile"])}, timeout=page_timeout),
            outputs=outputs,
            workers=workers,
            dask=dask,
            limits=Limits(page_timeout, page_memory if page_memory or dask else machine.page_memory()),
            policy=Policy(retry_failed=retry_failed, force=force, verify=verify),
            journal=journal,
            max_failures=max_failures or MaxFailures(),
            sample=sample,
            issues=issues,
        )
        _tell_found(job.found)
        if not job.found.pages:
            log.say_error("there is no page to read")
            return ExitCode.NO_INPUT
        if dry_run:
            return _dry_run(job, stop)
        tally = run(job, stop, Teller(Progress().show))
    tell_end(tally)
    if tally.total:
        log.say_progress(f"hwalja: the report is {job.outputs.own('report.html')}", {})
    return code(tally)


def _dry_run(job: Job, stop: Stop) -> ExitCode:
    """Show what would be done; nothing is written."""
    plan = look(job)
    for task in plan.tasks:
        stdout.write(f"{task.page.id}\t{task.reason}\t{task.page.name}\n")
    log.say(f"hwalja: {len(plan.tasks)} pages to do, {plan.done} done before, {plan.failed} failed before")
    if not plan.tasks:
        return ExitCode.OK
    found = estimate(job, plan, stop)
    if stop.asked:
        return ExitCode.INTERRUPTED
    if found is None:
        log.say("hwalja: no estimate: the first pages fail")
    else:
        log.say(
            f"hwalja: about {duration(found.seconds)} with {found.workers} workers:"
            f" {found.page.id} took {found.page_seconds:.1f} s",
            facts={"seconds": round(found.seconds)},
        )
    return ExitCode.OK


def _tell_found(found: Found) -> None:
    for each in found.rejected:
        log.say_error(each.error)
    _log.info("%d pages found; %d files are none", len(found.pages), found.ignored)
