import math

import pytest

from hwalja.correct import characters
from hwalja.correct.characters import edits
from hwalja.correct.confusions import confusions
from hwalja.correct.passage import Passage, plain
from hwalja.geometry import Box
from hwalja.model import Glyph

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
        ("센터 규모를 비롯해 설립에 필요한 종예산을 도출한다.", "종", "총"),
        ("지금 160개 기업이 창업센터에 동지를 틀었으며 더 온다.", "동", "둥"),
    ],
)
def test_misread_characters_come_back(text: str, read: str, printed: str) -> None:
    assert changed(plain("p", text)) == [(read, printed)]


@pytest.mark.parametrize("text", ["", " ", "승객들이 스르르 멈췄다.", "그는 “흑조도에 당는다”고 했다."])
def test_right_ones_and_quotations_stay(text: str) -> None:
    assert changed(plain("p", text)) == []


@pytest.mark.parametrize("text", ["그는 메스암페타민을 들여왔다.", "나치의 하켄크로이츠와 다른 것이 없다."])
def test_a_name_that_stays_unknown_is_not_half_mended(text: str) -> None:
    assert changed(plain("p", text)) == []


def test_no_syllable_is_proposed_that_is_never_in_print() -> None:
    assert changed(plain("p", "뒷짐을 진 채 걸었다. 뒷면에 적혀 있다.")) == []


def test_asking_about_few_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    few = edits([plain("p", READ)], confusions())
    monkeypatch.setattr(characters, "MORE", math.inf)
    monkeypatch.setattr(characters, "BETWEEN", math.inf)
    assert edits([plain("p", READ)], confusions()) == few
    assert len(few[0]) >= 3


def glyphs(text: str, high: int, confidence: float) -> Passage:
    """Return a text that was read for sure but for one sign, whose box is as high as the line."""
    found = [
        None
        if letter == " "
        else Glyph(letter, Box(30 * place, 0, 3, 30), confidence)
        if place == high
        else Glyph(letter, Box(30 * place, 25, 6, 6) if letter == "." else Box(30 * place, 0, 28, 30), 0.999)
        for place, letter in enumerate(text)
    ]
    return Passage("p", text, tuple(range(len(text))), tuple(found))


def test_a_sign_without_ink_of_its_own_is_none() -> None:
    text = "아이가 학.교에 갔다. 개가 짖었다."
    assert changed(glyphs(text, text.index("."), 0.6)) == [(".", "")]
    assert changed(glyphs(text, -1, 0.6)) == []


def test_a_quotation_mark_that_has_a_mate_is_one() -> None:
    text = "학교에 '꽃집'이 있다. 아이가' 갔다."
    first, _, last = (place for place, letter in enumerate(text) if letter == "'")
    assert changed(glyphs(text, first, 0.6)) == []
    assert changed(glyphs(text, last, 0.6)) == [("'", "")]


def test_with_a_spurious_sign_goes_its_space() -> None:
    text = "아이가 . 학교에 갔다."
    found = edits([glyphs(text, text.index("."), 0.4)], confusions())[0]
    assert [(text[edit.start : edit.end], edit.text) for edit in found] == [(". ", "")]


def test_what_the_engine_cannot_give_is_likelier() -> None:
    candidates = confusions().candidates("꿔")
    assert candidates["꿰"] > candidates["뀌"]
    assert "꿰" in confusions().unknown
