from __future__ import annotations

import pytest

from hwalja.evaluate.headlines import compare_headlines
from hwalja.evaluate.rate import Rate
from hwalja.evaluate.text import Text


@pytest.mark.parametrize(
    ("true", "read", "exact", "recall", "precision"),
    [
        (["새 다리 개통"], ["새다리 개통"], (1, 1), (1, 1), (1, 1)),  # spaces do not count
        (["새 다리 개통"], ["새 다리 계통"], (0, 1), (1, 1), (1, 1)),  # one of five letters
        (["새 다리 개통"], ["헌 다리 계통"], (0, 1), (0, 1), (0, 1)),  # two of five
        (["새 다리 개통", "눈 온다"], ["새 다리 개통", "광고", ""], (1, 2), (1, 2), (1, 2)),
        ([], ["광고"], (0, 0), (0, 0), (0, 1)),
        (["눈 온다"], [], (0, 1), (0, 1), (0, 0)),
        (["눈 온다"], ["눈 온다", "눈 온다"], (1, 1), (1, 1), (2, 2)),
    ],
)
def test_counted_by_hand(
    true: list[str], read: list[str], exact: tuple[int, int], recall: tuple[int, int], precision: tuple[int, int]
) -> None:
    found = compare_headlines([Text(text) for text in true], [Text(text) for text in read])
    assert found.exact == Rate(*exact)
    assert found.recall == Rate(*recall)
    assert found.precision == Rate(*precision)
