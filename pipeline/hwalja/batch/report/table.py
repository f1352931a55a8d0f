"""The report as CSV: a line for each page, the worst first."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from hwalja.batch.report.rows import Row, moment

COLUMNS = (
    "page", "file", "state", "confidence", "grade", "unsure", "doubts", "articles", "unsure_articles", "characters",
    "corrections", "ink", "width", "height", "seconds", "memory", "started", "error", "reason", "advice", "warnings",
)  # fmt: skip

_FORMULA = ("=", "+", "-", "@")
"""Spreadsheets take what begins so for a formula: OWASP, CSV Injection."""


def to_csv(rows: Sequence[Row]) -> str:
    """Return the table, with a byte order mark: without one, Excel does not read Hangul."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([_cell(value) for value in _values(row)])
    return "\N{BYTE ORDER MARK}" + text.getvalue()


def _values(row: Row) -> list[object]:
    known = row.figures
    figures = (
        [
            known.confidence, known.grade, known.unsure, " ".join(known.doubts), known.articles, known.unsure_articles,
            known.characters, known.corrections, known.ink, known.width, known.height,
        ]
        if known
        else [None] * 11
    )  # fmt: skip
    started = moment(row.started) if row.started else None
    seconds = None if row.seconds is None else round(row.seconds, 2)
    about = [seconds, row.peak, started, row.kind, row.message, row.advice, "; ".join(row.warnings)]
    return [row.id, row.file, row.state, *figures, *about]


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else value
