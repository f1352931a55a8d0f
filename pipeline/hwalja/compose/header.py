"""What the page header says: page number, date, section, name of the newspaper; and the page number at the foot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

_DATE = re.compile(r"(\d{4})\s*[년.]\s*(\d{1,2})\s*[월.]\s*(\d{1,2})\s*일?(?:\s*\(?[월화수목금토일](?:요일)?\)?)?")
_NUMBER = re.compile(r"^\s*(?:제?\s*)?(\d{1,3})\s*면?\s*(?=$|\s)|(?:^|\s)(\d{1,3})\s*면?\s*$")
_FOLIO = re.compile(r"\W*(\d{1,4})\W*")
_PAPER = re.compile(r"[가-힣]{1,8}(?:신문|일보|매일|저널|타임스|경제|뉴스|투데이)")
_SECTION = re.compile(r"^[가-힣][가-힣·&\s]{0,11}$")


@dataclass(frozen=True, slots=True)
class Header:
    """Facts read from the page header; None where it does not tell."""

    newspaper: str | None = None
    issue_date: str | None = None
    page_number: str | None = None
    section: str | None = None


def read_header(texts: Sequence[str]) -> Header:
    """Read the pieces of a page header, left to right."""
    newspaper = issue_date = page_number = section = None
    for text in texts:
        found = _DATE.search(text)
        if found and issue_date is None:
            issue_date = _iso(found)
            text = f"{text[: found.start()]} {text[found.end() :]}"
        number = _NUMBER.search(text)
        if number and page_number is None:
            page_number = next(group for group in number.groups() if group)
            text = f"{text[: number.start()]} {text[number.end() :]}"
        rest = " ".join(text.split())
        paper = _PAPER.search(rest.replace(" ", ""))
        if paper and newspaper is None and len(rest) > 2:
            newspaper = paper.group()
        elif _SECTION.match(rest) and section is None:
            section = _closed(rest)
    return Header(newspaper, issue_date, page_number, section)


def read_folio(texts: Sequence[str]) -> str | None:
    """Return the page number that stands by itself at the foot of a page; None where none or several do."""
    numbers = [found.group(1) for text in texts if (found := _FOLIO.fullmatch(text))]
    return numbers[0] if len(numbers) == 1 else None


def _iso(found: re.Match[str]) -> str | None:
    try:
        return date(*(int(group) for group in found.groups())).isoformat()
    except ValueError:
        return None


def _closed(text: str) -> str:
    """Return a label set with wide spaces, `지 역`, as the word it is."""
    return text.replace(" ", "") if all(len(part) == 1 for part in text.split()) else text
