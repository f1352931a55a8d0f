"""The kinds of documents: their paper, type area and type."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Kind:
    """How a kind of document looks.

    Attributes:
        paper_mm: Width and height of the paper; of a spread, of both pages together.
        margins_mm: Top, right, bottom and left of the type area; headers and footers stand outside of it.
        columns: Of text; in vertical setting the tiers.
        gutter_mm: Between columns.
        points: Size of the body type.
        pitch: From line to line, in em.
        title_points: Size of headlines.
        flow: `page`: text runs through the columns of the whole page; `articles`: each article has columns of its own,
            of equal height, under its headline.
        title_above: Title and box at the beginning stand over all columns.
        leaves: Facing pages on the paper; each is a column.
        vertical: Set in columns of type from right to left.
        column_rule: A rule between columns.
        heads: Where headers stand on their page, and whether over a rule.
        feet: Where page numbers stand at the foot.
    """

    paper_mm: tuple[float, float]
    margins_mm: tuple[float, float, float, float]
    columns: int
    gutter_mm: float
    points: float
    pitch: float
    title_points: float
    flow: Literal["page", "articles"] = "page"
    title_above: bool = False
    leaves: int = 1
    vertical: bool = False
    column_rule: bool = False
    heads: Literal["ruled", "outer", "centre"] = "ruled"
    feet: Literal["centre", "outer"] = "centre"


A4, A5, B5 = (210.0, 297.0), (148.0, 210.0), (188.0, 257.0)

KINDS = {
    "minutes": Kind(A4, (27, 18, 20, 18), 2, 8, 10.5, 1.6, 17, title_above=True),
    "gazette": Kind(A4, (30, 19, 22, 19), 2, 9, 10, 1.65, 12, column_rule=True, heads="centre"),
    "report": Kind(A4, (28, 25, 24, 25), 1, 0, 12.5, 1.85, 18, heads="outer"),
    "book": Kind(A5, (24, 18, 22, 20), 1, 0, 10.5, 1.75, 15, heads="outer", feet="outer"),
    "spread": Kind(
        (2 * A5[0], A5[1]), (24, 17, 22, 17), 2, 38, 11.5, 1.85, 16, leaves=2, heads="outer", feet="outer"
    ),
    "news": Kind(B5, (23, 12, 12, 12), 3, 5, 10.3, 1.55, 21, flow="articles", column_rule=True),
    "vertical-news": Kind(B5, (23, 12, 12, 12), 4, 5, 10.5, 1.65, 21, vertical=True, column_rule=True),
}  # fmt: skip
"""Chosen by eye after printed matter of each kind."""
