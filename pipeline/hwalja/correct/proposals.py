"""Which terms are proposed for what was read, and how much it says that a lexicon has them.

A strange name is like some term by chance, the more so the shorter both are. What is refused here was changed wrongly
in clean text (the tuning half of benchmarks/corrections/terms.py, and benchmarks/pages/texts).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from hwalja.correct.index import LONG, distance
from hwalja.correct.jamo import apart, is_syllable
from hwalja.correct.kiwi import analyse
from hwalja.correct.spelling import spelling
from hwalja.correct.stems import Stem
from hwalja.correct.terms import Source, Term

RELIABLE: Mapping[Source, float] = {Source.USER: 16.0, Source.PAGE: 10.0, Source.TERMS: 10.0}
"""Log odds for a term by where it is from."""

SHORT: Mapping[int, float] = {3: -3.0, 4: -3.0}
"""Log odds for shipped terms of so few syllables."""

SHORTEST_TERM, SHORTEST_NAME = 3, 4
"""Syllables of a shipped term, and of one that is a name."""

SHORTEST_FAMILIAR = 5
"""Shorter compounds of words that Kiwi knows are right."""

MOST_SHORT = 2
PAGE_SHORT, PAGE_LONG = 1, 2
"""Jamo that may be wrong in a word that the page has elsewhere: two names in an article are often alike."""

PERSON = "person"

_FIRMS = ("company", "foreign company", "brand")
_PLACES = ("province", "city", "county", "district", "town", "place")
NAMES = frozenset((*_FIRMS, *_PLACES, "team", "university", "party", "press", "association", "international"))
"""Kinds that are names."""

BORROWED = frozenset((*_FIRMS, "place", "loanword", "technology", "sport", "culture", "health", ""))
"""Kinds that have loanwords, and words of the page: writers spell them in more than one way."""

COMPOSED = frozenset(("office", "university", "body", "court", "association", "press", "team"))
"""Kinds that begin with a name and go on with a common word: another such name may stand before it."""

SUFFIXES = frozenset(
    "가감객계고곡과관광구국군권금기날단당대도동력령로록론료류률율법별병복부비사산상생서석선설성세소수술식실심안액업"
    "용원위율인일자작장재적전점제조족주증지직진집차책처청체초촌층판팀표품풍학함항행형호화회"
)
LONGEST_DERIVED = 5
"""Words are made with these suffixes, and no list has them all."""

_PERSONS = ("김민수", "박정훈", "이수철")
_THINGS = ("제도", "사업", "시설")


def proposed(term: Term, stem: Stem, read: str) -> bool:
    """Tell whether a term may be what was printed where `read`, the text of `stem`, was read."""
    latin = stem.latin
    if term.text[:latin] != read[:latin] or not is_syllable(term.text[latin : latin + 1]):
        return False
    if read in term.text or term.text in read or (term.kind == PERSON and not stem.whole):
        return False
    if term.source is Source.USER or latin:
        return True
    if len(read) != len(term.text) or (term.kind in BORROWED and spelling(read) == spelling(term.text)):
        return False
    if term.source is Source.PAGE:
        return distance(read, term.text) <= (PAGE_LONG if len(read) >= LONG else PAGE_SHORT)
    return _shipped_proposed(term, stem, read)


def _shipped_proposed(term: Term, stem: Stem, read: str) -> bool:
    if term.kind in COMPOSED and read[:2] != term.text[:2]:
        return False
    if len(read) < LONG and not (stem.unknown and distance(read, term.text) <= MOST_SHORT):
        return False
    return len(read) >= (SHORTEST_NAME if term.kind in NAMES else SHORTEST_TERM)


def is_short(term: Term) -> bool:
    """Tell whether a term is from the shipped lists, and so short that much else is like it."""
    return term.source is Source.TERMS and len(term.text) in SHORT and is_syllable(term.text[0])


def reliability(term: Term) -> float:
    """Return the log odds for a term because it is in the lexicon."""
    return RELIABLE[term.source] + math.log(term.weight) + (SHORT[len(term.text)] if is_short(term) else 0.0)


def derived(words: Iterable[str]) -> set[str]:
    """Return those of `words` that are a word that Kiwi knows with a suffix, such as `전선업`."""
    asked = [word for word in words if word[-1] in SUFFIXES and len(word) <= LONGEST_DERIVED]
    analyses = analyse([word[:-1] for word in asked])
    return {
        word
        for word, analysis in zip(asked, analyses, strict=True)
        if len(analysis.morphemes) == 1 and analysis.morphemes[0].tag == "NNG" and not analysis.morphemes[0].oov
    }


def stand_in(term: Term) -> str:
    """Return a well-known word of the same sort, to which the same josa are bound: they ask for the last final."""
    last = term.text[-1]
    final = apart(last)[2] if is_syllable(last) else "-"
    return (_PERSONS if term.kind == PERSON else _THINGS)[{"-": 0, "ㄹ": 2}.get(final, 1)]
