"""`hwalja convert`: results to other formats, without reading the page again."""

from __future__ import annotations

from pathlib import Path

import click

from hwalja.cli import log, parameters
from hwalja.cli.deliver import delivery, formats_of, rendered
from hwalja.cli.work import work_through
from hwalja.errors import ExitCode
from hwalja.export import Format
from hwalja.export.json import from_json
from hwalja.model import Page
from hwalja.read import Facsimile, Originals
from hwalja.reading import reading


@click.command(name="convert")
@click.argument("results", nargs=-1, required=True, metavar="RESULT...")
@parameters.form("What to write, several with commas")
@parameters.output("a file for one result in one format", "result")
@click.option(
    "--images",
    metavar="DIR",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder of the images, with all below it, for formats that show the page. Default: beside each result, or "
    "where they were read.",
)
@parameters.max_megapixels
@log.verbosity
def convert(
    results: tuple[str, ...],
    formats: tuple[Format, ...] | None,
    output: str | None,
    images: Path | None,
    max_megapixels: float,
) -> ExitCode:
    """Write pages that have been read in other formats, without reading them again.

    Each RESULT is a page as hwalja page or hwalja batch wrote it as JSON. An image is only looked for where a format
    shows it, and only taken if it is the very one that was read. Of several results, one that fails does not keep the
    others from being written.
    """
    originals = Originals(images)
    deliver = delivery(results, formats or formats_of(output), output, rendered, "page")

    def write(position: int, source: str) -> None:
        log.show_progress(f"[{position + 1}/{len(results)}] {Path(source).name}")
        page = _read(source)
        found = Facsimile(lambda: originals.of(page, Path(source)), max_megapixels=max_megapixels)
        deliver(position, (page, found))

    return work_through(results, write, what="results")


def _read(source: str) -> Page:
    with reading(source, "a result"):
        document = Path(source).read_text("utf-8")
    return from_json(document)
