"""TEI P5: articles as texts, for editions and corpora; what was read stands beside what it became.

https://tei-c.org/release/doc/tei-p5-doc/en/html/
"""

from __future__ import annotations

from hwalja.export.tei.facsimile import show
from hwalja.export.tei.header import describe
from hwalja.export.tei.text import Texts
from hwalja.export.xml import LANGUAGE, XML, Tree
from hwalja.model import Page

__all__ = ["NAMESPACE", "to_tei"]

NAMESPACE = "http://www.tei-c.org/ns/1.0"


def to_tei(page: Page) -> str:
    """Return the articles in reading order, with zones of the facsimile for regions and lines."""
    tree = Tree(NAMESPACE, "TEI", {f"{XML}lang": LANGUAGE})
    program = describe(tree, page)
    zones = show(tree, page)
    Texts(tree, page, zones, program).write()
    return tree.write()
