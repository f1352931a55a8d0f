"""What each kind of evidence is worth, fitted by `benchmarks/confidence/fit.py`.

Errors are taken to add up: the expected share of wrong characters is the sum of all evidence, each kind times its
weight.
What speaks of the layout weighs the same whatever engine read the page.
"""

from __future__ import annotations

from collections.abc import Mapping

LAYOUT: Mapping[str, float] = {
    "stray": 0.634,
    "cut": 0.010,
    "odd": 0.135,
    "bare": 0.252,
    "late": 0.112,
    "over": 0.273,
    "sparse": 0.050,
    "apart": 0.272,
    "headless": 0.158,
    "slight": 0.062,
    "goes_on": 0.094,
}

READING: Mapping[str, Mapping[str, float]] = {
    "hwalja": {"letters": 1.803, "illegible": 0.232, "corrected": 0.226, "suggested": 0.168},
    "tesseract": {"letters": 0.850, "illegible": 1.283, "corrected": 0.410, "suggested": 0.146},
}
"""By the engine that read the page first."""

USUAL = "hwalja"
"""The engine whose weights serve for others."""


def weights(engine: str) -> dict[str, float]:
    """Return the weights of all kinds of evidence on a page that `engine` read."""
    return {**READING.get(engine, READING[USUAL]), **LAYOUT}
