"""`hwalja page`: images to articles."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from hwalja.cli import log, parameters
from hwalja.cli.deliver import Deliver, Shown, delivery, formats_of, rendered
from hwalja.cli.work import work_through
from hwalja.errors import ExitCode, UsageError
from hwalja.export import Format
from hwalja.export.naming import check_stems, stem
from hwalja.export.write import make_folder
from hwalja.model import Frame, Scan
from hwalja.options import Options, Profile
from hwalja.read import Facsimile

_log = logging.getLogger(__name__)

_DEFAULTS = Options()


@click.command(name="page")
@click.argument("images", nargs=-1, required=True, metavar="IMAGE...")
@parameters.form("What to write, several with commas")
@parameters.output("a file for one image in one format", "image")
@parameters.profile("leaves every line as read")
@parameters.dictionary
@parameters.recognition
@click.option(
    "--frame",
    type=click.IntRange(min=1),
    metavar="N",
    help="Which page of a PDF, or of a TIFF of several pages. Default: the first.",
)
@click.option("--page-id", metavar="ID", help="What the ids of articles begin with. Default: the name of the file.")
@parameters.issue
@click.option("--page-number", metavar="NUMBER", help="Number of the page in the issue.")
@click.option(
    "--timeout",
    type=float,
    default=_DEFAULTS.timeout,
    show_default=True,
    help="Seconds that the engine may take for one page.",
)
@click.option("--debug-dir", metavar="DIR", help="Folder that gets pictures of every stage, in a folder per image.")
@log.verbosity
def page(
    images: tuple[str, ...],
    formats: tuple[Format, ...] | None,
    output: str | None,
    debug_dir: str | None,
    frame: int | None,
    **chosen: Any,
) -> ExitCode:
    """Print the articles of newspaper pages as clean text.

    Each IMAGE is the scan of one page: JPEG, PNG, TIFF, WebP, BMP, JPEG 2000 or PDF; of a file that holds several
    pages, one is read. Of several images, one that fails does not keep the others from being read.
    """
    options = Options(**{**chosen, "profile": Profile(chosen["profile"])})
    if len(images) > 1 and options.page_id is not None:
        raise UsageError("--page-id is for a single image", advice="leave it out: the names of the files serve")
    sources = images if frame is None else [Frame(image, frame - 1) for image in images]
    deliver = delivery(sources, formats or formats_of(output), output, rendered, "page")
    return work_through(images, _reader(sources, options, deliver, _debug_folders(sources, debug_dir)))


def _reader(
    sources: Sequence[str | Frame], options: Options, deliver: Deliver[Shown], folders: Sequence[Path | None]
) -> Callable[[int, str], None]:
    from hwalja.digitize import digitize  # here: --help and wrong options need not wait for it

    def read(position: int, name: str) -> None:
        image = sources[position]
        facsimile = Facsimile(image, max_megapixels=options.max_megapixels)
        observer = _observer(f"[{position + 1}/{len(folders)}] {Path(name).name}", folders[position], facsimile)
        result = digitize(image, options, observer=observer)
        log.clear_progress()
        for warning in result.warnings:
            _log.warning("%s", warning)
        deliver(position, (result, facsimile))

    return read


def _observer(name: str, folder: Path | None, facsimile: Facsimile) -> Callable[[str, object], None]:
    """Return what the pipeline tells each result: it shows progress, keeps the scan for the formats that show it, and
    draws if there is a folder to draw into.
    """
    log.show_progress(name)
    draw = _pictures(folder) if folder else None

    def observe(stage: str, result: object) -> None:
        _log.info("%s done", stage)
        log.show_progress(f"{name}: {stage} done")
        if isinstance(result, Scan):
            facsimile.scan = result
        if draw:
            draw(stage, result)

    return observe


def _pictures(folder: Path) -> Callable[[str, object], None]:
    from hwalja.draw.stages import StagePictures

    make_folder(folder)
    return StagePictures(folder)


def _debug_folders(sources: Sequence[str | Frame], debug_dir: str | None) -> list[Path | None]:
    if debug_dir is None:
        return [None] * len(sources)
    check_stems(sources)
    make_folder(Path(debug_dir))
    return [Path(debug_dir, stem(source)) for source in sources]
