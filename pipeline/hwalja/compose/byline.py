"""Bylines, told by what they say: a name and a calling, perhaps a desk or a place before and an address behind."""

from __future__ import annotations

import re

CALLING = "기자|특파원|논설위원|편집위원|객원기자|인턴기자|선임기자|전문기자|통신원|리포터|PD"

_BEFORE = r"[^\w\s]{0,2}\s*"
"""A mark, or dirt."""

_BYLINE = re.compile(
    rf"^{_BEFORE}(?!그[가도]\s|[가-힣]{{1,4}}는\s)"  # 그는 기자…: no name ends so
    r"(?:(?:글|사진|취재)(?:[·/](?:글|사진))?(?:\s?=\s?|\s))?"
    r"(?:[가-힣]{2,6}\s?[=·]\s?|[가-힣\d]{2,6}(?:부|팀|국|지사|주재|전문|\s?출신)\s)?"
    rf"[가-힣]{{2,4}}(?:[·,]\s?[가-힣]{{2,4}})*\s?(?:\S{{0,4}})?(?:{CALLING})"
    r"[\])〉>]?(?:\s+[^\s가-힣][^가-힣]{0,30}[가-힣]?)?\s*$"  # an address, often misread
)

_MISREAD = re.compile(rf"^{_BEFORE}[가-힣]{{2,4}}\s?(?=\S{{0,2}}[기키자지])\S{{1,3}}\s+\S+@\S+$")
"""기자, the commonest calling, is known by the address behind it even where a letter of it was misread."""

_MAIL = re.compile(r"^[\w.+-]+@[\w.-]+$")

_REST = re.compile(r"^[\w.@-]{1,12}$", re.ASCII)

DIRT = " .,·'"

LONGEST = 45
"""Characters: no byline is longer."""


def is_byline(text: str) -> bool:
    """Tell whether a line is a byline; a dot after it is dirt on the paper."""
    text = text.strip().rstrip(DIRT)
    return len(text) <= LONGEST and any(each.match(text) for each in (_BYLINE, _MISREAD, _MAIL))


def goes_on(text: str) -> bool:
    """Tell whether a line is the rest of an address that was broken at the line end."""
    return bool(_REST.match(text.strip()))
