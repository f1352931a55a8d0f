"""Negatives are read as their positives, and nothing else is."""

from __future__ import annotations

import numpy as np
import pytest

from hwalja.model import Grey
from tests.preprocess.pages import processed, scanned

RNG = np.random.default_rng(0)


@pytest.mark.parametrize("name", ["s02", "s05", "s07"])
def test_a_negative_gives_the_sheet_of_its_positive(name: str) -> None:
    grey = scanned(name)
    positive, negative = processed(grey), processed(np.asarray(255 - grey, np.uint8))
    assert (positive.negative, negative.negative) == (False, True)
    assert np.array_equal(positive.even, negative.even)


def on_black(grey: Grey) -> Grey:
    """Lay a page on a black bed that is larger than it."""
    bed = np.full((2 * grey.shape[0], round(1.4 * grey.shape[1])), 15, np.uint8)
    bed[: grey.shape[0], : grey.shape[1]] = grey
    return bed


@pytest.mark.parametrize(
    "grey",
    [
        on_black(scanned("s07")),
        np.zeros((900, 700), np.uint8),
        np.asarray(np.clip(RNG.normal(60, 30, (900, 700)), 0, 255), np.uint8),
        np.asarray(20 + 200 * (RNG.random((900, 700)) > 0.97), np.uint8),
    ],
    ids=["a page on a black bed", "black", "a dark photograph's grain", "stars"],
)
def test_what_is_dark_is_no_negative_for_that(grey: Grey) -> None:
    assert not processed(grey).negative
