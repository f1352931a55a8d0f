"""Clips: an image of each article, cut from the page, and an index of them."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from PIL import Image

from hwalja.export.document import sides
from hwalja.export.json import dumped
from hwalja.geometry import Box
from hwalja.model import Article, Page, Region, Role
from hwalja.read import Facsimile

FORMAT = "hwalja-clips/1"
"""Names the form of the index."""

INDEX = ".clips.json"
PATTERN = ".clip-[0-9][0-9][0-9][0-9].[jp][pn]g"
"""What the names of the images end in: the article's number on the page, of four digits."""

MARGIN = 0.5
"""Em of the body type that a clip reaches beyond what the article consists of."""

CAPTION = 3.0
"""Em of a caption's type that it may stand from its picture."""

QUALITY = 90
"""Of the JPEGs: type cut from a JPEG of a scanner's usual quality shows no new blemish."""
MOST = 65_500
"""Px that the side of a JPEG may be long."""


def to_clips(page: Page, facsimile: Facsimile) -> dict[str, bytes]:
    """Return the image of each article that stands somewhere, and last the index.

    A clip shows the rectangle around the article's regions and pictures. What belongs to another article, or as text
    to none, is white in it; what nobody claims (rules, ink that was not read, pictures that stand alone) stays. Black
    and white pages give PNG, others JPEG.

    Raises:
        InputError: The image cannot be read.
    """
    owned = _parts(page)
    files, entries = {}, []
    for number, article in enumerate(page.articles, 1):
        own = owned[article.id]
        if not own:
            continue
        box = Box.around(own).grown(MARGIN * _em(article)).clipped(page.width, page.height)
        others = [each for name, boxes in owned.items() if name != article.id for each in boxes]
        data, kind = _encoded(_cut(facsimile.pixels, box, own, others), page.dpi)
        ending = f".clip-{number:04}.{kind}"
        files[ending] = data
        entries.append(
            {
                "article": article.id,
                "headline": article.headline,
                "file": ending,
                "box": sides(box),
                "regions": [
                    {"id": region.id, "role": region.role.value, "box": sides(region.box)}
                    for region in _regions(article)
                ],
                "pictures": [sides(picture) for picture in page.pictures if picture in own],
            }
        )
    about = {"id": page.id, "source": page.source, "width": page.width, "height": page.height, "dpi": page.dpi}
    files[INDEX] = dumped({"format": FORMAT, "page": about, "clips": entries}).encode()
    return files


def _parts(page: Page) -> dict[str, list[Box]]:
    """Return the boxes of regions and pictures by the id of their article; "" owns the furniture."""
    parts = {article.id: [region.box for region in _regions(article)] for article in page.articles}
    pictures = {picture: _owner(picture, page) for picture in page.pictures}
    for picture, owner in pictures.items():
        if owner:
            parts[owner].append(picture)
    parts[""] = [region.box for block in page.furniture for region in block.regions]
    return parts


def _owner(picture: Box, page: Page) -> str | None:
    """Return the article whose caption stands nearest to a picture, or else the one around it."""
    near = [
        (distance, article.id)
        for article in page.articles
        for block in article.blocks
        if block.role is Role.CAPTION
        for region in block.regions
        if (distance := _apart(picture, region.box)) <= CAPTION * region.lines[0].em
    ]
    if near:
        return min(near)[1]
    hulls = (
        (Box.around(boxes), article.id) for article in page.articles if (boxes := [r.box for r in _regions(article)])
    )
    around = [(hull.area, name) for hull, name in hulls if 2 * hull.shared(picture) > picture.area]
    return min(around)[1] if around else None


def _apart(one: Box, other: Box) -> int:
    """Return how far in px two boxes are from one another, across or down, whichever is more."""
    return max(0, -one.overlap_x(other), -one.overlap_y(other))


def _regions(article: Article) -> Iterator[Region]:
    return (region for block in article.blocks for region in block.regions)


def _em(article: Article) -> float:
    """Return the height in px of the type that most of an article's lines are set in."""
    sizes = sorted(line.em for region in _regions(article) for line in region.lines)
    return sizes[len(sizes) // 2] if sizes else 0.0


def _cut(pixels: Image.Image, box: Box, own: list[Box], others: list[Box]) -> Image.Image:
    """Return the pixels in a box, white where something other stands, unless the article itself stands there."""
    clip = pixels.crop(_edges(box))
    hidden = [other for other in others if box.shared(other)]
    for other in hidden:
        clip.paste("white", _edges(other, box))
    for each in own:
        if any(each.shared(other) for other in hidden):
            clip.paste(pixels.crop(_edges(each)), _edges(each, box)[:2])
    return clip


def _encoded(clip: Image.Image, dpi: float) -> tuple[bytes, str]:
    """Return an image file and what its name ends in."""
    file = BytesIO()
    profile = clip.info.get("icc_profile")
    if clip.mode == "1" or max(clip.size) > MOST:
        clip.save(file, "PNG", dpi=(dpi, dpi), icc_profile=profile)
        return file.getvalue(), "png"
    clip.save(file, "JPEG", dpi=(dpi, dpi), quality=QUALITY, icc_profile=profile)
    return file.getvalue(), "jpg"


def _edges(box: Box, within: Box = Box(0, 0, 0, 0)) -> tuple[int, int, int, int]:  # noqa: B008 # frozen
    """Return left, top, right and bottom, counted from the corner of another box."""
    return box.x - within.x, box.y - within.y, box.right - within.x, box.bottom - within.y
