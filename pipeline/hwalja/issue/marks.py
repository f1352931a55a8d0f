"""What an article says of the page it goes on on, or comes from: `▶3면에 계속`, `☞ 5면`, `<1면에서 계속>`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hwalja.model import Article, Role

_PAGE = r"(?P<page>[A-Z]?\s?\d{1,2})\s*면"
_POINTER = r"[▶▷►▸☞→⇒➜➡]"
_OPEN, _CLOSE = r"[(<\[〈《【（＜\s]*", r"[)>\]〉》】）＞.\s]*"
_GOES_ON = r"(?:계속\w*|이어\w*|연결\w*)"

_ENDS = re.compile(
    rf"(?:(?<!\w)|(?<=다)){_OPEN}(?P<arrow>{_POINTER}\s*)?{_PAGE}(?:\s*(?:에서?|으?로)?\s*(?P<word>{_GOES_ON}))?"
    rf"\s*{_POINTER}?{_CLOSE}$"
)
"""At the end: an arrow, or a word that says so; a mere number of a page points to something else."""

_BEGINS = re.compile(
    rf"^{_OPEN}{_POINTER}?\s*{_PAGE}\s*(?:(?:기사)?에?서\s*{_GOES_ON}|(?:기사)?에\s*이어(?![지집짐져질]))"
)
"""At the beginning, where `3면에 이어집니다` would be the mark of an end."""

_LOOKED_AT = 2
"""Texts at either end of an article: the mark stands in the last paragraph or below it, with a byline between."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Numbers of pages; None where nothing is said.

    Attributes:
        onto: The article goes on there.
        out_of: It comes from there.
    """

    onto: str | None
    out_of: str | None


def marks(article: Article) -> Marks:
    """Return what an article says about the pages of its other parts."""
    told = [block for block in article.blocks if block.role is not Role.CAPTION and block.text.strip()]
    ends = (_end(block.text.strip()) for block in reversed(told[-_LOOKED_AT:]))
    heads = [block for block in told if block.role in (Role.HEADLINE, Role.SUBHEADING)]
    rest = [block for block in told if block not in heads]
    begins = (_BEGINS.match(block.text.strip()) for block in (*heads, *rest[:_LOOKED_AT]))
    out_of = _number(next(filter(None, begins), None))
    onto = _number(next(filter(None, ends), None))
    return Marks(None if onto == out_of else onto, out_of)


def _end(text: str) -> re.Match[str] | None:
    found = _ENDS.search(text)
    return found if found and (found["arrow"] or found["word"]) else None


def _number(found: re.Match[str] | None) -> str | None:
    if not found:
        return None
    letter, digits = re.fullmatch(r"([A-Z]?)\s?(\d+)", found["page"]).groups()  # type: ignore[union-attr] # it is made of these
    return f"{letter}{int(digits)}"
