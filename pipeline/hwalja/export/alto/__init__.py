"""ALTO 4.4 (Library of Congress): what newspaper archives take in.

https://www.loc.gov/standards/alto/
"""

from __future__ import annotations

from hwalja.export.alto.description import describe
from hwalja.export.alto.layout import lay_out
from hwalja.export.alto.tags import Tags
from hwalja.export.xml import SCHEMA_LOCATION, Tree
from hwalja.model import Page

__all__ = ["NAMESPACE", "to_alto"]

NAMESPACE = "http://www.loc.gov/standards/alto/ns-v4#"
VERSION = "4.4"
SCHEMA = "http://www.loc.gov/standards/alto/v4/alto-4-4.xsd"


def to_alto(page: Page) -> str:
    """Return regions, lines and eojeols in reading order, as corrected, with what was read where it differs.

    A line of which correction has left nothing is not in it: a line of ALTO holds at least one string.
    """
    tree = Tree(NAMESPACE, "alto", {"SCHEMAVERSION": VERSION, SCHEMA_LOCATION: f"{NAMESPACE} {SCHEMA}"})
    describe(tree, page)
    lay_out(tree, Tags(tree), page)
    return tree.write()
