"""What was seen in a place, by the box."""

import pytest

from hwalja.correct.seen import seen
from hwalja.geometry import Box
from hwalja.model import Glyph

HEIGHT = 40.0


@pytest.mark.parametrize(
    ("text", "width", "height", "found"),
    [
        (".", 7, 7, "."),
        (".", 7, 40, ".↕"),
        (".", 3, 40, ".↕|"),
        ("0", 20, 34, "0"),
        ("0", 36, 34, "0↔"),
        ("가", 60, 20, "가"),
    ],
)
def test_boxes_that_do_not_fit_are_marked(text: str, width: int, height: int, found: str) -> None:
    assert seen(Glyph(text, Box(0, 0, width, height), 0.9), HEIGHT) == found


def test_without_syllables_beside_nothing_is_marked() -> None:
    assert seen(Glyph(".", Box(0, 0, 3, 40), 0.9), 0.0) == "."
