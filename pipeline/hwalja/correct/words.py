"""Words: a stem that no lexicon knows, and that differs in a few jamo from a term, may be that term misread.

What speaks for it is added up in log odds: how easily the engine mistakes the jamo (the channel), how much better Korean
the words around make with the term, how the lexicon came by it, and whether it stands elsewhere on the page. A right
word that is rare looks like a misread one, so `CAUTION` stands against them all; it was set on clean text.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hwalja.correct.channel import Channel, Misreadings, Likeness
from hwalja.correct.guards import Guards, may_name_person, names_person
from hwalja.correct.index import LONG, distance
from hwalja.correct.jamo import apart, is_syllable
from hwalja.correct.kiwi import analyse
from hwalja.correct.lexicon import Lexicon
from hwalja.correct.passage import Passage, around
from hwalja.correct.spelling import spelling
from hwalja.correct.stems import Run, Stem, runs
from hwalja.correct.terms import Source, Term

REACH, LONGEST = 2, 40
"""Eojeols on either side that Kiwi sees, and characters at most."""

LANGUAGE = 1.0
MOST_LANGUAGE = 30.0
"""Beyond this, a difference of Kiwi's scores says nothing more."""

UNLISTED = 8.0
"""Kiwi does not know most terms. It is asked with a word of the same kind instead, which is likelier by about this."""

RELIABLE: Mapping[Source, float] = {Source.USER: 16.0, Source.PAGE: 10.0, Source.TERMS: 10.0}
"""Log odds for a term by where it is from."""

SHORT: Mapping[int, float] = {3: -3.0, 4: -3.0}
"""Log odds for shipped terms of so few characters: other words are like them by chance."""

PROPER = frozenset(
    "province city county district town place company brand team university party press association international".split()
    + ["foreign company"]
)
BORROWED = frozenset(
    ["loanword", "technology", "sport", "culture", "health", "place", "brand", "company", "foreign company", ""]
)
"""Kinds that have loanwords, and words of the page: writers spell them in more than one way."""

GLOSSED = 2.0
"""Log odds for a loanword where a word in brackets follows: `온보딩(적응)`."""

PERSON = "person"
COMPOSED = frozenset(["office", "university", "body", "court", "association", "press", "team"])
"""Kinds that begin with a name and go on with a common word: another such name may stand before it."""

SHORTEST_NAME = 4
"""Shorter names are not proposed from the shipped lists: strange names are like them by chance."""

PAGE = 3.0
"""Log odds for a term that stands elsewhere on the page."""

EVIDENT = 3.0
"""Log odds against a change in a quotation or a person's name, where only terms of the user and the page count."""

ANOTHER = 14.0
"""Log odds against a person of the user's list where what was read may be the name of someone else."""

FOREIGN = 6.0
"""Log odds against a short shipped term beside another word that Kiwi does not know: both are a foreign name."""

CAUTION = 2.0

_GLOSS = re.compile(r"\([가-힣]+\)")
_GLOSSED = frozenset(["loanword", "technology"])
_WITHIN_NAMES = (" ", "-", "·", "‧", " ‘", " (")

TWICE = 2
"""What stands so often on the page is right, or at least not misread by chance."""
SHORTEST_PAGE_WORD = 3
SHORTEST_FAMILIAR = 5
SHORTEST_TERM = 3
MOST_SHORT: Mapping[int, int] = {2: 0, 3: 2, 4: 2}
SUFFIXES = frozenset(
    "가감객계고곡과관광구국군권금기날단당대도동력령로록론료류률율법별병복부비사산상생서석선설성세소수술식실심안액업"
    "용원위율인일자작장재적전점제조족주증지직진집차책처청체초촌층판팀표품풍학함항행형호화회"
)
LONGEST_DERIVED = 5
PAGE_SHORT, PAGE_LONG = 1, 2
"""So many jamo may be wrong in a word that the page has elsewhere: two names in an article are often alike."""

CANDIDATES = 4
HOPELESS = -45.0
"""No words around make up for a channel that says so."""

_STAND_INS: Mapping[str, tuple[str, str, str]] = {"person": ("김민수", "박정훈", "이수철")}
_PLACE = ("대구", "부산", "서울")
_THING = ("제도", "사업", "시설")
"""Well-known words without a final consonant, with one, with ㄹ: josa differ behind them."""


@dataclass(frozen=True, slots=True)
class WordEdit:
    """A replacement of `text[start:end]` of a passage, and what speaks for it (natural log odds by source)."""

    start: int
    end: int
    text: str
    term: Term
    evidence: Mapping[str, float]

    @property
    def odds(self) -> float:
        return sum(self.evidence.values())


