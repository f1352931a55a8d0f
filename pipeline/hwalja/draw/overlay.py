"""The result of each stage, drawn on the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from hwalja.draw.canvas import Canvas, Colour, Picture
from hwalja.geometry import Box
from hwalja.model import Layout, Page, Region, Role, Scan, Sheet

ROLE_COLOURS: Mapping[Role, Colour] = {
    Role.HEADLINE: (40, 40, 220),
    Role.SUBHEADING: (0, 120, 240),
    Role.LEAD: (160, 160, 0),
    Role.BODY: (200, 90, 20),
    Role.BYLINE: (180, 0, 180),
    Role.CAPTION: (40, 150, 40),
    Role.TABLE: (120, 90, 0),
    Role.HEADER: (110, 110, 110),
    Role.FOOTER: (110, 110, 110),
    Role.LABEL: (110, 110, 110),
    Role.ADVERTISEMENT: (150, 150, 150),
}

ARTICLE_COLOURS: Sequence[Colour] = (
    (40, 40, 200),
    (40, 160, 40),
    (200, 60, 40),
    (0, 140, 230),
    (190, 0, 170),
    (170, 150, 0),
)
"""Taken in turn."""

_PICTURE = (255, 215, 190)
_RULE = (255, 0, 255)
_FRAME = (0, 165, 255)
_PATH = (0, 0, 0)
_DOUBTFUL = 0.5
"""Confidence from which down a word is plain red."""


def draw_scan(scan: Scan) -> Picture:
    """Return the scan as it was read."""
    return Canvas.of(scan.grey).picture


def draw_sheet(sheet: Sheet) -> Picture:
    """Return the deskewed sheet with its paper evened."""
    return Canvas.of(sheet.even).picture


def draw_layout(sheet: Sheet, layout: Layout) -> Picture:
    """Return the sheet with regions in the colours of their roles, each article's in reading order.

    Pictures are tinted, rules and frames outlined; a line goes around each article.
    """
    canvas = Canvas.of(sheet.even)
    _draw_artwork(canvas, layout.pictures, layout.rules)
    for frame in layout.frames:
        canvas.outline(frame, _FRAME, 3)
    regions = {region.id: region for region in layout.regions}
    for number, story in enumerate(layout.stories):
        own = [regions[name] for name in story.regions]
        _draw_article(canvas, [region.box for region in own], number)
    _draw_regions(canvas, layout.regions)
    return canvas.picture


def draw_lines(sheet: Sheet, layout: Layout) -> Picture:
    """Return the sheet with every line of type outlined in the colour of its region's role."""
    canvas = Canvas.of(sheet.even)
    for region in layout.regions:
        for line in region.lines:
            canvas.outline(line.box, ROLE_COLOURS[region.role], 1)
    return canvas.picture


def draw_words(sheet: Sheet, layout: Layout) -> Picture:
    """Return the sheet with every word tinted from green (sure) to red; lines without words are outlined in red."""
    canvas = Canvas.of(sheet.even)
    for line in layout.lines:
        if not line.words:
            canvas.outline(line.box, confidence_colour(0.0))
        for word in line.words:
            canvas.tint(word.box, confidence_colour(word.confidence))
    return canvas.picture


def draw_page(scan: Scan, page: Page) -> Picture:
    """Return the scan with the finished page's articles and furniture."""
    canvas = Canvas.of(scan.grey)
    _draw_artwork(canvas, page.pictures, page.rules)
    for number, article in enumerate(page.articles):
        regions = [region for block in article.blocks for region in block.regions]
        _draw_article(canvas, [region.box for region in regions], number)
        _draw_regions(canvas, regions)
    _draw_regions(canvas, [region for block in page.furniture for region in block.regions])
    return canvas.picture


def confidence_colour(confidence: float) -> Colour:
    """Return light green for 1, light red for `_DOUBTFUL` and below, yellow between."""
    share = min(1.0, max(0.0, (confidence - _DOUBTFUL) / (1 - _DOUBTFUL)))
    return 110, round(110 + 145 * min(1.0, 2 * share)), round(110 + 145 * min(1.0, 2 - 2 * share))


def _draw_artwork(canvas: Canvas, pictures: Iterable[Box], rules: Iterable[Box]) -> None:
    for picture in pictures:
        canvas.tint(picture, _PICTURE)
    for rule in rules:
        canvas.outline(rule, _RULE, 1)


def _draw_article(canvas: Canvas, boxes: Sequence[Box], number: int) -> None:
    canvas.hull(boxes, ARTICLE_COLOURS[number % len(ARTICLE_COLOURS)])
    canvas.path([box.centre for box in boxes], _PATH)


def _draw_regions(canvas: Canvas, regions: Sequence[Region]) -> None:
    for number, region in enumerate(regions, 1):
        colour = ROLE_COLOURS[region.role]
        canvas.outline(region.box, colour)
        canvas.label(region.box, f"{number} {region.role.value}", colour)
