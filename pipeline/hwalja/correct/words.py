"""Words: a stem that no lexicon knows, and that differs in a few jamo from a term, may be that term misread.

What speaks for it is added up in log odds: how easily the engine mistakes the jamo (the channel), how much better
Korean the words around make with the term, how the lexicon came by it, and whether it stands elsewhere on the page. A
right word that is rare looks like a misread one, so `CAUTION` stands against them all. The figures were set on the
tuning half of benchmarks/corrections/terms.py and on benchmarks/pages/texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hwalja.correct.channel import Channel, Likeness, Misreadings
from hwalja.correct.edit import Edit
from hwalja.correct.guards import may_name_person, names_person
from hwalja.correct.kiwi import scores
from hwalja.correct.lexicon import Lexicon
from hwalja.correct.passage import Passage, around
from hwalja.correct.proposals import (
    PERSON,
    SHORTEST_FAMILIAR,
    derived,
    is_short,
    proposed,
    reliability,
    stand_in,
)
from hwalja.correct.stems import Run, Stem
from hwalja.correct.terms import Source, Term
from hwalja.correct.vocabulary import Vocabulary

REACH, LONGEST = 2, 40
"""Eojeols on either side that Kiwi sees, and characters at most."""

MOST_LANGUAGE = 30.0
"""Beyond this, a difference of Kiwi's scores says nothing more."""

UNLISTED = 8.0
"""Kiwi does not know most terms. It is asked with a word of the same sort instead, which is likelier by about this."""

PAGE = 3.0
"""Log odds for a term that stands elsewhere on the page."""

GLOSSED = 2.0
"""Log odds for a loanword behind which a word in brackets tells what it means, as papers do."""

CAUTION = 2.0
QUOTED = 4.0
"""Log odds against a change in a quotation."""

NAMED = 3.0
"""Log odds against a change in what stands beside a title as names do."""

ANOTHER = 14.0
"""Log odds against a person of the user's list where what was read may be the name of someone else."""

FOREIGN = 6.0
"""Log odds against a short term beside another word that Kiwi does not know: both are a foreign name."""

CANDIDATES = 4
"""Terms that Kiwi is asked about for one stretch of Hangul, those that the channel finds likeliest."""

HOPELESS = -45.0
"""No words around make up for a channel that says so."""

_GLOSS = re.compile(r"\([가-힣]+\)")
_GLOSSED_KINDS = ("loanword", "technology")
_WITHIN_NAMES = (" ", "-", "·", "‧", " ‘", " (")


def edits(passages: Sequence[Passage], lexicon: Lexicon, channel: Channel | None = None) -> list[list[Edit]]:
    """Return for each passage of a page the terms that may have been misread, the unlikely ones too.

    Args:
        passages: All of one page: what stands on it twice is a word.
        lexicon: See `lexicon.lexicon`.
        channel: What the engine mistakes for what; without it, jamo that look alike are mistaken for one another.

    Returns:
        Edits from left to right that do not overlap; one with `odds` above zero is more likely right than wrong.

    Raises:
        DependencyError: Kiwi is not installed.
    """
    vocabulary = Vocabulary.of(passages, lexicon)
    misreadings = Misreadings(channel or Likeness())
    asked = [
        list(_asked(passage, found, vocabulary, misreadings))
        for passage, found in zip(passages, vocabulary.runs, strict=True)
    ]
    right = derived(dict.fromkeys(one.read for each in asked for one in each if one.term.source is Source.TERMS))
    kept = [[one for one in each if one.term.source is not Source.TERMS or one.read not in right] for each in asked]
    found = scores(text for each in kept for one in each for text in one.texts)
    return [_apart(one.edit(found) for one in each) for each in kept]


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
        words = self.read, self.term.text, stand_in(self.term)
        return (f"{self.before}{word}{self.after}" for word in words)

    def edit(self, scores: Mapping[str, float]) -> Edit:
        read, term, listed = (scores[text] for text in self.texts)
        gain = max(term, listed - UNLISTED) - read
        evidence = {"language": max(-MOST_LANGUAGE, min(MOST_LANGUAGE, gain)), **self.evidence}
        return Edit("word", self.stem.start, self.stem.end, self.term.text, evidence)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A term for the place of a stem, and the channel's log odds for it."""

    stem: Stem
    term: Term
    channel: float


def _asked(
    passage: Passage, found: Sequence[Run], vocabulary: Vocabulary, misreadings: Misreadings
) -> Iterator[_Asked]:
    text, guards, strange = passage.text, passage.guards, _strange(found, passage.text)
    words, index = passage.words, 0
    for run in found:
        while words[index][1] <= run.start:
            index += 1
        if not run.doubtful or vocabulary.right(run, text):
            continue
        first, last = around(words, index, REACH)
        likeliest = sorted(_candidates(run, passage, vocabulary, misreadings), key=lambda each: -each.channel)
        for each in likeliest[:CANDIDATES]:
            stem, term = each.stem, each.term
            before = text[max(first, stem.start - LONGEST) : stem.start]
            after = text[stem.end : min(last, stem.end + LONGEST)]
            caution = CAUTION + QUOTED * guards.quotation(stem.start) + FOREIGN * (run in strange and is_short(term))
            caution += NAMED * names_person(text, stem.start, stem.end)
            yield _Asked(
                stem, text[stem.start : stem.end], term, before, after, _evidence(each, text, vocabulary, caution)
            )


def _evidence(each: _Candidate, text: str, vocabulary: Vocabulary, caution: float) -> Mapping[str, float]:
    stem, term = each.stem, each.term
    glossed = term.kind in _GLOSSED_KINDS and _GLOSS.match(text, stem.end) is not None
    another = term.kind == PERSON and may_name_person(text[stem.start : stem.end])
    found = {
        "channel": each.channel,
        "lexicon": reliability(term),
        "page": PAGE * (vocabulary.counts[term.text] > 0),
        "gloss": GLOSSED * glossed,
        "caution": -caution - ANOTHER * another,
    }
    return {name: odds for name, odds in found.items() if odds}


def _candidates(run: Run, passage: Passage, vocabulary: Vocabulary, misreadings: Misreadings) -> Iterator[_Candidate]:
    for stem in run.stems:
        read = passage.text[stem.start : stem.end]
        if len(read) < 2 or (stem.familiar and not (stem.whole and len(read) >= SHORTEST_FAMILIAR)):
            continue
        person = names_person(passage.text, stem.start, stem.end)
        for term in vocabulary.lexicon.near(read):
            if proposed(term, stem, read) and not (person and term.source is Source.TERMS):
                odds = misreadings.odds(read, term.text, passage.glyphs[stem.start : stem.end])
                if odds > HOPELESS:
                    yield _Candidate(stem, term, odds)


def _strange(found: Iterable[Run], text: str) -> set[Run]:
    """Return the runs that stand side by side and that Kiwi does not know: names such as those of foreigners."""
    unknown = [run for run in found if any(stem.unknown and stem.whole for stem in run.stems)]
    beside = (pair for pair in pairwise(unknown) if text[pair[0].end : pair[1].start] in _WITHIN_NAMES)
    return {run for pair in beside for run in pair}


def _apart(found: Iterable[Edit]) -> list[Edit]:
    """Return the likeliest of edits that overlap."""
    kept: list[Edit] = []
    for edit in sorted(found, key=lambda edit: -edit.odds):
        if not any(map(edit.overlaps, kept)):
            kept.append(edit)
    return sorted(kept, key=lambda edit: edit.start)
