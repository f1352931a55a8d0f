"""IIIF Presentation 3: the lines of a page as annotations, which viewers such as Mirador show over its image.

https://iiif.io/api/presentation/3.0/
"""

from __future__ import annotations

from urllib.parse import quote

from hwalja.export.json import dumped
from hwalja.export.order import runs
from hwalja.export.printed import printed
from hwalja.export.xml import LANGUAGE
from hwalja.geometry import Box
from hwalja.model import Page

CONTEXT = "http://iiif.io/api/presentation/3/context.json"

BASE = "https://hwalja.invalid/"
"""Begins all ids, which have to be addresses: `.invalid` leads nowhere (RFC 2606), until someone puts in where the
files are."""


def to_iiif(page: Page) -> str:
    """Return an annotation for each line of the corrected text, in reading order."""
    return dumped({"@context": CONTEXT, **annotation_page(page)})


def canvas_id(page: Page) -> str:
    """Return the id of what stands for the page."""
    return f"{BASE}canvas/{quoted(page.id)}"


def quoted(text: str) -> str:
    """Return a text as a part of an address."""
    return quote(text, safe="", errors="surrogatepass")


def at(canvas: str, box: Box) -> str:
    """Return the address of a part of a canvas."""
    return f"{canvas}#xywh={box.x},{box.y},{box.width},{box.height}"


def annotation_page(page: Page) -> dict[str, object]:
    """Return the annotation page, without the context that it has in a file of its own."""
    canvas, pieces = canvas_id(page), printed(page)
    name = f"{BASE}annotations/{quoted(page.id)}"
    items = [
        {
            "id": f"{name}/{quoted(line.id)}",
            "type": "Annotation",
            "motivation": "supplementing",
            "body": {
                "type": "TextualBody",
                "value": " ".join(piece.text for piece in pieces[line.id]),
                "language": LANGUAGE,
                "format": "text/plain",
            },
            "target": at(canvas, line.box),
        }
        for run in runs(page)
        for _, region in run.regions
        for line in region.lines
        if pieces[line.id]
    ]
    return {"id": name, "type": "AnnotationPage", "items": items}
