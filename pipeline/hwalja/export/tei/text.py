"""The text of a TEI document: an article a division, corrections beside what was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hwalja.export.order import runs
from hwalja.export.printed import Piece, printed
from hwalja.export.tei.facsimile import Zones
from hwalja.export.xml import XML, Element, Tree, legal, share
from hwalja.model import Article, Block, Page, Role

_HEADS = frozenset({Role.HEADLINE, Role.SUBHEADING})

_READ = frozenset(Role) - _HEADS - {Role.BYLINE, Role.CAPTION}
"""Paragraphs, and whatever else would stand among them."""

_FORME_WORK = frozenset({Role.HEADER, Role.FOOTER, Role.LABEL})
"""What is printed on the page and belongs to no text of it."""


class Texts:
    """Writes the body.

    Args:
        tree: The document.
        page: Whose text it is.
        zones: Of its facsimile.
        program: Id of what has corrected it.
    """

    def __init__(self, tree: Tree, page: Page, zones: Zones, program: str) -> None:
        self._tree, self._page, self._zones, self._program = tree, page, zones, program
        self._pieces = printed(page)

    def write(self) -> None:
        """Write each article where it begins, and what belongs to none between them."""
        tree = self._tree
        body = tree.add(tree.add(tree.root, "text"), "body")
        number = self._page.page_number
        tree.add(body, "pb", {"n": number.value if number and number.value else None, "facs": f"#{self._zones.page}"})
        written: set[str] = set()
        for run in runs(self._page):
            if run.article is None:
                for block in run.blocks:
                    self._furniture(body, block)
            elif run.article.id not in written:
                written.add(run.article.id)
                self._article(body, run.article)
        if body.find("{*}div") is None:
            tree.add(body, "p")  # a body cannot be empty

    def _furniture(self, body: Element, block: Block) -> None:
        if block.role in _FORME_WORK:
            self._block(body, "fw", {"type": block.role.value}, block)
        else:
            division = self._tree.add(body, "div", {"type": block.role.value})
            self._block(division, "p", {}, block)

    def _article(self, body: Element, article: Article) -> None:
        about = {
            f"{XML}id": self._tree.id("article_"),
            "type": "article",
            "n": article.id,
            "cert": share(article.confidence),
        }
        division = self._tree.add(body, "div", about)
        begun, bylines = False, []
        for block in article.blocks:
            if block.role is Role.BYLINE and begun:
                bylines.append(block)  # TEI knows it at the two ends of a division
                continue
            begun = begun or block.role in _READ
            if block.role is Role.CAPTION:
                self._block(self._tree.add(division, "figure"), "head", {}, block)
            else:
                self._block(division, *_element(block.role, begun=begun), block)
        for block in bylines:
            self._block(division, "byline", {}, block)
        for doubt in article.doubts:
            self._tree.add(division, "note", {"type": "doubt"}, doubt.value)

    def _block(self, parent: Element, name: str, about: Mapping[str, str], block: Block) -> None:
        zones = self._zones.regions.get(block.id, ())
        facs = " ".join(f"#{zone}" for zone in zones) or None
        element = self._tree.add(parent, name, {**about, "facs": facs})
        if not any(block.lines):
            element.text = legal(block.text)
        last: Element | None = None
        for zone, region in zip(zones, block.regions, strict=True):
            lines = [line for line in region.lines if self._pieces[line.id]]
            for line in lines:
                pieces = self._pieces[line.id]
                goes_on = pieces[0].part > 0
                if last is not None and not goes_on:
                    last.tail = f"{last.tail or ''}\n"
                if last is not None and line is lines[0]:
                    self._tree.add(element, "cb", {"facs": f"#{zone}"})
                begins = {"facs": f"#{self._zones.lines[line.id]}", "break": "no" if goes_on else None}
                last = self._words(element, self._tree.add(element, "lb", begins), pieces)

    def _words(self, element: Element, last: Element, pieces: Sequence[Piece]) -> Element:
        """Write the words of a line behind `last`, and return what is the last element then."""
        for number, piece in enumerate(pieces):
            between = " " if number else ""
            if piece.read == piece.text:
                last.tail = (last.tail or "") + between + legal(piece.text)
            else:
                last.tail = (last.tail or "") + between
                last = self._corrected(element, piece)
        return last

    def _corrected(self, element: Element, piece: Piece) -> Element:
        choice = self._tree.add(element, "choice")
        self._tree.add(choice, "sic", text=piece.read)
        sure = share(min(each.confidence for each in piece.corrections)) if piece.corrections else None
        self._tree.add(choice, "corr", {"resp": f"#{self._program}", "cert": sure}, piece.text)
        return choice


def _element(role: Role, *, begun: bool) -> tuple[str, Mapping[str, str]]:
    """Return name and attributes of what holds a text of an article.

    Args:
        role: Of the text.
        begun: Paragraphs stand ahead of it: a head there would have to begin a division of its own.
    """
    if role is Role.BYLINE:
        return "byline", {}
    if role in _HEADS:
        return "label" if begun else "head", {"type": role.value}
    if role is Role.BODY:
        return "p", {}
    return "ab", {"type": role.value}
