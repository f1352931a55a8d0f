"""Decode: scores of frames become letters with boxes, confidences and what else they may be.

A frame is `STEP` columns. A run of frames whose best class is the same letter is that letter (connectionist temporal
classification: Graves et al., 2006); what it may be otherwise are the next classes of the run's surest frame, and
itself with a sign beside it that a blank frame may hold, such as the full stop that worn print all but lost.
"""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from hwalja.recognise.window import STEP

BLANK, SPACE = 0, " "

TEMPERATURE = 1.0
"""Scores are divided by it, so that confidences are what they say; fitted by benchmarks/recogniser."""

OTHERS, LEAST = 4, 0.001
"""So many runner-ups are kept, of at least that probability."""

MISSED = 0.02
"""Probability from which on a sign is kept that a blank frame may hold."""

HALF = 0.5
"""A letter reaches half an em to either side of its middle, or half of the way to its neighbour."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What the net made of those frames of a strip where a letter may stand; the others are blank.

    Attributes:
        frames: Their numbers, shape (kept), increasing.
        classes: Shape (kept, classes): logarithms of probabilities but for a sum. The first class is the blank.
    """

    frames: NDArray[np.int64]
    classes: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter or space of a strip.

    Attributes:
        text: The letter.
        left, right: Columns of the strip.
        confidence: Probability that it is right.
        others: What else it may be, with probabilities, the likeliest first; also itself with a sign beside it.
    """

    text: str
    left: float
    right: float
    confidence: float
    others: tuple[tuple[str, float], ...] = ()


def decode(scores: Scores, letters: tuple[str, ...], em: float) -> tuple[Letter, ...]:
    """Return the letters of a strip.

    Args:
        scores: Of its frames.
        letters: The text of each class.
        em: In columns.
    """
    best = scores.classes.argmax(axis=1)
    found_runs = runs(best, scores.frames)
    if not found_runs:
        return ()
    middles = np.array([(scores.frames[first] + scores.frames[last - 1] + 1) / 2 * STEP for first, last in found_runs])
    edges = np.concatenate(([-np.inf], (middles[1:] + middles[:-1]) / 2, [np.inf]))
    lefts = np.maximum(edges[:-1], middles - HALF * em).tolist()
    rights = np.minimum(edges[1:], middles + HALF * em).tolist()
    labels = [int(best[first]) for first, _ in found_runs]
    surest = [_surest(scores.classes, run, label) for run, label in zip(found_runs, labels, strict=True)]
    chances, sums = _chances(scores.classes[surest])
    sure = chances[np.arange(len(labels)), labels] / sums
    unsure = np.flatnonzero(sure <= 1 - LEAST)
    likely = dict(zip(unsure.tolist(), _likely(chances[unsure] / sums[unsure, None]), strict=True))
    texts = [letters[label] for label in labels]
    missed = _missed(scores.classes, best, [first for first, _ in found_runs], texts, letters)
    found = []
    for row, label in enumerate(labels):
        others = [(share, letters[k]) for share, k in likely.get(row, ()) if k not in (BLANK, label)]
        others += missed.get(row, ())
        kept = tuple((text, share) for share, text in sorted(others, reverse=True)[:OTHERS])
        found.append(Letter(texts[row], lefts[row], rights[row], float(sure[row]), kept))
    return tuple(found)


def _missed(
    scores: NDArray[np.float32],
    best: NDArray[np.intp],
    firsts: Sequence[int],
    texts: Sequence[str],
    letters: Sequence[str],
) -> Mapping[int, list[tuple[float, str]]]:
    """Return for letters, by their number, what they are with a sign beside them that a blank frame may hold.

    Args:
        scores: Of the frames.
        best: Best class of each.
        firsts: First frame of each letter.
        texts: The letters.
        letters: The text of each class.
    """
    blanks = np.flatnonzero(best == BLANK)
    rest = scores[blanks, BLANK + 1 :]
    likeliest = rest.argmax(axis=1)
    shares = 1 / (1 + np.exp((scores[blanks, BLANK] - rest[np.arange(len(blanks)), likeliest]) / TEMPERATURE))
    found: defaultdict[int, list[tuple[float, str]]] = defaultdict(list)
    for k in np.flatnonzero(shares >= MISSED).tolist():
        sign, after = letters[BLANK + 1 + likeliest[k]], bisect(firsts, blanks[k])
        before, behind = (texts[number] if 0 <= number < len(texts) else SPACE for number in (after - 1, after))
        if sign == SPACE or sign.isalnum() or sign in (before, behind) or before == behind == SPACE:
            continue
        number, text = (after, sign + behind) if before == SPACE else (after - 1, before + sign)
        if all(text != known for _, known in found[number]):
            found[number].append((float(shares[k]), text))
    return found


def _surest(scores: NDArray[np.float32], run: tuple[int, int], label: int) -> int:
    first, last = run
    return first if last == first + 1 else first + int(scores[first:last, label].argmax())


def _chances(frames: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the chances of every class in every frame, and of each frame what they are to be divided by."""
    raised = frames - frames.max(axis=1, keepdims=True)
    raised /= np.float32(TEMPERATURE)
    np.exp(raised, out=raised)
    return raised, raised.sum(axis=1)


def _likely(shares: NDArray[np.float32]) -> list[list[tuple[float, int]]]:
    """Return the probability and the number of every class that a frame may be."""
    places = np.flatnonzero(shares >= LEAST)  # in two dimensions it takes four times as long
    frames, classes = np.divmod(places, shares.shape[1])
    pairs = list(zip(shares.ravel()[places].tolist(), classes.tolist(), strict=True))
    ends = np.searchsorted(frames, np.arange(len(shares) + 1)).tolist()
    return [pairs[first:last] for first, last in pairwise(ends)]


def runs(best: NDArray[np.intp], frames: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Return first and last (excluded) place of every run of one class that is not the blank, in frames side by side.

    Args:
        best: Best class of each frame.
        frames: Their numbers, increasing.
    """
    if not len(best):
        return []
    inner = np.flatnonzero((best[1:] != best[:-1]) | (frames[1:] != frames[:-1] + 1)) + 1
    return [(a, b) for a, b in pairwise((0, *inner.tolist(), len(best))) if best[a] != BLANK]
