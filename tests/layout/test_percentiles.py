"""Percentiles: NumPy's."""

from __future__ import annotations

import numpy as np
import pytest

from hwalja.layout.percentiles import percentiles


@pytest.mark.parametrize("count", [1, 2, 7, 100])
def test_percentiles_are_those_of_numpy(count: int) -> None:
    values = np.random.default_rng(3).integers(0, 255, (4, count))
    shares = (0.0, 2.0, 37.5, 98.0, 100.0)
    assert percentiles(values, shares) == pytest.approx(np.percentile(values, shares, axis=1).T)
