"""How an article stands on the page: what lacks under its headline, what stands apart, what is of another size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hwalja.geometry import Box
from hwalja.model import Article, Block, Line, Role
from hwalja.trust.holes import RUNNING, holes, running

UNDER = frozenset({Role.LEAD, Role.BODY, Role.TABLE, Role.SUBHEADING, Role.CAPTION, Role.BYLINE})
"""Roles of what stands under a headline."""

BARE = 0.1
"""Share of a headline's width: other text that stands under more of it stands where a column lacks, …"""

LEVEL = 3.0
"""… if it begins no more than so many em below the article's own."""

LATE = 0.03
"""Share of a headline's width: where no picture stands before it, text seldom begins farther from its left end, …"""

SET_IN = 1.6
"""… the em by which a first line may be set in taken off; …"""

CAPTION = 5.0
"""… and the picture reaches as far down as the text, give or take the em of a caption."""

SPARSE = 0.4
"""Less of the box around an article's text is seldom filled with it and pictures."""

APART = 2.0
"""Em between a piece of text and all else of its article."""

OVER = 3.0
"""Em above the headline's top: text that begins higher is not under it."""

SMALL, LARGE = 0.94, 1.08
"""Times the height of the article's type: smaller lines are captions, or of another article; so are larger ones, or two
that dirt joins."""

SLIGHT = 1.38
"""Em of the text: over several columns hardly a headline is smaller; crossheads are (1.1 to 1.3)."""

COLUMN = 3.0
"""Em between the left edges of two columns, at the least."""

UNSEEN = 3.0
"""Em between a caption and its picture, at the most."""

RULED = 3.0
"""Em between a text and the side of the frame above it, at the most."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands on a page beside its articles.

    Attributes:
        furniture: Text that belongs to none.
    """

    pictures: tuple[Box, ...] = ()
    rules: tuple[Box, ...] = ()
    furniture: tuple[Block, ...] = ()


def placed(article: Article, articles: Sequence[Article], beside: Beside) -> dict[str, float]:
    """Return what speaks against the article where it stands."""
    blocks = running(article)
    boxes = [region.box for block in blocks for region in block.regions]
    lines = [line for block in blocks for line in block.lines]
    em = float(np.median([line.em for line in lines] or [1.0]))
    others = [r.box for each in articles if each is not article for block in each.blocks for r in block.regions]
    furniture = [line for block in beside.furniture for line in block.lines]
    ruled = bool(boxes) and _is_ruled(boxes[0], beside.rules, em)
    captions = [r.box for block in article.blocks if block.role is Role.CAPTION for r in block.regions]
    return {
        **_odd(lines, em),
        "holes": holes(article, [*others, *beside.pictures], furniture),
        **_under_headline(article, boxes, [*others, *(line.box for line in furniture)], beside.pictures, em),
        "sparse": float(bool(boxes) and _filled(boxes, beside.pictures) < SPARSE),
        "apart": float(any(APART * em < _distance(box, _others(article, box)) < np.inf for box in boxes)),
        "headless": float(not article.headline and not ruled),
        "unseen": float(any(_distance(box, beside.pictures) > UNSEEN * em for box in captions)),
    }


def _is_ruled(text: Box, rules: Sequence[Box], em: float) -> bool:
    """Tell whether a rule runs above all of a text."""
    return any(
        rule.overlap_x(text) > 0.9 * text.width and -em < text.y - rule.bottom < RULED * em
        for rule in rules
        if rule.width > rule.height
    )


def is_slight(article: Article) -> bool:
    """Tell whether a headline over several columns is no larger than a crosshead."""
    heads = [line.em for block in article.blocks if block.role is Role.HEADLINE for line in block.lines]
    text = [region for block in article.blocks if block.role in RUNNING for region in block.regions if region.lines]
    if not heads or not text:
        return False
    em = float(np.median([line.em for region in text for line in region.lines]))
    edges = sorted(region.box.x for region in text)
    return max(heads) < SLIGHT * em and edges[-1] - edges[0] > COLUMN * em


def _odd(lines: Sequence[Line], em: float) -> dict[str, float]:
    """Return the shares of the characters that stand in lines of another size."""
    whole = max(1, sum(len(line.text) for line in lines))
    small = sum(len(line.text) for line in lines if line.em < SMALL * em)
    large = sum(len(line.text) for line in lines if line.em > LARGE * em)
    return {"small": small / whole, "large": large / whole}


def _under_headline(
    article: Article, text: Sequence[Box], others: Sequence[Box], pictures: Sequence[Box], em: float
) -> dict[str, float]:
    """Return whether the article stands under its headline, nothing else does, and it begins where that begins."""
    heads = [region.box for block in article.blocks if block.role is Role.HEADLINE for region in block.regions]
    if not heads or not text:
        return {"bare": 0.0, "late": 0.0, "over": 0.0}
    head = Box.around(heads)
    own = [region.box for block in article.blocks if block.role in UNDER for region in block.regions]
    bare = np.zeros(max(1, head.width), bool)
    for box in others:
        if head.bottom < box.bottom and box.y < min(each.y for each in text) + LEVEL * em:
            bare[max(0, box.x - head.x) : max(0, box.right - head.x)] = True
    reach = Box.around([head, *own])
    for box in [*own, *(picture for picture in pictures if picture.y < reach.bottom)]:
        if box.bottom > head.y:
            bare[max(0, box.x - head.x) : max(0, box.right - head.x)] = False
    begins = text[0].x - SET_IN * em
    foot = max(box.bottom for box in text) - CAPTION * em
    aside = (picture for picture in pictures if picture.overlap_y(text[0]) > 0 and picture.bottom > foot)
    start = min([begins, *(picture.x for picture in aside if picture.right > head.x)])
    return {
        "bare": float(bare.mean() > BARE),
        "late": float(start - head.x > LATE * head.width),
        "over": float(any(box.y < head.y - OVER * em for box in text)),
    }


def _filled(text: Sequence[Box], pictures: Sequence[Box]) -> float:
    """Return the share of the box around a text that it and pictures fill."""
    around = Box.around(text)
    area = sum(box.area for box in text) + sum(picture.shared(around) for picture in pictures)
    return area / max(1, around.area)


def _others(article: Article, box: Box) -> list[Box]:
    return [region.box for block in article.blocks for region in block.regions if region.box != box]


def _distance(box: Box, others: Sequence[Box]) -> float:
    """Return how far in px, across and down, the next of some boxes is; infinity where there is none."""
    return min((max(0, -box.overlap_x(each)) + max(0, -box.overlap_y(each)) for each in others), default=np.inf)
