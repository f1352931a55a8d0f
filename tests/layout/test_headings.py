"""Headlines, decks, crossheads and labels, and the texts that hang from them: `find_articles` on parts set by hand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from hwalja.geometry import Box
from hwalja.layout.around import Obstacles, Part, Surroundings
from hwalja.layout.articles import Articles, find_articles
from hwalja.layout.canvas import EM
from hwalja.layout.kinds import Kind
from hwalja.model import Role
from tests.layout.setting import WIDTH, body, display, left_of

CROSS = 1.1
"""Crossheads are set so many times as high as the body, in bold."""


def articles(parts: Sequence[Part], obstacles: Obstacles | None = None) -> Articles:
    found = find_articles(Surroundings(parts, obstacles or Obstacles()))
    names = [i for article in found.articles for i in article]
    assert len(names) == len(set(names)), "a part in two articles"
    assert len(found.roles) == len(parts)
    return found


def below(part: Part, white: float = 0.7 * EM) -> int:
    """Return the top of what stands so much white below a part."""
    return round(part.box.bottom + white)


def test_headline_deck_and_text_are_one_article_in_this_order() -> None:
    text = body(40, 240, 8)
    found = articles([text, display(40, 150, WIDTH, em=1.6, kind=Kind.SUBHEADING), display(40, 60, WIDTH, em=3)])
    assert found.articles == ((2, 1, 0),)
    assert found.roles == (Role.BODY, Role.SUBHEADING, Role.HEADLINE)


def test_both_lines_of_a_headline_are_headline() -> None:
    found = articles([display(40, 60, WIDTH, em=2), display(40, 130, WIDTH, em=1.9), body(40, 240, 8)])
    assert found.articles == ((0, 1, 2),)
    assert found.roles == (Role.HEADLINE, Role.HEADLINE, Role.BODY)


def test_the_largest_line_of_a_heading_without_a_headline_is_the_headline() -> None:
    lines = [display(40, 60 + 60 * k, WIDTH, em=em, kind=Kind.SUBHEADING) for k, em in enumerate((2.0, 1.5))]
    assert articles([*lines, body(40, 220, 8)]).roles == (Role.HEADLINE, Role.SUBHEADING, Role.BODY)


def test_a_line_between_paragraphs_with_no_text_before_it_is_a_headline() -> None:
    found = articles([display(40, 60, 6 * EM, em=CROSS, kind=Kind.CROSSHEAD), body(40, 90, 8)])
    assert found.articles == ((0, 1),)
    assert found.roles[0] is Role.HEADLINE


@pytest.mark.parametrize(("em", "count"), [(CROSS, 2), (3.0, 1)])
def test_what_is_set_as_large_as_the_headline_of_its_article_is_a_headline(em: float, count: int) -> None:
    """Briefs under one another: the line between them is no smaller than the first one's headline."""
    head = display(40, 60, 8 * EM, em=em)
    first = body(40, below(head), 6)
    cross = display(40, below(first), 8 * EM, em=CROSS, kind=Kind.CROSSHEAD)
    found = articles([head, first, cross, body(40, below(cross), 6)])
    assert len(found.articles) == count
    assert found.roles[2] is (Role.HEADLINE if count == 2 else Role.SUBHEADING)


def test_headlines_side_by_side_are_two() -> None:
    """Each begins where its column does."""
    found = articles(
        [display(left_of(k), 60, WIDTH, em=3) for k in range(2)] + [body(left_of(k), 150, 8) for k in (0, 1)]
    )
    assert sorted(found.articles) == [(0, 2), (1, 3)]


def test_a_byline_under_a_centred_headline_begins_the_first_column() -> None:
    """The headline reaches over the column, not over the byline."""
    head = display(left_of(0) + 0.5 * WIDTH, 60, 1.5 * WIDTH)
    byline = Part(body(left_of(0), 140, 1, width=4 * EM).column, Kind.BYLINE, -1)
    text = [body(left_of(0), 172, 6), body(left_of(1), 140, 8)]
    assert articles([head, byline, *text]).articles == ((0, 1, 2, 3),)


def test_a_kicker_above_the_headline_is_a_subheading() -> None:
    found = articles(
        [display(40, 60, WIDTH, em=1.4, kind=Kind.SUBHEADING), display(40, 110, WIDTH, em=3), body(40, 220, 8)]
    )
    assert found.articles == ((0, 1, 2),)
    assert found.roles == (Role.SUBHEADING, Role.HEADLINE, Role.BODY)


def test_headlines_far_apart_are_of_two_articles() -> None:
    first, second = display(40, 60, WIDTH), display(40, 400, WIDTH)
    found = articles([first, body(40, 130, 6), second, body(40, 470, 6)])
    assert found.articles == ((0, 1), (2, 3))


def test_a_crosshead_between_paragraphs_goes_on() -> None:
    upper = body(40, 140, 6)
    cross = display(40, below(upper), 6 * EM, em=CROSS, kind=Kind.CROSSHEAD)
    lower = body(40, below(cross), 6)
    found = articles([display(40, 60, WIDTH, em=3), upper, cross, lower])
    assert found.articles == ((0, 1, 2, 3),)
    assert found.roles[2] is Role.SUBHEADING


