"""Manifests: lists of pages, with what is known about each, as CSV or JSONL."""

from __future__ import annotations

import csv
import json
import logging
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from hwalja.errors import ManifestError, UnreadableTextError, UsageError
from hwalja.fix.source import LEGACY, read_text
from hwalja.inputs.ids import MOST_BYTES, safe_id
from hwalja.storage import Place, Url, place_of

_log = logging.getLogger(__name__)

FACTS = ("newspaper", "issue_date", "page_number", "section")
COLUMNS = ("path", "page_id", *FACTS, "frame")

MOST_TOLD = 5
"""Wrong lines that an error tells of."""

_SEPARATORS = (",", "\t", ";")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a manifest.

    Attributes:
        line: Its number, from 1.
        path: Of the file: one that is not absolute starts at the manifest's folder; or the URL of an object.
        page_id: The id of the page, or what the ids of the pages of a file begin with.
        frame: Which page of the file, from 0; None for all.
        facts: What is known about the page, by the names of `FACTS`.
    """

    line: int
    path: Place
    page_id: str | None
    frame: int | None
    facts: Mapping[str, str]


def read_manifest(path: Path) -> tuple[Row, ...]:
    """Read a manifest.

    The first character tells which kind it is: `{` begins JSONL. Text is UTF-8, with or without a mark at its
    beginning, or CP949, as Korean spreadsheets write it.

    Raises:
        MissingInputError: It is not there, or may not be read.
        ManifestError: It is no manifest, has a column that is not known or a line that is wrong, or names a page twice.
    """
    try:
        source = read_text(str(path))
    except UnreadableTextError as error:
        raise ManifestError(error.message, source=error.source, advice=error.advice) from error
    if source.encoding == LEGACY:
        _log.warning("the manifest is not UTF-8: read as CP949 (EUC-KR)")
    text = source.text.removeprefix("\ufeff")
    lines = _json_lines(text) if text.lstrip().startswith("{") else _csv_lines(text, str(path))
    rows, wrong = [], []
    for number, cells in lines:
        try:
            rows.append(_row(number, cells(), path.parent))
        except (ValueError, UsageError) as error:
            wrong.append((number, str(error)))
    wrong += _repeated(rows)
    if wrong:
        raise manifest_error(str(path), [f"line {number}: {what}" for number, what in sorted(wrong)])
    return tuple(rows)


def _csv_lines(text: str, source: str) -> Iterator[tuple[int, Callable[[], dict[str, object]]]]:
    """Yield the lines of a CSV file by the names of its columns; blank ones are left out."""
    head = text.lstrip().split("\n", 1)[0]
    reader = csv.reader(StringIO(text, newline=""), delimiter=max(_SEPARATORS, key=head.count), strict=True)
    columns: list[str] | None = None
    while True:
        start = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise ManifestError(f"line {start}: {error}", source=source, advice="check its quotes") from None
        if not any(cell.strip() for cell in cells):
            continue
        if columns is None:
            columns = _columns(cells, start, source)
        else:
            yield start, _by_column(columns, cells)


def _columns(cells: list[str], line: int, source: str) -> list[str]:
    """Return the columns that the first line names."""
    columns = ["_".join(cell.replace("_", " ").replace("-", " ").lower().split()) for cell in cells]
    unknown = [cell.strip() for cell, column in zip(cells, columns, strict=True) if column not in COLUMNS]
    twice = [column for column in COLUMNS if columns.count(column) > 1]
    for wrong, what in ((unknown, "no column is called"), (twice, "there are two columns called")):
        if wrong:
            raise ManifestError(
                f"line {line}: {what} {wrong[0]!r}", source=source, advice=f"there may be {', '.join(COLUMNS)}"
            )
    if "path" not in columns:
        raise ManifestError(
            f"line {line}: there is no column called 'path'",
            source=source,
            advice="its first line must name the columns",
        )
    return columns


def _by_column(columns: list[str], cells: list[str]) -> Callable[[], dict[str, object]]:
    def named() -> dict[str, object]:
        if len(cells) != len(columns):
            raise ValueError(f"it has {len(cells)} cells, the first line {len(columns)}")
        return dict(zip(columns, cells, strict=True))

    return named


def _json_lines(text: str) -> Iterator[tuple[int, Callable[[], dict[str, object]]]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, _parsed(line)


def _parsed(line: str) -> Callable[[], dict[str, object]]:
    def named() -> dict[str, object]:
        try:
            cells = json.loads(line, object_pairs_hook=_once)
        except json.JSONDecodeError as error:
            raise ValueError(f"it is no JSON: {error.msg} at column {error.colno}") from None
        except RecursionError:
            raise ValueError("it is no flat object") from None
        if not isinstance(cells, dict):
            raise ValueError("it is no object")
        return cells

    return named


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    cells = dict(pairs)
    if len(cells) < len(pairs):
        raise ValueError("it has a key twice")
    return cells


def _row(line: int, cells: Mapping[str, object], folder: Path) -> Row:
    """Raises ValueError, as all that reads a cell."""
    unknown = next((key for key in cells if key not in COLUMNS), None)
    if unknown is not None:
        raise ValueError(f"no key is called {unknown!r}; there may be {', '.join(COLUMNS)}")
    texts = {key: text for key, value in cells.items() if (text := _text(key, value))}
    if "path" not in texts:
        raise ValueError("it names no path")
    page_id = texts.get("page_id")
    if page_id is not None and safe_id(page_id) != page_id:
        raise ValueError(
            f"the page_id {page_id!r} cannot name files everywhere: take letters, figures, - and _, "
            f"of at most {MOST_BYTES} bytes, such as {safe_id(page_id)!r}"
        )
    if "issue_date" in texts:
        _check_day(texts["issue_date"])
    return Row(
        line,
        _place(folder, str(cells["path"]).strip()),
        page_id,
        _frame(texts["frame"]) if "frame" in texts else None,
        {fact: texts[fact] for fact in FACTS if fact in texts},
    )


def _place(folder: Path, name: str) -> Place:
    place = place_of(name)
    return place if isinstance(place, Url) else folder / place


def _text(key: str, value: object) -> str:
    """Return what a cell holds: numbers as JSON has them too, nothing as an empty text."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError(f"{key} must be a text, not {json.dumps(value)[:40]}")
    text = " ".join(unicodedata.normalize("NFC", str(value)).split())
    if not text.isprintable():
        raise ValueError(f"{key} holds a character that cannot be written: {text!r}")
    return text


