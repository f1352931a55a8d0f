"""Articles that go on on another page: which part belongs to which."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hwalja.issue.marks import marks
from hwalja.issue.pages import Issue, IssuePage
from hwalja.model import Article

LIKE = 0.1
"""Likeness below which two articles are not taken for one. Set, like the next one, so that a link is rather missing
than wrong; not tuned."""

AHEAD = 1.5
"""The likeliest part has to be so many times as like as the next one."""

_EOJEOL = re.compile(r"[가-힣A-Za-z0-9]{2,}")
_PARTICLE = re.compile(r"(?<=\w\w)(?:으로|에서|에게|까지|부터|[은는이가을를의에도와과로])$")


@dataclass(frozen=True, slots=True)
class Part:
    """An article on its page; one that goes on has several."""

    page: IssuePage
    article: Article


def stories(issue: Issue) -> tuple[tuple[Part, ...], ...]:
    """Return all articles of an issue, each with its parts: in the order of the pages, each where it begins."""
    parts = [Part(page, article) for page in issue.pages for article in page.page.articles]
    onto = _links(parts)
    later = set(onto.values())
    found = []
    for start in range(len(parts)):
        if start not in later:
            chain = [start]
            while chain[-1] in onto:
                chain.append(onto[chain[-1]])
            found.append(tuple(parts[each] for each in chain))
    return tuple(found)


def _links(parts: Sequence[Part]) -> dict[int, int]:
    """Return for each part that goes on which one it goes on with: always one further on."""
    told = [marks(part.article) for part in parts]
    words = _weighed([_words(part.article) for part in parts])
    chosen: list[tuple[int, int]] = []
    for here, said in enumerate(told):
        if said.onto:
            there = [k for k in range(here + 1, len(parts)) if parts[k].page.number == said.onto]
            back = [k for k in there if told[k].out_of == parts[here].page.number]
            rivals = [k for k, part in enumerate(parts) if part.page is parts[here].page and told[k].onto == said.onto]
            certain = len(back) == len(rivals) == 1
            chosen += _choose(here, back or [k for k in there if not told[k].out_of], words, sure=certain)
    pointed = {after for _, after in chosen}
    for here, said in enumerate(told):
        if said.out_of and here not in pointed:
            there = [k for k in range(here) if parts[k].page.number == said.out_of and not told[k].onto]
            chosen += [(k, here) for _, k in _choose(here, there, words)]
    before, after = Counter(a for a, _ in chosen), Counter(b for _, b in chosen)
    return {a: b for a, b in chosen if before[a] == after[b] == 1}


def _choose(
    here: int, there: Sequence[int], words: Sequence[Mapping[str, float]], *, sure: bool = False
) -> list[tuple[int, int]]:
    """Return the link from one part to the one of several that it belongs to, if that can be told.

    Args:
        here: The part.
        there: Those it may belong to.
        words: Of each part, with their weights.
        sure: There is one, and both say so.
    """
    ranked = sorted(((_likeness(words[here], words[k]), k) for k in there), key=lambda each: (-each[0], each[1]))
    ahead = len(ranked) < 2 or ranked[0][0] >= AHEAD * ranked[1][0]
    return [(here, ranked[0][1])] if sure or (ranked and ahead and ranked[0][0] >= LIKE) else []


def _words(article: Article) -> set[str]:
    """Return what an article is about: its eojeols without particles."""
    return {_PARTICLE.sub("", word) for word in _EOJEOL.findall(article.text)}


def _weighed(texts: Iterable[set[str]]) -> list[dict[str, float]]:
    """Return the words of each text with their weights: those of few texts tell most."""
    texts = list(texts)
    common = Counter(word for text in texts for word in text)
    return [{word: math.log(1 + len(texts) / common[word]) for word in sorted(text)} for text in texts]


def _likeness(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Return the cosine of two texts, from 0 (no word in common) to 1."""
    shared = sum(weight**2 for word, weight in a.items() if word in b)
    lengths = math.sqrt(sum(weight**2 for weight in a.values()) * sum(weight**2 for weight in b.values()))
    return shared / lengths if lengths else 0.0
