"""Captions: the article that a picture and its caption stand in."""

from __future__ import annotations

from collections.abc import Sequence

from hwalja.geometry import Box
from hwalja.layout.around import Obstacles, Part, Surroundings
from hwalja.layout.articles import find_articles
from hwalja.layout.canvas import EM
from hwalja.layout.captions import with_captions
from hwalja.layout.kinds import Kind
from tests.layout.setting import WIDTH, body, display, left_of

PICTURE = Box(left_of(0), 100, WIDTH, 150)


def caption(x: int, y: int, *, frame: int = -1) -> Part:
    return Part(body(x, y, 1, width=8 * EM).column, Kind.CAPTION, frame)


def articles(parts: Sequence[Part], obstacles: Obstacles) -> tuple[tuple[int, ...], ...]:
    around = Surroundings(parts, obstacles)
    return with_captions(find_articles(around), around).articles


def test_a_caption_over_the_text_of_an_article_is_its() -> None:
    parts = [display(left_of(0), 50, 2 * WIDTH, em=2), body(left_of(0), 290, 8), body(left_of(1), 100, 14)]
    assert articles([*parts, caption(left_of(0), 256)], Obstacles(pictures=[PICTURE])) == ((0, 1, 2, 3),)


def test_a_caption_at_the_foot_of_a_column_goes_to_the_text_above_its_picture() -> None:
    upper = [display(left_of(0), 20, WIDTH), body(left_of(0), 80, 8)]
    picture = Box(left_of(0), 350, WIDTH, 150)
    lower = [display(left_of(0), 600, WIDTH), body(left_of(0), 660, 8)]
    rule = Box(left_of(0), 560, WIDTH, 2)
    parts = [*upper, *lower, caption(left_of(0), 506)]
    assert articles(parts, Obstacles(pictures=[picture], horizontal=[rule])) == ((0, 1, 4), (2, 3))


def test_a_rule_parts_a_caption_from_the_next_column() -> None:
    own = [display(left_of(0), 50, WIDTH), body(left_of(0), 290, 8)]
    other = [display(left_of(1), 50, WIDTH), body(left_of(1), 100, 14)]
    rule = Box(left_of(1) - 12, 40, 2, 700)
    parts = [*own, *other, caption(left_of(0), 256)]
    assert sorted(articles(parts, Obstacles(pictures=[PICTURE], vertical=[rule]))) == [(0, 1, 4), (2, 3)]


def test_a_caption_in_a_frame_is_of_the_article_in_it() -> None:
    frame = Box(left_of(1) - 12, 90, WIDTH + 24, 500)
    outer = [display(left_of(0), 30, 2 * WIDTH), body(left_of(0), 100, 14)]
    inner = [display(left_of(1), 100, WIDTH, em=1.5, frame=0), body(left_of(1), 330, 6, frame=0)]
    picture = Box(left_of(1), 140, WIDTH, 150)
    parts = [*outer, *inner, caption(left_of(1), 296, frame=0)]
    assert articles(parts, Obstacles(pictures=[picture], frames=[frame])) == ((0, 1), (2, 3, 4))


def test_a_caption_that_no_article_is_near_stays_by_itself() -> None:
    parts = [display(left_of(0), 30, WIDTH), body(left_of(0), 90, 8), caption(left_of(2), 1500)]
    assert articles(parts, Obstacles()) == ((0, 1),)
