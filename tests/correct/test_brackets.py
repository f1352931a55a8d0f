import pytest

from hwalja.correct.brackets import angles, edits
from hwalja.correct.passage import plain
from tests.correct.reads import Doubts, read


@pytest.mark.parametrize(
    ("text", "doubts", "found"),
    [
        ("학술지 〈뉴럴》을", {4: (("《", 0.1),)}, [(4, "《")]),
        ("(『옳습니다」 하는 위원", {1: (("「", 0.38),)}, [(1, "「")]),
        ("[운세 안내】", {6: (("]", 0.3),)}, [(6, "]")]),
        ("학술지 《뉴럴》을", {4: (("〈", 0.4),)}, []),  # they match
        ("학술지 〈뉴럴》을", {}, []),  # the engine saw no other
        ("학술지 〈뉴럴》을", {4: (("《", 0.1),), 7: (("〉", 0.3),)}, []),  # either may be wrong
        ("학술지 〈뉴럴》을", {4: (("《", 0.3),), 7: (("〉", 0.02),)}, [(4, "《")]),
        ("“왕실 주문’ 글씨", {0: (("‘", 0.3),)}, [(0, "‘")]),
        ("그는 “‘왕실 주문” 글씨", {4: (("“", 0.3),)}, []),  # another is open
        ("(가 [나) 다]", {0: (("[", 0.1),)}, []),  # others stand between
    ],
)
def test_brackets_that_do_not_match(text: str, doubts: Doubts, found: list[tuple[int, str]]) -> None:
    assert [(edit.start, edit.text) for edit in edits(read(text, doubts)) if edit.odds > 1] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("개인전 <접힌 바람>을", [(4, 5, "〈"), (10, 11, "〉")]),
        ("<>3급 승진", [(0, 2, "◇")]),
        ("3 < 5 그리고 7", []),
        ("<3>", []),  # no words
    ],
)
def test_what_an_engine_without_angles_reads_for_them(text: str, found: list[tuple[int, int, str]]) -> None:
    assert [(edit.start, edit.end, edit.text) for edit in angles(read(text))] == found
    assert not list(angles(plain("p", text)))
