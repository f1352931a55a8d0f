"""What a TEI document says about the page and about how its text came to be."""

from __future__ import annotations

import json
import re

from hwalja.export.dates import made_iso
from hwalja.export.document import plain
from hwalja.export.facts import facts
from hwalja.export.xml import XML, Element, Tree, program
from hwalja.model import Page

_RIGHTS = "Written by hwalja. Nothing is said here about rights in the newspaper."

_VERSION = re.compile(r"\d+(\.\d+){0,3}")
"""What TEI takes for a version (teidata.versionNumber)."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def describe(tree: Tree, page: Page) -> str:
    """Write the header, and return the id of the program: who is responsible for corrections."""
    header = tree.add(tree.root, "teiHeader")
    known = facts(page)
    file = tree.add(header, "fileDesc")
    title = " ".join(filter(None, (known["newspaper"], known["issue_date"], known["page_number"]))) or page.id
    tree.add(tree.add(file, "titleStmt"), "title", text=title)
    tree.add(tree.add(file, "publicationStmt"), "p", text=_RIGHTS)
    _source(tree, tree.add(tree.add(file, "sourceDesc"), "bibl"), page)
    encoding = tree.add(header, "encodingDesc")
    editorial = tree.add(encoding, "editorialDecl")
    correction = tree.add(editorial, "correction", {"method": "markup"})
    tree.add(correction, "p", text="sic is what was read, corr what it became; line ends are joined silently.")
    return _program(tree, encoding, page)


def _source(tree: Tree, source: Element, page: Page) -> None:
    known = facts(page)
    if known["newspaper"]:
        tree.add(source, "title", {"level": "j"}, known["newspaper"])
    day = known["issue_date"]
    if day:
        tree.add(source, "date", {"when": day if _DAY.fullmatch(day) else None}, day)
    for unit, name in (("page", "page_number"), ("section", "section")):
        if known[name]:
            tree.add(source, "biblScope", {"unit": unit}, known[name])
    for kind, value in (("hwalja", page.id), ("file", page.source), ("sha256", page.sha256)):
        tree.add(source, "idno", {"type": kind}, value)


def _program(tree: Tree, encoding: Element, page: Page) -> str:
    version = _VERSION.match(page.steps[-1].version) if page.steps else None
    about = {
        f"{XML}id": tree.id("hwalja"),
        "ident": "hwalja",
        "version": version[0] if version else "0",
        "when": made_iso(),
    }
    application = tree.add(tree.add(encoding, "appInfo"), "application", about)
    tree.add(application, "label", text=program(page))
    for step in page.steps:
        settings = json.dumps(plain(step.settings), ensure_ascii=False)
        tree.add(application, "desc", text=f"{step.stage} ({step.version}): {settings}")
    for model in page.models:
        tree.add(application, "desc", text=f"{model.name} ({model.version}, sha256 {model.sha256})")
    return str(about[f"{XML}id"])
