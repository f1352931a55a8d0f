import pytest

from hwalja.correct.commas import misread_commas
from hwalja.correct.passage import Passage
from hwalja.geometry import Box
from hwalja.model import Glyph


def headline(text: str, share: float) -> Passage:
    """A headline whose full stops may be commas with a probability."""
    others = {".": ((",", share),) if share else ()}
    glyphs = tuple(
        None if c == " " else Glyph(c, Box(10 * k, 0, 10, 20), 0.9, others.get(c, ())) for k, c in enumerate(text)
    )
    return Passage("b", text, tuple(range(len(text))), glyphs)


@pytest.mark.parametrize(
    ("text", "share", "found"),
    [
        ("멧돼지. 도심 난입", 0.1, [3]),
        ("멧돼지. 도심 난입", 0.0, []),  # the engine saw no comma
        ("소주 반병.", 0.1, []),  # at the end
        ("비가 왔다. 강이 넘쳤다", 0.1, []),  # a sentence ends
        ("3.5톤 싣고. 밤새. 달린 길", 0.1, [7, 11]),
        ("잘피 숲... 넓어져", 0.1, []),
    ],
)
def test_full_stops_that_are_commas(text: str, share: float, found: list[int]) -> None:
    assert [stop.position for stop in misread_commas(headline(text, share))] == found
