from __future__ import annotations

from dataclasses import replace

from hypothesis import assume, given

from hwalja.export.order import runs
from hwalja.model import Page, Role
from tests.export.pages import article, block, few, page, pages


def test_blocks_follow_one_another_article_by_article() -> None:
    first = article(1, block("b1", Role.HEADLINE, "가"), block("b2", Role.BODY, "나"))
    found = page(first, article(2, block("b3", Role.BODY, "다")))
    told = [
        (run.article and run.article.id, [each.id for each in run.blocks])
        for run in runs(replace(found, order=("b1", "b2", "f1", "b3")))
    ]
    assert told == [("sample#a01", ["b1", "b2"]), (None, ["f1"]), ("sample#a02", ["b3"])]


@few
@given(pages())
def test_every_block_is_there_once_in_its_order(given: Page) -> None:
    assume(len(set(given.order)) == len(given.order))
    assert tuple(each.id for run in runs(given) for each in run.blocks) == given.order
