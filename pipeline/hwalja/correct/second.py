"""Second readings: units and Latin letters, where a model that knows them read a part of a word again (`Word.others`).

Of what such a model reads, only what is expected there is believed: a unit behind a figure, and words of Latin letters
that the lexicon has. It knows no Hangul, and takes the edge of a syllable beside for letters, so that what it reads
behind them is left out. Squared units are printed as one sign (㎏), as wide as a syllable, and read as letters; where
what is printed is wider, it is letters.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from hwalja.correct.edit import Edit
from hwalja.correct.jamo import is_syllable
from hwalja.correct.lexicon import Lexicon
from hwalja.correct.odds import logit
from hwalja.correct.passage import Other, Passage

_SQUARED = "km㎞ kn㎞ kg㎏ mm㎜ cm㎝ em㎝ mg㎎ ni㎡ °C℃ ha㏊ kW㎾ KW㎾ MW㎿ dB㏈ GHz㎓ MHz㎒"
UNITS: Mapping[str, str | None] = {
    **{pair[:-1]: pair[-1] for pair in _SQUARED.split()},
    **dict.fromkeys(("hPa", "GB", *"gmt")),
}
"""The sign for a unit, None where it is printed in letters, by how it is read: ㎝ as `em`, too, and ㎡ as `ni`."""

LONG, SHORT, ENDING = 0.98, 0.95, 0.85
"""Probabilities: of units of two letters or more, of those of one in the place of something else, and of one where
nothing was read, or of `p` behind `%`. On the development pages 206 such changes are right, 15 neutral, and 3 wrong."""

SPELT = 0.85
"""Probability of letters where they are wider than a sign: some faces draw signs as wide as letters."""

WIDE, WIDEST = 1.4, 2.3
"""Syllables that units of two letters are wide: m and k, m and g are 1.5, two m 1.9; kg, ha and dB tell nothing."""

_FIGURES = {"g": "8", "m": "0", "t": "1"}
"""What is read for a unit of one letter, if it is a figure."""

_COUNTERS = frozenset("년월일시분초명개건곳번위살배도만천백억조원층호")
"""Behind these no unit of one letter stands: they count, or go on with the figure."""

POINT = "p"
"""Behind `%`: percentage points."""

WORD, REST = 0.95, 2.0
"""Probability of a word of Latin letters that the lexicon has, and log odds against one behind which more was read."""

LEGIBLE, UNSURE = 2.0, 0.01
"""Weight of how sure the second reading itself is, and the least that counts."""

_TELLING = frozenset("㎞㎜㎝㎎㎾㎿")
_SPELT = _TELLING | frozenset("㎏㏊㏈")
"""Signs for what is printed in letters as well, those first that are wider so."""

_DOUBLED = "0%"
"""What is read for a percent sign of some faces: `39.20%`."""

_UNIT = re.compile("|".join(map(re.escape, sorted(UNITS, key=len, reverse=True))))
_RUN, _RUN_END = re.compile(r"[A-Za-z0-9]*"), re.compile(r"[A-Za-z0-9]*$")


def edits(passages: Sequence[Passage], known: Lexicon) -> list[list[Edit]]:
    """Return for each passage of a page what its second readings make better."""
    widths = [[_width(passage, other) for other in passage.others] for passage in passages]
    told = [width for each in widths for width in each if width]
    spelt = sum(width > WIDE for width in told) > len(told) / 2
    return [
        [
            edit
            for other, width in zip(passage.others, own, strict=True)
            for edit in _edit(passage, other, known, spelt=width > WIDE if width else spelt)
        ]
        for passage, own in zip(passages, widths, strict=True)
    ]


def _width(passage: Passage, other: Other) -> float:
    """Return how many syllables wide a unit is that tells by it whether it is letters; 0 where there is none."""
    unit = _UNIT.match(other.text)
    if not unit or UNITS[unit.group()] not in _TELLING or not other.start or other.end == len(passage.text):
        return 0.0
    before, after = passage.glyphs[other.start - 1], passage.glyphs[other.end]
    if not (before and after and before.text.isdigit() and passage.advance):
        return 0.0
    width = (after.box.x - before.box.right) / passage.advance
    return width if 0 < width < WIDEST else 0.0


def _edit(passage: Passage, other: Other, known: Lexicon, *, spelt: bool) -> Iterator[Edit]:
    """Yield what a second reading makes better; `spelt` tells that a unit which it reads is printed in letters."""
    text = passage.text
    read, before, after = text[other.start : other.end], text[: other.start], text[other.end :]
    if passage.guards.address(other.start):
        return
    unit = _UNIT.match(other.text)
    if unit and before[-1:].isdigit():
        share = _share(unit.group(), read, after)
        printed = UNITS[unit.group()] or unit.group()
        if spelt and printed in _SPELT:
            printed, share = unicodedata.normalize("NFKC", printed), SPELT
        if share:
            yield _changed(other, printed, logit(share))
    elif before.endswith("%") and not read and other.text.startswith(POINT):
        yield _changed(other, POINT, logit(ENDING))
    elif f"{read}{after[:1]}" == _DOUBLED and not other.text and before[-1:].isdigit():
        yield _changed(other, "", logit(ENDING))
    elif not any("ㄱ" <= each <= "ㅎ" for each in read):  # ㅅ may be △
        yield from _word(other, before, after, known)


def _share(unit: str, read: str, after: str) -> float:
    """Return the probability of a unit; one of one letter may be the edge of a syllable beside."""
    if len(unit) > 1:
        return LONG
    if after[:1] in _COUNTERS or any(each.isdigit() and each != _FIGURES[unit] for each in read):
        return 0.0
    return SHORT if read else 0.0 if is_syllable(after[:1]) else ENDING


def _word(other: Other, before: str, after: str, known: Lexicon) -> Iterator[Edit]:
    """Yield a word of Latin letters that is known: the longest that what was read begins with."""
    first, last = len(_RUN_END.search(before).group()), len(_RUN.match(after).group())  # type: ignore[union-attr]
    whole = f"{before[len(before) - first :]}{other.text}{after[:last]}"
    own = whole.replace("l", "I") if whole.replace("l", "").isupper() else whole
    end = next((end for end in range(len(own), max(first, 1), -1) if own[:end] in known.latin), None)
    if end:
        cut = end < first + len(other.text)
        yield _changed(other, own[first : min(end, first + len(other.text))], logit(WORD) - REST * cut)


def _changed(other: Other, text: str, odds: float) -> Edit:
    evidence = {"second": odds, "legible": LEGIBLE * math.log(max(other.confidence, UNSURE))}
    return Edit("character", other.start, other.end, text, evidence)
