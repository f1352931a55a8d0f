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
    "small": 0.446,
    "large": 0.001,
    "bare": 0.369,
    "late": 0.287,
    "over": 0.199,
    "sparse": 0.120,
    "apart": 0.166,
    "headless": 0.328,
    "slight": 0.193,
    "goes_on": 0.117,
    "spoken": 0.172,
    "flush": 0.151,
    "unseen": 0.065,
    "holes": 1.074,
    "kin": 0.586,
}

READING: Mapping[str, Mapping[str, float]] = {
    "hwalja": {"letters": 0.837, "illegible": 0.724, "corrected": 0.000, "suggested": 0.000, "unlikely": 0.026},
    "tesseract": {"letters": 0.438, "illegible": 0.928, "corrected": 0.142, "suggested": 0.089, "unlikely": 0.027},
}
"""By the engine that read the page first."""

BOUNDS: Mapping[str, float] = {"hwalja": 0.018, "tesseract": 0.033}
"""Shares of the characters: an article of which more are expected to be wrong is unsure (benchmarks/confidence)."""

USUAL = "hwalja"
"""The engine whose weights and bound serve for others."""


def weights(engine: str) -> dict[str, float]:
    """Return the weights of all kinds of evidence on a page that `engine` read."""
    return {**READING.get(engine, READING[USUAL]), **LAYOUT}


def bound(engine: str) -> float:
    """Return the share of characters expected to be wrong beyond which an article that `engine` read is unsure."""
    return BOUNDS.get(engine, BOUNDS[USUAL])
