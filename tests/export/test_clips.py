from __future__ import annotations

import fnmatch
import json
from dataclasses import replace
from io import BytesIO
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from hwalja.export.clips import INDEX, PATTERN, to_clips
from hwalja.geometry import Box
from hwalja.model import Block, Page, Region, Role
from hwalja.read import Facsimile
from tests.export.pages import article, few, line, page, sample

GREY = 180


def standing(name: str, role: Role, *boxes: Box) -> Block:
    """Return a block with its regions in those boxes."""
    regions = tuple(
        Region(f"{name}r{n}", role, box, (line(f"{name}l{n}", "글", box.y),)) for n, box in enumerate(boxes)
    )
    return Block(name, role, "글", regions)


def paper(found: Page, mode: str = "L") -> Facsimile:
    """Return a page of grey as it would stand in a file."""
    file = BytesIO()
    Image.new("L", (found.width, found.height), GREY).convert(mode).save(file, "PNG")
    return Facsimile(file.getvalue())


def cut(found: Page, mode: str = "L") -> tuple[list[dict[str, Any]], list[Image.Image]]:
    """Return the entries of the index and their images."""
    files = to_clips(found, paper(found, mode))
    entries = json.loads(files[INDEX])["clips"]
    return entries, [Image.open(BytesIO(files[entry["file"]])) for entry in entries]


def grey(image: Image.Image, x: int, y: int) -> int:
    return int(np.asarray(image.convert("L"))[y, x])


@pytest.fixture
def around() -> Page:
    """An article in the shape of an L around another."""
    return replace(
        page(
            article(1, standing("b1", Role.BODY, Box(100, 100, 300, 900), Box(400, 700, 300, 300))),
            article(2, standing("b2", Role.BODY, Box(450, 150, 250, 450))),
        ),
        width=1000,
        height=1400,
        furniture=(),
        pictures=(),
    )


def test_an_article_is_cut_out_with_a_margin(around: Page) -> None:
    entries, images = cut(around)
    assert [entry["box"] for entry in entries] == [[83, 83, 634, 934], [433, 133, 284, 484]]
    assert [image.size for image in images] == [(634, 934), (284, 484)]
    assert [image.format for image in images] == ["JPEG", "JPEG"]


def test_what_belongs_to_others_is_white(around: Page) -> None:
    _, (first, second) = cut(around)
    assert grey(first, 500 - 83, 300 - 83) == 255
    assert grey(first, 200 - 83, 300 - 83) == GREY
    assert grey(second, 100, 100) == GREY


def test_what_overlaps_stays_with_the_article(around: Page) -> None:
    over = replace(around, furniture=(standing("f", Role.ADVERTISEMENT, Box(300, 900, 200, 200)),))
    _, (first, _) = cut(over)
    assert grey(first, 350 - 83, 950 - 83) == GREY
    assert grey(first, 350 - 83, 1010 - 83) == 255


def test_a_picture_goes_with_its_caption(around: Page) -> None:
    first, second = around.articles
    told = replace(second, blocks=(*second.blocks, standing("c", Role.CAPTION, Box(720, 500, 200, 30))))
    pictured = replace(around, articles=(first, told), pictures=(Box(720, 150, 200, 330), Box(150, 200, 100, 100)))
    entries, (whole, _) = cut(pictured)
    assert [entry["pictures"] for entry in entries] == [[[150, 200, 100, 100]], [[720, 150, 200, 330]]]
    assert grey(whole, 100, 150) == GREY


def test_black_and_white_stays_so() -> None:
    _, images = cut(sample(), "1")
    assert {(image.format, image.mode) for image in images} == {("PNG", "1")}


def test_the_index_tells_what_they_are() -> None:
    files = to_clips(sample(), paper(sample()))
    assert list(files) == [".clip-0001.jpg", ".clip-0002.jpg", INDEX]
    index = json.loads(files[INDEX])
    assert (index["format"], index["page"]["id"]) == ("hwalja-clips/1", "sample")
    first, second = index["clips"]
    assert (first["article"], first["headline"], second["headline"]) == ("sample#a01", "새 다리 놓는다", "")
    assert first["regions"][0] == {"id": "rb1", "role": "headline", "box": [100, 200, 600, 40]}


def test_an_article_that_stands_nowhere_has_none() -> None:
    files = to_clips(page(article(1), article(2, standing("b", Role.BODY, Box(1, 1, 9, 9)))), paper(page()))
    assert list(files) == [".clip-0002.jpg", INDEX]


def test_their_names_are_told_by_the_pattern() -> None:
    for mode in ("L", "1"):
        *clips, _ = to_clips(sample(), paper(sample(), mode))
        assert clips
        assert all(fnmatch.fnmatch(clip, PATTERN) for clip in clips)
    assert not fnmatch.fnmatch(".clip-0001.clip-0001.jpg", PATTERN)
    assert not fnmatch.fnmatch(INDEX, PATTERN)


places = st.builds(Box, st.integers(-20, 120), st.integers(-20, 120), st.integers(0, 80), st.integers(0, 80))


@few
@given(st.lists(st.lists(places, min_size=1, max_size=3), min_size=1, max_size=3), st.lists(places, max_size=2))
def test_any_places_can_be_cut(articles: list[list[Box]], pictures: list[Box]) -> None:
    found = replace(
        page(*(article(n, standing(f"b{n}", Role.CAPTION, *boxes)) for n, boxes in enumerate(articles, 1))),
        width=100,
        height=90,
        furniture=(),
        pictures=tuple(pictures),
    )
    entries, images = cut(found)
    for entry, image in zip(entries, images, strict=True):
        x, y, width, height = entry["box"]
        assert image.size == (width, height)
        assert x >= 0 <= y
        assert x + width <= 100
        assert y + height <= 90
