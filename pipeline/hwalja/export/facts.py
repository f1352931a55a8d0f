"""What is known about a page, as the formats name it."""

from __future__ import annotations

from hwalja.model import Page


def facts(page: Page) -> dict[str, str | None]:
    """Return newspaper, date, page number and section, from wherever they are known."""
    named = {
        "newspaper": page.newspaper,
        "issue_date": page.issue_date,
        "page_number": page.page_number,
        "section": page.section,
    }
    return {name: fact.value if fact else None for name, fact in named.items()}
