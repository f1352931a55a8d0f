import pytest

from hwalja.correct.brackets import edits
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
        ("(가 [나) 다]", {0: (("[", 0.1),)}, []),  # others stand between
    ],
)
def test_brackets_that_do_not_match(text: str, doubts: Doubts, found: list[tuple[int, str]]) -> None:
    assert [(edit.start, edit.text) for edit in edits(read(text, doubts)) if edit.odds > 1] == found
