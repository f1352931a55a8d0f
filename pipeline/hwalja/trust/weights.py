"""What each kind of evidence is worth, fitted by `benchmarks/confidence/fit.py`.

Errors are taken to add up: the expected share of wrong characters is the sum of all evidence, each kind times its
weight.
What speaks of the layout weighs the same whatever engine read the page.
"""

from __future__ import annotations

from collections.abc import Mapping

LAYOUT: Mapping[str, float] = {
    "stray": 0.466,
    "cut": 0.012,
    "uncovered": 0.076,
    "before": 0.165,
    "sparse": 0.157,
    "headless": 0.004,
}

READING: Mapping[str, Mapping[str, float]] = {
    "hwalja": {"letters": 1.482, "corrected": 0.287, "suggested": 0.348},
    "tesseract": {"letters": 0.6, "corrected": 0.279, "suggested": 0.404},
}
"""By the engine that read the page first."""

USUAL = "hwalja"
"""The engine whose weights serve for others."""


def weights(engine: str) -> dict[str, float]:
    """Return the weights of all kinds of evidence on a page that `engine` read."""
    return {**READING.get(engine, READING[USUAL]), **LAYOUT}
