"""Where an article stands in an ALTO file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from lxml import etree


def blocks_of(document: bytes) -> Mapping[str, Sequence[str]]:
    """Return the ids of the text blocks of each article in their order, by the article's id."""
    root = etree.fromstring(document)
    articles = {tag.get("ID"): str(tag.get("LABEL")) for tag in root.iter("{*}StructureTag")}
    found: dict[str, list[str]] = defaultdict(list)
    for block in root.iter("{*}TextBlock"):
        for tag in block.get("TAGREFS", "").split():
            if tag in articles:
                found[articles[tag]].append(str(block.get("ID")))
    return found
