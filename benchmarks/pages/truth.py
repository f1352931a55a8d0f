"""Writes what is on a page, and where, as JSON."""

from typing import Any

import numpy as np

from benchmarks.pages.ageing import Aged
from benchmarks.pages.compose import Composed
from benchmarks.pages.elements import Box

Quad = list[list[float]]


class Mapper:
    """Takes boxes in CSS pixels of the clean page to pixels of the aged one."""

    def __init__(self, aged: Aged, dpi: int) -> None:
        self._aged = aged
        self._scale = dpi / 96

    def quad(self, x: float, y: float, w: float, h: float) -> Quad:
        """The four corners, clockwise from the top left."""
        corners = np.array([[x, y], [x + w, y], [x + w, y + h], [x, y + h]]) * self._scale
        return [[round(float(a), 1), round(float(b), 1)] for a, b in self._aged.forward(corners)]

    def place(self, x: float, y: float, w: float, h: float) -> dict[str, Any]:
        """Upright box around the corners, and the corners."""
        quad = self.quad(x, y, w, h)
        return {"box": around(quad), "polygon": quad}


def around(quad: Quad) -> list[int]:
    """[x, y, width, height] in whole pixels around points."""
    xs, ys = [p[0] for p in quad], [p[1] for p in quad]
    x, y = int(np.floor(min(xs))), int(np.floor(min(ys)))
    return [x, y, int(np.ceil(max(xs))) - x, int(np.ceil(max(ys))) - y]


def hull(boxes: list[tuple[float, float, float, float]]) -> tuple[float, float, float, float]:
    """The (x, y, w, h) around others."""
    x, y = min(b[0] for b in boxes), min(b[1] for b in boxes)
    return x, y, max(b[0] + b[2] for b in boxes) - x, max(b[1] + b[3] for b in boxes) - y


def page_truth(composed: Composed, aged: Aged, line_boxes: list[tuple[float, float, float, float]]) -> dict[str, Any]:
    """The truth of a page.

    Args:
        composed: the page as laid out.
        aged: its picture.
        line_boxes: measured boxes of all lines, in order of the regions, CSS pixels.
    """
    plan, piece = composed.plan, composed.piece
    mapper = Mapper(aged, plan.dpi)
    remaining = iter(line_boxes)
    regions: list[dict[str, Any]] = []
    for number, region in enumerate(piece.regions):
        boxes = [next(remaining) for _ in region.lines]
        box: Box = region.box
        outline = hull(boxes) if boxes else (box.x, box.y, box.w, box.h)
        regions.append(
            {
                "id": number,
                "article": region.article,
                "role": region.role,
                "column": region.column,
                **mapper.place(*outline),
                "lines": [{"text": line.text, **mapper.place(*b)} for line, b in zip(region.lines, boxes, strict=True)],
            }
        )
    articles = [
        {
            "id": number,
            "headline": a.headline,
            "subheadings": list(a.subheadings),
            "paragraphs": list(a.paragraphs),
            "byline": a.byline,
            "captions": list(a.captions),
            "breaks": [list(b) for b in a.breaks],
            "region_ids": [r["id"] for r in regions if r["article"] == number],
        }
        for number, a in enumerate(piece.articles)
    ]
    height, width = aged.image.shape
    rules = [d.box for d in piece.decorations if d.kind == "rule"]
    body = plan.typography.body
    headlines = sorted({f"{s.family} {s.weight}" for s in plan.typography.headlines})
    return {
        "page": plan.name,
        "dpi": plan.dpi,
        "size_px": [width, height],
        "features": sorted(composed.features | aged.features),
        "faces": {"body": f"{body.family} {body.weight}", "headline": ", ".join(headlines)},
        "articles": articles,
        "furniture": [" ".join(n.text for n in r.lines) for r in piece.regions if r.article is None],
        "regions": regions,
        "order": [r["id"] for r in regions],
        "rules": [mapper.place(b.x, b.y, b.w, b.h)["box"] for b in rules],
        "ageing": {"kind": plan.ageing, "seed": plan.seed, "skew_deg": aged.skew},
    }
