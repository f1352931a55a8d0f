"""What a line is by its own words: a byline, a page number, a section label, an item of a list …"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum, auto
from functools import cache

from hwalja.compose.byline import is_byline
from hwalja.fix.sentences import finished, holds_sentence, stops
from hwalja.resources import dictionaries


class Kind(Enum):
    """What a line or a paragraph is."""

    PROSE = auto()
    """Running text: a sentence ends in it, or it is too long for anything else."""
    SHORT = auto()
    """A few words without a sentence: a headline, a subheading, a caption, or a piece of running text."""
    BYLINE = auto()
    CAPTION = auto()
    RIGHTS = auto()
    """Whose the text is, as papers and agencies put it under their texts."""
    ITEM = auto()
    """Of a list, or a question or an answer: begins with a mark or a number."""
    TABLE = auto()
    LABEL = auto()
    """The name of a newspaper's section."""
    NUMBER = auto()
    """Of the page."""
    HEADER = auto()
    """Date and page, as a newspaper prints them at the head of a page."""
    SEPARATOR = auto()
    DIRT = auto()
    """Marks without a letter or a digit."""


FURNITURE = frozenset({Kind.LABEL, Kind.NUMBER, Kind.HEADER, Kind.DIRT})
"""What can stand in the way where a text goes on."""

LONGEST_SHORT = 60
"""Characters: no headline in the invented newspapers of `benchmarks/pages` is longer than 40."""

_BARE_NUMBER = re.compile(r"\d{1,3}")
_NUMBER = re.compile(
    r"[-–—~]\s?\d{1,4}\s?[-–—~]|제?\s?[A-Z]?\d{1,3}\s?[면쪽]|\d{1,3}\s?/\s?\d{1,3}|[Pp](?:age|\.)\s?\d{1,4}|[A-E]\d{1,2}"
)
_TURN = re.compile(r"[▶☞<(\[]*\s?(?:제?\s?[A-Z]?\d{1,2}면(?:에서|으로|에)\s?(?:계속|이어짐|이어집니다)|계속)\s?[>)\]]*")
_DATE = re.compile(r"\d{4}년\s?\d{1,2}월\s?\d{1,2}일\s?[(\[]?\s?[월화수목금토일]요일")
_LONGEST_HEADER = 45
_MARK = re.compile(
    r"[▲△▼▽■□◆◇●○◎◯◦▶▷►☞※★☆①-⑳㉠-㉻✔✓•∙➊-➓]|[-–—·ㆍ*]\s?(?=[가-힣A-Za-z0-9])(?!\d+\s?[-–—])|[ㄱ-ㅎ]\s"
    r"|\d{1,2}[.)]\s?(?=\D)|[가-하]\)\s|[QA][.:)]\s?|[QA]\d{0,2}[.:)\s]\s?|[문답][.:)]\s"
    r"|[-–—]\s"
)
_HEADS = re.compile(r"[■◆◇▣◈□]")
"""Marks that newspapers set before headings, too."""

_QUOTED = re.compile(r"[“\"'‘].*[”\"'’]")
_CREDIT = re.compile(
    r"[\[(<【/]?\s?(?:사진|그래픽|자료|일러스트|삽화)\s?[=:/(│|]|사진설명"
    r"|^[▲△▼◀▶].* 제공$|[.=/(<\[]\s?[가-힣A-Za-z0-9]+ 제공\s?[\])>】]?$"
)
_RIGHTS = re.compile(r"[ⓒ©]|저작권자|무단\s?전재|재배포\s?금지|Copyright|All [Rr]ights")
_LONGEST_CAPTION = 120
_CELLS = re.compile(r"\t|\s\|\s|\S {2,}\S.*\S {2,}\S|^\||\|$")
_MAKES_SEPARATOR = 3


def kind_of(text: str) -> Kind:
    """Return what a line is, whatever stands around it."""
    if not any(map(str.isalnum, text)):
        return Kind.SEPARATOR if is_separator(text) else Kind.DIRT
    if furniture := _furniture(text):
        return furniture
    if is_byline(text):
        return Kind.BYLINE
    if _RIGHTS.search(text) and len(text) <= _LONGEST_CAPTION:
        return Kind.RIGHTS
    if _CREDIT.search(text) and len(text) <= _LONGEST_CAPTION:
        return Kind.CAPTION
    if _CELLS.search(text) and not holds_sentence(text):
        return Kind.TABLE
    if is_item(text) and not (_HEADS.match(text) and not holds_sentence(text)):
        return Kind.ITEM
    prose = (holds_sentence(text) and not _is_quoted(text)) or len(text) > LONGEST_SHORT
    return Kind.PROSE if prose else Kind.SHORT


def _is_quoted(text: str) -> bool:
    """Tell whether a text is a quotation as headlines have it: no full stop ends it."""
    return bool(_QUOTED.fullmatch(text)) and len(text) <= LONGEST_SHORT and not stops(text)


def is_separator(text: str) -> bool:
    """Tell whether a line is one mark, over and over: somebody set it to part what stands around."""
    marks = "".join(text.split())
    return len(set(marks)) == 1 and (len(marks) >= _MAKES_SEPARATOR or marks[0] == "…")


def is_item(text: str) -> bool:
    return bool(_MARK.match(text))


def is_bare_number(text: str) -> bool:
    """Tell whether a line is a number and nothing else: of a page perhaps, perhaps of a table."""
    return bool(_BARE_NUMBER.fullmatch(text))


def _furniture(text: str) -> Kind | None:
    if text in sections():
        return Kind.LABEL
    if is_bare_number(text) or _NUMBER.fullmatch(text) or _TURN.fullmatch(text):
        return Kind.NUMBER
    if _DATE.search(text) and len(text) <= _LONGEST_HEADER and not finished(text):
        return Kind.HEADER
    return None


@cache
def sections() -> Mapping[str, bool]:
    """Return the names of newspapers' sections; True for those that cannot be the heading of a passage."""
    lines = (dictionaries() / "sections.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {name: kind == "general" for name, kind in pairs}
