"""The articles of a page as records that stand for themselves: a line, a row, a document each."""

from __future__ import annotations

from hwalja.export.document import CONFIDENCE_DIGITS, sides
from hwalja.export.facts import facts
from hwalja.geometry import Box
from hwalja.model import Article, Page


def records(page: Page) -> list[dict[str, object]]:
    """Return for each article what it says, where it stands and how far it can be relied on."""
    return [_record(page, article) for article in page.articles]


def _record(page: Page, article: Article) -> dict[str, object]:
    boxes = [region.box for block in article.blocks for region in block.regions]
    box = Box.around(boxes) if boxes else None
    return {
        "id": article.id,
        "page": page.id,
        "source": page.source,
        "sha256": page.sha256,
        **facts(page),
        "headline": article.headline,
        "subheadings": list(article.subheadings),
        "byline": article.byline,
        "paragraphs": list(article.paragraphs),
        "captions": list(article.captions),
        "text": article.text,
        "confidence": round(article.confidence, CONFIDENCE_DIGITS),
        "unsure": article.unsure,
        "doubts": [doubt.value for doubt in article.doubts],
        "box": sides(box) if box else None,
        "width": page.width,
        "height": page.height,
    }
