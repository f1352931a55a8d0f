"""What a text goes on from: every price of `hwalja.layout.flow` that decides between two readings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hwalja.geometry import Box
from hwalja.layout.around import Obstacles, Part, Surroundings
from hwalja.layout.canvas import EM
from hwalja.layout.columns import Column
from hwalja.layout.flow import Text, _Prices, _without_rings, begins, find_flow, is_full
from hwalja.layout.kinds import Kind
from tests.layout.setting import BOLD, GUTTER, HEIGHT, PITCH, WEIGHT, WIDTH, body, display, left_of, row

THREE = left_of(2) + WIDTH - left_of(0)
"""Width of three columns."""


def made_of(
    parts: Sequence[Part], closing: Sequence[int], starts: Mapping[int, bool], ends: Mapping[int, bool]
) -> list[Text]:
    """Return texts whose first and last lines tell nothing, unless `starts` and `ends` say so."""
    return [Text(i, part.column, starts.get(i), ends.get(i), closes=i in closing) for i, part in enumerate(parts)]


def flow(
    texts: Sequence[Part],
    heads: Sequence[Part] = (),
    obstacles: Obstacles | None = None,
    *,
    indents: bool = False,
    closing: Sequence[int] = (),
    starts: Mapping[int, bool] | None = None,
    ends: Mapping[int, bool] | None = None,
) -> tuple[dict[int, int], dict[int, int]]:
    """Return what every text goes on from, and what hangs from every headline."""
    found = made_of(texts, closing, starts or {}, ends or {})
    numbers = {len(texts) + k: k for k in range(len(heads))}
    leads = {k: part.box for k, part in enumerate(heads)}
    around = Surroundings([*texts, *heads], obstacles or Obstacles())
    return find_flow(found, numbers, leads, around, indents=indents)


def prices(
    texts: Sequence[Part],
    heads: Sequence[Part] = (),
    *,
    indents: bool = True,
    starts: Mapping[int, bool] | None = None,
    ends: Mapping[int, bool] | None = None,
) -> _Prices:
    found = made_of(texts, (), starts or {}, ends or {})
    numbers = {len(texts) + k: k for k in range(len(heads))}
    leads = {k: part.box for k, part in enumerate(heads)}
    return _Prices(found, numbers, leads, Surroundings([*texts, *heads], Obstacles()), indents=indents)


def test_a_text_hangs_from_the_headline_above() -> None:
    before, heading = flow([body(40, 140, 8)], [display(40, 60, WIDTH)])
    assert (before, heading) == ({}, {0: 0})


def test_a_text_under_nothing_is_alone() -> None:
    assert flow([body(40, 140, 8)]) == ({}, {})


def test_a_text_goes_on_right_below() -> None:
    """As after a subheading, or a change of type."""
    before, heading = flow([body(40, 140, 8), body(40, 140 + 9 * PITCH, 8)], [display(40, 60, WIDTH)])
    assert (before, heading) == ({1: 0}, {0: 0})


def test_white_wider_than_between_lines_parts_a_text_that_goes_on_from_the_left() -> None:
    """A short article without rules stands over the end of the one beside it."""
    left, inset = body(left_of(0), 140, 16), body(left_of(1), 140, 6)
    lower = body(left_of(1), inset.box.bottom + 2 * EM, 8)
    heads = [display(left_of(0), 60, WIDTH), display(left_of(1), 60, WIDTH)]
    before, heading = flow(
        [left, inset, lower], heads, indents=True, starts={0: True, 1: True, 2: False}, ends={0: True, 1: False}
    )
    assert (before, heading) == ({2: 0}, {0: 0, 1: 1})


def test_columns_go_on_to_the_right_under_one_headline() -> None:
    texts = [body(left_of(k), 140, 8) for k in range(3)]
    before, heading = flow(texts, [display(40, 60, THREE)])
    assert (before, heading) == ({1: 0, 2: 1}, {0: 0})


def test_columns_go_on_beside_a_headline_over_the_first() -> None:
    texts = [body(left_of(0), 140, 8), body(left_of(1), 60, 10)]
    before, heading = flow(texts, [display(40, 60, WIDTH)])
    assert (before, heading) == ({1: 0}, {0: 0})


def test_two_headlines_side_by_side_have_a_text_each() -> None:
    texts = [body(left_of(0), 140, 8), body(left_of(1), 140, 8)]
    before, heading = flow(texts, [display(left_of(k), 60, WIDTH) for k in range(2)])
    assert (before, heading) == ({}, {0: 0, 1: 1})


def test_an_article_goes_on_under_another_one() -> None:
    """L-shaped: its second column stands under a short article with a headline of its own, which stays whole."""
    tall, short = body(left_of(0), 140, 20), body(left_of(1), 140, 6)
    under = body(left_of(1), short.box.bottom + 3 * EM, 8)
    heads = [display(left_of(0), 60, WIDTH), display(left_of(1), 60, WIDTH)]
    before, heading = flow([tall, short, under], heads, indents=True, ends={0: True, 1: False}, starts={2: False})
    assert (before, heading) == ({2: 0}, {0: 0, 1: 1})


def test_a_paragraph_further_down_is_of_the_article_above() -> None:
    """As the last, but the text begins a paragraph close below the short article, whose own last line is short."""
    tall, short = body(left_of(0), 140, 20), body(left_of(1), 140, 6)
    under = body(left_of(1), short.box.bottom + 1.2 * EM, 8)
    heads = [display(left_of(0), 60, WIDTH), display(left_of(1), 60, WIDTH)]
    before, heading = flow([tall, short, under], heads, indents=True, ends={0: False, 1: False}, starts={2: True})
    assert (before, heading) == ({2: 1}, {0: 0, 1: 1})


def test_text_runs_around_a_frame() -> None:
    """The frame stands where the middle column would: text goes on beyond it and below."""
    frame = Box(left_of(1), 140, WIDTH, 300)
    texts = [body(left_of(0), 140, 20), body(left_of(1), 480, 9), body(left_of(2), 140, 20)]
    inside = body(left_of(1) + 20, 200, 5, width=WIDTH - 40, frame=0)
    before, heading = flow([*texts, inside], [display(40, 60, THREE)], Obstacles(frames=[frame]))
    assert (before, heading) == ({1: 0, 2: 1}, {0: 0})


def test_text_goes_on_beyond_a_frame_that_fills_a_column() -> None:
    frame = Box(left_of(1), 140, WIDTH, 20 * PITCH)
    texts = [body(left_of(0), 140, 20), body(left_of(2), 140, 20)]
    before, heading = flow(texts, [display(40, 60, THREE)], Obstacles(frames=[frame]))
    assert (before, heading) == ({1: 0}, {0: 0})


def test_text_does_not_go_on_over_an_empty_column() -> None:
    texts = [body(left_of(0), 140, 20), body(left_of(2), 140, 20)]
    before, _ = flow(texts, [display(40, 60, WIDTH)])
    assert before == {}


def test_a_short_line_under_the_headline_of_all_goes_on_beside_it() -> None:
    texts = [body(left_of(0), 140, 20), body(left_of(1), 140, 1, last=WIDTH // 3), body(left_of(2), 140, 20)]
    before, heading = flow(texts, [display(40, 60, THREE)])
    assert (before, heading) == ({1: 0, 2: 1}, {0: 0})


def test_text_inside_a_frame_is_never_of_the_text_outside() -> None:
    outside, inside = body(left_of(0), 140, 8), body(left_of(1), 140, 8, frame=0)
    before, _ = flow([outside, inside], [], Obstacles(frames=[Box(left_of(1) - 10, 100, WIDTH + 20, 400)]))
    assert before == {}


def test_text_goes_on_below_a_picture() -> None:
    texts = [body(40, 140, 8), body(40, 140 + 8 * PITCH + 240, 8)]
    picture = Box(40, 140 + 8 * PITCH + 10, WIDTH, 200)
    before, heading = flow(texts, [display(40, 60, WIDTH)], Obstacles(pictures=[picture]))
    assert (before, heading) == ({1: 0}, {0: 0})


def test_a_headline_in_the_middle_of_its_columns_leaves_white_above_the_outer_ones() -> None:
    """It is as wide as the column in the middle: the text begins on its left."""
    texts = [body(left_of(k), 140, 8) for k in range(3)]
    obstacles = Obstacles(horizontal=[Box(20, 30, THREE + 40, 3)])
    before, heading = flow(texts, [display(left_of(1), 60, WIDTH)], obstacles)
    assert (before, heading) == ({1: 0, 2: 1}, {0: 0})


@pytest.mark.parametrize(("top", "first"), [(140, 1), (80, 0)])
def test_a_picture_at_the_top_of_a_column_beside_a_headline_counts_to_the_column(top: int, first: int) -> None:
    """Between it and the text of another article is white for a headline; where there is none, that text goes on."""
    texts = [body(left_of(0), -200, 8), body(left_of(0), 400, 8), body(left_of(1), 140, 16)]
    heads = [display(left_of(0), -280, WIDTH), display(left_of(1), 60, WIDTH)]
    before, heading = flow(texts, heads, Obstacles(pictures=[Box(left_of(0), top, WIDTH, 390 - top)]))
    assert (before, heading) == (({2: 1}, {0: 0, 1: 1}) if first else ({1: 0}, {0: 0, 2: 1}))


def test_a_wall_beside_a_headline_ends_its_article() -> None:
    texts = [body(left_of(k), 140, 8) for k in range(2)]
    wall = Box(left_of(1) - GUTTER // 2, 40, 3, 400)
    obstacles = Obstacles(horizontal=[Box(20, 30, THREE + 40, 3)], vertical=[wall])
    before, heading = flow(texts, [display(left_of(1), 60, WIDTH)], obstacles)
    assert (before, heading) == ({}, {1: 0})


def test_a_short_line_over_a_frame_is_as_wide_as_its_column() -> None:
    line, right = body(left_of(1), 140, 1, last=WIDTH // 3), body(left_of(2), 140, 20)
    frame = Box(left_of(1), 140 + 2 * PITCH, WIDTH, 300)
    before, _ = flow([line, right], [display(left_of(1), 60, WIDTH)], Obstacles(frames=[frame]))
    assert before == {1: 0}


def test_a_rule_between_columns_parts_them() -> None:
    """The right column stands higher than the left one, as a column of another article would."""
    texts = [body(left_of(0), 240, 8), body(left_of(1), 140, 11)]
    wall = Box(left_of(1) - 12, 100, 3, 400)
    assert flow(texts) == ({1: 0}, {})
    assert flow(texts, [], Obstacles(vertical=[wall])) == ({}, {})


def test_a_rule_under_one_headline_parts_nothing() -> None:
    texts = [body(left_of(0), 140, 8), body(left_of(1), 140, 8)]
    wall = Box(left_of(1) - 12, 120, 3, 400)
    before, _ = flow(texts, [display(40, 60, THREE)], Obstacles(vertical=[wall]))
    assert before == {1: 0}


def test_a_byline_closes_its_article() -> None:
    """What stands right below it begins another one, though nothing else tells."""
    text, byline, next_ = body(40, 140, 8), body(40 + 8 * EM, 140 + 8 * PITCH, 1, width=4 * EM), body(40, 460, 8)
    open_, _ = flow([text, byline, next_], [display(40, 60, WIDTH)])
    closed, heading = flow([text, byline, next_], [display(40, 60, WIDTH)], closing=[1])
    assert open_ == {1: 0, 2: 1}
    assert closed == {1: 0}
    assert heading == {0: 0}


def test_a_byline_of_two_lines_stays_together() -> None:
    lines = [body(40 + 8 * EM, 140 + (8 + k) * PITCH, 1, width=4 * EM) for k in range(2)]
    before, _ = flow([body(40, 140, 8), *lines], [display(40, 60, WIDTH)], closing=[1, 2])
    assert before == {1: 0, 2: 1}


@pytest.mark.parametrize(("full", "home"), [(True, 0), (False, 1)])
def test_a_full_last_line_goes_on_flush(*, full: bool, home: int) -> None:
    """Which of two texts goes on in the one below the short article, only their last lines tell."""
    tall, short = body(left_of(0), 140, 20), body(left_of(1), 140, 6)
    under = body(left_of(1), short.box.bottom + 3 * EM, 8)
    heads = [display(left_of(0), 60, WIDTH), display(left_of(1), 60, WIDTH)]
    before, _ = flow([tall, short, under], heads, indents=True, ends={0: full, 1: not full}, starts={2: False})
    assert before == {2: home}


@pytest.mark.parametrize(("em", "weight"), [(1.2, WEIGHT), (1.0, BOLD)])
def test_text_goes_on_in_its_own_type(em: float, weight: float) -> None:
    """Below a short article in another type stands more of the tall one's."""
    tall, under = body(left_of(0), 140, 20), body(left_of(1), 140 + 6 * 40 + 60, 8)
    lines = tuple(row(left_of(1), 140 + 40 * k, WIDTH, height=em * HEIGHT, weight=weight) for k in range(6))
    short = Part(Column(lines), Kind.BODY, -1)
    heads = [display(left_of(0), 60, WIDTH), display(left_of(1), 60, WIDTH)]
    before, heading = flow([tall, short, under], heads)
    assert (before, heading) == ({2: 0}, {0: 0, 1: 1})


