"""What each kind of evidence is worth, fitted by `benchmarks/confidence/fit.py`.

Errors are taken to add up: the expected share of wrong characters is the sum of all evidence, each kind times its
weight.
What speaks of the layout weighs the same whatever engine read the page.
"""

from __future__ import annotations

from collections.abc import Mapping

LAYOUT: Mapping[str, float] = {
    "stray": 0.712,
    "cut": 0.021,
    "odd": 0.256,
    "bare": 0.252,
    "late": 0.133,
    "over": 0.341,
    "sparse": 0.055,
    "apart": 0.258,
    "headless": 0.159,
}

READING: Mapping[str, Mapping[str, float]] = {
    "hwalja": {"letters": 1.916, "corrected": 0.205, "suggested": 0.149},
    "tesseract": {"letters": 0.696, "corrected": 0.295, "suggested": 0.431},
}
"""By the engine that read the page first."""

USUAL = "hwalja"
"""The engine whose weights serve for others."""


def weights(engine: str) -> dict[str, float]:
    """Return the weights of all kinds of evidence on a page that `engine` read."""
    return {**READING.get(engine, READING[USUAL]), **LAYOUT}
