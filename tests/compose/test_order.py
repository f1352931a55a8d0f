from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hwalja.compose.order import reading_order
from hwalja.geometry import Box
from hwalja.model import Article, Block, Layout, Region, Role

BOX = Box(0, 0, 10, 10)


def layout(count: int) -> Layout:
    return Layout(20, tuple(Region(f"r{n}", Role.BODY, BOX, ()) for n in range(count)), ())


def block(name: str, regions: list[int]) -> Block:
    return Block(name, Role.BODY, "", tuple(Region(f"r{n}", Role.BODY, BOX, ()) for n in regions))


def test_furniture_comes_where_it_stands() -> None:
    articles = [
        Article("a1", (block("headline", [1]), block("text", [2, 4])), 1.0),
        Article("a2", (block("more", [5]),), 1.0),
    ]
    furniture = [block("footer", [6]), block("header", [0]), block("advertisement", [3])]
    assert reading_order(layout(7), articles, furniture) == (
        "header",
        "headline",
        "text",
        "advertisement",
        "more",
        "footer",
    )


@given(st.lists(st.lists(st.lists(st.integers(0, 9), max_size=3), max_size=3), max_size=4), st.integers(0, 4))
def test_the_order_names_every_block_once(found: list[list[list[int]]], loose: int) -> None:
    articles = [
        Article(f"a{n}", tuple(block(f"a{n}.b{i}", regions) for i, regions in enumerate(blocks)), 1.0)
        for n, blocks in enumerate(found)
    ]
    furniture = [block(f"f{n}", [2 * n]) for n in range(loose)]
    order = reading_order(layout(10), articles, furniture)
    inside = [b.id for article in articles for b in article.blocks]
    assert sorted(order) == sorted(inside + [b.id for b in furniture])
    assert [name for name in order if name in inside] == inside
