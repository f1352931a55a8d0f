"""PREMIS 3 (Library of Congress): an event for each step that was done to a page, and the program that did it.

https://www.loc.gov/standards/premis/
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeAlias

from hwalja.export.dates import made_iso
from hwalja.export.document import plain
from hwalja.export.xml import Element, Tree
from hwalja.issue.pages import IssuePage
from hwalja.model import Step

PREMIS = "http://www.loc.gov/premis/v3"

UNKNOWN_TIME = "XXXX-XX-XX"
"""PREMIS asks for a time even where a file is to say none: a day of which nothing is known (EDTF)."""

Write: TypeAlias = Callable[[Tree, Element], None]
"""Writes an entity into an element."""


def events(page: IssuePage) -> Iterator[Write]:
    """Return what writes an event for each step, in their order."""
    for number, step in enumerate(page.page.steps, 1):
        yield partial(_event, page, number, step)


def agents(page: IssuePage) -> Iterator[Write]:
    """Return what writes the programs that did the steps."""
    for version in dict.fromkeys(step.version for step in page.page.steps):
        yield partial(_agent, version)


def _event(page: IssuePage, number: int, step: Step, tree: Tree, parent: Element) -> None:
    event = _add(tree, parent, "event")
    _identifier(tree, event, "event", f"{page.page.id}/{number}")
    _add(tree, event, "eventType", step.stage)
    _add(tree, event, "eventDateTime", made_iso() or UNKNOWN_TIME)
    details = _add(tree, event, "eventDetailInformation")
    _add(tree, details, "eventDetail", json.dumps(plain(step.settings), ensure_ascii=False))
    _identifier(tree, event, "linkingAgent", f"hwalja {step.version}")
    _identifier(tree, event, "linkingObject", page.files[0].href)


def _agent(version: str, tree: Tree, parent: Element) -> None:
    agent = _add(tree, parent, "agent")
    _identifier(tree, agent, "agent", f"hwalja {version}")
    _add(tree, agent, "agentName", "hwalja")
    _add(tree, agent, "agentType", "software")
    _add(tree, agent, "agentVersion", version)


def _identifier(tree: Tree, parent: Element, of: str, value: str) -> None:
    holder = _add(tree, parent, f"{of}Identifier")
    _add(tree, holder, f"{of}IdentifierType", "local")
    _add(tree, holder, f"{of}IdentifierValue", value)


def _add(tree: Tree, parent: Element, name: str, text: str | None = None) -> Element:
    return tree.add(parent, f"{{{PREMIS}}}{name}", text=text)
