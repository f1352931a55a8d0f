"""What Tesseract's confidence of a character is worth."""

from __future__ import annotations

import numpy as np

_X_CONF = (0.0, 90.0, 95.0, 96.5, 97.5, 98.25, 98.75, 99.2, 100.0)
_RIGHT = (0.1, 0.4, 0.5, 0.82, 0.89, 0.92, 0.98, 0.997, 0.999)
"""Share of characters that were right, by `x_conf`: counted on six typeset pages with Tesseract 5.3, `kor+Hangul`.

Between two figures it is taken to run straight. `benchmarks/recognise` counts how well it holds.
"""


def probability(x_conf: float) -> float:
    """Return the probability (0…1) that a character with Tesseract's `x_conf` (0…100) is right."""
    return float(np.interp(x_conf, _X_CONF, _RIGHT))
