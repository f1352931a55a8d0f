"""`hwalja batch`: folders of scans to a folder of results."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import click

from hwalja.batch import machine
from hwalja.batch.estimate import estimate
from hwalja.batch.job import Job, MaxFailures, Tally, look, run
from hwalja.batch.outputs import Outputs
from hwalja.batch.plan import Policy
from hwalja.batch.shard import Shard
from hwalja.batch.stop import Stop, on_signals
from hwalja.batch.workers import Done, Event, Failed, Limits, Told
from hwalja.cli import log, parameters, stdout
from hwalja.cli.progress import Progress, duration, facts
from hwalja.errors import ExitCode, UsageError
from hwalja.inputs import Found, find_pages
from hwalja.options import Options, Profile

_log = logging.getLogger(__name__)


@click.command(name="batch")
@click.argument("sources", nargs=-1, metavar="SOURCES...")
@click.option("-o", "--output", metavar="DIR", required=True, help="Folder that gets the results.")
@click.option(
    "--manifest",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="CSV or JSONL file that names pages and tells what is known about them (docs/inputs.md).",
)
@parameters.form("What to write, several with commas", "text,json")
@click.option("--flat", is_flag=True, help="Write all pages into one folder, instead of a folder for each.")
@parameters.profile("leaves every line as read")
@parameters.dictionary
@parameters.recognition
@parameters.issue
@click.option(
    "--workers",
    type=click.IntRange(1),
    default=machine.workers,
    show_default="one a core, as memory allows",
    help="Processes that read.",
)
@click.option(
    "--page-timeout",
    type=click.FloatRange(1),
    default=900.0,
    show_default=True,
    help="Seconds that a page may take; one that takes longer fails alone.",
)
@click.option(
    "--page-memory",
    metavar="SIZE",
    callback=parameters.size,
    help="Memory that a page may take, such as 2G or 800M; one that takes more fails alone. Default: four "
    "fifths of what there is.",
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
@click.option(
    "--journal",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Where to keep what is done; on a local disk. Default: in the output folder.",
)
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
    workers: int,
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

    SOURCES are images, PDFs, folders with all below them, and patterns. What is done stands in a journal in the output
    folder, beside the results and a report that shows the worst pages first.

    \b
    In a container, /scans and /out stand for folders of yours:
      docker run --rm --init --network none --user "$(id -u):$(id -g)" \\
        -v "$PWD/scans:/scans:ro" -v "$PWD/out:/out" hwalja batch /scans -o /out
    """  # noqa: D301 # click wants the character itself
    if not sources and manifest is None:
        raise UsageError("there is nothing to read", advice="name files or folders, or a --manifest")
    with on_signals() as stop:
        job = Job(
            found=find_pages(sources, manifest, without=Path(output)),
            options=Options(**{**chosen, "profile": Profile(chosen["profile"])}, timeout=page_timeout),
            outputs=Outputs(Path(output), shard, tuple(form.name for form in formats), flat=flat),
            workers=workers,
            limits=Limits(page_timeout, page_memory or machine.page_memory()),
            policy=Policy(retry_failed=retry_failed, force=force, verify=verify),
            journal=journal,
            max_failures=max_failures or MaxFailures(),
            sample=sample,
        )
        _tell_found(job.found)
        if not job.found.pages:
            log.say_error("there is no page to read")
            return ExitCode.NO_INPUT
        if dry_run:
            return _dry_run(job, stop)
        tally = run(job, stop, _Teller())
    _tell_end(tally)
    if tally.total:
        log.say_progress(f"hwalja: the report is {job.outputs.own('report.html')}", {})
    return _code(tally)


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
            f"hwalja: about {duration(found.seconds)} with {job.workers} workers:"
            f" {found.page.id} took {found.page_seconds:.1f} s",
            facts={"seconds": round(found.seconds)},
        )
    return ExitCode.OK


class _Teller:
    """Tells people how a job goes."""

    def __init__(self) -> None:
        self._progress = Progress()
        self._stopping = False

    def __call__(self, tally: Tally, event: Event | None) -> None:
        if tally.interrupted and not self._stopping:
            self._stopping = True
            log.say_progress("hwalja: stopping: the running pages may end; a second signal ends them", facts(tally))
        match event:
            case Done(page, _, result, seconds):
                with log.about(page.id):
                    for warning in result.warnings:
                        _log.info("%s", warning)
                    _log.info("done in %.1f s", seconds)
            case Failed(page, _, fault):
                with log.about(page.id):
                    log.say_error(f"{page.name}: {fault}")
                    _log.debug("%s", fault.details)
            case Told(page, said):
                with log.about(page.id if page else log.NO_PAGE):
                    logging.getLogger(said.logger).log(said.level, "%s", said.message)
        self._progress.show(tally)


def _tell_found(found: Found) -> None:
    for each in found.rejected:
        log.say_error(each.error)
    _log.info("%d pages found; %d files are none", len(found.pages), found.ignored)


def _tell_end(tally: Tally) -> None:
    log.clear_progress()
    plan = tally.plan
    parts = [f"{tally.done} pages done"]
    if tally.unsure:
        parts.append(f"{tally.unsure} of them unsure")
    if plan.done:
        parts.append(f"{plan.done} done before")
    if tally.failed:
        parts.append(f"{tally.failed} failed")
    if plan.failed:
        parts.append(f"{plan.failed} failed before (--retry-failed tries them again)")
    if tally.rejected:
        parts.append(f"{tally.rejected} files not usable")
    what = "interrupted" if tally.interrupted else "given up: too many failed" if tally.aborted else "finished"
    if not tally.total and not plan.failed:
        what = "nothing to do"
    more = "; the same command goes on" if tally.interrupted or tally.aborted else ""
    log.say_progress(f"hwalja: {what}: {', '.join(parts)}{more}", facts(tally))


def _code(tally: Tally) -> ExitCode:
    if tally.interrupted:
        return ExitCode.INTERRUPTED
    if tally.aborted:
        return ExitCode.ABORTED
    if tally.failed or tally.plan.failed or tally.rejected:
        return ExitCode.SOME_PAGES_FAILED
    return ExitCode.OK
