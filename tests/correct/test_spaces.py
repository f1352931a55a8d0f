"""False spaces."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from hwalja.correct.passage import Passage, plain
from hwalja.correct.spaces import edits
from tests.correct.reads import read


def doubting(text: str, spaces: Mapping[int, float], others: float = 0.9999) -> Passage:
    """Return a passage whose engine is so sure of these spaces, and as sure of all others as `others`."""
    told = {place: others for place, letter in enumerate(text) if letter == " "}
    return replace(read(text), spaces={**told, **spaces})


def odds(passage: Passage, place: int) -> float:
    return next((edit.odds for edit in edits([passage])[0] if edit.start == place), float("-inf"))


TORN = "시장은 양질의 일 자리를 만들겠다고 밝혔다."


def test_a_doubted_space_in_a_word_is_false() -> None:
    assert odds(doubting(TORN, {9: 0.6}), 9) > 1


def test_a_space_that_the_engine_is_sure_of_stays() -> None:
    assert odds(doubting(TORN, {}), 9) == float("-inf")


def test_a_doubted_space_between_words_stays() -> None:
    assert odds(doubting("시장은 양질의 일자리를 만들겠다고 밝혔다.", {7: 0.6}), 7) < 0


def test_the_surer_the_engine_the_less_likely_is_a_space_false() -> None:
    assert odds(doubting(TORN, {9: 0.6}), 9) > odds(doubting(TORN, {9: 0.9}), 9)


def test_no_space_before_a_full_stop() -> None:
    assert odds(doubting("대책을 세웠다 . 시는", {7: 0.8}), 7) > 1


@pytest.mark.parametrize(("text", "place"), [("읍· 면사무소에서 받는다.", 2), ("칩 2 만1천장을 들여왔다.", 3)])
def test_what_papers_print_together(text: str, place: int) -> None:
    assert odds(doubting(text, {place: 0.75}), place) > 0


WIDE = "시장은 “좋은 기업이 온다” 고 말했다."
CLOSE = "시장은 “좋은 기업이 온다”고 말했다."


def test_behind_closing_marks_the_page_tells_whether_the_face_is_wide() -> None:
    apart = [doubting(WIDE, {15: 0.97}) for _ in range(6)]
    close = [doubting(WIDE, {15: 0.97}), *(doubting(CLOSE, {}) for _ in range(12))]
    assert all(edit.odds > 0 for each in edits(apart) for edit in each if edit.start == 15)
    assert next(edit.odds for edit in edits(close)[0] if edit.start == 15) < 0


def test_without_an_image_the_words_decide() -> None:
    assert odds(plain("p", TORN), 9) > 0
    assert odds(plain("p", "시장은 양질의 일자리를 만들겠다고 밝혔다."), 7) < 0


@pytest.mark.parametrize(
    ("text", "place"), [("참여사업장에는 한 국알프스㈜, ㈜무등기업이 있다.", 9), ("그곳은 대 한해운㈜ 자리다.", 5)]
)
def test_a_name_of_two_known_words_is_torn(text: str, place: int) -> None:
    assert odds(plain("p", text), place) > 0.3


def test_a_foreign_name_is_no_torn_word() -> None:
    assert odds(plain("p", "부회장인 즈다 타케토시가 말했다."), 7) < 0
