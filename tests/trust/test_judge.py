from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hwalja.geometry import Box
from hwalja.model import Article, ArticleDoubt, Correction, Role
from hwalja.trust import REASONS, Beside, assess, bound, expected, judge
from hwalja.trust.weights import READING, weights
from tests.export.pages import article, articles, block, few

BOUND = bound("hwalja")
NOTHING = dict.fromkeys(weights("hwalja"), 0.0)
ENGINES = st.sampled_from([*READING, "another"])
PLAIN = article(1, block("h", Role.HEADLINE, "다리"), block("b", Role.BODY, "시는 올해 다리를 놓는다."))


def test_nothing_against_an_article_leaves_it_sure() -> None:
    assert assess(NOTHING, "hwalja") == (1.0, ())


@pytest.mark.parametrize("name", REASONS)
def test_every_reason_but_a_light_one_can_make_an_article_unsure(name: str) -> None:
    against = {**NOTHING, name: 1.0}
    share = expected(against, "hwalja")[name]
    confidence, doubts = assess(against, "hwalja")
    assert confidence == pytest.approx(max(0.0, 1 - share), abs=1e-4)
    assert doubts == ((REASONS[name],) if share > BOUND else ())


def test_reasons_are_named_the_weightiest_first_and_slight_ones_not() -> None:
    scale = weights("hwalja")
    against = {**NOTHING, "letters": BOUND / scale["letters"], "stray": 2 * BOUND / scale["stray"]}
    assert assess(against, "hwalja")[1] == (ArticleDoubt.LOOSE, ArticleDoubt.LETTERS)
    slight = {**against, "letters": 0.1 * BOUND / scale["letters"]}
    assert assess(slight, "hwalja")[1] == (ArticleDoubt.LOOSE,)


def test_engines_are_trusted_as_they_deserve() -> None:
    against = {**NOTHING, "letters": 0.02}
    assert assess(against, "hwalja") != assess(against, "tesseract")
    assert assess(against, "another") == assess(against, "hwalja")


@few
@given(st.lists(articles, max_size=2), ENGINES)
def test_judging_changes_nothing_else_and_is_idempotent(own: list[Article], engine: str) -> None:
    most = bound(engine)
    once = judge(own, (), Beside(), engine)
    assert [(each.id, each.blocks) for each in once] == [(each.id, each.blocks) for each in own]
    assert all(0 <= each.confidence <= 1 for each in once)
    assert all(each.unsure == (each.confidence < 1 - most) for each in once if abs(each.confidence + most - 1) > 1e-3)
    assert judge(once, (), Beside(), engine) == once


def test_corrections_count_in_the_article_whose_block_they_are_in() -> None:
    other = article(2, block("g", Role.HEADLINE, "다리"), block("c", Role.BODY, "시는 올해 다리를 놓는다."))
    changes = [Correction("word", "c", n, "시", "가", Box(0, 0, 1, 1), {}, 0.6) for n in range(5)]
    first, second = judge([PLAIN, other], changes, Beside(), "tesseract")
    assert first.confidence > second.confidence
    assert second.doubts[0] is ArticleDoubt.LETTERS
