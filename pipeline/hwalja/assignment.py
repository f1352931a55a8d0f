"""The cheapest assignment: to every row of a table a column of its own (Kuhn, "The Hungarian method", 1955)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

NONE = -1


def assign(prices: NDArray[np.float64]) -> list[tuple[int, int]]:
    """Return rows with their columns, in order of rows, so that the sum of their prices is least.

    Rows join one after the other, each by the cheapest chain of moves that ends in a free column (shortest augmenting
    paths: Crouse, "On implementing 2D rectangular assignment algorithms", IEEE TAES 2016). Of a table with more rows
    than columns, every column gets a row.

    Args:
        prices: What each row pays for each column; finite.
    """
    if prices.shape[0] > prices.shape[1]:
        return sorted((row, column) for column, row in assign(prices.T))
    rows, columns = prices.shape
    row_of, column_of = np.full(columns, NONE), np.full(rows, NONE)
    off_row, off_column = np.zeros(rows), np.zeros(columns)  # what is taken off prices: none is below zero then
    for joining in range(rows):
        cost, before = np.full(columns, np.inf), np.full(columns, NONE)
        settled: list[int] = []
        unsettled = np.arange(columns)[::-1]  # of columns that cost the same, the first that is free
        row, paid = joining, 0.0
        while row != NONE:
            asked = paid + prices[row, unsettled] - off_row[row] - off_column[unsettled]
            less = asked < cost[unsettled]
            cost[unsettled[less]], before[unsettled[less]] = asked[less], row
            cheapest = np.flatnonzero(cost[unsettled] == cost[unsettled].min())
            free = cheapest[row_of[unsettled[cheapest]] == NONE]
            at = free[-1] if len(free) else cheapest[0]
            column = int(unsettled[at])
            row, paid = int(row_of[column]), float(cost[column])
            settled.append(column)
            unsettled[at] = unsettled[-1]
            unsettled = unsettled[:-1]
        saved = paid - cost[settled]
        off_column[settled] -= saved
        off_row[row_of[settled[:-1]]] += saved[:-1]
        off_row[joining] += paid
        while row != joining:
            row = int(before[column])
            row_of[column], column_of[row], column = row, column, int(column_of[row])
    return [(row, int(column)) for row, column in enumerate(column_of)]
