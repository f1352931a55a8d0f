"""Probabilities and their log odds."""

from __future__ import annotations

import math

ODDS_LIMIT = 20.0
"""Log odds are bounded, so that no confidence is exactly 0 or 1."""


def logit(share: float) -> float:
    """Return the log odds of a probability."""
    return math.log(share / (1 - share))


def logistic(odds: float) -> float:
    """Return the probability of log odds."""
    return 1 / (1 + math.exp(-max(-ODDS_LIMIT, min(ODDS_LIMIT, odds))))
