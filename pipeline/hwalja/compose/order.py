"""Reading order over the page: what a reader takes after what, articles and furniture alike."""

from __future__ import annotations

from collections.abc import Sequence

from hwalja.model import Article, Block, Layout


def reading_order(layout: Layout, articles: Sequence[Article], furniture: Sequence[Block]) -> tuple[str, ...]:
    """Return the ids of all blocks in reading order.

    Articles keep their order and their blocks; a piece of furniture comes before the first article that begins after
    it in the layout's reading order.
    """
    at = {region.id: position for position, region in enumerate(layout.regions)}
    loose = sorted(furniture, key=lambda block: _position(block, at))
    order: list[str] = []
    for article in articles:
        begin = min((_position(block, at) for block in article.blocks), default=0)
        while loose and _position(loose[0], at) < begin:
            order.append(loose.pop(0).id)
        order += [block.id for block in article.blocks]
    return (*order, *(block.id for block in loose))


def _position(block: Block, at: dict[str, int]) -> int:
    return min((at[region.id] for region in block.regions), default=0)
