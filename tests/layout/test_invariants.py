"""What holds for every page: nothing is read twice or nowhere, and articles stay the same however it was scanned."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hwalja.geometry import Affine, Box
from hwalja.layout import find_layout
from hwalja.model import Grey, Layout, Role, Scan, Sheet
from hwalja.preprocess import even_light, find_orientation, preprocess
from tests.layout.drawing import EM, LEADING, PAPER, Drawing

MARGIN = 60
"""White px around the type."""

COLUMN, GUTTER = 15 * EM, 32
"""Px of a column, and of the white between two."""

few = settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
"""A page takes a few tenths of a second. The same pages every time: what fails today is what was changed today."""


@dataclass(frozen=True)
class Article:
    """How an article is set."""

    lines: int
    columns: int
    letters: int
    deck: bool
    picture: bool
    ruled: bool


@dataclass(frozen=True)
class Printed:
    """A page as drawn, and the boxes of its lines."""

    grey: Grey
    lines: tuple[Box, ...]


articles = st.builds(
    Article,
    lines=st.integers(5, 9),
    columns=st.integers(1, 2),
    letters=st.integers(5, 8),
    deck=st.booleans(),
    picture=st.booleans(),
    ruled=st.booleans(),
)
pages = st.lists(articles, min_size=1, max_size=2).map(tuple)


@cache
def printed(page: tuple[Article, ...]) -> Printed:
    """Set articles under one another, each over all columns or beside a picture as wide as one."""
    drawing = Drawing(2 * (MARGIN + COLUMN) + GUTTER, 1100)
    lines: list[Box] = []
    y = MARGIN
    for n, article in enumerate(page):
        if n and article.ruled:
            drawing.rule(MARGIN, y, across=2 * COLUMN + GUTTER)
            y += 40
        lines.append(drawing.headline(MARGIN, y, [2, article.letters - 2], em=round(2.4 * EM)))
        y += round(3.4 * EM)
        if article.deck:
            lines.append(drawing.headline(MARGIN, y, [4, 3], em=round(1.5 * EM)))
            y += round(2.3 * EM)
        lines += drawing.column(MARGIN, y, COLUMN, article.lines)
        right = MARGIN + COLUMN + GUTTER
        if article.columns == 2:
            lines += drawing.column(right, y, COLUMN, article.lines)
        elif article.picture:
            drawing.picture(Box(right, y, COLUMN, article.lines * LEADING - EM))
        y += article.lines * LEADING + 2 * EM
    return Printed(drawing.grey[: y + MARGIN], tuple(lines))


def upright(grey: Grey) -> Sheet:
    return Sheet(grey=grey, even=even_light(grey), skew=0.0, to_scan=Affine())


def stories(page: Printed, layout: Layout, place: Callable[[Box], Box]) -> list[list[int]]:
    """Return the articles as numbers of the drawn lines, as read; `place` tells where a drawn line lies now.

    Raises:
        AssertionError: A drawn line was not found as one line.
    """
    homes: dict[str, int] = {}
    for number, drawn in enumerate(map(place, page.lines)):
        found = [line.id for line in layout.lines if line.box.shared(drawn) > 0.5 * max(line.box.area, drawn.area)]
        assert len(found) == 1, f"line {number} at {drawn} was found as {found}"
        homes[found[0]] = number
    regions = {region.id: region for region in layout.regions}
    return [
        [homes[line.id] for name in story.regions for line in regions[name].lines if line.id in homes]
        for story in layout.stories
    ]


def as_drawn(page: Printed) -> list[list[int]]:
    return stories(page, find_layout(upright(page.grey)), lambda box: box)


@few
@given(pages)
def test_nothing_is_read_twice_or_nowhere(page: tuple[Article, ...]) -> None:
    drawn = printed(page)
    layout = find_layout(upright(drawn.grey))
    names = [region.id for region in layout.regions]
    lines = [line.id for line in layout.lines]
    in_stories = [name for story in layout.stories for name in story.regions]
    assert len(set(names)) == len(names)
    assert len(set(lines)) == len(lines)
    assert len(set(in_stories)) == len(in_stories)
    assert set(in_stories) <= set(names)
    order = [names.index(name) for name in in_stories]
    assert order == sorted(order), "the page is read article by article"
    outside = set(names) - set(in_stories)
    assert not [r for r in layout.regions if r.id in outside and r.role in (Role.HEADLINE, Role.BODY)]
    sheet = Box(0, 0, drawn.grey.shape[1], drawn.grey.shape[0])
    assert all(sheet.contains(box) for box in (*layout.pictures, *layout.rules, *layout.frames))
    assert all(sheet.contains(region.box) for region in layout.regions)
    assert all(region.box.contains(line.box) for region in layout.regions for line in region.lines)


@few
@given(pages)
def test_articles_are_those_that_were_drawn(page: tuple[Article, ...]) -> None:
    drawn = printed(page)
    expected, at = [], 0
    for article in page:
        count = 1 + article.deck + article.lines * article.columns
        expected.append(list(range(at, at + count)))
        at += count
    assert as_drawn(drawn) == expected


@few
@given(pages, st.tuples(*[st.integers(-MARGIN + 10, 150)] * 4))
def test_empty_margins_do_not_change_the_articles(page: tuple[Article, ...], margins: tuple[int, ...]) -> None:
    """Paper is put around the page, or taken away down to a few pixels from its type."""
    drawn = printed(page)
    top, bottom, left, right = margins
    height, width = drawn.grey.shape
    cut = drawn.grey[max(0, -top) : height - max(0, -bottom), max(0, -left) : width - max(0, -right)]
    sides = ((max(0, top), max(0, bottom)), (max(0, left), max(0, right)))
    grey = np.pad(cut, sides, constant_values=PAPER)
    moved = find_layout(upright(grey))
    assert stories(drawn, moved, lambda b: Box(b.x + left, b.y + top, b.width, b.height)) == as_drawn(drawn)


@few
@given(pages, st.floats(0.7, 1.5))
def test_scale_does_not_change_the_articles(page: tuple[Article, ...], factor: float) -> None:
    drawn = printed(page)
    how = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    grey = np.asarray(cv2.resize(drawn.grey, None, fx=factor, fy=factor, interpolation=how), np.uint8)
    assert stories(drawn, find_layout(upright(grey)), lambda box: box.scaled(factor)) == as_drawn(drawn)


@few
@given(pages, st.floats(-2, 2))
def test_skew_moves_no_line_to_another_article(page: tuple[Article, ...], degrees: float) -> None:
    """Through `preprocess`, which makes the page level again."""
    drawn = printed(page)
    turned, to_turned = rotated(drawn.grey, degrees)
    with pytest.MonkeyPatch.context() as patch:
        # made-up type does not tell which side is up
        patch.setattr(
            import_module("hwalja.preprocess"),
            "find_orientation",
            lambda grey: replace(find_orientation(grey), turn=0, sure=True),
        )
        sheet = preprocess(Scan("page", "0" * 64, turned, None))
    assert isinstance(sheet.to_scan, Affine), "a page that is not bent is not straightened"
    to_sheet = sheet.to_scan.inverse().after(to_turned)

    def place(box: Box) -> Box:
        """Return the box, as large as it was, where its middle is now."""
        (x, y), _ = to_sheet.points(np.array([box.centre, box.centre]))
        return Box(round(x - box.width / 2), round(y - box.height / 2), box.width, box.height)

    assert stories(drawn, find_layout(sheet), place) == as_drawn(drawn)


def rotated(grey: Grey, degrees: float) -> tuple[Grey, Affine]:
    """Turn an image clockwise on paper large enough for it."""
    height, width = grey.shape
    sine, cosine = abs(math.sin(math.radians(degrees))), math.cos(math.radians(degrees))
    size = math.ceil(width * cosine + height * sine), math.ceil(height * cosine + width * sine)
    matrix = np.asarray(cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0), np.float64)
    matrix[:, 2] += (size[0] - width) / 2, (size[1] - height) / 2
    turned = cv2.warpAffine(grey, matrix, size, flags=cv2.INTER_CUBIC, borderValue=(float(PAPER),))
    return np.asarray(turned, np.uint8), Affine.of_matrix(matrix)
