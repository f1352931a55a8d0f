"""PAGE XML of 2019-07-15 (PRImA): what OCR-D, Transkribus and tools for ground truth exchange.

https://github.com/PRImA-Research-Lab/PAGE-XML
"""

from __future__ import annotations

from hwalja.export.pagexml.metadata import tell
from hwalja.export.pagexml.regions import Regions
from hwalja.export.xml import SCHEMA_LOCATION, Tree, share
from hwalja.model import Page

__all__ = ["NAMESPACE", "to_page_xml"]

NAMESPACE = "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"


def to_page_xml(page: Page) -> str:
    """Return regions, lines and eojeols with what was read and what it became, and a group for each article."""
    tree = Tree(NAMESPACE, "PcGts", {SCHEMA_LOCATION: f"{NAMESPACE} {NAMESPACE}/pagecontent.xsd"})
    tell(tree, page)
    about = {
        "imageFilename": page.source,
        "imageWidth": page.width,
        "imageHeight": page.height,
        "imageXResolution": page.dpi,
        "imageYResolution": page.dpi,
        "imageResolutionUnit": "PPI",
        "type": "content",
        "primaryLanguage": "Korean",
        "readingDirection": "left-to-right",
        "textLineOrder": "top-to-bottom",
        "conf": None if page.confidence is None else share(page.confidence),
    }
    Regions(tree, tree.add(tree.root, "Page", about), page).write()
    return tree.write()
