import pytest

from hwalja.correct.passage import plain
from hwalja.correct.stops import edits
from tests.correct.reads import read

pytestmark = pytest.mark.kiwi


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("비가 많이 내렸다 그러나 강은 넘치지 않았다.", [(9, 9)]),
        ("강은 넘치지 않았다: 비는 그쳤다.", [(10, 11)]),
        ("비가 많이 내렸다. 강은 넘치지 않았다;", [(21, 22)]),
        ("비가 많이 내렸다. 그러나 강은 넘치지 않았다.", []),
        ("비가 많이 내렸다 그러나 강은 넘치지 않았다", []),  # such as a headline
        ("비가 내린다고 했다. 비가 오다 말다 했다.", []),
        ("문의: 시청 총무과로 하면 된다.", []),
        ("오후 3:40에 떠났다.", []),
    ],
)
def test_full_stops_that_are_missing(text: str, found: list[tuple[int, int]]) -> None:
    likely = [edit for edit in edits([read(text)])[0] if edit.odds > 0]
    assert [(edit.start, edit.end) for edit in likely] == found
    assert all(edit.text == "." for edit in likely)


@pytest.mark.parametrize(
    ("text", "share", "found"),
    [
        ("작은 일이 있었다. 비가 많이 내렸다 강은 넘치지 않았다.", 0.03, [20]),
        ("작은 일이 있었다. 비가 많이 내렸다", 0.3, [20]),  # the end of a paragraph
        ("작은 일이 있었다. 비가 많이 내렸다", 0.0, []),
        ("비가 많이 내렸다", 0.3, []),  # such as a headline
        ("작은 일이 있었다. 비가 많이 내렸고 강은 넘치지 않았다.", 0.3, []),
    ],
)
def test_full_stops_that_the_engine_nearly_saw(text: str, share: float, found: list[int]) -> None:
    doubts = {0: (("차", 0.01),), 19: ((f"{text[19:20]}.", share),)} if share else {0: (("차", 0.01),)}
    assert [edit.start for edit in edits([read(text, doubts)])[0] if edit.odds > 0] == found


def test_text_without_an_image_stays() -> None:
    assert edits([plain("p", "비가 많이 내렸다 그러나 강은 넘치지 않았다: 그쳤다.")]) == [[]]
