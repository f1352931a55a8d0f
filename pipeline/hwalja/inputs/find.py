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
from hwalja.inputs.objects import count_pages, is_pattern, look_at, objects_below, objects_like
from hwalja.inputs.page import Found, PageInput, Rejected
from hwalja.inputs.tree import WILD, Entry, files_below, files_like
from hwalja.model import Frame
from hwalja.read import Frames, Pdfium, check_page, count_frames, is_page
from hwalja.read.kinds import SUFFIXES
from hwalja.storage import Place, Url, place_of


def find_pages(sources: Sequence[str], manifest: Path | None = None, *, without: Place | None = None) -> Found:
    """Find the pages that a job is to read.

    Args:
        sources: Files, folders (with all below them) and patterns such as `scans/**/*.tif`; or URLs of objects, such
            as `s3://archive/scans`.
        manifest: A CSV or JSONL file that names pages and what is known about them: these come first.
        without: A folder that is not looked into, such as the one that results go to.

    Returns:
        The pages, each once, however often it is named; and what cannot be used.

    Raises:
        ManifestError: The manifest cannot be used.
        MissingInputError: It is not there.
        UsageError: A URL cannot be used.
        DependencyError: What reads a URL is not installed.
    """
    rows = read_manifest(manifest) if manifest else ()
    with Pdfium() as pdfium:
        search = _Search(pdfium, without)
        search.rows(rows)
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
    path: Place
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
    without: Place | None
    pages: list[_Page] = field(default_factory=list)
    rejected: dict[tuple[Place, str], Rejected] = field(default_factory=dict)
    ignored: int = 0
    counted: dict[str, Frames | InputError] = field(default_factory=dict)
    taken: dict[str, set[int]] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)

    def source(self, source: str) -> None:
        """Take a file, a folder, or whatever fits a pattern."""
        place = place_of(source)
        if isinstance(place, Url):
            self._url(place)
            return
        path = on_disk(place)
        if not source or not exists(path):
            if WILD & set(source):
                self._found(*files_like(source, self._folder), path, lambda name: True)
            else:
                what = "there is no such file" if source else "an empty name was given"
                self._reject(path, MissingInputError(what, source=source or None, advice="check the name"))
        elif os.path.isdir(path):  # noqa: PTH112 - a Path raises for one in a folder that may not be entered
            entries, rejected = files_below(path, self._folder)
            for each in rejected:
                self._reject(each.path, each.error)
            self.entries(entries, _is_numbered)
        else:
            self._file(Entry.alone(path))

    def rows(self, rows: Sequence[Row]) -> None:
        """Take what the lines of the manifest name."""
        urls = list(dict.fromkeys(row.path for row in rows if isinstance(row.path, Url)))
        looked = dict(zip(urls, look_at(urls), strict=True))
        self._count([url for url in looked.values() if isinstance(url, Url)])
        for row in rows:
            place = looked[row.path] if isinstance(row.path, Url) else on_disk(row.path)
            if isinstance(place, InputError):
                self._reject(row.path, place)
            else:
                self._file(Entry.alone(place), row)

    def found(self) -> Found:
        ids = page_ids([page.label for page in self.pages])
        pages = [
            PageInput(id=page_id, path=page.path, frame=page.frame, **page.facts)
            for page_id, page in zip(ids, self.pages, strict=True)
        ]
        return Found(tuple(pages), tuple(self.rejected.values()), self.ignored)

    @property
    def _folder(self) -> Path | None:
        return self.without if isinstance(self.without, Path) else None

    def _url(self, url: Url) -> None:
        """Take an object, those below a folder, or whatever fits a pattern."""
        without = self.without if isinstance(self.without, Url) else None
        try:
            entries, rejected = objects_below(url, without)
            if is_pattern(url) and not entries and not rejected:
                self._found(*objects_like(url, without), url, lambda name: True)
                return
        except InputError as error:
            self._reject(url, error)
            return
        alone = [entry.path for entry in entries] == [url]
        self._found(entries, rejected, url, (lambda name: True) if alone else _is_numbered)

    def _found(
        self,
        entries: Sequence[Entry],
        rejected: Sequence[Rejected],
        named: Place,
        may_be_page: Callable[[PurePath], bool],
    ) -> None:
        """Take what fits a name or a pattern."""
        for each in rejected:
            self._reject(each.path, each.error)
        if not entries and not rejected:
            self._reject(named, MissingInputError("nothing is called so", source=str(named), advice="check the name"))
        self.entries(entries, may_be_page)

    def entries(self, entries: Sequence[Entry], may_be_page: Callable[[PurePath], bool]) -> None:
        """Take files by their endings, others that may be pages by what is in them."""
        wanted = [entry for entry in entries if _has_suffix(entry) or may_be_page(entry.relative)]
        self._count([entry.path for entry in wanted if isinstance(entry.path, Url)])
        self.ignored += len(entries) - len(wanted)
        for entry in wanted:
            if _has_suffix(entry) or self._is_page(entry):
                self._file(entry)
            else:
                self.ignored += 1

    def _is_page(self, entry: Entry) -> bool:
        if isinstance(entry.path, Url):
            return isinstance(self.counted[entry.real], Frames)
        return is_page(str(entry.path))

    def _count(self, urls: Sequence[Url]) -> None:
        """Count the pages of objects, many at once."""
        self.counted.update(zip(map(str, urls), count_pages(urls, self.pdfium), strict=True))

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

    def _reject(self, path: Place, error: InputError) -> None:
        self.rejected.setdefault((path, error.message), Rejected(path, error))


def _page(entry: Entry, frame: int, number: int, row: Row | None) -> _Page:
    alone = number == 1
    mark = None if alone or (row and row.page_id and row.frame is not None) else Frame(str(entry.path), frame).mark
    named = PurePath(str(entry.path))
    label = Label(given=row.page_id if row else None, relative=entry.relative, named=named, mark=mark)
    return _Page(label, entry.path, None if alone else frame, row.facts if row else {})


def _has_suffix(entry: Entry) -> bool:
    return entry.relative.suffix.lower() in SUFFIXES


def _is_numbered(name: PurePath) -> bool:
    """Tell whether a name has no ending, or a number for one, as scanners give them."""
    return not name.suffix or name.suffix[1:].isdecimal()
