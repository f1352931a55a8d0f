from __future__ import annotations

import pytest

from hwalja.errors import DependencyError
from hwalja.model import Role
from hwalja.trust import words as module
from hwalja.trust.words import Words, kin, words
from tests.export.pages import article, block


def test_what_many_articles_of_a_page_have_counts_less() -> None:
    common = frozenset(["시장", "예산", "다리", "공사"])
    a, b, c = (Words(common | {f"{name}{n}" for n in range(4)}) for name in "가나다")
    assert kin([a, b]) == [0.5, 0.5]
    assert kin([a, b, c]) == [0.25, 0.25, 0.25]
    assert kin([a, Words(), b]) == [0, 0, 0]
    assert kin([]) == []


def test_without_kiwi_nothing_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(text: str) -> Words:
        raise DependencyError("kiwipiepy is not installed", advice="")

    monkeypatch.setattr(module, "_words", missing)
    assert words(article(1, block("b", Role.BODY, "시는 올해 다리를 놓는다. " * 5))) == Words()
