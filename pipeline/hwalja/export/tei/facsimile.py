"""The image of the page, and where on it everything stands: the facsimile of a TEI document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from hwalja.export.order import runs
from hwalja.export.xml import XML, Element, Tree
from hwalja.geometry import Box
from hwalja.model import Frame, Page


@dataclass(frozen=True, slots=True)
class Zones:
    """What `@facs` points to.

    Attributes:
        page: Id of the surface.
        regions: Ids of the zones of each block's regions, by the block's id.
        lines: Ids of the zones of lines, by the lines' ids.
    """

    page: str
    regions: Mapping[str, Sequence[str]]
    lines: Mapping[str, str]


def show(tree: Tree, page: Page) -> Zones:
    """Write the surface with its zones: regions with their lines, pictures, rules, and what was not read."""
    surface = _surface(tree, tree.add(tree.root, "facsimile"), page)
    regions: dict[str, list[str]] = defaultdict(list)
    lines: dict[str, str] = {}
    for run in runs(page):
        for block, region in run.regions:
            name = tree.id(region.id)
            regions[block.id].append(name)
            zone = _zone(tree, surface, block.role.value, name, region.box)
            for line in region.lines:
                lines[line.id] = tree.id(line.id)
                _zone(tree, zone, "line", lines[line.id], line.box)
    for box in page.pictures:
        _zone(tree, surface, "picture", tree.id("picture_"), box)
    for box in page.rules:
        _zone(tree, surface, "rule", tree.id("rule_"), box)
    for unread in page.unread:
        _zone(tree, surface, "unread", tree.id("unread_"), unread.box, subtype=unread.reason.value)
    return Zones(str(surface.get(f"{XML}id")), regions, lines)


def _surface(tree: Tree, parent: Element, page: Page) -> Element:
    about = {f"{XML}id": tree.id("page"), **_corners(Box(0, 0, page.width, page.height))}
    surface = tree.add(parent, "surface", about)
    if not page.source:
        return surface
    frame = Frame.named(page.source)
    url = quote(str(frame.path) if frame else page.source, errors="surrogateescape")
    size = {"width": f"{page.width}px", "height": f"{page.height}px"}
    tree.add(surface, "graphic", {"url": f"{url}#page={frame.index + 1}" if frame else url, **size})
    return surface


def _zone(tree: Tree, parent: Element, kind: str, name: str, box: Box, subtype: str | None = None) -> Element:
    return tree.add(parent, "zone", {f"{XML}id": name, "type": kind, "subtype": subtype, **_corners(box)})


def _corners(box: Box) -> dict[str, object]:
    return {"ulx": box.x, "uly": box.y, "lrx": box.right, "lry": box.bottom}
