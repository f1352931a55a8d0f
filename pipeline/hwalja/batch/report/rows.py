"""What the journals say of every page, the worst first."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from hwalja.batch.figures import Figures
from hwalja.batch.journal import NAME, State, journal_error
from hwalja.errors import MissingInputError, printable

REJECTED = "rejected"
"""State of a file that could not be used at all, beside those of pages."""

_ORDER = {State.FAILED.value: 0, REJECTED: 1, State.RUNNING.value: 2, State.DONE.value: 3}

_PAGES = """SELECT id, path, frame, state, started, seconds, peak, figures, warnings, kind, message, advice
FROM page"""


@dataclass(frozen=True, slots=True)
class Row:
    """A page, or a file that could not be used.

    Attributes:
        journal: Where this stands.
        id: Of the page; empty for a file that could not be used.
        file: Its name, fit to be shown.
        state: `done`, `failed`, `running` (broken off) or `rejected`.
        started: Seconds since 1970; 0 where it never was.
        seconds: That it took.
        peak: Bytes of memory that its worker had held by then.
        figures: Of a page that is done.
        warnings: Likewise.
        kind: Of a page that failed: the name of the error, what happened, and what to do.
    """

    journal: Path
    id: str
    file: str
    state: str
    started: float = 0.0
    seconds: float | None = None
    peak: int | None = None
    figures: Figures | None = None
    warnings: tuple[str, ...] = ()
    kind: str = ""
    message: str = ""
    advice: str = ""

    @property
    def unsure(self) -> bool:
        return self.figures is not None and self.figures.unsure

    @property
    def badness(self) -> tuple[float, ...]:
        """What rows are sorted by."""
        confidence = self.figures.confidence if self.figures else None
        return _ORDER[self.state], not self.unsure, confidence if confidence is not None else -1.0


def moment(seconds: float) -> str:
    """Return a time, in seconds since 1970, as people and programs read it: ISO 8601, in UTC."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


def find_journals(places: Iterable[Path]) -> list[Path]:
    """Return the journals that are named, or lie in the output folders that are.

    Raises:
        MissingInputError: There is none at one of the places.
    """
    found: list[Path] = []
    for place in places:
        stem, _, suffix = NAME.partition(".")
        here = sorted(place.glob(f"{stem}*.{suffix}")) if place.is_dir() else [place] if place.is_file() else []
        if not here:
            raise MissingInputError(
                "there is no journal",
                source=str(place),
                advice="name a folder that hwalja batch has written, or its journal",
            )
        found += here
    return list(dict.fromkeys(found))


def read_rows(journals: Sequence[Path]) -> list[Row]:
    """Return all pages, the worst first.

    Where two journals of a folder tell of one page, as after the number of shards was changed, the later one holds.

    Raises:
        OutputError: One is no journal.
    """
    pages: dict[tuple[Path, str], Row] = {}
    rejected: dict[tuple[Path, str], Row] = {}
    for journal in journals:
        for row in _rows(journal):
            kept = rejected if row.state == REJECTED else pages
            key = (journal.parent, row.id or row.file)
            if key not in kept or kept[key].started < row.started:
                kept[key] = row
    return sorted([*pages.values(), *rejected.values()], key=lambda row: (row.badness, row.file, row.id))


def thumbnail(row: Row) -> bytes:
    """Return the small picture of a page, as JPEG; empty where there is none."""
    with _reading(row.journal) as base:
        found = base.execute("SELECT jpeg FROM thumbnail WHERE id = ?", (row.id,)).fetchone()
    return bytes(found[0]) if found else b""


def _rows(journal: Path) -> Iterator[Row]:
    try:
        with _reading(journal) as base:
            for name, path, frame, state, started, seconds, peak, figures, warnings, *fault in base.execute(_PAGES):
                yield Row(
                    journal,
                    name,
                    _shown(path) + ("" if frame is None else f", page {frame + 1}"),
                    state,
                    started,
                    seconds,
                    peak,
                    _figures(figures),
                    tuple(map(printable, json.loads(warnings or "[]"))),
                    *(printable(text or "") for text in fault),
                )
            for path, *fault in base.execute("SELECT path, kind, message, advice FROM rejected"):
                kind, message, advice = (printable(text or "") for text in fault)
                yield Row(journal, "", _shown(path), REJECTED, kind=kind, message=message, advice=advice)
    except sqlite3.Error as error:
        raise journal_error(journal, error) from error


def _reading(journal: Path) -> closing[sqlite3.Connection]:
    return closing(sqlite3.connect(f"{journal.absolute().as_uri()}?mode=ro", uri=True))


def _figures(text: str | None) -> Figures | None:
    if text is None:
        return None
    found = json.loads(text)
    return Figures(**{**found, "doubts": tuple(found["doubts"])})


def _shown(path: bytes) -> str:
    return printable(path.decode("utf-8", "backslashreplace"))
