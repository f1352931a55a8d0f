"""`hwalja report`: the journals of one or several jobs to one report."""

from __future__ import annotations

from pathlib import Path

import click

from hwalja.batch.journal import State
from hwalja.batch.report import find_journals, write_report
from hwalja.cli import log
from hwalja.errors import UsageError
from hwalja.export.write import make_folder, write_whole


@click.command(name="report")
@click.argument("out", nargs=-1, required=True, metavar="OUT...", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", metavar="DIR", type=click.Path(path_type=Path), help="Folder that gets the report. Default: OUT."
)
@log.verbosity
def report(out: tuple[Path, ...], output: Path | None) -> None:
    """Write report.html, report.csv and summary.json of what hwalja batch has done.

    Each OUT is an output folder, with the journals of all its shards, or a journal.
    """
    if output is None:
        if len(out) > 1 or not out[0].is_dir():
            raise UsageError("the report could go into several folders", advice="name one with -o")
        output = out[0]
    journals = find_journals(out)
    make_folder(output)
    rows = write_report(journals, output, lambda name, content: write_whole(output / name, content))
    bad = sum(row.state != State.DONE for row in rows)
    log.say_progress(
        f"hwalja: {len(rows)} pages, {bad} of them not done: {output / 'report.html'}", {"pages": len(rows)}
    )