def test_ends_and_beginnings_of_lines_tell_from_best_to_worst() -> None:
    def price(*, full: bool, begins: bool) -> float:
        return prices([body(left_of(0), 140, 8), body(left_of(1), 140, 8)], ends={0: full}, starts={1: begins}).after(
            1, 0
        )

    flush = price(full=True, begins=False)
    paragraph = price(full=False, begins=True)
    assert flush < paragraph < price(full=True, begins=True) < price(full=False, begins=False)


def test_where_paragraphs_are_not_set_in_lines_tell_nothing() -> None:
    texts = [body(left_of(0), 140, 8), body(left_of(1), 140, 8)]
    plain = {prices(texts, indents=False, ends={0: full}, starts={1: False}).after(1, 0) for full in (True, False)}
    assert len(plain) == 1


def test_the_first_text_under_a_headline_hangs_from_it_cheapest() -> None:
    made = prices([body(left_of(k), 140, 8) for k in range(3)], [display(40, 60, THREE)])
    assert made.under(0, 0) < made.under(1, 0)
    assert made.under(0, 0) < made.under(2, 0)


def test_text_goes_on_to_the_right_never_to_the_left() -> None:
    """A right column that hangs from the headline is not gone on from in the column to its left."""
    texts = [body(left_of(1), 140, 8), body(left_of(0), 300, 8)]
    before, _ = flow(texts, [display(left_of(1), 60, WIDTH)])
    assert 1 not in before


