"""What each kind of evidence is worth, fitted by `benchmarks/confidence/fit.py`.

Errors are taken to add up: the expected share of wrong characters is the sum of all evidence, each kind times its
weight.
What speaks of the layout weighs the same whatever engine read the page.
"""

from __future__ import annotations

from collections.abc import Mapping

LAYOUT: Mapping[str, float] = {
    "stray": 0.796,
    "cut": 0.231,
    "small": 0.451,
    "large": 0.005,
    "bare": 0.370,
    "late": 0.286,
    "over": 0.198,
    "sparse": 0.121,
    "apart": 0.175,
    "headless": 0.330,
    "slight": 0.193,
    "goes_on": 0.116,
    "spoken": 0.173,
    "flush": 0.151,
    "unseen": 0.066,
    "holes": 0.552,
    "kin": 0.579,
}

READING: Mapping[str, Mapping[str, float]] = {
    "hwalja": {"letters": 0.943, "illegible": 0.627, "corrected": 0.000, "suggested": 0.002, "unlikely": 0.025},
    "tesseract": {"letters": 0.520, "illegible": 0.877, "corrected": 0.211, "suggested": 0.200, "unlikely": 0.029},
}
"""By the engine that read the page first."""

BOUNDS: Mapping[str, float] = {"hwalja": 0.018, "tesseract": 0.034}
"""Shares of the characters: an article of which more are expected to be wrong is unsure (benchmarks/confidence)."""

USUAL = "hwalja"
"""The engine whose weights and bound serve for others."""


def weights(engine: str) -> dict[str, float]:
    """Return the weights of all kinds of evidence on a page that `engine` read."""
    return {**READING.get(engine, READING[USUAL]), **LAYOUT}


def bound(engine: str) -> float:
    """Return the share of characters expected to be wrong beyond which an article that `engine` read is unsure."""
    return BOUNDS.get(engine, BOUNDS[USUAL])
