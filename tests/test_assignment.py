from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from hwalja.assignment import assign

Table = NDArray[np.float64]


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Return up to 6 × 6 prices, of few values, so that many are alike, or of any."""
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    price = draw(st.sampled_from([st.integers(-2, 2).map(float), st.sampled_from([-0.8, 0.6, 1e6]), st.floats(-9, 9)]))
    return np.array(draw(st.lists(price, min_size=rows * columns, max_size=rows * columns))).reshape(rows, columns)


def least(prices: Table) -> float:
    """Return the least sum there is: every way is tried."""
    prices = prices if prices.shape[0] <= prices.shape[1] else prices.T
    rows = range(len(prices))
    return min(sum(prices[rows, list(way)]) for way in permutations(range(prices.shape[1]), len(prices)))


@given(tables())
def test_no_assignment_is_cheaper(prices: Table) -> None:
    found = assign(prices)
    rows, columns = zip(*found, strict=True)
    assert len(found) == min(prices.shape)
    assert list(rows) == sorted(set(rows))
    assert len(set(columns)) == len(columns)
    assert sum(prices[row, column] for row, column in found) == pytest.approx(least(prices))


@pytest.mark.parametrize(
    ("prices", "expected"),
    [
        ([[4, 1, 3], [2, 0, 5], [3, 2, 2]], [(0, 1), (1, 0), (2, 2)]),  # the third row has taken nothing from the first
        ([[1, 2], [1, 9]], [(0, 1), (1, 0)]),  # the first gives way: it loses less
        ([[5], [3], [4]], [(1, 0)]),
        ([[0, 0, 0], [0, 0, 0]], [(0, 0), (1, 1)]),  # of all that cost the same, the first
    ],
)
def test_by_hand(prices: list[list[float]], expected: list[tuple[int, int]]) -> None:
    assert assign(np.array(prices, np.float64)) == expected


@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (3, 0)])
def test_of_nothing_there_is_nothing_to_assign(shape: tuple[int, int]) -> None:
    assert assign(np.zeros(shape)) == []


def test_the_table_is_left_as_it_was() -> None:
    prices = np.array([[1.0, 2.0], [1.0, 9.0]])
    assign(prices)
    assert prices.tolist() == [[1.0, 2.0], [1.0, 9.0]]
