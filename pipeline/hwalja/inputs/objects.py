"""Objects in stores, as the files of a folder are: found, looked at, and their pages counted, many at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path, PurePath
from threading import Lock
from typing import TypeVar

from hwalja.errors import InputError, MissingInputError, UnreadableImageError
from hwalja.inputs.page import Rejected
from hwalja.inputs.tree import WILD, Entry, divided, fits, hidden, order
from hwalja.read import Frames, Pdfium, count_frames, frames_of
from hwalja.read.kinds import HEAD_SIZE, SUFFIXES, SUFFIXES_OF_SEVERAL, Kind
from hwalja.storage import Fetcher, Url, objects

AT_ONCE = 32
"""Questions to a store at one time: nearly all of each is waiting."""

_Asked = TypeVar("_Asked")
_Answer = TypeVar("_Answer")


def objects_below(folder: Url, without: Url | None = None) -> tuple[list[Entry], list[Rejected]]:
    """Return all objects whose names go on from that of a folder, hidden ones left out, or the one called so; and
    those whose names differ from others in slashes alone.

    Args:
        folder: As it was named.
        without: A folder that is left out, unless it is the one that was named.

    Raises:
        MissingInputError: The store does not answer.
    """
    entries, rejected = [], []
    for url in objects.listed(folder):
        name = url.relative(folder) or url.name
        relative = PurePath(name)
        if any(map(hidden, relative.parts)) or (without not in (None, folder) and url.relative(without) is not None):
            continue
        if relative.as_posix() == name:
            entries.append(Entry(relative, url, str(url)))
        else:
            error = MissingInputError("the name of the object has empty parts", source=str(url), advice="rename it")
            rejected.append(Rejected(url, error))
    return sorted(entries, key=lambda entry: order(entry.relative)), rejected


def objects_like(pattern: Url, without: Url | None = None) -> tuple[list[Entry], list[Rejected]]:
    """Return all objects that fit a pattern, and those below folders that do: see `files_like`.

    Raises:
        MissingInputError: The store does not answer.
    """
    fixed, names = divided(tuple(str(pattern).split("/")))
    entries, rejected = objects_below(Url("/".join(fixed)), without)
    return [entry for entry in entries if fits(entry.relative, names)], rejected


def is_pattern(url: Url) -> bool:
    return bool(WILD & set(str(url)))


def look_at(urls: Sequence[Url]) -> list[Url | InputError]:
    """Return the URLs with what the store tells of their objects, or why it cannot."""
    return _at_once(objects.looked_up, urls)


def count_pages(urls: Sequence[Url], pdfium: Pdfium) -> list[Frames | InputError]:
    """Count the pages of objects, or tell why that cannot be done. Those of a kind that has one page are not opened."""
    lock = Lock()
    return _at_once(lambda url: _count(url, pdfium, lock), urls)


def check_kind(url: Url, path: Path) -> None:
    """See that an object which was not opened when it was found is of a kind that has one page.

    Args:
        url: Of the object.
        path: Where it was brought to.

    Raises:
        UnreadableImageError: It has another ending than its kind, and pages could be lost.
    """
    if url.suffix.lower() not in SUFFIXES_OF_SEVERAL and url.suffix.lower() in SUFFIXES:
        with path.open("rb") as file:
            kind = Kind.of(file.read(HEAD_SIZE))
        if kind in (Kind.PDF, Kind.TIFF):
            what = f"this is a {kind.value} called {url.suffix}: it may have more pages than one"
            raise UnreadableImageError(what, source=str(url), advice="name it as what it is")


def _count(url: Url, pdfium: Pdfium, lock: Lock) -> Frames:
    if url.suffix.lower() in SUFFIXES - SUFFIXES_OF_SEVERAL:
        return Frames(1)
    with objects.opened(url) as file:
        frames = frames_of(file, str(url))
    if frames is not None:
        return frames
    with closing(Fetcher()) as fetcher:
        path = fetcher.local(url)
        with lock:
            return count_frames(str(path), pdfium, str(url))


def _at_once(ask: Callable[[_Asked], _Answer], asked: Sequence[_Asked]) -> list[_Answer | InputError]:
    def answer(each: _Asked) -> _Answer | InputError:
        try:
            return ask(each)
        except InputError as error:
            return error

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(answer, asked))
