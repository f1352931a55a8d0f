"""Trees of XML, written by lxml: what is not allowed there is replaced, so that no page can break a file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from lxml import etree

from hwalja.model import Page

Element = etree._Element

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

LANGUAGE = "ko"
"""Of the text: BCP 47."""

XML = "{http://www.w3.org/XML/1998/namespace}"
SCHEMA_LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""XML 1.0, production 2."""

_NOT_IN_IDS = re.compile(r"[^A-Za-z0-9_.-]")
"""XML allows more, but its readers do not agree on what."""


def legal(text: str) -> str:
    """Return the text with U+FFFD in place of each character that XML does not allow."""
    return text if text.isprintable() else _ILLEGAL.sub("\ufffd", text)  # what is printable is legal


def share(value: float) -> str:
    """Return a confidence as it is written."""
    return f"{value:.4f}"


class Tree:
    """A document in one namespace.

    Args:
        namespace: Of all elements that are not named with another one, as `{namespace}name`.
        root: Name of the outermost one.
        attributes: Of that one.
        prefixes: Of other namespaces.
    """

    def __init__(
        self,
        namespace: str,
        root: str,
        attributes: Mapping[str, object] | None = None,
        prefixes: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._space = f"{{{namespace}}}"
        self._ids: set[str] = set()
        self._last: dict[str, int] = {}
        spaces: dict[str | None, str] = {None: namespace}
        spaces.update(prefixes.items())
        if attributes and SCHEMA_LOCATION in attributes:
            spaces["xsi"] = SCHEMA_LOCATION[1:].partition("}")[0]
        self.root = etree.Element(self._space + root, _written(attributes), spaces)  # type: ignore[arg-type] # stubs know no default

    def add(
        self, parent: Element, name: str, attributes: Mapping[str, object] | None = None, text: str | None = None
    ) -> Element:
        """Add an element; attributes that are None are left out."""
        full = name if name.startswith("{") else self._space + name
        element = etree.SubElement(parent, full, _written(attributes))
        element.text = None if text is None else legal(text)
        return element

    def id(self, wanted: str) -> str:
        """Return an id that the document does not have yet: `wanted` as far as it can be one, with a number where it
        ends in `_` or is taken.
        """
        name = _NOT_IN_IDS.sub("_", wanted)
        name = name if re.match("[A-Za-z_]", name) else f"_{name}"
        free = name
        while free in self._ids or free.endswith("_"):
            self._last[name] = self._last.get(name, 0) + 1
            free = f"{name.rstrip('_')}_{self._last[name]}"
        self._ids.add(free)
        self._last.setdefault(free, 1)
        return free

    def write(self, head: str = DECLARATION) -> str:
        """Return the document behind what stands ahead of it."""
        return head + etree.tostring(self.root, encoding="unicode", pretty_print=True)


def _written(attributes: Mapping[str, object] | None) -> dict[str, str]:
    return {name: legal(str(value)) for name, value in (attributes or {}).items() if value is not None}


def program(page: Page) -> str:
    """Return what read the page."""
    return f"hwalja {page.steps[-1].version}" if page.steps else "hwalja"
