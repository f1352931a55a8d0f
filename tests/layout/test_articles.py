"""Which column belongs to which article, on drawn sheets."""

from __future__ import annotations

import pytest

from hwalja.geometry import Box
from hwalja.layout import find_layout
from hwalja.model import Layout, Role
from tests.layout.drawing import EM, LEADING, Drawing, ascends, reading, region_at, story_of

LEFT, RIGHT, WIDE = 40, 470, 390


def together(layout: Layout, *boxes: Box) -> bool:
    """Tell whether the lines at `boxes` are in one article, in this order."""
    stories = {story_of(layout, box) for box in boxes}
    return len(stories) == 1 and stories != {-1} and ascends(reading(layout, boxes))


def test_each_of_two_articles_side_by_side_has_its_own_headline() -> None:
    drawing = Drawing(900, 800)
    one, two = drawing.headline(LEFT, 40, [2, 2]), drawing.headline(RIGHT, 40, [3, 2])
    left, right = drawing.column(LEFT, 160, WIDE, 14), drawing.column(RIGHT, 160, WIDE, 12)
    layout = find_layout(drawing.sheet)
    assert len(layout.stories) == 2
    assert together(layout, one, left[0])
    assert together(layout, two, right[0])
    assert ascends(reading(layout, [one, left[0], two, right[0]]))


def test_an_article_below_a_rule_is_another() -> None:
    drawing = Drawing(900, 1000)
    upper = drawing.headline(LEFT, 40, [4, 3])
    columns = [drawing.column(LEFT, 160, WIDE, 7), drawing.column(RIGHT, 160, WIDE, 7)]
    drawing.rule(LEFT, 450, across=820)
    lower = drawing.headline(LEFT, 490, [3, 4])
    below = [drawing.column(LEFT, 600, WIDE, 7), drawing.column(RIGHT, 600, WIDE, 7)]
    layout = find_layout(drawing.sheet)
    assert len(layout.stories) == 2
    assert together(layout, upper, columns[0][0], columns[1][0])
    assert together(layout, lower, below[0][0], below[1][0])
    assert story_of(layout, upper) < story_of(layout, lower)


def test_an_article_below_another_begins_with_its_headline() -> None:
    """No rule parts them: the headline alone does."""
    drawing = Drawing(900, 1000)
    upper = drawing.headline(LEFT, 40, [4, 3])
    columns = [drawing.column(LEFT, 160, WIDE, 7), drawing.column(RIGHT, 160, WIDE, 7)]
    lower = drawing.headline(LEFT, 490, [3, 4, 3])
    below = [drawing.column(LEFT, 600, WIDE, 7), drawing.column(RIGHT, 600, WIDE, 7)]
    layout = find_layout(drawing.sheet)
    assert len(layout.stories) == 2
    assert together(layout, upper, columns[0][0], columns[1][0])
    assert together(layout, lower, below[0][0], below[1][0])


def test_three_columns_hang_from_a_headline_narrower_than_the_article() -> None:
    drawing = Drawing(1000, 700)
    headline = drawing.headline(40, 40, [3, 2])
    tops = [drawing.column(40 + 310 * n, 160, 280, 12)[0] for n in range(3)]
    layout = find_layout(drawing.sheet)
    assert len(layout.stories) == 1
    assert together(layout, headline, *tops)


def test_a_subheading_under_the_headline_belongs_to_it() -> None:
    drawing = Drawing(900, 800)
    headline, deck = drawing.headline(LEFT, 40, [4, 3]), drawing.headline(LEFT, 135, [4, 4, 2], em=36)
    columns = [drawing.column(LEFT, 210, WIDE, 12)[0], drawing.column(RIGHT, 210, WIDE, 12)[0]]
    layout = find_layout(drawing.sheet)
    assert together(layout, headline, deck, *columns)
    assert region_at(layout, headline).role is Role.HEADLINE
    assert region_at(layout, deck).role is Role.SUBHEADING


def test_a_framed_article_inside_another_is_another() -> None:
    drawing = Drawing(1000, 1000)
    headline = drawing.headline(40, 40, [4, 3])
    columns = [
        drawing.column(40, 160, 280, 20),
        drawing.column(360, 160, 280, 6),
        drawing.column(680, 160, 280, 6),
    ]
    drawing.frame(Box(350, 430, 620, 520))
    inner = drawing.headline(380, 460, [2, 3], em=2 * EM)
    inside = [drawing.column(380, 550, 260, 9), drawing.column(680, 550, 260, 9)]
    layout = find_layout(drawing.sheet)
    assert len(layout.frames) == 1
    assert len(layout.stories) == 2
    assert together(layout, headline, *(column[0] for column in columns))
    assert together(layout, inner, *(column[0] for column in inside))


