import pytest

from hwalja.correct.channel import Likeness, Misreadings
from hwalja.geometry import Box
from hwalja.model import Glyph


def glyphs(text: str, confidence: float, others: tuple[tuple[str, float], ...] = ()) -> list[Glyph]:
    return [Glyph(each, Box(0, 0, 10, 10), confidence, others) for each in text]


@pytest.fixture(scope="module")
def channel() -> Misreadings:
    return Misreadings(Likeness())


def test_shares_add_up_to_one() -> None:
    assert sum(Likeness().candidates("온").values()) == pytest.approx(1)


def test_what_looks_alike_is_likelier(channel: Misreadings) -> None:
    blank = [None] * 3
    assert channel.odds("은보딩", "온보딩", blank) > channel.odds("안보딩", "온보딩", blank)


def test_more_wrong_jamo_are_less_likely(channel: Misreadings) -> None:
    blank = [None] * 3
    one, two = channel.odds("은보딩", "온보딩", blank), channel.odds("은보당", "온보딩", blank)
    assert one > two > channel.odds("은브당", "온보딩", blank)


def test_a_doubtful_glyph_is_likelier_misread(channel: Misreadings) -> None:
    sure = channel.odds("집", "칩", glyphs("집", 0.999))
    doubtful = channel.odds("집", "칩", glyphs("집", 0.6))
    assert doubtful > channel.odds("집", "칩", [None]) > sure


def test_what_the_engine_saw_second_counts(channel: Misreadings) -> None:
    second = channel.odds("집", "칩", glyphs("집", 0.6, (("칩", 0.3),)))
    assert second > channel.odds("집", "칩", glyphs("집", 0.6, (("짐", 0.3),)))


def test_a_character_may_be_lost(channel: Misreadings) -> None:
    lost = channel.odds("아프리카지열병", "아프리카돼지열병", [None] * 7)
    assert 0 > lost > channel.odds("프리카지열병", "아프리카돼지열병", [None] * 6)
