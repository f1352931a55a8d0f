"""What Tesseract's confidence of a character is worth."""

from __future__ import annotations

import numpy as np

_X_CONF = (0.0, 90.0, 95.0, 96.0, 97.0, 98.1, 98.6, 98.9, 99.2, 100.0)
_RIGHT = (0.1, 0.45, 0.7, 0.88, 0.92, 0.955, 0.972, 0.995, 0.998, 0.999)
"""Share of characters that were right, by `x_conf`: counted on six typeset pages with Tesseract 5.3, `Hangul`.

Between two figures it is taken to run straight. `benchmarks/recognise` counts how well it holds.
"""


def probability(x_conf: float) -> float:
    """Return the probability (0…1) that a character with Tesseract's `x_conf` (0…100) is right."""
    return float(np.interp(x_conf, _X_CONF, _RIGHT))
