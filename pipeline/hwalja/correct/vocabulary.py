"""The vocabulary of a page: how often each word stands, and the lexicon with the page's own words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hwalja.correct.lexicon import Lexicon
from hwalja.correct.passage import Passage
from hwalja.correct.stems import Run, Stem, runs
from hwalja.correct.terms import Source, Term

TWICE = 2
"""What stands so often on the page is right, or at least not misread by chance."""

SHORTEST_WORD = 3

CERTAIN = 0.98
"""A word of which every glyph is so sure is right though it stands but once."""


@dataclass(frozen=True)
class Vocabulary:
    """What a page has.

    Attributes:
        runs: Of every passage, what may hold terms.
        counts: How often each stem stands.
        lexicon: With the page's own words.
    """

    runs: tuple[tuple[Run, ...], ...]
    counts: Mapping[str, int]
    lexicon: Lexicon

    @classmethod
    def of(cls, passages: Sequence[Passage], lexicon: Lexicon) -> Vocabulary:
        found = tuple(tuple(runs(each.text, each.morphemes, each.guards)) for each in passages)
        counts, nouns = Counter[str](), Counter[str]()
        for passage, each in zip(passages, found, strict=True):
            for run in each:
                counts.update({passage.text[stem.start : stem.end] for stem in run.stems if stem.whole})
                nouns[passage.text[run.start : run.noun]] += TWICE if _certain(run, passage, lexicon) else 1
        words = (
            Term(text, Source.PAGE)
            for text, count in nouns.items()
            if count >= TWICE and len(text) >= SHORTEST_WORD and not lexicon.get(text)
        )
        return cls(found, counts, lexicon.with_page(words))

    def right(self, run: Run, text: str) -> bool:
        """Tell whether a word is known that fills a run of `text`, or that stands behind its Latin letters."""
        return any(self._knows(stem, text) for stem in run.stems if stem.whole)

    def _knows(self, stem: Stem, text: str) -> bool:
        word = text[stem.start : stem.end]
        return self.counts[word] >= TWICE or self.lexicon.get(word) is not None or _headed(stem, text, self.lexicon)


def _certain(run: Run, passage: Passage, lexicon: Lexicon) -> bool:
    glyphs = passage.glyphs[run.start : run.noun]
    sure = all(glyph and glyph.confidence >= CERTAIN for glyph in glyphs)
    return sure or any(_headed(stem, passage.text, lexicon) for stem in run.stems)


def _headed(stem: Stem, text: str, lexicon: Lexicon) -> bool:
    """Tell whether a known word stands behind Latin letters, such as `칩` in `NPU칩`."""
    if not (stem.latin and stem.whole):
        return False
    return stem.familiar or lexicon.get(text[stem.start + stem.latin : stem.end]) is not None
