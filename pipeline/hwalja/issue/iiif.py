"""IIIF Presentation 3: an issue for viewers such as Mirador: its pages, the lines on them, and its articles.

https://iiif.io/api/presentation/3.0/
"""

from __future__ import annotations

from collections.abc import Sequence

from hwalja.export.iiif import BASE, CONTEXT, annotation_page, at, canvas_id, quoted
from hwalja.export.json import dumped
from hwalja.export.xml import LANGUAGE
from hwalja.geometry import Box
from hwalja.issue.continued import Part, stories
from hwalja.issue.pages import Issue, IssuePage


def to_manifest(issue: Issue) -> str:
    """Return the manifest of an issue."""
    name = f"{BASE}issues/{quoted(issue.title)}"
    articles = [_range(f"{name}/articles/{number}", parts) for number, parts in enumerate(stories(issue), 1)]
    whole = {"id": f"{name}/articles", "type": "Range", "label": _label(issue.title), "items": articles}
    return dumped(
        {
            "@context": CONTEXT,
            "id": f"{name}/manifest.json",
            "type": "Manifest",
            "label": _label(issue.title),
            "metadata": [
                {"label": _label("신문"), "value": _label(issue.newspaper)},
                {"label": _label("발행일"), "value": _label(issue.day)},
            ],
            "behavior": ["individuals"],
            "viewingDirection": "left-to-right",
            "items": [_canvas(page) for page in issue.pages],
            **({"structures": [whole]} if articles else {}),
        }
    )


def _label(text: str) -> dict[str, list[str]]:
    return {LANGUAGE: [text]}


def _canvas(each: IssuePage) -> dict[str, object]:
    page, name = each.page, canvas_id(each.page)
    size = {"height": page.height, "width": page.width}
    image = {
        "id": f"{BASE}images/{quoted(page.source)}",
        "type": "Image",
        **({"format": each.files[0].kind} if each.files[0].kind else {}),
        **size,
    }
    painting = {"id": f"{name}/image", "type": "Annotation", "motivation": "painting", "body": image, "target": name}
    return {
        "id": name,
        "type": "Canvas",
        "label": _label(each.number or page.id),
        **size,
        "items": [{"id": f"{name}/images", "type": "AnnotationPage", "items": [painting]}],
        "annotations": [annotation_page(page)],
    }


def _range(name: str, parts: Sequence[Part]) -> dict[str, object]:
    headline = next(filter(None, (part.article.headline for part in parts)), parts[0].article.id)
    return {"id": name, "type": "Range", "label": _label(headline), "items": [_place(part) for part in parts]}


def _place(part: Part) -> dict[str, object]:
    canvas = canvas_id(part.page.page)
    boxes = [region.box for block in part.article.blocks for region in block.regions]
    return {"id": at(canvas, Box.around(boxes)) if boxes else canvas, "type": "Canvas"}
