"""What speaks for and against a space at a line break: the features of a log-linear model.

A feature is a name such as `morphemes.tags=NNG|JKS` and a value; its weight is in `dictionaries/joins.tsv`,
fitted by `benchmarks/joins/fit.py`. The first part of the name is its source.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hwalja.correct.kiwi import Analysis, Morpheme

Features = dict[str, float]

GAIN_LIMIT = 24.0
"""Beyond this, a difference of log probabilities says nothing more."""
GAIN_STEP = 1.5
"""Width of the classes of differences."""
LONGEST = 6
"""Syllables of a word's piece that are looked at as a whole."""
_CLASSES = {
    **dict.fromkeys(".?!", "."),
    **dict.fromkeys("”’\"'」』》〉", "”"),
    **dict.fromkeys("“‘「『《〈", "“"),
    **dict.fromkeys(")]}", ")"),
    **dict.fromkeys("([{", "("),
    **dict.fromkeys("-–—~∼", "-"),
    **dict.fromkeys("·ㆍ‧・/", "·"),
}


@dataclass(frozen=True, slots=True)
class View:
    """The text on either side of a break, and Kiwi's analyses of it with a space at the break and without."""

    left: str
    right: str
    apart: Analysis
    together: Analysis


def features(view: View, elsewhere: tuple[int, int]) -> Features:
    """Return the features of a break.

    Args:
        view: What is seen of it.
        elsewhere: How often the page has the syllables around the break with and without a space.
    """
    gain = view.apart.score - view.together.score
    bounded = max(-GAIN_LIMIT, min(GAIN_LIMIT, gain))
    found = {"bias=": 1.0, "kiwi.gain=": bounded / GAIN_LIMIT}
    names = [
        f"kiwi.class={round(bounded / GAIN_STEP)}",
        *_morphemes(view.apart.morphemes, view.together.morphemes, len(view.left), bounded),
        *_characters(view.left, view.right),
        *_repeats(*elsewhere),
    ]
    return found | dict.fromkeys(names, 1.0)


def source(name: str) -> str:
    """Return where a feature comes from: `kiwi`, `morphemes`, `syllables`, `page` or `bias`."""
    return name.partition("=")[0].partition(".")[0]


def _morphemes(apart: Sequence[Morpheme], together: Sequence[Morpheme], cut: int, gain: float) -> Iterator[str]:
    """Name the morphemes on either side: apart they meet at the break, together one may bridge it."""
    before = [m for m in apart if m.start < cut]
    after = apart[len(before) :]
    tag_left, form_left = _tag_form(before[-1:])
    tag_right, form_right = _tag_form(after[:1])
    yield f"morphemes.tags={tag_left}|{tag_right}"
    yield f"morphemes.tag form={tag_left}|{form_right}/{tag_right}"
    yield f"morphemes.form tag={form_left}/{tag_left}|{tag_right}"
    yield f"morphemes.form left={form_left}/{tag_left}"
    yield f"morphemes.form right={form_right}/{tag_right}"
    yield f"morphemes.tags left={_tag_form(before[-2:-1])[0]}+{tag_left}|{tag_right}"
    yield f"morphemes.tags right={tag_left}|{tag_right}+{_tag_form(after[1:2])[0]}"
    bridge = _bridge(together, cut)
    yield f"morphemes.bridge={bridge}"
    yield f"morphemes.bridge tags={bridge}<{tag_left}|{tag_right}"
    yield f"morphemes.bridge gain={bridge}<{round(gain / (2 * GAIN_STEP))}"


def _bridge(together: Sequence[Morpheme], cut: int) -> str:
    """Name the morpheme across the break, or those that meet at it."""
    across = [m for m in together if m.start < cut < m.start + m.len]
    if across:
        return across[-1].tag
    before = [m for m in together if m.start < cut]
    return f"{_tag_form(before[-1:])[0]}|{_tag_form(together[len(before) :][:1])[0]}"


def _tag_form(morpheme: Sequence[Morpheme]) -> tuple[str, str]:
    return (morpheme[0].tag, morpheme[0].form) if morpheme else ("-", "")


def _characters(left: str, right: str) -> Iterator[str]:
    yield f"syllables.classes={_kinds(left[-2:])}|{_kinds(right[:2])}"
    yield f"syllables.left={left[-1:]}"
    yield f"syllables.left two={left[-2:]}"
    yield f"syllables.right={right[:1]}"
    yield f"syllables.right two={right[:2]}"
    yield f"syllables.pair={left[-1:]}|{right[:1]}"
    yield f"syllables.pair left={left[-2:]}|{right[:1]}"
    yield f"syllables.pair right={left[-1:]}|{right[:2]}"
    start, _, piece_left = left.rpartition(" ")
    piece_right, _, rest = right.partition(" ")
    if start:
        yield f"syllables.piece left={piece_left[-LONGEST:]}"
        yield f"syllables.length left={min(len(piece_left), LONGEST)}"
    if rest:
        yield f"syllables.piece right={piece_right[:LONGEST]}"
        yield f"syllables.length right={min(len(piece_right), LONGEST)}"
    if start and rest:
        yield f"syllables.lengths={min(len(piece_left), LONGEST)}|{min(len(piece_right), LONGEST)}"


def _kinds(text: str) -> str:
    return "".join(map(_kind, text))


def _kind(character: str) -> str:
    if "가" <= character <= "힣":
        return "가"
    if character.isdigit():
        return "1"
    if character.isascii() and character.isalpha():
        return "A" if character.isupper() else "a"
    if "一" <= character <= "鿿":
        return "漢"
    return _CLASSES.get(character, character)


def _repeats(spaced: int, joined: int) -> Iterator[str]:
    yield f"page.elsewhere={min(spaced, 3)}|{min(joined, 3)}"
