"""Boosted trees: many small decision trees whose leaves add up to scores.

(Friedman, "Greedy function approximation: a gradient boosting machine", 2001.)

Every tree asks `DEPTH` questions of a row of numbers, whether one of them is above a threshold, and so all trees can be
walked at once. They are fitted elsewhere (benchmarks/kinds/fit.py).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

DEPTH = 4

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Trees:
    """Trees for each of several classes.

    Attributes:
        feature: Which number each question asks about, shape (trees, 2 ** DEPTH - 1), by rows of each tree.
        threshold: Of each question, same shape: on to the right branch where the number is above.
        leaf: Scores, shape (trees, 2 ** DEPTH).
        classes: Trees belong to the classes in turn.
    """

    feature: NDArray[np.int16]
    threshold: NDArray[np.float32]
    leaf: NDArray[np.float32]
    classes: int

    def __call__(self, numbers: Numbers) -> Numbers:
        """Return the probability of each class, shape (rows, classes)."""
        rows = np.ascontiguousarray(numbers.T, np.float32)
        count = numbers.shape[0]
        questions = 2**DEPTH - 1
        trees = np.arange(len(self.leaf))[:, None]
        node = np.zeros((len(self.leaf), count), np.intp)
        starts, columns = self.feature.astype(np.intp) * count, np.arange(count)
        for _ in range(DEPTH):  # of flat arrays: several times as fast as by rows and columns
            at = questions * trees + node
            node = 2 * node + 1 + (rows.take(starts.take(at) + columns) > self.threshold.take(at))
        leaves = self.leaf.take((questions + 1) * trees + node - questions)
        scores = leaves.reshape(-1, self.classes, count).sum(axis=0, dtype=np.float64).T
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(odds / odds.sum(axis=1, keepdims=True), np.float64)
