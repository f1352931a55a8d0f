"""Write the three forms of the report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from hwalja.batch.report.html import to_html
from hwalja.batch.report.rows import Row, read_rows
from hwalja.batch.report.summary import to_json
from hwalja.batch.report.table import to_csv
from hwalja.export.write import write_whole

_FORMS: dict[str, Callable[[Sequence[Row], Path], str]] = {
    "report.html": to_html,
    "report.csv": lambda rows, _: to_csv(rows),
    "summary.json": lambda rows, _: to_json(rows),
}

NAMES = tuple(_FORMS)
"""Of the files."""


def write_report(journals: Sequence[Path], place: Callable[[str], Path], scratch: Path | None = None) -> list[Row]:
    """Write the report of some journals, and return its rows.

    Args:
        journals: Of one job or of several.
        place: Tells where each of the files goes.
        scratch: See `hwalja.export.write.write_whole`.

    Raises:
        OutputError: One cannot be written, or one is no journal.
    """
    rows = read_rows(journals)
    for name, form in _FORMS.items():
        write_whole(place(name), form(rows, place(name).parent), scratch=scratch)
    return rows
