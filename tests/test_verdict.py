from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hwalja.geometry import Box
from hwalja.model import (
    Article,
    ArticleDoubt,
    Defect,
    Doubt,
    Flaw,
    Ink,
    Layout,
    Quality,
    Region,
    Role,
    Unread,
    UnreadReason,
)
from hwalja.verdict import ADVICE, NAMED, REASONS, doubts, ink_as_read, unread_lines, warnings
from tests.export.pages import article, block, line

INK = Ink(text=0.8, pictures=0.1, rules=0.05, advertisements=0.03, unread=0.02)

SURE = article(1, block("b1", Role.BODY, "가" * 75))
UNSURE = replace(article(2, block("b2", Role.BODY, "가" * 25)), doubts=(ArticleDoubt.LETTERS, ArticleDoubt.PARTS))


def layout(read: str = "+", ink: Ink | None = INK) -> Layout:
    """Return a layout with a line for each sign: + was read, - was not."""
    lines = [line(f"l{n}", "가나", 40 * n) for n in range(len(read))]
    lines = [each if sign == "+" else replace(each, words=()) for each, sign in zip(lines, read, strict=True)]
    return Layout(30, (Region("r1", Role.BODY, Box(0, 0, 400, 400), tuple(lines)),), (), ink=ink)


def unread(reason: UnreadReason, ink: float = 0.01) -> Unread:
    return Unread(Box(1, 2, 3, 4), reason, ink)


def test_lines_in_which_nothing_was_read_are_unread_with_their_part_of_the_ink() -> None:
    found = unread_lines(layout("+--+"))
    assert [u.reason for u in found] == [UnreadReason.UNREADABLE]
    assert found[0].ink == pytest.approx(0.4)
    assert found[0].box == Box(100, 40, 60, 70)
    assert unread_lines(layout("++")) == ()
    assert unread_lines(layout("-", ink=None))[0].ink == 0


@given(st.text("+-", min_size=1, max_size=8))
def test_moving_ink_keeps_its_sum(read: str) -> None:
    moved = ink_as_read(INK, unread_lines(layout(read)))
    assert moved is not None
    assert moved.text >= 0
    assert moved.text + moved.pictures + moved.rules + moved.advertisements + moved.unread == pytest.approx(1)


@pytest.mark.parametrize(
    ("found", "ink", "quality", "expected"),
    [
        ((), INK, Quality(), ()),
        ((), None, Quality(), ()),
        ((unread(UnreadReason.VERTICAL),), INK, Quality(), (Doubt.VERTICAL,)),
        ((unread(UnreadReason.HANJA),), INK, Quality(), (Doubt.HANJA,)),
        ((unread(UnreadReason.DIRT),), INK, Quality(), ()),
        ((), INK, Quality(0.3), (Doubt.QUALITY,)),
        ((), replace(INK, text=0.6, unread=0.22), Quality(), (Doubt.UNREAD,)),
    ],
)
def test_what_makes_a_page_unsure(
    found: tuple[Unread, ...], ink: Ink | None, quality: Quality, expected: tuple[Doubt, ...]
) -> None:
    assert doubts(found, ink, quality) == expected


@pytest.mark.parametrize(
    ("articles", "expected"),
    [
        ((), ()),
        ((SURE,), ()),
        ((SURE, UNSURE), ()),
        ((UNSURE, UNSURE, SURE), (Doubt.ARTICLES,)),
        ((UNSURE,), (Doubt.ARTICLES,)),
    ],
)
def test_a_page_is_unsure_if_over_a_third_of_its_text_is(
    articles: tuple[Article, ...], expected: tuple[Doubt, ...]
) -> None:
    assert doubts((), INK, Quality(), articles) == expected


def test_a_warning_names_unsure_articles() -> None:
    assert warnings(layout(), (), Quality(), [SURE, UNSURE]) == (
        "look at 1 of 2 articles, which are unsure: a02 (letters, parts)",
    )
    said = warnings(layout(), (), Quality(), [UNSURE] * 8)
    assert said[0].endswith("a02 (letters, parts), 3 more")
    assert said[0].count("a02") == NAMED


def test_no_article_is_worth_a_warning() -> None:
    assert warnings(layout(), (), Quality(), []) == ("no article was found on the page",)


def test_warnings_say_what_was_not_read_and_why() -> None:
    told = [unread(UnreadReason.HANJA, 0.0001), unread(UnreadReason.UNKNOWN), unread(UnreadReason.UNKNOWN)]
    said = warnings(layout(), told, Quality(), [SURE])
    assert said == (
        "not read: under 0.1% of the ink, set in Hanja, in 1 place",
        "not read: 2.0% of the ink, of no known kind, in 2 places",
    )


def test_crumbs_and_slight_flaws_are_not_worth_a_warning() -> None:
    quality = Quality(0.95, (Flaw(Defect.NOISY, 0.05),))
    assert warnings(layout(), [unread(UnreadReason.DIRT, 0.0005)], quality, [SURE]) == ()


@pytest.mark.parametrize("defect", Defect)
def test_every_defect_says_what_to_do(defect: Defect) -> None:
    said = warnings(layout(), (), Quality(0.5, (Flaw(defect, 0.5),)), [SURE])
    assert said == (f"{ADVICE[defect]} (severity 0.50)",)
    assert "scan" in said[0].partition(": ")[2]


def test_every_reason_has_words() -> None:
    assert set(REASONS) == set(UnreadReason)
