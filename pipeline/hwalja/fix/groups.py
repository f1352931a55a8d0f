"""From units to paragraphs: pieces of one text are put together again, and what stood in their way is set aside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from hwalja.fix.kinds import FURNITURE, Kind
from hwalja.fix.lines import TextLine, running
from hwalja.fix.repeats import repeated_words
from hwalja.fix.seams import Ends, seams
from hwalja.fix.sentences import finished, holds_sentence
from hwalja.fix.units import Unit

Evidence = dict[str, float]

OPEN = frozenset({Kind.PROSE, Kind.SHORT, Kind.ITEM})
"""What may go on elsewhere."""

SKIPPED = 2
"""Captions or crossheads that may stand between two pieces of one paragraph."""

OVER_A_CAPTION = 2.5
"""Log odds that are asked for to go on over one: a caption that ends nothing is common, a move of it is a risk."""

AT_THE_HEAD = 2.0
"""Log odds against the lines of a headline going on in what stands below."""

ALONE = 1.0
"""Log odds against a few words alone between paragraphs going on: a crosshead is commoner."""

QUOTED = 1.5
"""Log odds against a line that is a quotation from end to end."""

REPEATED = 6.0
"""Log odds for words that end one piece and begin the next."""

REPEATED_LINE = 8
"""Characters: a shorter line may say the same as the line before by chance."""

PAGE = 2.0
"""Log odds for running text that breaks off where a page ends."""

_HANGUL = re.compile(r"[가-힣]")
_OPENS_ANEW = re.compile(r"[■◆◇●○□▶☞※◀▣◈★☆]|[▲△](?=\s)")
_QUOTATION = re.compile(r"[“‘\"'].*[”’\"']|.*(?:…|\.\.\.)")


@dataclass(frozen=True, slots=True)
class Group:
    """A paragraph, a headline, a caption …: its lines in the order of the raw text, which may stand apart.

    Attributes:
        kind: What it is.
        lines: What is left of its lines.
        seams: By offset of the line that begins after it, the log odds that a seam within is one.
        follows: Offset at which the group ends that this one interrupts, after which it is to stand; or None.
    """

    kind: Kind
    lines: tuple[TextLine, ...]
    seams: dict[int, Evidence]
    follows: int | None = None

    @property
    def text(self) -> str:
        """The lines as one text, before any line end is decided."""
        return running(self.lines)

    @property
    def standing(self) -> str:
        """The lines as they stand one under the other."""
        return "\n".join(line.text for line in self.lines)

    @property
    def start(self) -> int:
        return self.lines[0].start

    @property
    def end(self) -> int:
        return self.lines[-1].end


@dataclass(frozen=True, slots=True)
class Aside:
    """A line, or the words at its beginning, that is no part of the text.

    Attributes:
        kind: Why: `label`, `page-number`, `page-header`, `punctuation`, `repeat` or `advertisement`.
    """

    kind: str
    line: TextLine
    evidence: dict[str, float | str]
    confidence: float


@dataclass(frozen=True, slots=True)
class Groups:
    """All lines of a text: those that are kept, and those that are not."""

    groups: tuple[Group, ...]
    asides: tuple[Aside, ...]


_NAMES = {
    Kind.LABEL: "label",
    Kind.NUMBER: "page-number",
    Kind.HEADER: "page-header",
    Kind.DIRT: "punctuation",
}


def groups(units: Sequence[Unit]) -> Groups:
    """Put the pieces of each paragraph together.

    Raises:
        DependencyError: Kiwi is not installed.
    """
    links = _links(units)
    inside = {between for link in links for between in range(link.left + 1, link.right)}
    asides = [_aside(units[k], "within a paragraph", 0.95) for k in inside if units[k].kind in FURNITURE]
    asides += [
        _aside(unit, "no letter or digit", 0.9)
        for k, unit in enumerate(units)
        if k not in inside and unit.kind is Kind.DIRT
    ]
    done = {aside.line.start for aside in asides}
    found: list[Group] = []
    into = {link.right: link for link in links}
    home: dict[int, int] = {}
    for k, unit in enumerate(units):
        if unit.first.start in done:
            continue
        link = into.get(k)
        if link is None:
            home[k] = len(found)
            found.append(Group(unit.kind, unit.lines, {}))
            continue
        at = home[k] = home[link.left]
        kept, twice = _without_repeat(unit, link)
        asides += twice
        kind = Kind.PROSE if found[at].kind is Kind.SHORT else found[at].kind
        found[at] = Group(kind, found[at].lines + kept, found[at].seams | {kept[0].start: link.evidence})
    once = [_once(group) for group in found]
    asides += [aside for _, twice in once for aside in twice]
    return Groups(tuple(_in_place([group for group, _ in once])), tuple(asides))


@dataclass(frozen=True, slots=True)
class _Link:
    """Two units that are one paragraph: their places, what speaks for it, and the characters that both have."""

    left: int
    right: int
    evidence: Evidence
    repeated: int

    @property
    def odds(self) -> float:
        return sum(self.evidence.values())


def _links(units: Sequence[Unit]) -> list[_Link]:
    """Return which units go on in which, each at most one before and one after it."""
    tried = [(left, right) for left in range(len(units)) for right in _chances(units, left)]
    ends = [Ends(units[left].text, units[right].text) for left, right in tried]
    best: dict[int, _Link] = {}
    for (left, right), evidence in zip(tried, seams(ends), strict=True):
        link = _judged(units, left, right, evidence)
        if link and (left not in best or link.odds > best[left].odds):
            best[left] = link
    found: list[_Link] = []
    for left, link in sorted(best.items()):
        if not found or left >= found[-1].right:
            found.append(link)
    return found


def _chances(units: Sequence[Unit], left: int) -> Iterator[int]:
    """Yield the units in which one may go on: the next with text, and those behind a caption or two."""
    unit = units[left]
    if unit.kind not in OPEN or not _HANGUL.search(unit.text):
        return
    if finished(unit.text) and not _ends_twice(units, left):
        return
    skipped = 0
    for right in range(left + 1, len(units)):
        kind = units[right].kind
        if kind in FURNITURE:
            continue
        if kind not in {Kind.PROSE, Kind.SHORT, Kind.CAPTION} or skipped > SKIPPED:
            return
        opens_anew = bool(_OPENS_ANEW.match(units[right].text))
        if not opens_anew and (kind is Kind.PROSE or (kind is Kind.SHORT and not skipped)):
            yield right
        if kind is Kind.PROSE or not _is_set_apart(units, right):
            return
        skipped += 1


def _is_set_apart(units: Sequence[Unit], k: int) -> bool:
    """Tell whether blank lines stand before and after a unit, as around a caption."""
    return bool(units[k].first.blanks) and k + 1 < len(units) and bool(units[k + 1].first.blanks)


def _ends_twice(units: Sequence[Unit], left: int) -> bool:
    """Tell whether the end of a finished unit stands once more behind a label: a column jump."""
    return (
        left + 2 < len(units)
        and units[left + 1].kind in FURNITURE
        and repeated_words(units[left].text, units[left + 2].text, least=2) > 0
    )


def _judged(units: Sequence[Unit], left: int, right: int, evidence: Evidence) -> _Link | None:
    between = [unit.kind for unit in units[left + 1 : right]]
    skipped = sum(kind not in FURNITURE for kind in between) + (units[right].kind is Kind.SHORT)
    repeated, head = 0, _at_the_head(units, left)
    if not skipped and not head and (between or units[right].first.blanks):
        repeated = repeated_words(units[left].text, units[right].text, least=1 if between else 2)
    evidence = {
        **evidence,
        "repeated": REPEATED * bool(repeated),
        "page": PAGE * _over_a_page(units, left, right),
        "head": -AT_THE_HEAD * head,
        "short": -ALONE * (units[left].kind is Kind.SHORT),
        "quoted": -QUOTED * bool(_QUOTATION.fullmatch(units[left].text)),
        "over": -OVER_A_CAPTION * skipped,
    }
    evidence = {name: round(value, 3) for name, value in evidence.items() if value}
    link = _Link(left, right, evidence, repeated)
    return link if link.odds > 0 else None


def _over_a_page(units: Sequence[Unit], left: int, right: int) -> bool:
    """Tell whether a page ends between two pieces of running text."""
    if not holds_sentence(units[left].text):
        return False
    between = units[left + 1 : right + 1]
    return any(unit.first.new_page or unit.kind in {Kind.NUMBER, Kind.HEADER} for unit in between)


def _at_the_head(units: Sequence[Unit], left: int) -> bool:
    """Tell whether a line stands where headlines do: first of all, after a byline, after another of its kind."""
    if units[left].kind is not Kind.SHORT:
        return False
    before = next((units[k].kind for k in range(left - 1, -1, -1) if units[k].kind not in FURNITURE), None)
    return before in {None, Kind.BYLINE, Kind.SHORT, Kind.SEPARATOR}


def _without_repeat(unit: Unit, link: _Link) -> tuple[tuple[TextLine, ...], list[Aside]]:
    whole = len(unit.first.text)
    if not link.repeated or link.repeated > whole or (link.repeated == whole and len(unit.lines) == 1):
        return unit.lines, []
    if link.repeated == whole:
        return unit.lines[1:], [_twice(unit.first)]
    twice, kept = unit.first.cut(link.repeated)
    return (kept, *unit.lines[1:]), [_twice(twice)]


def _once(group: Group) -> tuple[Group, list[Aside]]:
    """Take out printed lines that say again what the line before says: a column jumps there."""
    twice = [
        line
        for before, line in pairwise(group.lines)
        if before.text == line.text and len(line.text) >= REPEATED_LINE and not finished(line.text)
    ]
    kept = tuple(line for line in group.lines if line not in twice)
    return replace(group, lines=kept), [_twice(line) for line in twice]


def _twice(line: TextLine) -> Aside:
    return Aside("repeat", line, {"reason": "the same words stand before"}, 0.9)


def _aside(unit: Unit, reason: str, confidence: float) -> Aside:
    return Aside(_NAMES[unit.kind], unit.first, {"reason": reason}, confidence)


def _in_place(found: Sequence[Group]) -> Iterator[Group]:
    """Let captions that stand within a paragraph follow it."""
    end = 0
    for group in found:
        yield replace(group, follows=end) if group.start < end else group
        end = max(end, group.end)


def goes_nowhere(group: Group) -> bool:
    """Tell whether running text breaks off."""
    return group.kind is Kind.PROSE and holds_sentence(group.text) and not finished(group.text)
