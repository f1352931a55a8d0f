"""`find_pages`: what a job is to read, in an order that is the same on every machine."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath

from hwalja.errors import InputError, MissingInputError
from hwalja.inputs.ids import Label, page_ids
from hwalja.inputs.manifest import Row, manifest_error, read_manifest
from hwalja.inputs.names import exists, on_disk, real_path
from hwalja.inputs.page import Found, PageInput, Rejected
from hwalja.inputs.tree import WILD, Entry, files_below, files_like
from hwalja.model import Frame
from hwalja.read import Frames, Pdfium, check_page, count_frames, is_page
from hwalja.read.kinds import SUFFIXES


def find_pages(sources: Sequence[str], manifest: Path | None = None, *, without: Path | None = None) -> Found:
    """Find the pages that a job is to read.

    Args:
        sources: Files, folders (with all below them) and patterns such as `scans/**/*.tif`.
        manifest: A CSV or JSONL file that names pages and what is known about them: these come first.
        without: A folder that is not looked into, such as the one that results go to.

    Returns:
        The pages, each once, however often it is named; and what cannot be used.

    Raises:
        ManifestError: The manifest cannot be used.
        MissingInputError: It is not there.
    """
    rows = read_manifest(manifest) if manifest else ()
    with Pdfium() as pdfium:
        search = _Search(pdfium, without)
        for row in rows:
            search.row(row)
        if search.wrong:
            raise manifest_error(str(manifest), search.wrong)
        for source in sources:
            search.source(source)
    return search.found()


def pages_of(path: Path, folder: Path, pdfium: Pdfium, digest: str | None = None) -> Found:
    """Find the pages of one file of a folder; their ids are those that they have if nothing else lies in it.

    Args:
        path: Of the file, below `folder`.
        folder: Where the names of pages begin.
        pdfium: What counts the pages of PDFs.
        digest: Stands in the ids too, to tell them from those of another file that is called alike.
    """
    search = _Search(pdfium, None)
    search.entries([Entry(path.relative_to(folder), path, real_path(path))], _is_numbered)
    search.pages = [replace(page, label=replace(page.label, digest=digest)) for page in search.pages]
    return search.found()


@dataclass(frozen=True, slots=True)
class _Page:
    """A page that was found: what it can be called after, and all but its id."""

    label: Label
    path: Path
    frame: int | None
    facts: Mapping[str, str]


@dataclass(slots=True)
class _Search:
    """What was found so far.

    Attributes:
        counted: How many pages each file has, or why that cannot be told, by where it really is.
        taken: Pages of each file that were taken.
        done: Files of which there is no more to take.
        wrong: What is wrong with lines of the manifest.
    """

    pdfium: Pdfium
    without: Path | None
    pages: list[_Page] = field(default_factory=list)
    rejected: dict[tuple[Path, str], Rejected] = field(default_factory=dict)
    ignored: int = 0
    counted: dict[str, Frames | InputError] = field(default_factory=dict)
    taken: dict[str, set[int]] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)

    def source(self, source: str) -> None:
        """Take a file, a folder, or whatever fits a pattern."""
        path = on_disk(Path(source))
        if not source or not exists(path):
            if WILD & set(source):
                self._pattern(source)
            else:
                what = "there is no such file" if source else "an empty name was given"
                self._reject(path, MissingInputError(what, source=source or None, advice="check the name"))
        elif os.path.isdir(path):  # noqa: PTH112 - a Path raises for one in a folder that may not be entered
            entries, rejected = files_below(path, self.without)
            for each in rejected:
                self._reject(each.path, each.error)
            self.entries(entries, _is_numbered)
        else:
            self._file(Entry(PurePath(path.name), path, real_path(path)))

    def row(self, row: Row) -> None:
        """Take what a line of the manifest names."""
        path = on_disk(row.path)
        self._file(Entry(PurePath(path.name), path, real_path(path)), row)

    def found(self) -> Found:
        ids = page_ids([page.label for page in self.pages])
        pages = [
            PageInput(id=page_id, path=page.path, frame=page.frame, **page.facts)
            for page_id, page in zip(ids, self.pages, strict=True)
        ]
        return Found(tuple(pages), tuple(self.rejected.values()), self.ignored)

    def _pattern(self, pattern: str) -> None:
        entries, rejected = files_like(pattern, self.without)
        for each in rejected:
            self._reject(each.path, each.error)
        if not entries and not rejected:
            self._reject(
                Path(pattern), MissingInputError("nothing fits this pattern", source=pattern, advice="check it")
            )
        self.entries(entries, lambda name: True)

    def entries(self, entries: Sequence[Entry], may_be_page: Callable[[PurePath], bool]) -> None:
        """Take files by their endings, others that may be pages by what is in them."""
        for entry in entries:
            if entry.relative.suffix.lower() in SUFFIXES or (may_be_page(entry.relative) and is_page(str(entry.path))):
                self._file(entry)
            else:
                self.ignored += 1

    def _file(self, entry: Entry, row: Row | None = None) -> None:
        """Take the pages of a file that were not taken before."""
        if entry.real in self.done and row is None:
            return
        try:
            frames = self._frames(entry)
            wanted = range(frames.number)
            if row and row.frame is not None:
                check_page(row.frame, frames.number, str(entry.path))
                wanted = range(row.frame, row.frame + 1)
        except InputError as error:
            self.done.add(entry.real)
            self._reject(entry.path, error)
            return
        taken = self.taken.setdefault(entry.real, set())
        if row:
            self._check(row, wanted, taken)
        self.pages += [_page(entry, frame, frames.number, row) for frame in wanted if frame not in taken]
        taken.update(wanted)
        if row is None:
            self.done.add(entry.real)
            if frames.lost:
                self._reject(entry.path, frames.lost)

    def _frames(self, entry: Entry) -> Frames:
        """Count the pages of a file, once: a manifest may have a line for each."""
        if entry.real not in self.counted:
            try:
                self.counted[entry.real] = count_frames(str(entry.path), self.pdfium)
            except InputError as error:
                self.counted[entry.real] = error
        found = self.counted[entry.real]
        if isinstance(found, InputError):
            raise found
        return found

    def _check(self, row: Row, wanted: range, taken: set[int]) -> None:
        if taken.intersection(wanted):
            self.wrong.append(f"line {row.line}: an earlier line names the same page")
        if len(wanted) > 1 and "page_number" in row.facts:
            self.wrong.append(f"line {row.line}: it gives one page_number for the {len(wanted)} pages of a file")

    def _reject(self, path: Path, error: InputError) -> None:
        self.rejected.setdefault((path, error.message), Rejected(path, error))


def _page(entry: Entry, frame: int, number: int, row: Row | None) -> _Page:
    alone = number == 1
    mark = None if alone or (row and row.page_id and row.frame is not None) else Frame(entry.path, frame).mark
    label = Label(given=row.page_id if row else None, relative=entry.relative, named=entry.path, mark=mark)
    return _Page(label, entry.path, None if alone else frame, row.facts if row else {})


def _is_numbered(name: PurePath) -> bool:
    """Tell whether a name has no ending, or a number for one, as scanners give them."""
    return not name.suffix or name.suffix[1:].isdecimal()
