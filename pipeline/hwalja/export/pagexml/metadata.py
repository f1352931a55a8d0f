"""What a PAGE document says about how it came to be, and what is known about the page."""

from __future__ import annotations

import json
from collections.abc import Mapping

from hwalja.export.dates import made_iso
from hwalja.export.document import plain
from hwalja.export.facts import facts
from hwalja.export.xml import Element, Tree, program
from hwalja.model import Page

UNKNOWN_TIME = "1970-01-01T00:00:00Z"
"""The schema asks for a time even where a file is to say none."""


def tell(tree: Tree, page: Page) -> None:
    """Write the program, a step for each stage, the models, the image's hash and the facts."""
    metadata = tree.add(tree.root, "Metadata")
    time = made_iso() or UNKNOWN_TIME
    tree.add(metadata, "Creator", text=program(page))
    tree.add(metadata, "Created", text=time)
    tree.add(metadata, "LastChange", text=time)

    def item(kind: str, name: str, value: str, labels: Mapping[str, str] | None = None) -> None:
        element = tree.add(metadata, "MetadataItem", {"type": kind, "name": name, "value": value})
        label(tree, element, labels or {})

    for step in page.steps:
        settings = {name: json.dumps(plain(value), ensure_ascii=False) for name, value in step.settings.items()}
        item("processingStep", step.stage, f"hwalja {step.version}", settings)
    for model in page.models:
        item("other", "model", model.name, {"version": model.version, "sha256": model.sha256})
    item("imageProperties", "sha256", page.sha256)
    for name, value in {"id": page.id, **facts(page)}.items():
        if value is not None:
            item("other", name, value)


def label(tree: Tree, parent: Element, labels: Mapping[str, str]) -> None:
    """Write labels of our own by their types: PAGE has them for what it has no word for."""
    if labels:
        holder = tree.add(parent, "Labels", {"externalModel": "hwalja"})
        for kind, value in labels.items():
            tree.add(holder, "Label", {"type": kind, "value": value})
