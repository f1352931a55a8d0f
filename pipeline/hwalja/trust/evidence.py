"""What speaks against an article: characters that may be wrong, and signs that it was put together wrongly.

Only the running text counts, or all text where there is none. What each kind of evidence is worth was fitted
(`hwalja.trust.weights`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from hwalja.fix.sentences import finished
from hwalja.geometry import Box
from hwalja.model import Article, Block, Correction, Role

RUNNING = frozenset({Role.LEAD, Role.BODY, Role.TABLE})
"""Roles of an article's running text."""

UNDER = frozenset({Role.LEAD, Role.BODY, Role.TABLE, Role.SUBHEADING, Role.CAPTION, Role.BYLINE})
"""Roles of what stands under a headline."""

SPARSE = 0.3
"""Less of the box around an article's text is seldom filled with it, unless pieces of two were put together."""

_ITEM = re.compile(r"[^\w\s“‘\"'(\[《「『]|\d{1,3}[.)]")
"""How an item of a list begins, which need not be a sentence."""

LONGEST_STRAY = 30
"""Characters: a piece without a full stop that is no longer does not belong; of a longer one the end is missing."""

LEGIBLE = 0.9
"""Where the engine is less sure of a paragraph's characters, a full stop may be among those that it misread."""

_DIRT = " .,:;·'\""
"""What a full stop may be misread as."""

_STOP = re.compile(r"[.!?][”’\"')\]]*(?=\s)")


def evidence(
    article: Article, corrections: Mapping[str, Sequence[Correction]], pictures: Sequence[Box]
) -> dict[str, float]:
    """Return the evidence against an article by its name.

    Args:
        article: As corrected.
        corrections: Applied and suggested ones by block.
        pictures: Of the page: a headline may stand over one.

    Returns:
        `letters`: share of the characters that the engine itself expects to have misread. `corrected`, `suggested`:
        changes that were made, and those that were not sure enough, per character. `stray`: share of the characters in
        short pieces after the last full stop of a paragraph, such as a byline. `cut`: 1 where a longer piece ends
        without one. `uncovered`: share of the headline's width under which nothing of the article stands. `before`:
        share of it left of the first paragraph. `sparse`, `headless`: 1 where most of the box around the text is not
        the article's, where there is no headline.
    """
    blocks = [block for block in article.blocks if block.role in RUNNING] or list(article.blocks)
    sure = [glyph.confidence for block in blocks for line in block.lines for glyph in line.glyphs]
    count = max(1, len(sure))
    log = (correction for block in blocks for correction in corrections.get(block.id, ()))
    changes = [correction for correction in log if correction.kind != "join"]
    boxes = [region.box for block in blocks for region in block.regions]
    return {
        "letters": 1 - sum(sure) / count,
        "corrected": sum(change.applied for change in changes) / count,
        "suggested": sum(not change.applied for change in changes) / count,
        **_loose([block for block in blocks if block.text]),
        **_under_headline(article, boxes, pictures),
        "sparse": float(bool(boxes) and sum(box.area for box in boxes) < SPARSE * Box.around(boxes).area),
        "headless": float(not article.headline),
    }


def _loose(paragraphs: Sequence[Block]) -> dict[str, float]:
    """Return what stands at the ends of paragraphs and belongs to no finished sentence."""
    tails = [len(tail) for tail in _tails([block.text for block in paragraphs if _is_legible(block)])]
    stray = sum(length for length in tails if length <= LONGEST_STRAY)
    whole = sum(len(block.text) for block in paragraphs)
    return {"stray": stray / max(1, whole), "cut": float(any(n > LONGEST_STRAY for n in tails))}


def _is_legible(block: Block) -> bool:
    sure = [glyph.confidence for line in block.lines for glyph in line.glyphs]
    return sum(sure) >= LEGIBLE * len(sure)


def _tails(paragraphs: Sequence[str]) -> Iterator[str]:
    for text in paragraphs:
        bare = text.rstrip(_DIRT)
        if not _ITEM.match(text) and not finished(text) and not bare.endswith("다"):
            stops = [stop.end() for stop in _STOP.finditer(text)]
            yield text[stops[-1] if stops else 0 :].strip()


def _under_headline(article: Article, text: Sequence[Box], pictures: Sequence[Box]) -> dict[str, float]:
    """Return how much of the headline's width is bare of the article, and how much lies left of its first paragraph."""
    heads = [region.box for block in article.blocks if block.role is Role.HEADLINE for region in block.regions]
    if not heads or not text:
        return {"uncovered": 0.0, "before": 0.0}
    head = Box.around(heads)
    own = [region.box for block in article.blocks if block.role in UNDER for region in block.regions]
    bare = np.ones(max(1, head.width), bool)
    reach = Box.around([head, *own])
    for box in [*own, *(picture for picture in pictures if picture.y < reach.bottom)]:
        if box.bottom > head.y:
            bare[max(0, box.x - head.x) : max(0, box.right - head.x)] = False
    return {"uncovered": float(bare.mean()), "before": max(0.0, (text[0].x - head.x) / max(1, head.width))}
