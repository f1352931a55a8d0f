"""The issues of a job: METS and a IIIF manifest for the pages of each newspaper and day, from their results."""

from __future__ import annotations

import hashlib
import logging
import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from hwalja.batch.outputs import Outputs
from hwalja.batch.shard import WHOLE
from hwalja.errors import UsageError
from hwalja.export import FORMATS
from hwalja.export.json import from_json
from hwalja.inputs import PageInput
from hwalja.inputs.ids import safe_id
from hwalja.issue import Issue, IssuePage, PageFile, name_of, to_manifest, to_mets
from hwalja.issue.alto import blocks_of
from hwalja.model import Page
from hwalja.reading import reading
from hwalja.storage import Url, look

_log = logging.getLogger(__name__)

FOLDER = "issues"

METS = "mets.xml"
MANIFEST = "manifest.json"

NEEDED = ("json", "alto")
"""Formats that issues are made of."""

_KINDS = {
    ".alto.xml": "application/xml",
    ".csv": "text/csv",
    ".hocr": "text/html",
    ".html": "text/html",
    ".iiif.json": "application/ld+json",
    ".jp2": "image/jp2",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".md": "text/markdown",
    ".page.xml": "application/xml",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".tei.xml": "application/tei+xml",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".txt": "text/plain",
}
"""Media types (IANA) by what the name of a file ends in."""


def check_issues(outputs: Outputs) -> None:
    """See that a job can write issues.

    Raises:
        UsageError: A format is missing that they are made of, the job does only a part of the pages, or their results
            go to a store.
    """
    missing = [name for name in NEEDED if name not in outputs.formats]
    if missing:
        formats = ",".join([*outputs.formats, *missing])
        raise UsageError(f"--issue needs the format {' and '.join(missing)}", advice=f"write -f {formats}")
    if outputs.shard != WHOLE:
        raise UsageError(
            "--issue needs all pages, and --shard does a part of them",
            advice="run the same command once more without --shard when all parts are done",
        )
    if isinstance(outputs.folder, Url):
        raise UsageError(
            f"--issue reads the results once more, and they go to {outputs.folder}",
            advice="write to a folder on a disk",
        )


def write_issues(pages: Sequence[PageInput], outputs: Outputs) -> None:
    """Write the files of all issues that pages which are done are of.

    Raises:
        OutputError: One cannot be written.
        InputError: A result cannot be read.
    """
    found: dict[tuple[str, str], list[PageInput]] = defaultdict(list)
    unread = nameless = 0
    for each in pages:
        if not outputs.complete(each.id):
            unread += 1
            continue
        page = _read(outputs, each)
        name = name_of(page.newspaper, page.issue_date)
        if name:
            found[name].append(each)
        else:
            nameless += 1
    if unread:
        _log.warning("%d pages are not done, and missing in their issues", unread)
    if nameless:
        _log.warning("%d pages are in no issue: their newspaper or date is not known (--manifest)", nameless)
    taken: set[str] = set()
    for name in sorted(found):
        folder = f"{FOLDER}/{_free(safe_id('-'.join(name)), taken)}"
        issue = Issue.of(*name, [_page(outputs, each, folder) for each in found[name]])
        outputs.write_file(f"{folder}/{METS}", to_mets(issue).encode())
        outputs.write_file(f"{folder}/{MANIFEST}", to_manifest(issue).encode())


def _free(name: str, taken: set[str]) -> str:
    """Return a name that no other issue has: two newspapers may differ in what no file name can hold."""
    free = next(each for n in range(1, len(taken) + 2) if (each := name if n == 1 else f"{name}-{n}") not in taken)
    taken.add(free)
    return free


def _read(outputs: Outputs, each: PageInput) -> Page:
    return from_json(_content(outputs, each, "json")[1].decode())


def _content(outputs: Outputs, each: PageInput, name: str) -> tuple[Path, bytes]:
    """Return where a page was written to in a format, and what stands there."""
    path = Path(str(outputs.file(each.id, FORMATS[name].suffix)))
    with reading(str(path), "a result"):
        return path, path.read_bytes()


def _page(outputs: Outputs, each: PageInput, folder: str) -> IssuePage:
    page = _read(outputs, each)
    alto = _content(outputs, each, "alto")[1]
    return IssuePage(page, tuple(_files(outputs, each, page, Path(str(outputs.folder), folder))), blocks_of(alto))


def _files(outputs: Outputs, each: PageInput, page: Page, folder: Path) -> Iterator[PageFile]:
    """Yield the image and what was written of it."""
    frame = "" if each.frame is None else f"#page={each.frame + 1}"
    href = _href(each.path, folder) if isinstance(each.path, Path) else quote(str(each.path), safe=":/")
    with reading(each.name, "an image"):
        size = look(each.path).size
    yield PageFile("image", href + frame, page.sha256, size, _kind(each.path.name))
    for name in outputs.formats:
        path, content = _content(outputs, each, name)
        digest = hashlib.sha256(content).hexdigest()
        yield PageFile(name, _href(path, folder), digest, len(content), _kind(path.name))


def _href(path: Path, folder: Path) -> str:
    return quote(os.fsencode(os.path.relpath(path, folder)))


def _kind(name: str) -> str | None:
    ends = [ending for ending in _KINDS if name.lower().endswith(ending)]
    return _KINDS[max(ends, key=len)] if ends else None
