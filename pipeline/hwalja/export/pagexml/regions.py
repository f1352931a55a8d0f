"""What stands on the page: the regions of a PAGE document, and the order in which they are read."""

from __future__ import annotations

from hwalja.export.order import Run, runs
from hwalja.export.pagexml.metadata import label
from hwalja.export.printed import Piece, printed
from hwalja.export.xml import Element, Tree, share
from hwalja.geometry import Box
from hwalja.model import Article, Block, Line, Page, Region, Role, UnreadReason

CORRECTED, AS_READ = 0, 1
"""Indices of the two texts; the second is left out where it is the same."""

_TYPES = {
    Role.HEADLINE: "heading",
    Role.SUBHEADING: "heading",
    Role.LEAD: "paragraph",
    Role.BODY: "paragraph",
    Role.BYLINE: "credit",
    Role.CAPTION: "caption",
    Role.HEADER: "header",
    Role.FOOTER: "footer",
}
"""What PAGE calls a role; all else is `other`. The role itself stands in `custom`."""


class Regions:
    """Writes the regions of a page.

    Args:
        tree: The document.
        sheet: Its page.
        page: To write.
    """

    def __init__(self, tree: Tree, sheet: Element, page: Page) -> None:
        self._tree, self._sheet, self._page = tree, sheet, page
        self._pieces = printed(page)

    def write(self) -> None:
        tree, page = self._tree, self._page
        found = [run for run in runs(page) if any(run.regions)]
        if found:  # a reading order cannot be empty
            order = tree.add(tree.add(self._sheet, "ReadingOrder"), "OrderedGroup", {"id": tree.id("order")})
            for run in found:
                self._run(order, run)
        for box in page.pictures:
            self._region("ImageRegion", "picture_", box)
        for box in page.rules:
            self._region("SeparatorRegion", "rule_", box)
        for unread in page.unread:
            kind = "NoiseRegion" if unread.reason is UnreadReason.DIRT else "UnknownRegion"
            region = self._region(kind, "unread_", unread.box)
            label(tree, region, {"unread": unread.reason.value, "ink": share(unread.ink)})

    def _run(self, order: Element, run: Run) -> None:
        group, first = (self._article(order, run.article), 0) if run.article else (order, len(order))
        begun: set[str] = set()
        for index, (block, region) in enumerate(run.regions, first):
            name = self._text_region(block, region, goes_on=block.id in begun)
            self._tree.add(group, "RegionRefIndexed", {"index": index, "regionRef": name})
            begun.add(block.id)

    def _article(self, order: Element, article: Article) -> Element:
        about = {
            "id": self._tree.id("article_"),
            "index": len(order),
            "type": "article",
            "caption": article.headline or None,
        }
        group = self._tree.add(order, "OrderedGroupIndexed", about)
        doubts = {"doubts": " ".join(article.doubts)} if article.doubts else {}
        label(self._tree, group, {"id": article.id, "confidence": share(article.confidence), **doubts})
        return group

    def _text_region(self, block: Block, region: Region, *, goes_on: bool) -> str:
        about = {
            "type": _TYPES.get(block.role, "other"),
            "custom": f"structure {{type:{block.role.value};}}",
            "continuation": "true" if goes_on else None,
        }
        element = self._region("TextRegion", region.id, region.box, about)
        for line in region.lines:
            self._line(element, line)
        corrected = "\n".join(filter(None, map(self._text, region.lines)))
        self._texts(element, corrected, "\n".join(line.text for line in region.lines))
        return str(element.get("id"))

    def _line(self, parent: Element, line: Line) -> None:
        element = self._region("TextLine", line.id, line.box, parent=parent)
        pieces = self._pieces[line.id]
        for piece in pieces:
            self._word(element, piece, f"{element.get('id')}_")
        mean = sum(piece.confidence for piece in pieces) / len(pieces) if pieces else None
        self._texts(element, self._text(line), line.text, mean)

    def _word(self, parent: Element, piece: Piece, name: str) -> None:
        element = self._region("Word", name, piece.box, parent=parent)
        self._texts(element, piece.text, piece.read, piece.confidence)
        if piece.parts > 1:
            label(self._tree, element, {"eojeol": piece.whole, "part": f"{piece.part + 1}/{piece.parts}"})

    def _text(self, line: Line) -> str:
        return " ".join(piece.text for piece in self._pieces[line.id])

    def _texts(self, parent: Element, corrected: str, read: str, confidence: float | None = None) -> None:
        sure = None if confidence is None else share(confidence)
        for index, text in ((CORRECTED, corrected), (AS_READ, read)):
            if index == CORRECTED or text != corrected:
                about = {"index": index, "conf": sure if index == CORRECTED else None}
                self._tree.add(self._tree.add(parent, "TextEquiv", about), "Unicode", text=text)

    def _region(
        self,
        kind: str,
        name: str,
        box: Box,
        about: dict[str, str | None] | None = None,
        parent: Element | None = None,
    ) -> Element:
        holder = self._sheet if parent is None else parent
        element = self._tree.add(holder, kind, {"id": self._tree.id(name), **(about or {})})
        self._tree.add(element, "Coords", {"points": _points(box)})
        return element


def _points(box: Box) -> str:
    """Return the corners, clockwise from the upper left; PAGE knows none outside the image."""
    left, top, right, bottom = (max(0, edge) for edge in (box.x, box.y, box.right, box.bottom))
    return f"{left},{top} {right},{top} {right},{bottom} {left},{bottom}"
