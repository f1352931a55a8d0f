from __future__ import annotations

import pytest

from hwalja.errors import DependencyError
from hwalja.model import Role
from hwalja.trust import words as module
from hwalja.trust.words import Words, kin, words
from tests.export.pages import article, block


def test_what_many_articles_of_a_page_have_counts_less() -> None:
    common = frozenset(f"시{n}" for n in range(20))
    a, b, c = (Words(common | {f"{name}{n}" for n in range(30)}) for name in "가나다")
    assert kin([a, b]) == pytest.approx([0.4, 0.4])
    assert kin([a, b, c]) == pytest.approx([0.2, 0.2, 0.2])
    assert kin([a, Words(), b]) == [0, 0, 0]
    assert kin([]) == []


def test_a_long_article_shares_more_by_chance() -> None:
    common = frozenset(f"시{n}" for n in range(20))
    short, long = (Words(common | {f"{count}-{n}" for n in range(count)}) for count in (30, 180))
    assert kin([short, long]) == pytest.approx([0.2, 0.2])
    assert kin([short, short]) == [1, 1]


def test_without_kiwi_nothing_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(text: str) -> Words:
        raise DependencyError("kiwipiepy is not installed", advice="")

    monkeypatch.setattr(module, "_words", missing)
    assert words(article(1, block("b", Role.BODY, "시는 올해 다리를 놓는다. " * 5))) == Words()
