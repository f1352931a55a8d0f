"""What is no part of any article: labels and numbers of the page between paragraphs, the remains of advertisements."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hwalja.fix.groups import Aside, Group, Groups
from hwalja.fix.kinds import Kind, is_bare_number, sections

REMAINS = 60
"""Characters, all lines together: longer texts after the last byline are not taken for remains."""

REMAINING_LINES = 3

_TEXT = frozenset({Kind.PROSE, Kind.ITEM, Kind.TABLE})
_KEPT = re.compile(r"[“”‘’…©ⓒ▲△▼■◆※]|\.\.|@|https?:|www\.|저작권|무단|전재|재배포|관련기사|끝$|기자|특파원|제공")
"""Marks of headlines, captions and of what papers put under their texts."""


def without_noise(groups: Groups) -> Groups:
    """Set aside what is plainly no text of an article."""
    between = _between(groups.groups)
    kept = _without(groups.groups, between)
    remains = _remains(kept)
    return Groups(_without(kept, remains), (*groups.asides, *between, *remains))


def _without(groups: Sequence[Group], asides: Sequence[Aside]) -> tuple[Group, ...]:
    starts = {aside.line.start for aside in asides}
    return tuple(group for group in groups if group.start not in starts)


def _between(groups: Sequence[Group]) -> list[Aside]:
    """Find labels, page numbers and page headers that stand between paragraphs or at the edge of a page."""
    found: list[Aside] = []
    for k, group in enumerate(groups):
        after = groups[k + 1] if k + 1 < len(groups) else None
        edge = k == 0 or after is None or group.lines[0].new_page or after.lines[0].new_page
        text = group.text
        if group.kind is Kind.LABEL and sections().get(text) and _amid_text(groups, k):
            found.append(Aside("label", group.lines[0], {"reason": "between paragraphs"}, 0.85))
        elif group.kind is Kind.NUMBER and (edge or not is_bare_number(text)) and len(groups) > 1:
            found.append(Aside("page-number", group.lines[0], {"reason": "at the edge of a page"}, 0.85))
        elif group.kind is Kind.HEADER and edge and len(groups) > 1:
            found.append(Aside("page-header", group.lines[0], {"reason": "at the edge of a page"}, 0.85))
    return found


def _amid_text(groups: Sequence[Group], k: int) -> bool:
    return 0 < k < len(groups) - 1 and groups[k - 1].kind is groups[k + 1].kind is Kind.PROSE


def _remains(groups: Sequence[Group]) -> list[Aside]:
    """Find a few words without a sentence after the last byline of a text: what is left of an advertisement."""
    last = max((k for k, group in enumerate(groups) if group.kind is Kind.BYLINE), default=None)
    if last is None or not any(group.kind in _TEXT for group in groups[:last]):
        return []
    rest = groups[last + 1 :]
    lines = [line for group in rest for line in group.lines]
    short = len(lines) <= REMAINING_LINES and sum(len(line.text) for line in lines) <= REMAINS
    plain = all(group.kind in {Kind.SHORT, Kind.NUMBER, Kind.LABEL} and not _KEPT.search(group.text) for group in rest)
    if not (short and plain):
        return []
    evidence: dict[str, float | str] = {"reason": "words without a sentence after the last byline"}
    return [Aside("advertisement", line, evidence, 0.75) for line in lines]
