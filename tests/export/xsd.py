"""Official schemas of ALTO, METS, PAGE and PREMIS; where they come from stands in REUSE.toml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lxml import etree

SCHEMAS = Path(__file__).parent / "schemas"

ALTO = SCHEMAS / "alto-4-4.xsd"
METS = SCHEMAS / "mets-1-12-1.xsd"
PREMIS = SCHEMAS / "premis-3-0.xsd"
PAGE = SCHEMAS / "page-2019-07-15.xsd"

_ELSEWHERE = b"http://www.loc.gov/standards/xlink/xlink.xsd"


@cache
def _schema(path: Path) -> etree.XMLSchema:
    here = path.read_bytes().replace(_ELSEWHERE, b"xlink.xsd")
    return etree.XMLSchema(etree.fromstring(here, base_url=str(path)))


def validate(document: str, schema: Path) -> None:
    """See that a document holds to a schema.

    Raises:
        etree.DocumentInvalid: It does not.
    """
    _schema(schema).assertValid(etree.fromstring(document.encode()))