def edits(passages: Sequence[Passage], lexicon: Lexicon, channel: Channel | None = None) -> list[list[WordEdit]]:
    """Return for each passage of a page the terms that may have been misread, the unlikely ones too.

    Args:
        passages: All of one page: what stands on it twice is a word.
        lexicon: See `lexicon.lexicon`.
        channel: What the engine mistakes for what; without it, jamo that look alike are mistaken for one another.

    Returns:
        Edits from left to right that do not overlap; those with `odds` above zero are more likely right than wrong.
    """
    page = _Page.of(passages, lexicon)
    misreadings = Misreadings(channel or Likeness())
    asked = [
        list(_asked(passage, found, page, misreadings)) for passage, found in zip(passages, page.runs, strict=True)
    ]
    derived = _derived({one.read for each in asked for one in each if one.term.source is Source.TERMS})
    kept = [[one for one in each if one.term.source is not Source.TERMS or one.read not in derived] for each in asked]
    scores = _scores(text for each in kept for one in each for text in one.texts)
    return [_apart(one.edit(scores) for one in each) for each in kept]


@dataclass(frozen=True)
class _Page:
    """The runs of every passage, how often each stem stands, and the lexicon with the page's own words."""

    runs: tuple[tuple[Run, ...], ...]
    counts: Mapping[str, int]
    lexicon: Lexicon

    @classmethod
    def of(cls, passages: Sequence[Passage], lexicon: Lexicon) -> _Page:
        analyses = analyse([passage.text for passage in passages])
        found = tuple(
            tuple(runs(passage.text, analysis.morphemes, Guards.of(passage.text)))
            for passage, analysis in zip(passages, analyses, strict=True)
        )
        counts: Counter[str] = Counter()
        nouns: Counter[str] = Counter()
        for passage, each in zip(passages, found, strict=True):
            for run in each:
                counts.update({passage.text[stem.start : stem.end] for stem in run.stems if stem.whole})
                nouns[passage.text[run.start : run.noun]] += 1
                if any(_names_kind(stem, passage.text, lexicon) for stem in run.stems):
                    nouns[passage.text[run.start : run.noun]] += 1
        words = (
            Term(text, Source.PAGE)
            for text, count in nouns.items()
            if count >= TWICE and len(text) >= SHORTEST_PAGE_WORD and not lexicon.get(text)
        )
        return cls(found, counts, lexicon.with_page(words))

    def knows(self, text: str) -> bool:
        return self.counts[text] >= TWICE or self.lexicon.get(text) is not None


@dataclass(frozen=True, slots=True)
class _Asked:
    """A stem and a term for its place; `before` and `after` are the words around them."""

    stem: Stem
    read: str
    term: Term
    before: str
    after: str
    evidence: Mapping[str, float]

    @property
    def texts(self) -> Iterator[str]:
        return (f"{self.before}{word}{self.after}" for word in (self.read, self.term.text, self.stand_in))

    @property
    def stand_in(self) -> str:
        """A well-known word to which the same josa are bound."""
        last = self.term.text[-1]
        final = apart(last)[2] if is_syllable(last) else "-"
        kinds = _STAND_INS.get(self.term.kind, _THING)
        return kinds[0 if final == "-" else 2 if final == "ㄹ" else 1]

    def edit(self, scores: Mapping[str, float]) -> WordEdit:
        read, term, stand_in = (scores[text] for text in self.texts)
        gain = LANGUAGE * (max(term, stand_in - UNLISTED) - read)
        language = max(-MOST_LANGUAGE, min(MOST_LANGUAGE, gain))
        return WordEdit(
            self.stem.start, self.stem.end, self.term.text, self.term, {"language": language, **self.evidence}
        )


def _asked(passage: Passage, found: Sequence[Run], page: _Page, misreadings: Misreadings) -> Iterator[_Asked]:
    text, guards = passage.text, Guards.of(passage.text)
    words = list(passage.words)
    strange = _strange(found, text)
    for run in found:
        if not run.doubtful or _right(run, text, page):
            continue
        likeliest = sorted(_candidates(run, passage, page, misreadings), key=lambda item: -item[2])[:CANDIDATES]
        index = next(number for number, (_, last) in enumerate(words) if run.start < last)
        first, last = around(words, index, REACH)
        for stem, term, channel in likeliest:
            read = text[stem.start : stem.end]
            wary = guards.quotation(stem.start) or names_person(text, stem.start, stem.end)
            if wary and term.source is Source.TERMS:
                continue
            yield _Asked(
                stem,
                read,
                term,
                text[max(first, stem.start - LONGEST) : stem.start],
                text[stem.end : min(last, stem.end + LONGEST)],
                {
                    "channel": channel,
                    "lexicon": _reliable(term),
                    "page": PAGE * bool(page.counts.get(term.text)),
                    "gloss": GLOSSED * (term.kind in _GLOSSED and _GLOSS.match(text, stem.end) is not None),
                    "caution": -CAUTION
                    - EVIDENT * wary
                    - FOREIGN * (run in strange and _short(term))
                    - ANOTHER * (term.kind == PERSON and may_name_person(read)),
                },
            )


