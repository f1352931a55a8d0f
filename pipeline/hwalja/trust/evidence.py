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
from hwalja.model import Article, Block, Correction, Line, Role

RUNNING = frozenset({Role.LEAD, Role.BODY, Role.TABLE})
"""Roles of an article's running text."""

UNDER = frozenset({Role.LEAD, Role.BODY, Role.TABLE, Role.SUBHEADING, Role.CAPTION, Role.BYLINE})
"""Roles of what stands under a headline."""

BARE = 0.1
"""Share of a headline's width: a column that lacks leaves more of it bare."""

LATE = 0.03
"""Share of a headline's width: the first paragraph seldom begins farther from its left end."""

SPARSE = 0.4
"""Less of the box around an article's text is seldom filled with it."""

APART = 2.0
"""Em between a piece of text and all else of its article."""

OVER = 3.0
"""Em above the headline's top: text that begins higher is not under it."""

OTHER_SIZE = 0.08
"""Lines whose type differs more from the article's in height are captions or of another article."""

SLIGHT = 1.45
"""Em of the text: over several columns no headline is smaller; crossheads are (1.1 to 1.5)."""

COLUMN = 3.0
"""Em between the left edges of two columns, at the least."""

_ITEM = re.compile(r"[^\w\s“‘\"'(\[《「『]|\d{1,3}[.)]")
"""How an item of a list begins, which need not be a sentence."""

LONGEST_STRAY = 30
"""Characters: a piece without a full stop that is no longer does not belong; of a longer one the end is missing."""

MANY = 0.04
"""Share of characters; where the engine expects to have misread more, others are lost without its knowing."""

LEGIBLE = 0.9
"""Where the engine is less sure of a paragraph's characters, a full stop may be among those that it misread."""

_DIRT = " .,:;·'\""
"""What a full stop may be misread as."""

_STOP = re.compile(r"[.!?][”’\"')\]]*(?=\s)")


def evidence(
    article: Article,
    corrections: Mapping[str, Sequence[Correction]],
    pictures: Sequence[Box],
    following: Article | None = None,
) -> dict[str, float]:
    """Return the evidence against an article by its name.

    Args:
        article: As corrected.
        corrections: Applied and suggested ones by block.
        pictures: Of the page: a headline may stand over one.
        following: The next article in reading order.

    Returns:
        Shares of the characters: `letters`, those that the engine itself expects to have misread; `illegible`, how many
        of these are more than 4 %; `corrected` and
        `suggested`, changes that were made, and those that were not sure enough; `stray`, those in short pieces after
        the last full stop of a paragraph, such as a byline; `odd`, those in lines of another size. Signs, 0 or 1:
        `cut`, a paragraph breaks off; `bare`, nothing of the article stands under part of its headline; `late`, it
        begins right of its headline's left end; `over`, it begins above its headline; `sparse`, it fills little of
        the box around it; `apart`, a piece of it stands by itself; `headless`, there is no headline; `slight`, its
        headline is a crosshead by its size; `goes_on`, that of the following article is.
    """
    blocks = [block for block in article.blocks if block.role in RUNNING] or list(article.blocks)
    sure = [glyph.confidence for block in blocks for line in block.lines for glyph in line.glyphs]
    count = max(1, len(sure))
    misread = 1 - sum(sure) / count
    log = (correction for block in blocks for correction in corrections.get(block.id, ()))
    changes = [correction for correction in log if correction.kind != "join"]
    boxes = [region.box for block in blocks for region in block.regions]
    lines = [line for block in blocks for line in block.lines]
    em = float(np.median([line.em for line in lines] or [1.0]))
    return {
        "letters": misread,
        "illegible": max(0.0, misread - MANY),
        "corrected": sum(change.applied for change in changes) / count,
        "suggested": sum(not change.applied for change in changes) / count,
        **_loose([block for block in blocks if block.text]),
        "odd": _odd(lines, em),
        **_under_headline(article, boxes, pictures, em),
        "sparse": float(bool(boxes) and sum(box.area for box in boxes) < SPARSE * Box.around(boxes).area),
        "apart": float(any(_distance(box, article) > APART * em for box in boxes)),
        "headless": float(not article.headline),
        "slight": float(_is_slight(article)),
        "goes_on": float(following is not None and _is_slight(following)),
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


def _is_slight(article: Article) -> bool:
    """Tell whether a headline over several columns is no larger than a crosshead."""
    heads = [line.em for block in article.blocks if block.role is Role.HEADLINE for line in block.lines]
    text = [region for block in article.blocks if block.role in RUNNING for region in block.regions if region.lines]
    if not heads or not text:
        return False
    em = float(np.median([line.em for region in text for line in region.lines]))
    edges = sorted(region.box.x for region in text)
    return max(heads) < SLIGHT * em and edges[-1] - edges[0] > COLUMN * em


def _odd(lines: Sequence[Line], em: float) -> float:
    """Return the share of the characters that stand in lines of another size."""
    sizes = [(len(line.text), abs(line.em / em - 1) > OTHER_SIZE) for line in lines]
    return sum(size for size, odd in sizes if odd) / max(1, sum(size for size, _ in sizes))


def _under_headline(article: Article, text: Sequence[Box], pictures: Sequence[Box], em: float) -> dict[str, float]:
    """Return whether the article stands under its headline, all along it, and begins where that begins."""
    heads = [region.box for block in article.blocks if block.role is Role.HEADLINE for region in block.regions]
    if not heads or not text:
        return {"bare": 0.0, "late": 0.0, "over": 0.0}
    head = Box.around(heads)
    own = [region.box for block in article.blocks if block.role in UNDER for region in block.regions]
    bare = np.ones(max(1, head.width), bool)
    reach = Box.around([head, *own])
    for box in [*own, *(picture for picture in pictures if picture.y < reach.bottom)]:
        if box.bottom > head.y:
            bare[max(0, box.x - head.x) : max(0, box.right - head.x)] = False
    return {
        "bare": float(bare.mean() > BARE),
        "late": float(text[0].x - head.x > LATE * head.width),
        "over": float(any(box.y < head.y - OVER * em for box in text)),
    }


def _distance(box: Box, article: Article) -> float:
    """Return how far in px, across and down, the next piece of the article is; 0 where there is no other."""
    others = [region.box for block in article.blocks for region in block.regions if region.box != box]
    return min((max(0, -box.overlap_x(each)) + max(0, -box.overlap_y(each)) for each in others), default=0)
