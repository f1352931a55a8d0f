"""What each kind of evidence is worth, fitted by `benchmarks/confidence/fit.py`.

Errors are taken to add up: the expected share of wrong characters is the sum of all evidence, each kind times its
weight.
What speaks of the layout weighs the same whatever engine read the page.
"""

from __future__ import annotations

from collections.abc import Mapping

LAYOUT: Mapping[str, float] = {
    "stray": 0.6147,
    "cut": 0.0013,
    "uncovered": 0.1157,
    "before": 0.2218,
    "above": 0.05,
    "sparse": 0.0954,
    "headless": 0.0004,
}

READING: Mapping[str, Mapping[str, float]] = {
    "hwalja": {"letters": 1.0, "corrected": 0.3, "suggested": 0.12, "joins": 0.0},
    "tesseract": {"letters": 0.5734, "corrected": 0.2218, "suggested": 0.7303, "joins": 0.0},
}
"""By the engine that read the page first."""

USUAL = "hwalja"
"""The engine whose weights serve for others."""


def weights(engine: str) -> dict[str, float]:
    """Return the weights of all kinds of evidence on a page that `engine` read."""
    return {**READING.get(engine, READING[USUAL]), **LAYOUT}