def test_rings_are_cut_at_their_dearest_link() -> None:
    matrix = np.array([[9.0, 9.0, 1.0, 9.0], [3.0, 9.0, 9.0, 9.0], [9.0, 2.0, 9.0, 9.0], [9.0, 9.0, 1.0, 9.0]])
    assert _without_rings({0: 2, 1: 0, 2: 1}, matrix) == {0: 2, 2: 1}


def test_a_chain_that_leads_into_a_ring_keeps_its_links() -> None:
    matrix = np.full((4, 4), 1.0)
    matrix[1, 0] = 5.0
    assert _without_rings({0: 1, 1: 0, 2: 3}, matrix) == {0: 1, 2: 3}


@pytest.mark.parametrize(("indent", "expected"), [(0, False), (10, False), (12, True), (20, True)])
def test_a_first_line_set_in_begins_a_paragraph(*, indent: int, expected: bool) -> None:
    assert begins(body(40, 40, 4, indent=indent).column, 40) is expected


def test_a_drop_cap_does_not_tell_whether_a_paragraph_begins() -> None:
    assert begins(Column((row(40, 40, 1.2 * EM), *body(40, 80, 3).column.rows)), 40) is None


@pytest.mark.parametrize(("last", "expected"), [(0, True), (WIDTH - 1.2 * EM, True), (WIDTH - 1.4 * EM, False)])
def test_a_last_line_is_full_near_the_end_of_the_measure(*, last: float, expected: bool) -> None:
    assert is_full(body(40, 40, 4, last=last).column, 40 + WIDTH) is expected


