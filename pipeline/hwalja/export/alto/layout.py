"""What stands on the page: the layout of an ALTO document, and the order in which it is read."""

from __future__ import annotations

from hwalja.export.alto.tags import Tags
from hwalja.export.order import Run, runs
from hwalja.export.printed import Piece, printed
from hwalja.export.xml import LANGUAGE, Element, Tree, share
from hwalja.geometry import Box
from hwalja.model import Block, Frame, Line, Page, Region

AS_READ = "as read"
"""Purpose of an alternative: what stood there before correction."""


def lay_out(tree: Tree, tags: Tags, page: Page) -> None:
    """Write the reading order, which goes ahead, and the page."""
    text = [run for run in runs(page) if any(run.regions)]
    order = tree.add(tree.root, "ReadingOrder") if text else None  # it cannot be empty
    space = tree.add(_sheet(tree, page), "PrintSpace", {"ID": tree.id("print_space"), **_place(_print_space(page))})
    if order is not None:
        group = tree.add(order, "OrderedGroup", {"ID": tree.id("order")})
        writer = _Text(tree, tags, page)
        for run in text:
            writer.run(space, group, run)
    for box in page.pictures:
        tree.add(space, "Illustration", {"ID": tree.id("picture_"), **_place(box)})
    for box in page.rules:
        tree.add(space, "GraphicalElement", {"ID": tree.id("rule_"), **_place(box)})
    for unread in page.unread:
        what = {"ID": tree.id("unread_"), "TYPE": "unread", "TAGREFS": tags.unread(unread.reason)}
        tree.add(space, "ComposedBlock", {**what, **_place(unread.box)})


def _sheet(tree: Tree, page: Page) -> Element:
    frame = Frame.named(page.source)
    flaws = ", ".join(f"{flaw.defect.value} {flaw.severity:.2f}" for flaw in page.quality.flaws)
    about = {
        "ID": tree.id("page"),
        "PHYSICAL_IMG_NR": frame.index + 1 if frame else 1,
        "PRINTED_IMG_NR": page.page_number.value if page.page_number else None,
        "WIDTH": page.width,
        "HEIGHT": page.height,
        "LANG": LANGUAGE,
        "QUALITY_DETAIL": f"{page.quality.grade.value} {page.quality.score:.2f}" + (f": {flaws}" if flaws else ""),
        "PC": None if page.confidence is None else share(page.confidence),
    }
    return tree.add(tree.add(tree.root, "Layout"), "Page", about)


def _print_space(page: Page) -> Box:
    regions = (region.box for run in runs(page) for _, region in run.regions)
    boxes = [*regions, *page.pictures, *page.rules, *(found.box for found in page.unread)]
    return Box.around(boxes) if boxes else Box(0, 0, page.width, page.height)


class _Text:
    """Writes articles, regions, lines and eojeols."""

    def __init__(self, tree: Tree, tags: Tags, page: Page) -> None:
        self._tree, self._tags = tree, tags
        self._pieces = printed(page)

    def run(self, space: Element, order: Element, run: Run) -> None:
        tree, tags, article = self._tree, self._tags, run.article
        box = Box.around(region.box for _, region in run.regions)
        tag = tags.article(article) if article else None
        if article:
            refs = " ".join(filter(None, [tag, *map(tags.doubt, article.doubts)]))
            about = {"ID": tree.id("article_"), "TYPE": "article", "TAGREFS": refs, **_place(box)}
            space = tree.add(space, "ComposedBlock", about)
            order = tree.add(order, "OrderedGroup", {"ID": tree.id("order_article_"), "TAGREFS": tag})
        for block, region in run.regions:
            name = self._region(space, block, region, tag)
            tree.add(order, "ElementRef", {"ID": tree.id(f"order_{name}"), "REF": name})

    def _region(self, parent: Element, block: Block, region: Region, article: str | None) -> str:
        name = self._tree.id(region.id)
        refs = " ".join(filter(None, [self._tags.role(block.role), article]))
        element = self._tree.add(parent, "TextBlock", {"ID": name, "TAGREFS": refs, **_place(region.box)})
        for line in region.lines:
            if self._pieces[line.id]:
                self._line(element, line)
        return name

    def _line(self, parent: Element, line: Line) -> None:
        element = self._tree.add(parent, "TextLine", {"ID": self._tree.id(line.id), **_place(line.box)})
        end: int | None = None
        for piece in self._pieces[line.id]:
            box = piece.box
            if end is not None:
                gap = {"HPOS": end, "VPOS": line.box.y, "WIDTH": max(0, box.x - end), "HEIGHT": line.box.height}
                self._tree.add(element, "SP", gap)
            self._string(element, piece, box)
            end = box.right

    def _string(self, parent: Element, piece: Piece, box: Box) -> None:
        string = {
            "CONTENT": piece.text,
            **_place(box),
            "WC": share(piece.confidence),
            "CC": " ".join(str(_doubt(glyph.confidence)) for glyph in piece.glyphs),
        }
        if piece.parts > 1:  # ALTO knows two parts: all that go on with an eojeol are the second
            string |= {"SUBS_TYPE": "HypPart2" if piece.part else "HypPart1", "SUBS_CONTENT": piece.whole}
        element = self._tree.add(parent, "String", string)
        if piece.read != piece.text:
            self._tree.add(element, "ALTERNATIVE", {"PURPOSE": AS_READ}, piece.read)


def _place(box: Box) -> dict[str, object]:
    return {"HPOS": box.x, "VPOS": box.y, "WIDTH": box.width, "HEIGHT": box.height}


def _doubt(confidence: float) -> int:
    """Return how unsure a character is, from 0 to 9."""
    return min(9, int(10 * (1 - confidence)))
