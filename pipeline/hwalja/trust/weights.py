"""What each kind of evidence is worth, fitted by `benchmarks/confidence/fit.py`.

Errors are taken to add up: the expected share of wrong characters is the sum of all evidence, each kind times its
weight.
What speaks of the layout weighs the same whatever engine read the page.
"""

from __future__ import annotations

from collections.abc import Mapping

LAYOUT: Mapping[str, float] = {
    "stray": 0.666,
    "cut": 0.300,
    "small": 0.432,
    "large": 0.075,
    "bare": 0.189,
    "late": 0.181,
    "over": 0.181,
    "sparse": 0.073,
    "apart": 0.202,
    "headless": 0.357,
    "slight": 0.281,
    "goes_on": 0.158,
    "spoken": 0.430,
    "flush": 0.145,
    "unseen": 0.095,
    "holes": 0.443,
    "kin": 1.025,
}

READING: Mapping[str, Mapping[str, float]] = {
    "hwalja": {"letters": 1.003, "illegible": 0.638, "corrected": 0.256, "suggested": 0.000, "unlikely": 0.019},
    "tesseract": {"letters": 0.460, "illegible": 0.878, "corrected": 0.311, "suggested": 0.088, "unlikely": 0.030},
}
"""By the engine that read the page first."""

BOUNDS: Mapping[str, float] = {"hwalja": 0.027, "tesseract": 0.030}
"""Shares of the characters: an article of which more are expected to be wrong is unsure (benchmarks/confidence)."""

USUAL = "hwalja"
"""The engine whose weights and bound serve for others."""


def weights(engine: str) -> dict[str, float]:
    """Return the weights of all kinds of evidence on a page that `engine` read."""
    return {**READING.get(engine, READING[USUAL]), **LAYOUT}


def bound(engine: str) -> float:
    """Return the share of characters expected to be wrong beyond which an article that `engine` read is unsure."""
    return BOUNDS.get(engine, BOUNDS[USUAL])
