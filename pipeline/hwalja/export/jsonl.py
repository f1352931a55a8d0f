"""JSON Lines: an article a line, for search engines and corpora (https://jsonlines.org/)."""

from __future__ import annotations

from hwalja.export.json import in_one_line
from hwalja.export.records import records
from hwalja.model import Page


def to_jsonl(page: Page) -> str:
    """Return a record for each article; files of several pages can be put one behind the other."""
    return "".join(f"{in_one_line(record)}\n" for record in records(page))
