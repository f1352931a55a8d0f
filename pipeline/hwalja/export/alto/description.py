"""What an ALTO document says about the image and about how its text came to be."""

from __future__ import annotations

import json
from collections.abc import Sequence

from hwalja.export.dates import made_iso
from hwalja.export.document import plain
from hwalja.export.xml import Element, Tree
from hwalja.model import Model, Page, Step

RECOGNITION = "recognise"

_CATEGORIES = {
    "read": "preOperation",
    "preprocess": "preOperation",
    "layout": "contentGeneration",
    RECOGNITION: "contentGeneration",
    "compose": "contentModification",
    "correct": "contentModification",
}
"""Of the stages, as ALTO tells them apart."""


def describe(tree: Tree, page: Page) -> None:
    """Write name and hash of the image, and a step for each stage."""
    description = tree.add(tree.root, "Description")
    tree.add(description, "MeasurementUnit", text="pixel")
    image = tree.add(description, "sourceImageInformation")
    tree.add(image, "fileName", text=page.source)
    tree.add(image, "fileIdentifier", {"fileIdentifierLocation": "sha256"}, page.sha256)
    tree.add(image, "documentIdentifier", {"documentIdentifierLocation": "hwalja"}, page.id)
    for step in page.steps:
        _process(tree, description, step, page.models if step.stage == RECOGNITION else ())


def _process(tree: Tree, description: Element, step: Step, models: Sequence[Model]) -> None:
    process = tree.add(description, "Processing", {"ID": tree.id(f"step_{step.stage}")})
    tree.add(process, "processingCategory", text=_CATEGORIES.get(step.stage, "other"))
    if time := made_iso():
        tree.add(process, "processingDateTime", text=time)
    tree.add(process, "processingStepDescription", text=step.stage)
    settings = json.dumps(plain(step.settings), ensure_ascii=False)
    tree.add(process, "processingStepSettings", text=settings)
    software = tree.add(process, "processingSoftware")
    tree.add(software, "softwareName", text="hwalja")
    tree.add(software, "softwareVersion", text=step.version)
    if models:
        named = (f"{model.name} ({model.version}, sha256 {model.sha256})" for model in models)
        tree.add(software, "applicationDescription", text="; ".join(named))
