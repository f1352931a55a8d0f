"""What lies in a folder: every file below it once, hidden ones left out, in an order that is the same everywhere."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path, PurePath
from typing import Self

from hwalja.errors import MissingInputError
from hwalja.inputs.names import real_path
from hwalja.inputs.page import Rejected
from hwalja.read.kinds import SUFFIXES
from hwalja.storage import Place

WILD = frozenset("*?[")

NOT_SCANS = frozenset(["@eaDir", "__MACOSX", "#recycle", "$RECYCLE.BIN", "System Volume Information", "lost+found"])
"""Folders that systems keep for themselves: thumbnails, forks of files, bins."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in a folder.

    Attributes:
        relative: Its path from the folder.
        path: The same, with the folder as it was named; or the URL of an object.
        real: The same without links: two names of one file share it.
    """

    relative: PurePath
    path: Place
    real: str

    @classmethod
    def alone(cls, place: Place) -> Self:
        """Return what is named itself."""
        return cls(PurePath(place.name), place, real_path(place) if isinstance(place, Path) else str(place))


@dataclass(slots=True)
class _Walk:
    """A walk through a folder: real folders come before links to folders, each is entered once."""

    root: Path
    enter: Callable[[tuple[str, ...]], bool]
    without: str | None
    entries: list[Entry] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    links: list[tuple[PurePath, str]] = field(default_factory=list)

    def go(self) -> None:
        top = os.path.realpath(self.root)
        self._below(PurePath(), top)
        while self.links:
            self.links.sort(key=lambda link: order(link[0]), reverse=True)
            relative, real = self.links.pop()
            if os.path.commonpath([top, real]) != real:  # a link to what it stands in leads round in a circle
                self._below(relative, real)

    def _below(self, relative: PurePath, real: str) -> None:
        todo = [(relative, real)]
        while todo:
            relative, real = todo.pop()
            left_out = real == self.without and relative.parts  # the folder that is named is meant
            if real not in self.seen and not left_out:
                self.seen.add(real)
                todo += self._folder(relative, real)

    def _folder(self, relative: PurePath, real: str) -> Iterator[tuple[PurePath, str]]:
        """Note what lies in a folder; yield the folders in it."""
        path = self.root / relative
        try:
            found = list(os.scandir(path))
        except OSError as error:
            why = MissingInputError(
                f"the folder cannot be read: {error.strerror}", source=str(path), advice="check its permissions"
            )
            self.rejected.append(Rejected(path, why))
            return
        for each in found:
            if hidden(each.name):
                continue
            below, link = relative / each.name, each.is_symlink()
            target = os.path.realpath(each.path) if link else os.path.join(real, each.name)  # noqa: PTH118 - faster
            if not _is_folder(each):
                self.entries.append(Entry(below, path / each.name, target))
            elif below.suffix.lower() in SUFFIXES:
                self.rejected.append(Rejected(path / each.name, _folder_like_a_file(path / each.name)))
            elif self.enter(below.parts):
                if link:
                    self.links.append((below, target))
                else:
                    yield below, target


def files_below(folder: Path, without: Path | None = None) -> tuple[list[Entry], list[Rejected]]:
    """Return all files in a folder and below, and what could not be looked into.

    Links are followed; one to a folder that was seen already, or that the link itself stands in, is not.

    Args:
        folder: As it was named.
        without: A folder that is left out.
    """
    return _walk(folder, lambda parts: True, without)


def files_like(pattern: str, without: Path | None = None) -> tuple[list[Entry], list[Rejected]]:
    """Return all files that fit a pattern, and those below folders that do.

    Args:
        pattern: As shells write it: `*`, `?` and `[…]` for what stands in one name, `**` for any number of folders.
        without: A folder that is left out.
    """
    fixed, names = divided(PurePath(pattern).parts)
    entries, rejected = _walk(Path(*fixed), lambda folder: _fits(_normal(folder), names, may_go_on=True), without)
    return [entry for entry in entries if fits(entry.relative, names)], rejected


def divided(pattern: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Divide the parts of a pattern into those before the first that is none in itself, and the rest, in NFC."""
    fixed = next(number for number, part in enumerate(pattern) if WILD & set(part))
    return pattern[:fixed], _normal(pattern[fixed:])


def fits(path: PurePath, names: tuple[str, ...]) -> bool:
    """Tell whether a path fits the parts of a pattern, or is below a folder that does."""
    return _fits(_normal(path.parts), names, may_go_on=False)


def hidden(name: str) -> bool:
    """Tell whether a file or a folder of that name is left out."""
    return name.startswith(".") or name in NOT_SCANS


def order(path: PurePath) -> tuple[object, ...]:
    """Return what paths are sorted by: their names in NFC; names that differ in form alone by their bytes."""
    return (*_normal(path.parts),), os.fsencode(path)


def _walk(
    root: Path, enter: Callable[[tuple[str, ...]], bool], without: Path | None
) -> tuple[list[Entry], list[Rejected]]:
    walk = _Walk(root, enter, None if without is None else os.path.realpath(without))
    walk.go()
    walk.entries.sort(key=lambda entry: order(entry.relative))
    walk.rejected.sort(key=lambda each: order(PurePath(str(each.path))))
    return walk.entries, walk.rejected


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def _folder_like_a_file(path: Path) -> MissingInputError:
    return MissingInputError(
        "this is a folder, though it is called like a file", source=str(path), advice="name it to have its files read"
    )


def _normal(parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(unicodedata.normalize("NFC", part) for part in parts)


def _fits(parts: tuple[str, ...], names: tuple[str, ...], *, may_go_on: bool) -> bool:
    """Tell whether a path, or a folder it lies in, fits a pattern; or, if it may go on, whether one below it may."""
    if not names:
        return True
    if names[0] == "**":
        if not parts:
            return may_go_on
        return _fits(parts, names[1:], may_go_on=may_go_on) or _fits(parts[1:], names, may_go_on=may_go_on)
    if not parts:
        return may_go_on
    return fnmatchcase(parts[0], names[0]) and _fits(parts[1:], names[1:], may_go_on=may_go_on)
