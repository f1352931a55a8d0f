"""The schema of TEI P5; where it comes from stands in REUSE.toml."""

from __future__ import annotations

import gzip
import re
from functools import cache

from lxml import etree

from tests.export.xsd import SCHEMAS

_RNG = "{http://relaxng.org/ns/structure/1.0}"


_WRITTEN = frozenset(
    re.findall(
        r"\w+",
        """TEI ab appInfo application bibl biblScope body byline cb choice corr correction date desc div editorialDecl
        encodingDesc facsimile figure fileDesc fw graphic head idno label lb note p pb publicationStmt sic sourceDesc
        surface teiHeader text title titleStmt zone""",
    )
)
"""Elements of TEI that hwalja writes."""


def validate_tei(document: str) -> None:
    """See that a document holds to the schema of all of TEI.

    Raises:
        etree.DocumentInvalid: It does not.
    """
    _schema().assertValid(etree.fromstring(document.encode()))


@cache
def _schema() -> etree.RelaxNG:
    """Return the schema without the elements that hwalja does not write: what holds to it holds to all of it, too.

    All of it takes libxml2 20 seconds to load.
    """
    grammar = etree.fromstring(gzip.decompress((SCHEMAS / "tei-4-12-0.rng.gz").read_bytes()))
    for definition in grammar.iter(f"{_RNG}define"):
        element = definition.find(f"{_RNG}element")
        if element is not None and element.get("name") not in _WRITTEN:
            definition[:] = [etree.Element(f"{_RNG}notAllowed")]
    return etree.RelaxNG(grammar)
