"""hOCR 1.2: HTML that says where each word stands; OCR tools and viewers of scans read it.

https://kba.github.io/hocr-spec/1.2/ – written so that it is the same document as HTML5 and as XML.
"""

from __future__ import annotations

from hwalja.export.order import runs
from hwalja.export.printed import Piece, printed
from hwalja.export.xml import LANGUAGE, XML, Element, Tree, program
from hwalja.geometry import Box
from hwalja.model import Article, Block, Frame, Line, Page, Region

NAMESPACE = "http://www.w3.org/1999/xhtml"
DOCTYPE = "<!DOCTYPE html>\n"

CAPABILITIES = "ocr_page ocr_carea ocr_par ocr_line ocrx_word ocr_image ocr_separator ocrx_block ocrp_wconf"
"""Classes that are used, and that words have confidences."""


def to_hocr(page: Page) -> str:
    """Return areas, lines and eojeols in reading order, as corrected; `data-` tells what hOCR has no word for."""
    tree = Tree(NAMESPACE, "html", {"lang": LANGUAGE, f"{XML}lang": LANGUAGE})
    _head(tree, page)
    body = tree.add(tree.root, "body")
    frame = Frame.named(page.source)
    title = {
        "image": '"{}"'.format(page.source.replace('"', "'")),
        "bbox": _bbox(Box(0, 0, page.width, page.height)),
        "ppageno": frame.index if frame else 0,
        "scan_res": f"{round(page.dpi)} {round(page.dpi)}",
    }
    sheet = tree.add(body, "div", {"class": "ocr_page", "id": tree.id("page"), "title": _title(title)})
    words = _Words(tree, page)
    for run in runs(page):
        for block, region in run.regions:
            words.area(sheet, run.article, block, region)
    for box in page.pictures:
        _empty(tree, sheet, "ocr_image", "picture_", box)
    for box in page.rules:
        _empty(tree, sheet, "ocr_separator", "rule_", box)
    for unread in page.unread:
        _empty(tree, sheet, "ocrx_block", "unread_", unread.box).set("data-unread", unread.reason.value)
    for element in tree.root.iter():
        if not len(element) and not element.text and element.tag != f"{{{NAMESPACE}}}meta":
            element.text = ""  # HTML wants the end tag where XML can do without
    return tree.write(DOCTYPE)


def _head(tree: Tree, page: Page) -> None:
    head = tree.add(tree.root, "head")
    tree.add(head, "meta", {"charset": "utf-8"})
    tree.add(head, "title", text=page.id)
    for name, content in {
        "ocr-system": program(page),
        "ocr-capabilities": CAPABILITIES,
        "ocr-number-of-pages": 1,
        "ocr-langs": LANGUAGE,
    }.items():
        tree.add(head, "meta", {"name": name, "content": content})


class _Words:
    """Writes areas, lines and words."""

    def __init__(self, tree: Tree, page: Page) -> None:
        self._tree = tree
        self._pieces = printed(page)

    def area(self, sheet: Element, article: Article | None, block: Block, region: Region) -> None:
        tree, title = self._tree, _title({"bbox": _bbox(region.box)})
        about = {
            "class": "ocr_carea",
            "id": tree.id(region.id),
            "title": title,
            "data-role": block.role.value,
            "data-article": article.id if article else None,
        }
        area = tree.add(sheet, "div", about)
        paragraph = tree.add(area, "p", {"class": "ocr_par", "id": tree.id(f"{about['id']}_par"), "title": title})
        for line in region.lines:
            if self._pieces[line.id]:
                self._line(paragraph, line)

    def _line(self, paragraph: Element, line: Line) -> None:
        title = _title({"bbox": _bbox(line.box)})
        element = self._tree.add(paragraph, "span", {"class": "ocr_line", "id": self._tree.id(line.id), "title": title})
        element.tail = "\n"
        for piece in self._pieces[line.id]:
            self._word(element, piece).tail = " "
        element[-1].tail = None

    def _word(self, line: Element, piece: Piece) -> Element:
        broken = piece.parts > 1
        about = {
            "class": "ocrx_word",
            "id": self._tree.id(f"{line.get('id')}_"),
            "title": _title({"bbox": _bbox(piece.box), "x_wconf": round(100 * piece.confidence)}),
            "data-read": piece.read if piece.read != piece.text else None,
            "data-whole": piece.whole if broken else None,
            "data-part": f"{piece.part + 1}/{piece.parts}" if broken else None,
        }
        return self._tree.add(line, "span", about, piece.text)


def _empty(tree: Tree, sheet: Element, kind: str, name: str, box: Box) -> Element:
    """Add what has a place and no text."""
    return tree.add(sheet, "div", {"class": kind, "id": tree.id(name), "title": _title({"bbox": _bbox(box)})})


def _title(properties: dict[str, object]) -> str:
    return "; ".join(f"{name} {value}" for name, value in properties.items())


def _bbox(box: Box) -> str:
    return f"{box.x} {box.y} {box.right} {box.bottom}"
