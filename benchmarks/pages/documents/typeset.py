"""Sets a document's page and takes its picture."""

import math
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.pages.browser import Press
from benchmarks.pages.documents.lines import FIND_PARTS, PrintedPage, printed_page
from benchmarks.pages.documents.manuscript import Manuscript
from benchmarks.pages.documents.markup import document_html
from benchmarks.pages.documents.plan import DocumentPlan
from benchmarks.pages.elements import MM
from benchmarks.pages.faces import face_css


def typeset_document(
    plan: DocumentPlan, manuscript: Manuscript, scratch: Path, press: Press
) -> tuple[PrintedPage, NDArray[np.uint8]]:
    """The printed lines, and the clean page, grey, at the plan's dpi.

    Args:
        plan: of the page.
        manuscript: its text.
        scratch: folder the page's HTML may be written to.
        press: an open browser.

    Raises:
        RuntimeError: a typeface is missing.
        ValueError: the text is too long for articles that stand whole on the page.
    """
    paper = plan.look.paper_mm
    width, height = (math.ceil(side * MM) for side in paper)
    families = {plan.body, plan.bold, plan.title}
    page = scratch / f"{plan.name}.html"
    page.write_text(document_html(plan, manuscript, face_css(families), width, height), encoding="utf-8")
    with press.typesetter(plan.dpi, width, height) as setter:
        setter.open(str(page))
        setter.load_faces(sorted(families), page.read_text(encoding="utf-8"))
        printed = printed_page(setter.evaluate(FIND_PARTS), plan.name)
        image = setter.picture()
    wide, high = (round(side / 25.4 * plan.dpi) for side in paper)
    return printed, image[:high, :wide].copy()