def _check_day(text: str) -> None:
    try:
        same = date.fromisoformat(text).isoformat() == text
    except ValueError:
        same = False
    if not same:
        raise ValueError(f"the issue_date {text!r} is no day of the form YYYY-MM-DD, such as 1998-03-01")


def _frame(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text[:9]) > 0 and len(text) < 9):
        raise ValueError(f"the frame {text!r} is no number of a page, from 1")
    return int(text) - 1


def _repeated(rows: list[Row]) -> Iterator[tuple[int, str]]:
    """Yield what lines repeat of earlier ones: a page, or an id."""
    pages: dict[tuple[Place, int | None], int] = {}
    ids: dict[str, int] = {}
    for row in rows:
        first = pages.setdefault((row.path, row.frame), row.line)
        if first != row.line:
            yield row.line, f"line {first} names the same page"
        if row.page_id is not None:
            first = ids.setdefault(row.page_id.casefold(), row.line)
            if first != row.line:
                yield row.line, f"line {first} has the same page_id, {row.page_id!r}"


def manifest_error(path: str, wrong: list[str]) -> ManifestError:
    """Return the error that tells what is wrong with lines of a manifest."""
    more = f"; and {len(wrong) - MOST_TOLD} more" if len(wrong) > MOST_TOLD else ""
    told = "; ".join(wrong[:MOST_TOLD])
    return ManifestError(told + more, source=path, advice="docs/inputs.md tells what a manifest holds")
