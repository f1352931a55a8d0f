"""Improve: of what characters, words and spaces propose, all that is likely enough becomes corrections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hwalja.correct import brackets, characters, doubled, marks, others, spaces, words
from hwalja.correct.confusions import Confusions
from hwalja.correct.lexicon import Lexicon
from hwalja.correct.odds import logistic
from hwalja.correct.passage import Passage
from hwalja.model import Correction
from hwalja.options import Profile


@dataclass(frozen=True, slots=True)
class Limits:
    """Log odds from which on a proposal is applied, by its kind."""

    character: float
    word: float
    space: float


LIMITS = {
    Profile.ARCHIVAL: Limits(character=4.0, word=6.0, space=5.0),
    Profile.STANDARD: Limits(character=1.0, word=1.0, space=0.3),
    Profile.THOROUGH: Limits(character=0.0, word=0.0, space=0.0),
}

MOST_EDITS = 2
"""In an eojeol; where more seems wrong, nothing is known."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change to `text[start:end]` of a passage, and what speaks for it (natural log odds by source)."""

    kind: str
    start: int
    end: int
    text: str
    evidence: Mapping[str, float]

    @property
    def odds(self) -> float:
        return sum(self.evidence.values())

    def overlaps(self, other: Proposal) -> bool:
        return self.start < other.end and other.start < self.end


def improve(passages: Sequence[Passage], profile: Profile, channel: Confusions, known: Lexicon) -> Iterator[Correction]:
    """Yield the corrections of characters, words and spaces, those that are merely suggested too.

    Args:
        passages: All of one page or text.
        profile: How far to go.
        channel: What the engine mistakes for what.
        known: Words that are spelt right.

    Raises:
        DependencyError: Kiwi is not installed.
    """
    limits = LIMITS[profile]
    found = zip(
        passages,
        _letters(passages, channel),
        marks.edits(passages),
        words.edits(passages, known, None if others.told(passages) else channel),  # their confidences are calibrated
        spaces.false_spaces(passages),
        strict=True,
    )
    for passage, letters, begun, terms, torn in found:
        proposals = [Proposal("character", e.start, e.end, e.text, e.evidence) for e in letters]
        signs = [*begun, *brackets.edits(passage), *doubled.edits(passage)]
        proposals += [Proposal("character", e.start, e.end, e.text, e.evidence) for e in signs]
        proposals += [Proposal("word", e.start, e.end, e.text, e.evidence) for e in terms]
        proposals += [Proposal("space", e.start, e.end, e.text, e.evidence) for e in torn]
        for proposal, applied in _chosen(passage, proposals, limits):
            yield from _corrections(passage, proposal, applied=applied)


def _letters(
    passages: Sequence[Passage], channel: Confusions
) -> Sequence[Sequence[characters.Edit | others.Otherwise]]:
    """Return what letters may be otherwise: as the engine saw them, or else as its errors elsewhere say."""
    return others.edits(passages) if others.told(passages) else characters.edits(passages, channel)


def _chosen(passage: Passage, proposals: Iterable[Proposal], limits: Limits) -> Iterator[tuple[Proposal, bool]]:
    """Yield what is more likely right than wrong and in nobody's way, the likeliest first, and whether to apply it."""
    taken: list[Proposal] = []
    edited = [0] * len(passage.text)
    for proposal in sorted(proposals, key=lambda each: -each.odds):
        if proposal.odds <= 0 or any(map(proposal.overlaps, taken)):
            continue
        start, end = _word(passage.text, proposal)
        likely = proposal.odds > getattr(limits, proposal.kind) and max(edited[start:end]) < MOST_EDITS
        if likely:
            taken.append(proposal)
            edited[start:end] = (count + 1 for count in edited[start:end])
        yield proposal, likely


def _word(text: str, proposal: Proposal) -> tuple[int, int]:
    """Return start and end of the eojeols that a proposal changes."""
    end = text.find(" ", proposal.end)
    return text.rfind(" ", 0, proposal.start) + 1, len(text) if end < 0 else end


def _corrections(passage: Passage, proposal: Proposal, *, applied: bool) -> Iterator[Correction]:
    """Yield a proposal as corrections of the raw text: a word that a line end cuts is corrected on either side."""
    pieces = list(_pieces(passage, proposal.start, proposal.end))
    rest = proposal.text
    for number, (start, end) in enumerate(pieces):
        whole = number == len(pieces) - 1
        text, rest = (rest, "") if whole else (rest[: end - start], rest[end - start :])
        if passage.text[start:end] != text:
            yield Correction(
                kind=proposal.kind,
                block=passage.name,
                start=passage.starts[start],
                original=passage.text[start:end],
                replacement=text,
                box=passage.box(start, end),
                evidence={name: round(value, 3) for name, value in proposal.evidence.items()},
                confidence=logistic(proposal.odds),
                applied=applied,
            )


def _pieces(passage: Passage, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches that stand together in the raw text too."""
    places = range(start, end)
    cuts = [b for a, b in pairwise(places) if passage.starts[b] != passage.starts[a] + 1]
    yield from pairwise([start, *cuts, end])
