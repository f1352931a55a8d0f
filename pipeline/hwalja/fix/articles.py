"""Articles told apart: a byline ends one, a headline with what stands under it begins one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, takewhile

from hwalja.fix.groups import Group
from hwalja.fix.kinds import Kind
from hwalja.fix.sentences import unclosed
from hwalja.model import Role

SHORTEST_HEADLINE = 10
"""Characters: a line that begins an article without a byline before it is no shorter."""

SHORTEST_ALONE = 17
"""Characters: in the invented newspapers of `benchmarks/pages` 96 % of the headlines are as long, and no crosshead."""

HEADLINE_LINES = 3
"""No headline has more."""

SUBHEADINGS = 3
"""Under one another, apart from the headline: more are verse, or a list."""

_HEADLINE_MARKS = re.compile(r"[“”‘’\"'…]|\.\.|,|·|[?!]$|^[■◆▣◈]")
_SAID = re.compile(r"[.!?][”’\"']?$(?<!\.\.)")
"""Lines of a dialogue are no headlines."""

_ALONE = re.compile(r"…|\.\.|, |[“\"].*[”\"]")
_SHOWS = re.compile(r"(?:들|모습|전경|장면|풍경|사진|현장|내부|외관|조감도)$|^[▲△▼◀▶(\[]")
"""Captions without a mark of their own."""

_TRAILING = frozenset({Kind.BYLINE, Kind.CAPTION, Kind.RIGHTS})
"""What may follow the byline and belongs to the article that it ends."""


@dataclass(frozen=True, slots=True)
class Place:
    """A group in its article.

    Attributes:
        article: Number of the article, from 0.
        role: What the group is in it.
    """

    group: Group
    article: int
    role: Role


def articles(groups: Sequence[Group]) -> list[Place]:
    """Give each group its article and its role."""
    found: list[Place] = []
    for number, (start, end) in enumerate(_spans(groups)):
        own = _headline_whole(groups[start:end])
        found += (Place(group, number, role) for group, role in zip(own, _roles(own), strict=True))
    return found


def _spans(groups: Sequence[Group]) -> Iterator[tuple[int, int]]:
    start, body, signed = 0, False, False
    for k, group in enumerate(groups):
        begins = (signed and group.kind not in _TRAILING) or (body and _begins(groups, k))
        if begins:
            yield start, k
            start, body, signed = k, False, False
        body = body or group.kind is Kind.PROSE
        signed = body and (signed or group.kind is Kind.BYLINE)
    if groups:
        yield start, len(groups)


def _begins(groups: Sequence[Group], k: int) -> bool:
    """Tell whether an article begins with a group although no byline stands before it."""
    if groups[k].kind is not Kind.SHORT or groups[k].follows is not None or groups[k - 1].kind is Kind.SHORT:
        return False
    run = _run(groups, k)
    after = groups[k + len(run)] if k + len(run) < len(groups) else None
    if after is None or len(groups[k].text) < SHORTEST_HEADLINE:
        return False
    if after.kind is Kind.BYLINE or groups[k - 1].kind is Kind.SEPARATOR:
        return True
    said = any(_SAID.search(group.text) for group in run)
    marked = not said and any(_HEADLINE_MARKS.search(group.text) for group in run)
    return after.kind is Kind.PROSE and marked and (len(run) > 1 or _is_headline(groups[k].text))


def _is_headline(text: str) -> bool:
    """Tell whether a line alone between paragraphs heads an article rather than what comes next in the same one."""
    return len(text) >= SHORTEST_ALONE and bool(_ALONE.search(text)) and not _SHOWS.search(text)


def _run(groups: Sequence[Group], k: int) -> list[Group]:
    """Return the lines from one on that could all be headlines."""
    run: list[Group] = []
    for group in groups[k:]:
        if group.kind is not Kind.SHORT:
            break
        run.append(group)
    return run


def _headline_whole(own: Sequence[Group]) -> Sequence[Group]:
    """Put the lines of a headline together: those that stand under one another, ahead of subheadings set apart."""
    run = _run(own, 0)
    lines = next((k for k, group in enumerate(run) if k and group.lines[0].blanks), len(run))
    if lines == len(run):
        lines = 1 + sum(1 for _ in takewhile(lambda group: _goes_on(group.text), run[:-1]))
    if not 1 < lines <= HEADLINE_LINES or len(run) == len(own):
        return own
    whole = replace(run[0], lines=tuple(line for group in run[:lines] for line in group.lines))
    return [whole, *own[lines:]]


def _goes_on(text: str) -> bool:
    return text.endswith(",") or unclosed(text)


def _roles(own: Sequence[Group]) -> Iterator[Role]:
    body = next((k for k, group in enumerate(own) if group.kind in {Kind.PROSE, Kind.BYLINE}), len(own))
    head = next((k for k in range(body) if own[k].kind is Kind.SHORT), None) if body < len(own) else None
    rows = _rows(own)
    top = rows[head] if head is not None else range(0)
    for k, group in enumerate(own):
        if group.kind is not Kind.SHORT:
            yield _ROLES.get(group.kind, Role.BODY)
        elif k == head:
            yield Role.HEADLINE
        elif group.follows is not None:
            yield Role.CAPTION
        elif k < body:
            yield Role.BODY if len(rows[k]) > SUBHEADINGS and k not in top else Role.SUBHEADING
        else:
            yield Role.SUBHEADING if len(rows[k]) < SUBHEADINGS and _heads(own, k) else Role.BODY


def _rows(own: Sequence[Group]) -> list[range]:
    """Return for each short line which ones stand under one another with it: verse and lists have many."""
    found: list[range] = []
    for _, block in groupby(accumulate(_new_block(own, k) for k in range(len(own)))):
        start = len(found)
        size = len(list(block))
        found += [range(start, start + size)] * size
    return found


def _new_block(own: Sequence[Group], k: int) -> bool:
    return bool(own[k].kind is not Kind.SHORT or own[k].lines[0].blanks or (k and own[k - 1].kind is not Kind.SHORT))


def _heads(own: Sequence[Group], k: int) -> bool:
    """Tell whether running text stands under a short line, others like it perhaps between."""
    after = next((group.kind for group in own[k:] if group.kind is not Kind.SHORT), None)
    return after is Kind.PROSE


_ROLES = {
    Kind.BYLINE: Role.BYLINE,
    Kind.CAPTION: Role.CAPTION,
    Kind.TABLE: Role.TABLE,
    Kind.LABEL: Role.LABEL,
    Kind.NUMBER: Role.FOOTER,
    Kind.HEADER: Role.HEADER,
    Kind.RIGHTS: Role.FOOTER,
}
