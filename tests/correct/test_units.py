import pytest

from hwalja.correct.passage import Passage, plain
from hwalja.correct.units import edits
from tests.correct.reads import read

SIGNS = [read("쌀 40㎏과 밀 3㎏을 실었다.", name="signs")]
LETTERS = [read("쌀 40kg과 밀 3kg, 콩 2cm, 길이 5mm이다.", name="letters")]


def likely(text: str, place: int, other: str, share: float, page: list[Passage]) -> list[tuple[int, int, str]]:
    own, *rest = edits([read(text, {place: ((other, share),)}), *page])
    assert not any(edit.odds > 0 for each in rest for edit in each)
    return [(edit.start, edit.end, edit.text) for edit in own if edit.odds > 0]


@pytest.mark.parametrize(
    ("text", "place", "other", "share", "page", "found"),
    [
        ("약 24km를 달렸다.", 4, "㎞", 0.1, SIGNS, [(4, 6, "㎞")]),
        ("약 24km를 달렸다.", 5, "㎞", 0.1, SIGNS, [(4, 6, "㎞")]),  # seen in the second letter
        ("약 24km를 달렸다.", 4, "㎞", 0.002, SIGNS, []),  # the engine is sure
        ("약 24km를 달렸다.", 4, "㎞", 0.1, [], []),  # nothing else tells
        ("약 24km를 달렸다.", 4, "㎞", 0.1, LETTERS, []),
        ("논 24㏊를 갈았다.", 4, "h", 0.4, LETTERS, [(4, 5, "ha")]),
        ("논 24㏊를 갈았다.", 4, "h", 0.4, SIGNS, []),
        ("약 24kms를 달렸다.", 4, "㎞", 0.1, SIGNS, []),  # no unit
        ("약 km를 달렸다.", 2, "㎞", 0.1, SIGNS, []),  # no figure
    ],
)
def test_a_unit_is_written_as_elsewhere_on_the_page(
    text: str, place: int, other: str, share: float, page: list[Passage], found: list[tuple[int, int, str]]
) -> None:
    assert likely(text, place, other, share, page) == found


def test_text_without_an_image_stays() -> None:
    assert edits([plain("p", "쌀 40㎏과 밀 3kg을 싣고 24km를 달렸다.")]) == [[]]
