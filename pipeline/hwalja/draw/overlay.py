"""The result of each stage, drawn on the page."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import cv2
import numpy as np

from hwalja.draw.canvas import DISC, Canvas
from hwalja.draw.legend import with_legend
from hwalja.draw.letters import Picture
from hwalja.draw.palette import (
    ARTICLE_COLOURS,
    BETWEEN,
    FRAME,
    PICTURE,
    ROLE_COLOURS,
    RULE,
    UNREAD,
    WHITE,
    Colour,
    pale,
)
from hwalja.draw.shapes import arrowhead, curve, dashes, hull, shortened
from hwalja.geometry import Box
from hwalja.model import Ink, Layout, Line, Page, Quality, Region, Role, Scan, Sheet, Unread

STRENGTH = 0.6
"""How much of the ink's blackness is left below what is drawn on it."""

DARK = 150
"""Tone below which a pixel of the page is shown as ink where it was not read."""

BRIDGE = 3.0
"""Gaps between the regions of an article that its outline covers, in em."""

NAMED = 0.0005
"""Share of the page's ink from which on unread ink has its reason beside it: on crumbs it would hide the page."""

_DOUBTFUL = 0.5
"""Confidence from which down a word is plain red."""

_RUNNING = (Role.BODY, Role.LEAD, Role.TABLE)


@dataclass(frozen=True, slots=True)
class _Scene:
    """What there is to draw on a page, boxes in its pixels.

    Attributes:
        regions: In reading order over the page.
        articles: Number of the article of each region that is in one.
        em: Height of body type.
        doubts: Why articles are unsure, by their numbers.
    """

    regions: Sequence[Region]
    articles: Mapping[str, int]
    em: float
    pictures: Sequence[Box]
    rules: Sequence[Box]
    frames: Sequence[Box]
    unread: Sequence[Unread]
    doubts: Mapping[int, str] = field(default_factory=dict)

    @property
    def hulls(self) -> dict[int, list[Region]]:
        """The regions of each article."""
        found: dict[int, list[Region]] = {}
        for region in self.regions:
            if region.id in self.articles:
                found.setdefault(self.articles[region.id], []).append(region)
        return found


def draw_scan(scan: Scan) -> Picture:
    """Return the scan as it was read."""
    return Canvas.of(scan.grey).picture


def draw_sheet(sheet: Sheet) -> Picture:
    """Return the deskewed sheet with its paper evened."""
    return Canvas.of(sheet.even).picture


def draw_layout(sheet: Sheet, layout: Layout) -> Picture:
    """Return the sheet with all that the layout says of it, and a legend below.

    Regions are tinted in the colours of their roles, running text with bars at the sides of its column. A numbered
    path leads from region to region in reading order; it has the colour of the article, and is dashed from one
    article to the next. A line goes around each article. Pictures are hatched, rules and frames in colour; ink that
    was not read is red.
    """
    articles = {name: number for number, story in enumerate(layout.stories) for name in story.regions}
    scene = _Scene(layout.regions, articles, layout.em, layout.pictures, layout.rules, layout.frames, layout.unread)
    notes = [f"{_counts(scene)}  ·  em {layout.em:.1f} px  ·  skew {sheet.skew:+.2f}°", *_shares(layout.ink)]
    return _drawn(sheet.even, scene, notes)


def draw_lines(sheet: Sheet, layout: Layout) -> Picture:
    """Return the sheet with every line of type outlined in the colour of its region's role."""
    canvas = Canvas.of(sheet.even, strength=STRENGTH)
    for region in layout.regions:
        for line in region.lines:
            canvas.tint(line.box, pale(ROLE_COLOURS[region.role]))
            canvas.outline(line.box, ROLE_COLOURS[region.role])
    return with_legend(canvas.picture, _roles(layout.regions), [f"{sum(1 for _ in layout.lines)} lines"])