def test_a_crosshead_at_the_top_of_a_column_goes_on() -> None:
    left, cross = body(left_of(0), 140, 10), display(left_of(1), 140, 6 * EM, em=CROSS, kind=Kind.CROSSHEAD)
    right = body(left_of(1), below(cross), 8)
    found = articles([display(40, 60, 2 * WIDTH, em=3), left, cross, right])
    assert found.articles == ((0, 1, 2, 3),)
    assert found.roles[2] is Role.SUBHEADING


@pytest.mark.parametrize(("em", "role"), [(1.8, Role.SUBHEADING), (2.5, Role.HEADLINE)])
def test_what_is_far_smaller_than_the_headline_is_a_subheading(em: float, role: Role) -> None:
    deck = display(40, 60 + 4 * EM, 2 * WIDTH, em=em)
    found = articles([display(40, 60, 2 * WIDTH, em=3), deck, body(40, 60 + 8 * EM, 8)])
    assert found.articles == ((0, 1, 2),)
    assert found.roles[:2] == (Role.HEADLINE, role)


def test_a_section_label_is_in_no_article() -> None:
    label = display(44, 46, 4 * EM, em=1.2, white=True, kind=Kind.LABEL)
    parts = [label]
    top = 40 + 34 + EM
    for _ in range(3):
        parts += [display(40, top, 8 * EM, em=CROSS), body(40, top + 30, 5, last=5 * EM)]
        top = below(parts[-1], EM)
    found = articles(parts, Obstacles(bars=[Box(40, 40, WIDTH, 34)]))
    assert found.articles == ((1, 2), (3, 4), (5, 6))
    assert found.roles[0] is Role.LABEL
    assert [found.roles[i] for i in (1, 3, 5)] == [Role.HEADLINE] * 3


def test_a_line_over_headlines_side_by_side_is_a_label() -> None:
    label = display(40, 40, 2 * WIDTH, em=1.6)
    heads = [display(left_of(k), 90, WIDTH, em=2) for k in range(2)]
    texts = [body(left_of(k), 160, 8) for k in range(2)]
    found = articles([label, *heads, *texts])
    assert sorted(found.articles) == [(1, 3), (2, 4)]
    assert found.roles[0] is Role.LABEL


def test_a_headline_without_text_is_a_label() -> None:
    found = articles([display(40, 60, WIDTH), display(left_of(2), 900, WIDTH), body(40, 130, 8)])
    assert found.articles == ((0, 2),)
    assert found.roles[1] is Role.LABEL


def test_text_without_a_headline_is_an_article() -> None:
    assert articles([body(40, 60, 8)]).articles == ((0,),)


def test_a_headline_under_a_rule_is_not_of_the_headline_above_it() -> None:
    """Close as they are, a rule ends the one and begins the other."""
    upper, lower = display(40, 60, WIDTH), display(40, 60 + 45 + 36, WIDTH)
    texts = [body(40, 210, 8)]
    free = articles([upper, lower, *texts])
    ruled = articles([upper, lower, *texts], Obstacles(horizontal=[Box(30, 123, WIDTH + 20, 2)]))
    assert free.articles == ((0, 1, 2),)
    assert ruled.articles == ((1, 2),)


@pytest.mark.parametrize("gap", [0.3 * EM, 1.2 * EM])
def test_a_byline_set_to_the_right_ends_its_article(gap: float) -> None:
    text = body(40, 140, 6, last=4 * EM)
    byline = display(40 + WIDTH - 5 * EM, below(text, gap), 5 * EM, em=1, kind=Kind.BYLINE)
    next_ = body(left_of(1), 140, 8)
    found = articles([display(40, 60, WIDTH, em=3), text, byline, next_, display(left_of(1), 60, WIDTH, em=3)])
    assert found.articles == ((0, 1, 2), (4, 3))


def test_parts_that_are_no_text_are_in_no_article() -> None:
    caption = Part(body(left_of(1), 500, 2).column, Kind.CAPTION, -1)
    header = Part(body(40, 10, 1).column, Kind.HEADER, -1)
    found = articles([display(40, 60, WIDTH), body(40, 140, 8), caption, header])
    assert found.articles == ((0, 1),)
    assert found.roles[2:] == (Role.CAPTION, Role.HEADER)


def test_a_page_without_parts_has_no_articles() -> None:
    assert articles([]) == Articles((), ())


def test_an_article_in_a_frame_inside_another_is_whole() -> None:
    frame = Box(left_of(1) - 10, 140, 2 * WIDTH + 44, 300)
    outer = [display(40, 60, 3 * WIDTH, em=3), body(left_of(0), 140, 18)]
    outer += [body(left_of(k), frame.bottom + EM, 8) for k in (1, 2)]
    inner = [display(left_of(1), 160, WIDTH, em=1.8, frame=0)]
    inner += [body(left_of(k), 220, 6, width=WIDTH - 10, frame=0) for k in (1, 2)]
    found = articles([*outer, *inner], Obstacles(frames=[frame]))
    assert sorted(found.articles) == [(0, 1, 2, 3), (4, 5, 6)]
