"""Write the three forms of the report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from hwalja.batch.report.html import to_html
from hwalja.batch.report.rows import Row, read_rows
from hwalja.batch.report.summary import to_json
from hwalja.batch.report.table import to_csv
from hwalja.storage import Place

_FORMS: dict[str, Callable[[Sequence[Row], Path | None], str]] = {
    "report.html": to_html,
    "report.csv": lambda rows, _: to_csv(rows),
    "summary.json": lambda rows, _: to_json(rows),
}

NAMES = tuple(_FORMS)
"""Of the files."""


def write_report(journals: Sequence[Path], folder: Place, write: Callable[[str, bytes], None]) -> list[Row]:
    """Write the report of some journals, and return its rows.

    Args:
        journals: Of one job or of several.
        folder: That the report goes to.
        write: Writes a file of that name there, whole or not at all.

    Raises:
        OutputError: One cannot be written, or one is no journal.
    """
    rows = read_rows(journals)
    for name, form in _FORMS.items():
        write(name, form(rows, folder if isinstance(folder, Path) else None).encode())
    return rows