def draw_words(sheet: Sheet, layout: Layout) -> Picture:
    """Return the sheet with every word tinted from green (sure) to red; lines without words are outlined in red."""
    canvas = Canvas.of(sheet.even)
    for line in layout.lines:
        if not line.words:
            canvas.outline(line.box, UNREAD, 2)
        for word in line.words:
            canvas.tint(word.box, confidence_colour(word.confidence))
    return canvas.picture


def draw_page(scan: Scan, page: Page) -> Picture:
    """Return the scan with the finished page's articles and furniture, drawn like a layout."""
    blocks = {block.id: block for article in page.articles for block in article.blocks}
    blocks |= {block.id: block for block in page.furniture}
    regions: dict[str, Region] = {}
    for name in page.order:
        for region in blocks[name].regions:
            regions[region.id] = _together(regions.get(region.id), region)
    articles = {
        region.id: number
        for number, article in enumerate(page.articles)
        for block in article.blocks
        for region in block.regions
    }
    em = float(np.median([line.em for region in regions.values() for line in region.lines] or [1.0]))
    unsure = {number: ", ".join(article.doubts) for number, article in enumerate(page.articles) if article.unsure}
    scene = _Scene(tuple(regions.values()), articles, em, page.pictures, page.rules, (), page.unread, unsure)
    doubt = f"  ·  unsure: {', '.join(page.doubts)}" if page.unsure else ""
    return _drawn(scan.grey, scene, [f"{_counts(scene)}  ·  {_grade(page.quality)}{doubt}", *_shares(page.ink)])


def confidence_colour(confidence: float) -> Colour:
    """Return light green for 1, light red for `_DOUBTFUL` and below, yellow between."""
    share = min(1.0, max(0.0, (confidence - _DOUBTFUL) / (1 - _DOUBTFUL)))
    return 110, round(110 + 145 * min(1.0, 2 * share)), round(110 + 145 * min(1.0, 2 - 2 * share))


def _together(known: Region | None, part: Region) -> Region:
    """Return a region put together again from the parts that went into several blocks."""
    if known is None:
        return part
    lines: tuple[Line, ...] = (*known.lines, *part.lines)
    return replace(known, box=Box.around([known.box, part.box]), lines=lines)


def _drawn(grey: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], scene: _Scene, notes: Sequence[str]) -> Picture:
    canvas = Canvas.of(grey, strength=STRENGTH)
    _draw_unread_ink(canvas, scene)
    for picture in scene.pictures:
        canvas.tint(picture, pale(PICTURE, 0.3))
        canvas.hatch(picture, PICTURE)
        canvas.outline(picture, PICTURE, 2)
    for rule in scene.rules:
        canvas.tint(rule, pale(RULE, 0.6))  # of a scan that is not level, the box around a rule is higher than the rule
    for frame in scene.frames:
        canvas.outline(frame, FRAME, 2)
    for region in scene.regions:
        _draw_region(canvas, region)
    _draw_hulls(canvas, scene)
    _draw_path(canvas, scene)
    for unread in scene.unread:
        _draw_unread(canvas, unread)
    return with_legend(canvas.picture, _chips(scene), notes)


def _draw_unread_ink(canvas: Canvas, scene: _Scene) -> None:
    """Make ink red that is in the boxes of what was not read and in nothing else."""
    tones = cv2.cvtColor(canvas.picture, cv2.COLOR_BGR2GRAY)
    ink = np.asarray(tones) < 255 - STRENGTH * (255 - DARK)
    for box in (*(line.box for region in scene.regions for line in region.lines), *scene.pictures, *scene.rules):
        own = canvas.box(box)
        ink[max(0, own.y) : max(0, own.bottom), max(0, own.x) : max(0, own.right)] = False
    for unread in scene.unread:
        canvas.stain(unread.box, ink, UNREAD)


def _draw_region(canvas: Canvas, region: Region) -> None:
    colour = ROLE_COLOURS[region.role]
    canvas.tint(region.box, pale(colour))
    canvas.outline(region.box, colour)
    if region.role in _RUNNING:
        own = canvas.box(region.box)
        for x in (own.x, own.right - 1):
            canvas.line([(x, own.y), (x, own.bottom)], colour, 3)


