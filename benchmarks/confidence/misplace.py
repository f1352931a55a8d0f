"""Put articles together wrongly: what a layout analysis that fails makes of them.

The real failures are too few to tell what they look like.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from hwalja.model import Article, Block, Role
from hwalja.trust.holes import RUNNING

UNDER = "under a subheading"
BEFORE = "before a subheading"


@dataclass(frozen=True, slots=True)
class Fault:
    """A page one of whose articles is put together wrongly.

    Attributes:
        name: What is wrong with it.
        articles: Of the page now.
        at: Which of them is wrong.
        position: Of the article as it was, which it is to be compared with.
    """

    name: str
    articles: tuple[Article, ...]
    at: int
    position: int


def misplaced(articles: Sequence[Article], chance: random.Random) -> Iterator[Fault]:
    """Yield articles that lack a part, are one, hold one of another, or take a caption for text."""
    for position, article in enumerate(articles):
        for names, parts in _torn(article, chance):
            page = (*articles[:position], *parts, *articles[position + 1 :])
            for n, name in enumerate(names):
                yield Fault(name, page, position + n, position)
        regions = _regions(article)
        if len(regions) > 1 and len(articles) > 1:
            other = position + 1 if position + 1 < len(articles) else position - 1
            last = _running(_part(article, regions[-1:]))
            more = replace(articles[other], blocks=(*articles[other].blocks, *last))
            less = _part(article, regions[:-1])
            page = tuple(more if n == other else less if n == position else a for n, a in enumerate(articles))
            yield Fault("part of another", page, other, other)
        if article.captions and article.paragraphs:
            blocks = (replace(b, role=Role.BODY) if b.role is Role.CAPTION else b for b in article.blocks)
            page = (*articles[:position], replace(article, blocks=tuple(blocks)), *articles[position + 1 :])
            yield Fault("caption", page, position, position)


def _torn(article: Article, chance: random.Random) -> Iterator[tuple[Sequence[str], Sequence[Article]]]:
    """Yield names of faults, and what an article became by them."""
    regions = _regions(article)
    if len(regions) > 1:
        at = chance.randrange(1, len(regions))
        rest = replace(article, blocks=_running(_part(article, regions[at:])))
        yield ("end lacks", "end alone"), (_part(article, regions[:at]), rest)
        yield ("beginning lacks",), (_part(article, regions[1:]),)
    under = at_subheading(article)
    if under:
        yield (BEFORE, UNDER), under


def at_subheading(article: Article) -> tuple[Article, Article] | None:
    """Return the part before the first subheading within the text, and that from it on, as if it were a headline."""
    heads = [n for n, block in enumerate(article.blocks) if block.role is Role.SUBHEADING]
    for at in heads:
        before, rest = article.blocks[:at], article.blocks[at + 1 :]
        text = _running(replace(article, blocks=rest))
        if text and any(block.role in RUNNING for block in before):
            under = replace(article, blocks=(replace(article.blocks[at], role=Role.HEADLINE), *text))
            return replace(article, blocks=before), under
    return None


def _running(article: Article) -> tuple[Block, ...]:
    return tuple(block for block in article.blocks if block.role in RUNNING)


def _regions(article: Article) -> list[str]:
    """Return the ids of the columns of running text, in reading order."""
    return list(dict.fromkeys(region.id for block in _running(article) for region in block.regions))


def _part(article: Article, names: Collection[str]) -> Article:
    """Return the article with some of its columns alone."""
    cut = (_cut(block, names) if block.role in RUNNING else block for block in article.blocks)
    return replace(article, blocks=tuple(block for block in cut if block.regions))


def _cut(block: Block, names: Collection[str]) -> Block:
    """Return a block with some of its columns; where in the text a column ends is told from what was read in it."""
    sizes = [sum(len(line.text) for line in region.lines) for region in block.regions]
    scale = len(block.text) / max(1, sum(sizes))
    text, at = "", 0
    for region, size in zip(block.regions, sizes, strict=True):
        if region.id in names:
            text += block.text[round(at * scale) : round((at + size) * scale)]
        at += size
    return replace(block, text=text.strip(), regions=tuple(r for r in block.regions if r.id in names))