def test_a_rule_between_columns_parts_articles() -> None:
    drawing = Drawing(900, 700)
    left = drawing.column(LEFT, 40, WIDE, 14)
    drawing.rule(449, 40, down=14 * LEADING)
    right = drawing.column(RIGHT, 40, WIDE, 14)
    layout = find_layout(drawing.sheet)
    assert story_of(layout, left[0]) != story_of(layout, right[0])


def test_text_goes_on_below_a_picture() -> None:
    drawing = Drawing(900, 1000)
    headline = drawing.headline(LEFT, 40, [4, 3])
    left = drawing.column(LEFT, 160, WIDE, 18)
    drawing.picture(Box(RIGHT, 160, WIDE, 300))
    right = drawing.column(RIGHT, 500, WIDE, 9)
    layout = find_layout(drawing.sheet)
    assert len(layout.pictures) == 1
    assert together(layout, headline, left[0], right[0])


def test_a_frame_without_running_text_is_an_advertisement() -> None:
    drawing = Drawing(900, 900)
    drawing.headline(LEFT, 40, [4, 3])
    drawing.column(LEFT, 160, WIDE, 8)
    drawing.column(RIGHT, 160, WIDE, 8)
    drawing.frame(Box(LEFT, 520, 820, 300))
    shop = drawing.headline(100, 600, [3, 2], em=4 * EM)
    drawing.words(100, 740, [3, 4, 2])
    layout = find_layout(drawing.sheet)
    assert story_of(layout, shop) == -1
    assert region_at(layout, shop).role is Role.ADVERTISEMENT


def test_the_page_header_above_a_rule_is_in_no_article() -> None:
    drawing = Drawing(900, 1200)
    number, name = drawing.words(LEFT, 30, [2]), drawing.words(700, 30, [4])
    drawing.rule(LEFT, 66, across=820)
    headline = drawing.headline(LEFT, 110, [4, 3])
    left, right = drawing.column(LEFT, 220, WIDE, 22), drawing.column(RIGHT, 220, WIDE, 22)
    layout = find_layout(drawing.sheet)
    for piece in (number, name):
        assert region_at(layout, piece).role is Role.HEADER
        assert story_of(layout, piece) == -1
    assert together(layout, headline, left[0], right[0])


def dense() -> Drawing:
    drawing = Drawing(900, 1000)
    drawing.headline(LEFT, 2, [4, 3])
    drawing.column(0, 110, 420, 20)
    drawing.column(480, 110, 420, 20)
    drawing.picture(Box(500, 890, 400, 110))
    drawing.rule(0, 995, across=480)
    return drawing


@pytest.mark.parametrize("drawing", [dense()], ids=["type up to the edges"])
def test_boxes_stay_inside_the_page_and_every_region_is_read_once(drawing: Drawing) -> None:
    layout = find_layout(drawing.sheet)
    page = Box(0, 0, drawing.width, drawing.height)
    boxes = [*(region.box for region in layout.regions), *(line.box for line in layout.lines)]
    assert all(page.contains(box) for box in [*boxes, *layout.pictures, *layout.rules, *layout.frames])
    assert all(region.box.contains(line.box) for region in layout.regions for line in region.lines)
    in_stories = [name for story in layout.stories for name in story.regions]
    assert len(in_stories) == len(set(in_stories))
    assert set(in_stories) <= {region.id for region in layout.regions}


def test_a_headline_in_a_box_of_its_own_is_that_of_the_text_below() -> None:
    """The frame around a reversed headline whose ground was too pale parted it from its text."""
    drawing = Drawing(900, 1000)
    drawing.frame(Box(LEFT, 40, RIGHT + WIDE - LEFT, 160))
    head = drawing.headline(110, 86, [3, 4])
    left, right = (drawing.column(x, 230, WIDE, 16) for x in (LEFT, RIGHT))
    layout = find_layout(drawing.sheet)
    assert together(layout, head, left[0], right[0])
    assert region_at(layout, head).role is Role.HEADLINE
    assert not layout.frames