def _draw_hulls(canvas: Canvas, scene: _Scene) -> None:
    hulls = scene.hulls
    boxes = {number: [canvas.box(region.box) for region in regions] for number, regions in hulls.items()}
    for number, own in boxes.items():
        colour = ARTICLE_COLOURS[number % len(ARTICLE_COLOURS)]
        others = [box for other, foreign in boxes.items() if other != number for box in foreign]
        contours = hull(own, others, max(3, round(BRIDGE * scene.em * canvas.factor)))
        canvas.outlines(contours, WHITE, 6)
        canvas.outlines(contours, colour, 3)
    for number, own in boxes.items():
        around = Box.around(own)
        top = min(own, key=lambda box: (box.y, -box.right))
        name = f"article {number + 1}" + (f", unsure: {scene.doubts[number]}" if number in scene.doubts else "")
        canvas.tab(top.right, around.y - 4, name, ARTICLE_COLOURS[number % len(ARTICLE_COLOURS)])


def _draw_path(canvas: Canvas, scene: _Scene) -> None:
    """Draw the way from each region's lower left to the next one's disc, then the discs on top of all ways."""
    numbers = [scene.articles.get(region.id, -1) for region in scene.regions]
    colours = [ARTICLE_COLOURS[n % len(ARTICLE_COLOURS)] if n >= 0 else BETWEEN for n in numbers]
    boxes = [canvas.box(region.box) for region in scene.regions]
    for i, (here, there) in enumerate(itertools.pairwise(boxes)):
        way = shortened(curve((here.x, here.bottom - 2), _corner(there)), DISC + 6)
        if numbers[i] == numbers[i + 1] and numbers[i] >= 0:
            canvas.line(way, WHITE, 5)
            canvas.line(way, colours[i], 2)
            canvas.shape(arrowhead(way, 9), colours[i])
        else:
            for dash in dashes(way):
                canvas.line(dash, BETWEEN, 1)
    for i, box in enumerate(boxes):
        canvas.disc(_corner(box), str(i + 1), colours[i])


def _corner(box: Box) -> tuple[float, float]:
    """Return where a region's number stands: on its upper left corner, beside the first letter."""
    return box.x - 5, box.y - 3


def _draw_unread(canvas: Canvas, unread: Unread) -> None:
    around = unread.box.grown(3 / canvas.factor)
    canvas.dashed(around, UNREAD, 2 if unread.ink >= NAMED else 1)
    own = canvas.box(around)
    if unread.ink >= NAMED:
        canvas.tab(own.right, own.y, f"{unread.reason} {unread.ink:.1%}", UNREAD)


def _roles(regions: Sequence[Region]) -> list[tuple[str, Colour]]:
    there = {region.role for region in regions}
    return [(role.value, ROLE_COLOURS[role]) for role in Role if role in there]


def _chips(scene: _Scene) -> list[tuple[str, Colour]]:
    more: list[tuple[str, Sequence[object], Colour]] = [
        ("picture", scene.pictures, PICTURE),
        ("rule", scene.rules, RULE),
        ("frame", scene.frames, FRAME),
        ("unread", scene.unread, UNREAD),
    ]
    return _roles(scene.regions) + [(name, colour) for name, found, colour in more if found]


def _counts(scene: _Scene) -> str:
    lines = sum(len(region.lines) for region in scene.regions)
    return f"{len(scene.hulls)} articles  ·  {len(scene.regions)} regions  ·  {lines} lines"


def _shares(ink: Ink | None) -> list[str]:
    if ink is None:
        return []
    names = ("text", "pictures", "rules", "advertisements", "unread")
    shares = "  ·  ".join(f"{name} {getattr(ink, name):.1%}" for name in names)
    return [f"ink:  {shares}  (specks, apart: {ink.specks:.1%})"]


def _grade(quality: Quality) -> str:
    flaws = ", ".join(f"{flaw.defect} {flaw.severity:.2f}" for flaw in quality.flaws)
    return f"scan {quality.grade} ({quality.score:.2f}{': ' + flaws if flaws else ''})"
