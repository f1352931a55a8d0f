import math

import pytest

from hwalja.correct import characters
from hwalja.correct.characters import _likeliest, edits
from hwalja.correct.confusions import confusions
from hwalja.correct.passage import Passage, plain

pytestmark = pytest.mark.kiwi

READ = (
    "지난해에 가장 많암다는 이야기가 나왔다. 배에서 내린 승객들이 스르르 멈줬다. 흑조도 선착장에 당는다. "
    "27.3%로 가장 많암다. 남궁휘 의원은 “점심을 건너핀 적이 없다”고 했다. 추첨으로 나누멸 된다."
)


def changed(passage: Passage) -> list[tuple[str, str]]:
    return [(passage.text[edit.start], edit.text) for edit in edits([passage], confusions())[0]]


@pytest.mark.parametrize(
    ("text", "read", "printed"),
    [
        ("승객들이 스르르 멈줬다.", "줬", "췄"),
        ("흑조도 선착장에 당는다.", "당", "닿"),
        ("응답자 가운데 27.3%로 가장 많암다.", "암", "았"),
    ],
)
def test_misread_characters_come_back(text: str, read: str, printed: str) -> None:
    assert changed(plain("p", text)) == [(read, printed)]


@pytest.mark.parametrize("text", ["", " ", "승객들이 스르르 멈췄다.", "그는 “흑조도에 당는다”고 했다."])
def test_right_ones_and_quotations_stay(text: str) -> None:
    assert changed(plain("p", text)) == []


def test_no_syllable_is_proposed_that_is_never_in_print() -> None:
    assert changed(plain("p", "뒷짐을 진 채 걸었다. 뒷면에 적혀 있다.")) == []


def test_what_the_engine_saw_may_be_a_syllable_that_is_never_in_print() -> None:
    assert "둿" in _likeliest(confusions(), "뒷", (("둿", 0.9),))
    assert "둿" not in _likeliest(confusions(), "뒷", ())


def test_asking_about_few_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    few = edits([plain("p", READ)], confusions())
    monkeypatch.setattr(characters, "MORE", math.inf)
    monkeypatch.setattr(characters, "BETWEEN", math.inf)
    assert edits([plain("p", READ)], confusions()) == few
    assert len(few[0]) >= 3