def _strange(found: Iterable[Run], text: str) -> set[Run]:
    """Return the runs that stand side by side and that Kiwi does not know: names such as those of foreigners."""
    unknown = [run for run in found if any(stem.unknown and stem.whole for stem in run.stems)]
    beside = (pair for pair in pairwise(unknown) if text[pair[0].end : pair[1].start] in _WITHIN_NAMES)
    return {run for pair in beside for run in pair}


def _short(term: Term) -> bool:
    return term.source is Source.TERMS and len(term.text) in SHORT


def _reliable(term: Term) -> float:
    short = SHORT[len(term.text)] if _short(term) else 0.0
    return RELIABLE[term.source] + math.log(term.weight) + short


def _right(run: Run, text: str, page: _Page) -> bool:
    """Tell whether a lexicon knows a stem that fills the run, or what stands behind its Latin letters."""
    return any(
        page.knows(text[stem.start : stem.end]) or _names_kind(stem, text, page.lexicon)
        for stem in run.stems
        if stem.whole
    )


def _names_kind(stem: Stem, text: str, lexicon: Lexicon) -> bool:
    """Tell whether a known word stands behind Latin letters: such a word is right though it stands but once."""
    if not (stem.latin and stem.whole):
        return False
    return stem.familiar or lexicon.get(text[stem.start + stem.latin : stem.end]) is not None


def _candidates(
    run: Run, passage: Passage, page: _Page, misreadings: Misreadings
) -> Iterator[tuple[Stem, Term, float]]:
    for stem in run.stems:
        read = passage.text[stem.start : stem.end]
        if len(read) < 2 or (stem.familiar and (not stem.whole or len(read) < SHORTEST_FAMILIAR)):
            continue
        for term in page.lexicon.near(read):
            if _comparable(read, term.text, stem.latin) and _proposed(term, stem, read):
                odds = misreadings.odds(read, term.text, passage.glyphs[stem.start : stem.end])
                if odds > HOPELESS:
                    yield stem, term, odds


def _comparable(read: str, term: str, latin: int) -> bool:
    """Tell whether a term has the same Latin letters, and is more than a piece of what was read or the reverse."""
    return term[:latin] == read[:latin] and is_syllable(term[latin]) and read not in term and term not in read


def _proposed(term: Term, stem: Stem, read: str) -> bool:
    """Tell whether a term is long enough to be proposed for what was read."""
    if term.source is Source.USER or stem.latin:
        return True
    if len(read) != len(term.text) or (term.kind in BORROWED and spelling(read) == spelling(term.text)):
        return False
    if term.kind in COMPOSED and read[:2] != term.text[:2]:
        return False
    wrong = distance(read, term.text)
    if term.source is Source.PAGE:
        return wrong <= (PAGE_LONG if len(read) >= LONG else PAGE_SHORT)
    if len(read) < LONG and not (stem.unknown and wrong <= MOST_SHORT[len(read)]):
        return False
    return len(term.text) >= (SHORTEST_NAME if term.kind in PROPER else SHORTEST_TERM)


def _derived(words: Iterable[str]) -> set[str]:
    """Return those of `words` that are a word with a suffix, such as `전선업`: writers make them, no list has them all."""
    asked = [word for word in words if word[-1] in SUFFIXES and len(word) <= LONGEST_DERIVED]
    analyses = analyse([word[:-1] for word in asked])
    return {
        word
        for word, analysis in zip(asked, analyses, strict=True)
        if len(analysis.morphemes) == 1 and analysis.morphemes[0].tag == "NNG" and not analysis.morphemes[0].oov
    }


def _scores(texts: Iterable[str]) -> dict[str, float]:
    asked = list(dict.fromkeys(texts))
    return dict(zip(asked, (analysis.score for analysis in analyse(asked)), strict=True))


def _apart(found: Iterable[WordEdit]) -> list[WordEdit]:
    """Return the likeliest of edits that overlap."""
    kept: list[WordEdit] = []
    for edit in sorted(found, key=lambda edit: -edit.odds):
        if all(edit.end <= other.start or other.end <= edit.start for other in kept):
            kept.append(edit)
    return sorted(kept, key=lambda edit: edit.start)
