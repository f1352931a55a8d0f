"""What a reader takes after what, article by article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from hwalja.model import Article, Block, Page, Region


@dataclass(frozen=True, slots=True)
class Run:
    """Blocks that follow one another and belong to one article, or to none."""

    article: Article | None
    blocks: tuple[Block, ...]

    @property
    def regions(self) -> Iterator[tuple[Block, Region]]:
        """Every region, with its block."""
        return ((block, region) for block in self.blocks for region in block.regions)


def runs(page: Page) -> tuple[Run, ...]:
    """Return all blocks of the page in reading order."""
    owner = {block.id: article for article in page.articles for block in article.blocks}
    blocks = {block.id: block for block in page.blocks}
    found: list[Run] = []
    for _, run in groupby(page.order, lambda name: owner[name].id if name in owner else None):
        names = list(run)
        found.append(Run(owner.get(names[0]), tuple(blocks[name] for name in names)))
    return tuple(found)
