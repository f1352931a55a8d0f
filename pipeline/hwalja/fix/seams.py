"""Where a text goes on: whether two pieces of it that something parts are one paragraph.

A log-linear model looks at both ends. Its weights were fitted by `benchmarks/fix/seams.py`: paragraphs cut in two
anywhere, against headlines, subheadings, captions and crossheads with what stands under them. On texts that it was not
fitted to it finds 92 % of the cuts and takes 4 % of the headlines for one; marks and what stands around decide more.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from hwalja.correct.joins import Break, decide, plain_fact
from hwalja.correct.kiwi import Analysis, analyse
from hwalja.fix.sentences import holds_sentence, unclosed, unopened

REACH = 20
"""Characters on either side that Kiwi compares apart and together."""

LONGEST = 70
"""Characters: how much longer a piece is says nothing more."""

WEIGHTS = {
    "bias": -3.19,
    "together": 0.263,
    "inside": 0.341,
    "length": 0.0253,
    "bound": 0.19,
    "free": -0.131,
    "ending": 1.77,
    "comma": 2.58,
}
"""Of `features`."""

_ENDINGS = frozenset({"JKG", "JKO", "JKS", "JKC", "JKB", "JKQ", "JC", "JX", "ETM", "EC"})
"""Tags of particles and endings that wait for another word."""
_GAIN = (-10.0, 30.0)
_SURE = 1 - 1 / 3000
"""Beyond this, the confidence of a join says nothing more."""

QUOTATION = 4.0
HALF_A_QUOTATION = 2.0
CLOSING = 4.0
SENTENCE_BEFORE = 1.0
"""Log odds that marks add: estimates, since the fitted texts hardly show them."""

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Ends:
    """The end of one piece and the beginning of another."""

    left: str
    right: str


def seams(pairs: Sequence[Ends]) -> list[dict[str, float]]:
    """Return for each pair the log odds, by source, that its pieces are one paragraph.

    Raises:
        DependencyError: Kiwi is not installed.
    """
    return [
        {name: WEIGHTS[name] * value for name, value in values.items()} | _marks(pair)
        for pair, values in zip(pairs, features(pairs), strict=True)
    ]


def features(pairs: Sequence[Ends]) -> list[dict[str, float]]:
    """Return what the model looks at, by the names that its weights have.

    `together` is how much likelier Kiwi finds the words around a seam as one text than as two, `inside` the log odds
    that a word goes on over it, `length` of what stands before it in characters, `bound` and `free` the numbers of
    words in that with and without a particle or an ending, `ending` and `comma` how it ends.

    Raises:
        DependencyError: Kiwi is not installed.
    """
    edges = [_edges(pair) for pair in pairs]
    texts = [text for left, right in edges for text in (left, right, left + right, f"{left} {right}")]
    analyses = analyse([*texts, *(pair.left[-LONGEST:] for pair in pairs)])
    joins = decide([Break(pair.left, pair.right) for pair in pairs])
    found: list[dict[str, float]] = []
    for index, (pair, join) in enumerate(zip(pairs, joins, strict=True)):
        left, right, joined, spaced = (analysis.score for analysis in analyses[4 * index : 4 * index + 4])
        found.append(
            {
                "bias": 1.0,
                "together": min(max(max(joined, spaced) - left - right, _GAIN[0]), _GAIN[1]),
                "inside": 0.0 if join.space else _odds(join.confidence),
                "length": float(min(len(pair.left), LONGEST)),
                **_words(pair.left[-LONGEST:], analyses[len(texts) + index]),
            }
        )
    return found


def _odds(confidence: float) -> float:
    bounded = min(confidence, _SURE)
    return math.log(bounded / (1 - bounded))


def _edges(pair: Ends) -> tuple[str, str]:
    """Return the words around the seam, whole ones where there are several."""
    left, right = pair.left[-REACH:], pair.right[:REACH]
    if len(pair.left) > REACH and " " in left:
        left = left[left.index(" ") + 1 :]
    if len(pair.right) > REACH and " " in right:
        right = right[: right.rindex(" ")]
    return left, right


def _words(left: str, analysis: Analysis) -> dict[str, float]:
    """Count words that end in a particle or an ending, as running text has them and headlines do not, and others."""
    bound = free = 0
    *before, _ = _WORD.finditer(left)
    ends = {word.end(): False for word in before}
    last = {
        next((end for end in ends if end >= m.start + m.len), -1): m.tag
        for m in analysis.morphemes
        if not m.tag.startswith("S")
    }
    for end in ends:
        tag = last.get(end, "")
        bound += tag[:1] in ("J", "E")
        free += tag[:1] not in ("J", "E", "")
    tags = [m.tag for m in analysis.morphemes]
    return {
        "bound": float(bound),
        "free": float(free),
        "ending": float(bool(tags) and tags[-1] in _ENDINGS),
        "comma": float(left.endswith((",", "·"))),
    }


def _marks(pair: Ends) -> dict[str, float]:
    closes, opens = unopened(pair.right), unclosed(pair.left)
    quotation = QUOTATION if closes and opens else HALF_A_QUOTATION * (closes or opens)
    return {
        "quotation": quotation,
        "closing": CLOSING * (plain_fact(pair.left, pair.right) is not None),
        "sentence": SENTENCE_BEFORE * holds_sentence(pair.left),
    }
