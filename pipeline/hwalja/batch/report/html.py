"""The report as one HTML file that needs no other and runs no script.

Whatever comes from a scan, a file name or an error goes through `escape`; a policy in the file's head forbids browsers
to load or run anything at all, should something slip through.
"""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files
from pathlib import Path

from hwalja.batch.journal import State
from hwalja.batch.report.charts import counts, histogram
from hwalja.batch.report.results import results
from hwalja.batch.report.rows import REJECTED, Row, thumbnail
from hwalja.batch.report.summary import summarise
from hwalja.model import Grade

MOST = 500
"""Pages that are shown, the worst; the table has all. With thumbnails, a file of 2 MB."""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

_STATES = {State.DONE: "done", State.FAILED: "failed", State.RUNNING: "broken off", REJECTED: "not usable"}

_COLUMNS = ("", "page", "state", "confidence", "scan", "ink", "corrections", "seconds", "what to know")


def to_html(rows: Sequence[Row], folder: Path | None) -> str:
    """Return the report.

    Args:
        rows: The worst first.
        folder: That the report goes to: links to the pages' files count from there; None for no links.
    """
    css = (files("hwalja.batch.report") / "page.css").read_text("utf-8")
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>hwalja: {len(rows)} pages</title><style>{css}</style></head><body>",
            "<h1>Digitised pages</h1>",
            _totals(rows),
            '<h2>Distributions</h2><div class="charts">',
            *_charts(rows),
            "</div>",
            f"<h2>{f'{MOST} of {len(rows)} pages' if len(rows) > MOST else 'All pages'}, the worst first</h2>",
            "<table><thead><tr>",
            *(f"<th>{name}</th>" for name in _COLUMNS),
            "</tr></thead><tbody>",
            *(_row(row, folder) for row in rows[:MOST]),
            "</tbody></table>",
            "<footer>Written by hwalja batch. report.csv has every page, summary.json the totals.</footer>",
            "</body></html>\n",
        ]
    )


def _totals(rows: Sequence[Row]) -> str:
    about = summarise(rows)
    names = ("pages", "done", "unsure", "failed", "broken_off", "files_not_usable", "articles", "corrections")
    items = (
        f"<li><b>{about[name]}</b> {name.replace('_', ' ')}</li>" for name in names if about[name] or name == "pages"
    )
    return f'<ul class="totals">{"".join(items)}</ul><p>{about["started"] or ""} to {about["ended"] or ""}</p>'


def _charts(rows: Sequence[Row]) -> Iterable[str]:
    known = [row.figures for row in rows if row.figures]
    confidences = [figures.confidence for figures in known if figures.confidence is not None]
    if confidences:
        yield histogram(confidences, "confidence", min(0.9, *confidences), 1.0, percent=True)
    inks = [figures.ink for figures in known if figures.ink is not None]
    if inks:
        yield histogram(inks, "ink accounted for", min(0.9, *inks), 1.0, percent=True)
    seconds = [row.seconds for row in rows if row.seconds is not None]
    if seconds:
        yield histogram(seconds, "seconds a page", 0.0, max(seconds))
    if known:
        grades = Counter(figures.grade for figures in known)
        yield counts([(grade.value, grades[grade.value]) for grade in Grade], "scans")
        yield histogram([float(figures.corrections) for figures in known], "corrections a page", 0.0,
                        float(max(figures.corrections for figures in known)))  # fmt: skip


def _row(row: Row, folder: Path | None) -> str:
    known = row.figures
    state = _STATES[row.state]
    look = "unsure" if row.unsure else row.state
    doubts = f" ({', '.join(known.doubts)})" if known and known.doubts else ""
    shown = f"unsure{doubts}" if row.unsure else state
    why = [f"{row.message} ({row.advice})" if row.advice else row.message] if row.message else list(row.warnings)
    cells = [
        _picture(row),
        f"<td>{_name(row)}{_links(row, folder)}</td>",
        f'<td class="{look}">{escape(shown)}</td>',
        _figure(known.confidence if known else None, ".1%"),
        f"<td>{escape(known.grade) if known else ''}</td>",
        _figure(known.ink if known else None, ".1%"),
        _figure(known.corrections if known else None, "d"),
        _figure(row.seconds, ".1f"),
        f'<td class="why">{"<br>".join(map(escape, why))}</td>',
    ]
    return f"<tr>{''.join(cells)}</tr>"


def _name(row: Row) -> str:
    return f'<b><bdi>{escape(row.id)}</bdi></b><div class="file"><bdi>{escape(row.file)}</bdi></div>'


def _links(row: Row, folder: Path | None) -> str:
    if folder is None:
        return ""
    found = [f'<a href="{escape(address)}">{escape(name)}</a>' for name, address in results(row, folder)]
    return f'<div class="results">{" ".join(found)}</div>' if found else ""


def _figure(value: float | None, form: str) -> str:
    return f'<td class="n">{"" if value is None else format(value, form)}</td>'


def _picture(row: Row) -> str:
    jpeg = thumbnail(row) if row.state == State.DONE else b""
    if not jpeg:
        return "<td></td>"
    return f'<td><img alt="" src="data:image/jpeg;base64,{base64.b64encode(jpeg).decode()}"></td>'
