from __future__ import annotations

from itertools import pairwise

import pytest

from hwalja.recognise.confidence import probability


def test_probabilities_rise() -> None:
    found = [probability(x_conf / 4) for x_conf in range(401)]
    assert all(0 < left <= right < 1 for left, right in pairwise(found))


@pytest.mark.parametrize("x_conf", [-1.0, 101.0])
def test_out_of_range(x_conf: float) -> None:
    assert 0 < probability(x_conf) < 1