texts_ = st.lists(
    st.builds(
        lambda x, y, lines, frame: body(left_of(x), 20 * y, lines, frame=frame),
        st.integers(0, 4),
        st.integers(0, 60),
        st.integers(1, 9),
        st.sampled_from([-1, -1, -1, 0]),
    ),
    max_size=9,
)
heads_ = st.lists(
    st.builds(lambda x, y, wide: display(left_of(x), 20 * y, WIDTH * wide), *map(st.integers, (0,) * 3, (4, 60, 3))),
    max_size=4,
)


@settings(max_examples=60, deadline=None)
@given(texts=texts_, heads=heads_, indents=st.booleans(), data=st.data())
def test_no_text_goes_on_twice_and_every_chain_has_an_end(
    *, texts: list[Part], heads: list[Part], indents: bool, data: st.DataObject
) -> None:
    tells = st.fixed_dictionaries({i: st.booleans() for i in range(len(texts))})
    frames = [Box(0, 0, 700, 600)]
    before, heading = flow(
        texts, heads, Obstacles(frames=frames), indents=indents, starts=data.draw(tells), ends=data.draw(tells)
    )
    assert len(set(before.values())) == len(before), "a text goes on twice"
    assert len(set(heading.values())) == len(heading), "a heading has two texts"
    assert not before.keys() & heading.keys(), "a text goes on from a text and hangs from a heading"
    for i in before:
        chain = [i]
        while chain[-1] in before:
            chain.append(before[chain[-1]])
            assert len(chain) <= len(texts), "a ring"
    assert all(texts[i].frame == texts[j].frame for i, j in before.items())
