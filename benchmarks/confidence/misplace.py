"""Put articles together wrongly: what a layout analysis that fails makes of them.

The real failures are too few to tell what they look like.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from hwalja.model import Article, Block, Role
from hwalja.trust.evidence import RUNNING

UNDER = "under a subheading"
BEFORE = "before a subheading"


def misplaced(articles: Sequence[Article], chance: random.Random) -> Iterator[tuple[int, Article, str]]:
    """Yield articles that lack a part, are one, hold one of another, or take a caption for text.

    Each comes with the position of the article that it is to be compared with, and with what is wrong with it.
    """
    for position, article in enumerate(articles):
        regions = _regions(article)
        if len(regions) > 1:
            at = chance.randrange(1, len(regions))
            yield position, _part(article, regions[:at]), "end lacks"
            yield position, replace(article, blocks=_running(_part(article, regions[at:]))), "end alone"
            yield position, _part(article, regions[1:]), "beginning lacks"
            if len(articles) > 1:
                other = position + 1 if position + 1 < len(articles) else position - 1
                last = _running(_part(article, regions[-1:]))
                yield other, replace(articles[other], blocks=(*articles[other].blocks, *last)), "part of another"
        yield from ((position, *torn) for torn in at_subheading(article))
        if article.captions and article.paragraphs:
            blocks = (replace(b, role=Role.BODY) if b.role is Role.CAPTION else b for b in article.blocks)
            yield position, replace(article, blocks=tuple(blocks)), "caption"


def at_subheading(article: Article) -> Iterator[tuple[Article, str]]:
    """Yield the part from the first subheading within the text on, as if that were a headline, and the part before."""
    heads = [n for n, block in enumerate(article.blocks) if block.role is Role.SUBHEADING]
    for at in heads:
        before, rest = article.blocks[:at], article.blocks[at + 1 :]
        text = _running(replace(article, blocks=rest))
        if text and any(block.role in RUNNING for block in before):
            under = replace(article, blocks=(replace(article.blocks[at], role=Role.HEADLINE), *text))
            yield under, UNDER
            yield replace(article, blocks=before), BEFORE
            return


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
