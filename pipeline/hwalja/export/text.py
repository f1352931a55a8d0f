"""The text form of a page: its articles and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from hwalja.model import Article, Page, Role

ARTICLE_BREAK = "─" * 40
"""Stands between two articles, with an empty line above and below."""

PAGE_BREAK = "═" * 40
"""Stands between two pages."""

CAPTION_MARK = "[사진설명] "

READING = frozenset({Role.SUBHEADING, Role.LEAD, Role.BODY, Role.TABLE})
"""What is read in the order of the blocks; headline, byline and captions have places of their own."""


def to_text(page: Page) -> str:
    """Return headline, subheadings and paragraphs in their order, byline and captions of each article."""
    articles = ("\n\n".join(_parts(article)) for article in page.articles)
    text = f"\n\n{ARTICLE_BREAK}\n\n".join(filter(None, articles))
    return f"{text}\n" if text else ""


def _parts(article: Article) -> Iterator[str]:
    if article.headline:
        yield article.headline
    yield from (block.text for block in article.blocks if block.role in READING and block.text)
    if article.byline:
        yield article.byline
    yield from (f"{CAPTION_MARK}{caption}" for caption in article.captions)
