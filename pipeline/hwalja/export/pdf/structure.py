"""What a reader finds its way by: the structure of the text, and the headlines as an outline."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pikepdf import Array, Dictionary, Name, Object, OutlineItem, Pdf

from hwalja.export.pdf.text import Passage, clean
from hwalja.geometry import Box
from hwalja.model import Page, Role


def tag(pdf: Pdf, page: Page, passages: Sequence[Passage]) -> None:
    """Give the file's first page its structure: articles and, beside them, blocks that belong to none.

    Args:
        pdf: Of one page, on which the passages are marked with their numbers.
        page: Whose articles they are.
        passages: In their order.
    """
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = _element(pdf, "Document", root)
    article_of = {block.id: article.id for article in page.articles for block in article.blocks}
    articles: dict[str, Object] = {}
    parents = Array()
    for number, passage in enumerate(passages):
        parent = document
        if owner := article_of.get(passage.block.id):
            if owner not in articles:
                articles[owner] = _element(pdf, "Art", document)
            parent = articles[owner]
        block = _element(pdf, passage.tag, parent)
        block.Pg = pdf.pages[0].obj
        block.K = number
        parents.append(block)
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=[0, pdf.make_indirect(parents)]))
    root.ParentTreeNextKey = 1
    pdf.pages[0].obj.StructParents = 0
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def outline(pdf: Pdf, page: Page, place: Callable[[Box], tuple[float, float]]) -> None:
    """List the headlines, in the order of the articles.

    Args:
        pdf: Of one page.
        page: Whose articles they are.
        place: Gives the upper left corner of a box in points of the page.
    """
    with pdf.open_outline() as found:
        for article in page.articles:
            headlines = [block for block in article.blocks if block.role is Role.HEADLINE and block.regions]
            if headlines and (title := clean(article.headline)):
                left, top = place(headlines[0].regions[0].box)
                found.root.append(OutlineItem(title, Array([pdf.pages[0].obj, Name.XYZ, left, top, None])))
                pdf.Root.PageMode = Name.UseOutlines


def _element(pdf: Pdf, kind: str, parent: Object) -> Object:
    """Return a new element of the structure, put at the end of its parent."""
    element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{kind}"), P=parent))
    if "/K" not in parent:
        parent.K = Array()
    parent.K.append(element)
    return element
