"""Improve: of what characters, words and spaces propose, all that is likely enough becomes corrections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from hwalja.correct import brackets, characters, doubled, marks, others, second, spaces, stops, units, words
from hwalja.correct.confusions import Confusions
from hwalja.correct.edit import Edit
from hwalja.correct.lexicon import Lexicon
from hwalja.correct.odds import logistic
from hwalja.correct.passage import Passage
from hwalja.model import Correction
from hwalja.options import Profile


@dataclass(frozen=True, slots=True)
class Limits:
    """Log odds from which on an edit is applied, by its kind, and whether any is that no image speaks for."""

    character: float
    word: float
    space: float
    unseen: bool = True


LIMITS = {
    Profile.ARCHIVAL: Limits(character=2.0, word=6.0, space=5.0, unseen=False),
    Profile.STANDARD: Limits(character=0.0, word=1.0, space=0.3),
    Profile.THOROUGH: Limits(character=0.0, word=0.0, space=0.0),
}

MOST_EDITS = 2
"""In an eojeol; where more seems wrong, nothing is known."""


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
    limits, told = LIMITS[profile], others.told(passages)
    found = zip(
        passages,
        others.edits(passages) if told else characters.edits(passages, channel),
        marks.edits(passages),
        second.edits(passages, known),
        units.edits(passages),
        words.edits(passages, known, None if told else channel),  # the engine's own confidences are calibrated
        spaces.edits(passages),
        stops.edits(passages),
        strict=True,
    )
    for passage, *proposed in found:
        signs = chain(brackets.edits(passage), () if told else brackets.angles(passage), doubled.edits(passage))
        for edit, applied in _chosen(passage, chain(*proposed, signs), limits):
            yield from _corrections(passage, edit, applied=applied)


def _chosen(passage: Passage, proposed: Iterable[Edit], limits: Limits) -> Iterator[tuple[Edit, bool]]:
    """Yield what is more likely right than wrong and in nobody's way, the likeliest first, and whether to apply it."""
    taken: list[Edit] = []
    edited = [0] * len(passage.text)
    for edit in sorted(proposed, key=lambda each: -each.odds):
        if edit.odds <= 0 or any(map(edit.overlaps, taken)):
            continue
        start, end = _word(passage.text, edit)
        seen = limits.unseen or _is_seen(passage, edit)
        likely = seen and edit.odds > getattr(limits, edit.kind) and max(edited[start:end]) < MOST_EDITS
        if likely:
            taken.append(edit)
            edited[start:end] = (count + 1 for count in edited[start:end])
        yield edit, likely


def _is_seen(passage: Passage, edit: Edit) -> bool:
    """Tell whether an image speaks for an edit: not for a letter that the engine gave no sign of."""
    seen = "second" in edit.evidence or edit.evidence.get("engine", 0.0) > 0
    added = edit.kind == "character" and edit.start == edit.end
    return (seen or not added) and any(passage.glyphs[max(0, edit.start - 1) : edit.end + 1])


def _word(text: str, edit: Edit) -> tuple[int, int]:
    """Return start and end of the eojeols that an edit changes."""
    end = text.find(" ", edit.end)
    return text.rfind(" ", 0, edit.start) + 1, len(text) if end < 0 else end


def _corrections(passage: Passage, edit: Edit, *, applied: bool) -> Iterator[Correction]:
    """Yield an edit as corrections of the raw text: a word that a line end cuts is corrected on either side."""
    pieces = list(_pieces(passage, edit.start, edit.end))
    rest = edit.text
    for number, (start, end) in enumerate(pieces):
        whole = number == len(pieces) - 1
        text, rest = (rest, "") if whole else (rest[: end - start], rest[end - start :])
        if passage.text[start:end] != text:
            yield Correction(
                kind=edit.kind,
                block=passage.name,
                start=passage.raw(start, end),
                original=passage.text[start:end],
                replacement=text,
                box=passage.box(start, end),
                evidence={name: round(value, 3) for name, value in edit.evidence.items()},
                confidence=logistic(edit.odds),
                applied=applied,
            )


def _pieces(passage: Passage, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches that stand together in the raw text too."""
    places = range(start, end)
    cuts = [b for a, b in pairwise(places) if passage.starts[b] != passage.starts[a] + 1]
    yield from pairwise([start, *cuts, end])
