"""The journal: an SQLite file that tells what is done. Times live here, never in results."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from enum import StrEnum
from importlib.resources import files
from pathlib import Path

from hwalja.batch.messages import Content, Fault, Result
from hwalja.errors import DiskFullError, MissingInputError, OutputError
from hwalja.inputs import PageInput, Rejected
from hwalja.storage import NOTHING, Look, Place, look, place_of

NAME = "journal.sqlite"

FORMAT = 2
"""Number of the tables' form; it rises when they change."""

APPLICATION = 0x68776A61
"""Marks the file as ours (`hwja`): SQLite's application_id."""

_OPEN = "hwalja.batch"


class State(StrEnum):
    """How far a page has come."""

    RUNNING = "running"
    """It was begun. In the journal of a job that is not running: it was broken off."""
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known about a page.

    Attributes:
        path: Of its file, as it was named.
        look: At the file, the last time; all None where it could not be looked at.
        sha256: Of the bytes that were read; None where they could not be.
        key: See `hwalja.batch.key`.
    """

    id: str
    path: Place
    look: Look
    sha256: str | None
    key: str
    state: State


class Journal:
    """A journal, open for the one job that holds its lock.

    It is written ahead (WAL), and waited for the disk only at checkpoints: a program that is killed loses nothing, a
    machine that loses power at most the last pages, which are done anew. Closed, it is a single file.

    Args:
        path: Of the file; it is made where there is none.

    Raises:
        OutputError: It cannot be written, or is no journal.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._errors():
            self._base = _open(path)

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the journal."""
        with suppress(sqlite3.Error):  # what is done stands in it; it is merely two files then
            self._base.execute("PRAGMA journal_mode = DELETE")
        self._base.close()

    def entries(self, ids: Iterable[str]) -> dict[str, Entry]:
        """Return, of the pages with these ids, those that are known."""
        with self._errors():
            rows = self._base.execute(
                "SELECT id, path, size, mtime_ns, etag, sha256, key, state FROM page"
                " WHERE id IN (SELECT value FROM json_each(?))",
                (json.dumps(list(ids)),),
            )
            return {
                name: Entry(name, place_of(os.fsdecode(path)), Look(size, mtime_ns, etag), sha256, key, State(state))
                for name, path, size, mtime_ns, etag, sha256, key, state in rows
            }

    def begin(self, page: PageInput, key: str) -> None:
        """Write down that a page is begun."""
        self._write(
            "INSERT OR REPLACE INTO page (id, path, frame, size, mtime_ns, etag, key, state, started)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (page.id, _encoded(page.path), page.frame, *_looked_at(page.path), key, State.RUNNING, time.time()),
        )

    def done(self, page: PageInput, content: Content | None, result: Result, seconds: float, peak: int) -> None:
        """Write down that a page is done: after its files are."""
        with self._errors(), self._base:
            self._base.execute(
                "UPDATE page SET size = ?, mtime_ns = ?, etag = ?, sha256 = ?, state = ?, seconds = ?, peak = ?,"
                " figures = ?, warnings = ? WHERE id = ?",
                (
                    *_stamp(content),
                    State.DONE,
                    seconds,
                    peak,
                    json.dumps(asdict(result.figures)),
                    json.dumps(result.warnings),
                    page.id,
                ),
            )
            self._base.execute("INSERT OR REPLACE INTO thumbnail VALUES (?, ?)", (page.id, result.thumbnail))

    def failed(self, page: PageInput, content: Content | None, fault: Fault, seconds: float) -> None:
        """Write down that a page failed."""
        known = "size = ?, mtime_ns = ?, etag = ?, sha256 = ?, " if content else ""
        with self._errors(), self._base:
            self._base.execute(
                f"UPDATE page SET {known}state = ?, seconds = ?, kind = ?, message = ?, advice = ?, details = ?"  # noqa: S608 # of our own words
                " WHERE id = ?",
                (
                    *(_stamp(content) if content else ()),
                    State.FAILED,
                    seconds,
                    *map(_text, (fault.kind, fault.message, fault.advice, fault.details)),
                    page.id,
                ),
            )
            self._base.execute("DELETE FROM thumbnail WHERE id = ?", (page.id,))

    def seen(self, page: PageInput, content: Content) -> None:
        """Write down that a page's file was moved or touched, and holds what it held."""
        self._write(
            "UPDATE page SET path = ?, size = ?, mtime_ns = ?, etag = ? WHERE id = ?",
            (_encoded(page.path), *content.look, page.id),
        )

    def moved(self, path: Path, target: Path) -> None:
        """Write down that a file is at another place from now on."""
        self._write("UPDATE page SET path = ? WHERE path = ?", (os.fsencode(target), os.fsencode(path)))

    def reject(self, rejected: Sequence[Rejected]) -> bool:
        """Write down what this run cannot use, in place of what the last one could not; tell whether it differs."""
        rows = [
            (_encoded(each.path), type(each.error).__name__, _text(each.error.message), _text(each.error.advice))
            for each in rejected
        ]
        with self._errors(), self._base:
            before = self._base.execute("SELECT path, kind, message, advice FROM rejected").fetchall()
            self._base.execute("DELETE FROM rejected")
            self._base.executemany("INSERT INTO rejected VALUES (?, ?, ?, ?)", rows)
        return before != rows

    def _write(self, statement: str, values: tuple[object, ...]) -> None:
        with self._errors(), self._base:
            self._base.execute(statement, values)

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise journal_error(self.path, error) from error


def journal_error(path: Path, error: sqlite3.Error) -> OutputError:
    """Return what to raise for a failure of SQLite."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest tells more about it
    if code == sqlite3.SQLITE_FULL:
        return DiskFullError(
            f"the journal cannot be written: {error}", source=str(path), advice="make room on the disk"
        )
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return OutputError(f"this is no journal: {error}", source=str(path), advice="move it away, or name another one")
    return OutputError(
        f"the journal cannot be used: {error}", source=str(path), advice="name one on a local disk with --journal"
    )


def _open(path: Path) -> sqlite3.Connection:
    base = sqlite3.connect(path)
    try:
        if base.execute("PRAGMA application_id").fetchone()[0] not in (0, APPLICATION):
            raise sqlite3.DatabaseError("it belongs to another program")
        base.execute("PRAGMA journal_mode = WAL")  # where the disk cannot have it, the mode stays as it is
        base.execute("PRAGMA synchronous = NORMAL")
        found = base.execute("PRAGMA user_version").fetchone()[0]
        if found not in (0, FORMAT):
            raise sqlite3.DatabaseError(f"it has the form {found}, and this hwalja writes {FORMAT}")
        with base:
            base.executescript((files(_OPEN) / "journal.sql").read_text("utf-8"))
            base.execute(f"PRAGMA application_id = {APPLICATION}")
            base.execute(f"PRAGMA user_version = {FORMAT}")
    except BaseException:
        base.close()
        raise
    return base


def _encoded(place: Place) -> bytes:
    return os.fsencode(str(place))


def _looked_at(place: Place) -> Look:
    try:
        return look(place)
    except (OSError, MissingInputError):
        return NOTHING


def _stamp(content: Content | None) -> tuple[int | str | None, ...]:
    return (*content.look, content.sha256) if content else (*NOTHING, None)


def _text(value: str | None) -> str | None:
    """Return text that SQLite can hold: names of files may have bytes in them that are none."""
    return None if value is None else value.encode("utf-8", "backslashreplace").decode()
