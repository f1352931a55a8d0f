"""CSV (RFC 4180): an article a row, for spreadsheets.

Spreadsheets take a file without a byte order mark for the system's old encoding (in Korea CP949), and run what begins
like a formula; both are met here. Programs should rather read JSON Lines.
"""

from __future__ import annotations

import csv
import io
import re

from hwalja.export.records import records
from hwalja.model import Page

BYTE_ORDER_MARK = "\ufeff"

COLUMNS = (
    "id",
    "page",
    "source",
    "newspaper",
    "issue_date",
    "page_number",
    "section",
    "headline",
    "subheadings",
    "byline",
    "text",
    "captions",
    "confidence",
    "doubts",
)

_FORMULA = re.compile("'*[=+\\-@\uff1d\uff0b\uff0d\uff20\t\r\n]")
"""What a cell begins with that a spreadsheet may calculate (OWASP, CSV injection), or that was guarded before."""


def to_csv(page: Page) -> str:
    """Return a header and a row for each article; several texts in a cell stand in lines of their own."""
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(COLUMNS)
    for record in records(page):
        rows.writerow([_cell(record[name]) for name in COLUMNS])
    return BYTE_ORDER_MARK + written.getvalue()


def _cell(value: object) -> object:
    if value is None or isinstance(value, float):
        return value
    text = "\n".join(value) if isinstance(value, list) else str(value)
    return f"'{text}" if _FORMULA.match(text) else text
