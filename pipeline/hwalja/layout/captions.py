"""Captions: which article a picture and the lines under it belong to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from hwalja.geometry import Box
from hwalja.layout.around import Surroundings
from hwalja.layout.articles import Articles
from hwalja.layout.canvas import EM
from hwalja.layout.kinds import Kind

OVER, BESIDE = 3.0, 2.5
"""An article's text stands at most so many em above or below its picture and caption, or beside them."""

UNDER = 2.0
"""A caption begins at most so many em below its picture, and ends at most so many em above it."""


def with_captions(found: Articles, around: Surroundings) -> Articles:
    """Add every caption to the article that stands around it; one that no article is near stays by itself."""
    articles = list(found.articles)
    for i, part in enumerate(around.parts):
        if part.kind is not Kind.CAPTION:
            continue
        home = _home(i, found.articles, around)
        if home is not None:
            articles[home] = (*articles[home], i)
    return replace(found, articles=tuple(articles))


def _home(caption: int, articles: Sequence[tuple[int, ...]], around: Surroundings) -> int | None:
    """Return the article with most of its parts next to a caption and its picture: above and below count twice."""
    frame = around.parts[caption].frame
    area = _with_picture(around.parts[caption].box, around.obstacles.pictures)
    votes: Counter[int] = Counter()
    for k, article in enumerate(articles):
        own = [around.parts[i].box for i in article if around.parts[i].frame == frame]
        if not own:
            continue
        votes[k] += 2 * any(_over(area, box) and not _is_ruled(area, box, around) for box in own)
        votes[k] += any(_beside(area, box) and not around.walled(*sorted((area, box))) for box in own)
        votes[k] += Box.around(own).contains(area, slack=EM)
    best = max(
        votes, key=lambda k: (votes[k], -Box.around(around.parts[i].box for i in articles[k]).area), default=None
    )
    return best if best is not None and votes[best] else None


def _with_picture(caption: Box, pictures: Sequence[Box]) -> Box:
    """Return a caption with the picture that it is set under or over."""
    near = [
        (max(caption.y - p.bottom, p.y - caption.bottom), p)
        for p in pictures
        if p.overlap_x(caption) > 0.5 * caption.width and max(caption.y - p.bottom, p.y - caption.bottom) < UNDER * EM
    ]
    return Box.around([caption, min(near)[1]]) if near else caption


def _over(area: Box, box: Box) -> bool:
    white = max(area.y - box.bottom, box.y - area.bottom)
    return -0.5 * EM < white < OVER * EM and area.overlap_x(box) > 0.5 * min(area.width, box.width)


def _beside(area: Box, box: Box) -> bool:
    white = max(area.x - box.right, box.x - area.right)
    return -0.5 * EM < white < BESIDE * EM and area.overlap_y(box) > 0.3 * min(area.height, box.height)


def _is_ruled(area: Box, box: Box, around: Surroundings) -> bool:
    upper, lower = sorted((area, box), key=lambda b: b.centre[1])
    return around.ruled(upper, lower)
