"""Correction: lines become paragraphs; every change is written down, so that it can be undone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from hwalja.correct.commas import COMMA, STOP, Stop, misread_commas
from hwalja.correct.commas import CONFIDENCE as COMMA_CONFIDENCE
from hwalja.correct.confusions import confusions
from hwalja.correct.improve import improve
from hwalja.correct.interpuncts import CONFIDENCE, MIDDLE_DOT, Dot, misread_dots
from hwalja.correct.joins import Break, Join, decide
from hwalja.correct.lexicon import lexicon
from hwalja.correct.log import apply
from hwalja.correct.passage import Passage, passage
from hwalja.geometry import Box
from hwalja.model import Block, Correction, Role
from hwalja.options import Profile

__all__ = ["Corrected", "correct"]


@dataclass(frozen=True, slots=True)
class Corrected:
    """Blocks as corrected, and what was done to them."""

    blocks: tuple[Block, ...]
    corrections: tuple[Correction, ...]


HEADS = frozenset({Role.HEADLINE, Role.SUBHEADING})


def correct(
    blocks: Sequence[Block], profile: Profile, engine: str = "hwalja", dictionaries: Iterable[str | Path] = ()
) -> Corrected:
    """Correct what was read.

    Args:
        blocks: Blocks as read: the text of each is its `raw`.
        profile: How far to go.
        engine: What read them.
        dictionaries: The user's lists of words that are spelt right.

    Raises:
        DependencyError: The profile needs Kiwi, and it is not installed.
        DictionaryError: A list cannot be used.
    """
    if profile is Profile.NONE:
        return Corrected(tuple(blocks), ())
    ends = [_ends(block) for block in blocks]
    page = "\n".join(block.raw for block in blocks)
    joins = iter(decide([end.around for each in ends for end in each], page))
    corrected: list[Block] = []
    corrections: list[Correction] = []
    logs = [[_correction(block, end, next(joins)) for end in each] for block, each in zip(blocks, ends, strict=True)]
    passages = [passage(block, log) for block, log in zip(blocks, logs, strict=True)]
    improved = defaultdict(list)
    for correction in improve(passages, profile, confusions(engine), lexicon(dictionaries)):
        improved[correction.block].append(correction)
    for block, log, own in zip(blocks, logs, passages, strict=True):
        log += [_interpunct(block, dot) for dot in misread_dots(block.raw)]
        if block.role in HEADS:
            log += [_comma(own, stop) for stop in misread_commas(own)]
        taken = {correction.start for correction in log}
        log += [correction for correction in improved[block.id] if taken.isdisjoint(_places(correction))]
        corrected.append(replace(block, text=apply(block.raw, log)))
        corrections += log
    return Corrected(tuple(corrected), tuple(corrections))


def _places(correction: Correction) -> range:
    """Return the offsets that a correction changes; none where it only inserts."""
    return range(correction.start, correction.start + len(correction.original))


@dataclass(frozen=True, slots=True)
class _End:
    """The end of a line: its offset in the block's raw text, what stands around it, its last word's box."""

    start: int
    around: Break
    box: Box | None


def _ends(block: Block) -> list[_End]:
    """Return every line end of a block but the last; lines without words are looked across."""
    ends: list[_End] = []
    left, box, start = "", None, 0
    for line, following in pairwise(block.lines):
        text = line.text
        if text:
            left, box = text, line.words[-1].box
        start += len(text)
        cells = block.role is Role.TABLE and not _is_beneath(following.box, line.box)
        ends.append(_End(start, Break(left, following.text, block.role, cells), box))
        start += 1
    return ends


def _is_beneath(box: Box, other: Box) -> bool:
    """Tell whether a line may go on in a cell of a table what the other begins."""
    return box.overlap_x(other) > 0 and box.y > other.centre[1]


def _correction(block: Block, end: _End, join: Join) -> Correction:
    return Correction(
        kind="join",
        block=block.id,
        start=end.start,
        original="\n",
        replacement=" " if join.space else "",
        box=end.box,
        evidence=join.evidence,
        confidence=join.confidence,
    )


def _interpunct(block: Block, dot: Dot) -> Correction:
    return Correction(
        kind="interpunct",
        block=block.id,
        start=dot.start,
        original=dot.original,
        replacement=MIDDLE_DOT,
        box=None,
        evidence={"names": float(dot.names)},
        confidence=CONFIDENCE,
    )


def _comma(own: Passage, stop: Stop) -> Correction:
    return Correction(
        kind="comma",
        block=own.name,
        start=own.starts[stop.position],
        original=STOP,
        replacement=COMMA,
        box=own.box(stop.position, stop.position + 1),
        evidence={"share": round(stop.share, 4)},
        confidence=COMMA_CONFIDENCE,
    )
