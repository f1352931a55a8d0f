"""The log of a cleaned text: what stands between lines, what was set aside, what was moved."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from hwalja.correct.joins import Break, Join, decide
from hwalja.correct.odds import logistic
from hwalja.fix.articles import Place
from hwalja.fix.groups import Aside, Evidence
from hwalja.fix.kinds import Kind
from hwalja.fix.lines import TextLine
from hwalja.fix.marks import spaces
from hwalja.model import Correction, Role

PARAGRAPH, ARTICLE, LINE = "\n\n", "\n\n\n", "\n"

_ROWS = frozenset({Kind.SHORT, Kind.ITEM, Kind.TABLE})
"""Lines of these stay line under line where they stood so: tables, lists, verse."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line in the order of the raw text: of the group at `place`, or set aside."""

    line: TextLine
    place: int | None
    aside: Aside | None = None


def changes(raw: str, places: Sequence[Place], asides: Sequence[Aside], name: str) -> list[Correction]:
    """Return what has to be done to `raw`, from left to right.

    Raises:
        DependencyError: Kiwi is not installed.
    """
    pieces = [_Piece(line, k) for k, place in enumerate(places) for line in place.group.lines]
    pieces += [_Piece(aside.line, None, aside) for aside in asides]
    pieces.sort(key=lambda piece: piece.line.start)
    gaps = _Gaps(raw, places, name)
    found = list(gaps.between(pieces))
    for piece in pieces:
        if piece.aside:
            found.append(_set_aside(piece.aside, name))
        elif piece.place is not None and places[piece.place].group.follows is not None:
            found.append(_taken_away(piece.line, name))
        else:
            found += spaces(piece.line, name)
    return sorted(found, key=lambda correction: (correction.start, len(correction.original)))


def _set_aside(aside: Aside, name: str) -> Correction:
    line = aside.line
    return Correction(aside.kind, name, line.start, line.text, "", None, aside.evidence, aside.confidence)


def _taken_away(line: TextLine, name: str) -> Correction:
    evidence: dict[str, float | str] = {"reason": "stood within a paragraph: it follows it"}
    return Correction("move", name, line.start, line.text, "", None, evidence, 0.9)


class _Gaps:
    """What has to stand between lines."""

    def __init__(self, raw: str, places: Sequence[Place], name: str) -> None:
        self._raw, self._places, self._name = raw, places, name
        self._joins = _joins(raw, places)
        self._following: dict[int, str] = defaultdict(str)
        for place in places:
            if place.group.follows is not None:
                self._following[place.group.follows] += PARAGRAPH + place.group.standing

    def between(self, pieces: Sequence[_Piece]) -> Iterator[Correction]:
        """Yield the corrections of all white space before, between and after lines.

        Whatever was set aside or moved between two lines, the first gap after the one gets what belongs there, and
        the others nothing.
        """
        if not pieces:
            return
        yield from self._replaced(0, pieces[0].line.start, "")
        standing = [piece for piece in pieces if self._stands(piece)]
        following = {a.line.start: b for a, b in pairwise(standing)}
        last: _Piece | None = None
        pending = False
        for piece, after in pairwise(pieces):
            if self._stands(piece):
                last, pending = piece, True
            if pending and last is not None:
                yield from self._gap(last, following.get(last.line.start), piece.line.end, after.line.start)
            else:
                yield from self._replaced(piece.line.end, after.line.start, "")
            pending = False
        yield from self._tail(pieces[-1], standing[-1] if standing else None)

    def _stands(self, piece: _Piece) -> bool:
        return piece.place is not None and self._places[piece.place].group.follows is None

    def _gap(self, before: _Piece, after: _Piece | None, start: int, end: int) -> Iterator[Correction]:
        """Yield what stands between two lines that follow one another in the cleaned text."""
        if after is None:
            yield from self._replaced(start, end, self._moved(before.line.end))
        elif before.place == after.place:
            join = self._joins[after.line.start]
            yield from self._replaced(start, end, " " if join.space else "", join)
        else:
            moved = self._moved(before.line.end)
            yield from self._replaced(start, end, moved + self._break(before, after))

    def _break(self, before: _Piece, after: _Piece) -> str:
        if before.place is None or after.place is None:
            return PARAGRAPH
        one, other = self._places[before.place], self._places[after.place]
        if one.article != other.article:
            return ARTICLE
        rows = {one.group.kind, other.group.kind} <= _ROWS and {one.role, other.role} <= {Role.BODY, Role.TABLE}
        return LINE if rows and not after.line.blanks else PARAGRAPH

    def _moved(self, end: int) -> str:
        """Return the captions that stood within the paragraph ending at an offset, and stand after it now."""
        return self._following.get(end, "")

    def _tail(self, piece: _Piece, standing: _Piece | None) -> Iterator[Correction]:
        end = len(self._raw)
        rest = self._raw[piece.line.end :]
        ended = LINE if any(character in "\n\r" for character in rest) else ""
        moved = self._moved(standing.line.end) if standing and standing is piece else ""
        yield from self._replaced(piece.line.end, end, moved + ended)

    def _replaced(self, start: int, end: int, replacement: str, join: Join | None = None) -> Iterator[Correction]:
        original = self._raw[start:end]
        if original != replacement:
            kind = "join" if join else "break"
            evidence: dict[str, float | str] = {} if join is None else join.evidence
            confidence = join.confidence if join else 1.0
            yield Correction(kind, self._name, start, original, replacement, None, evidence, confidence)


def _joins(raw: str, places: Sequence[Place]) -> dict[int, Join]:
    """Decide what stands at each line end within a paragraph, by the offset of the line after it."""
    asked = [
        (after.start, Break(before.text, after.text, place.role), place.group.seams.get(after.start))
        for place in places
        for before, after in pairwise(place.group.lines)
    ]
    joins = decide([around for _, around, _ in asked], raw)
    return {start: _with(join, seam) for (start, _, seam), join in zip(asked, joins, strict=True)}


def _with(join: Join, seam: Evidence | None) -> Join:
    """Return a join with what speaks for its being one, where a blank line or more stood there."""
    if seam is None:
        return join
    evidence = join.evidence | {f"seam {name}": value for name, value in seam.items()}
    return Join(join.space, join.confidence * logistic(sum(seam.values())), evidence)


class Offsets:
    """From offsets in a raw text to those in the text that corrections made of it."""

    def __init__(self, corrections: Sequence[Correction]) -> None:
        applied = [correction for correction in corrections if correction.applied]
        self._starts = [correction.start for correction in applied]
        self._ends = [correction.start + len(correction.original) for correction in applied]
        grown = (len(correction.replacement) - len(correction.original) for correction in applied)
        self._shifts = list(accumulate(grown, initial=0))

    def begin(self, offset: int) -> int:
        """Return where what begins at an offset begins now."""
        return offset + self._shifts[bisect_right(self._ends, offset)]

    def end(self, offset: int) -> int:
        """Return where what ends at an offset ends now."""
        return offset + self._shifts[bisect_left(self._starts, offset)]
