from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hwalja.geometry import Box
from hwalja.model import Glyph
from hwalja.recognise.spacing import words

WHOLE = Box(0, 0, 500, 40)


def glyphs(text: str, confidence: float = 0.9) -> list[Glyph]:
    return [Glyph(letter, Box(40 * k, 2, 36, 36), confidence) for k, letter in enumerate(text)]


def test_words_are_eojeols() -> None:
    first, second = words("  지난  12일\n", glyphs("지난12일"), WHOLE)
    assert (first.text, first.box) == ("지난", Box(0, 2, 76, 36))
    assert (second.text, second.box) == ("12일", Box(80, 2, 116, 36))
    assert [glyph.text for glyph in second.glyphs] == ["1", "2", "일"]
    assert second.confidence == 0.9


def test_text_on_several_lines_is_one_line() -> None:
    assert [word.text for word in words("가\n나\n", glyphs("가나"), WHOLE)] == ["가", "나"]


def test_nothing_read() -> None:
    assert words(" \n", [], WHOLE) == ()
    assert words("", glyphs("가"), WHOLE) == ()


def test_a_character_without_glyph_lies_between_its_neighbours() -> None:
    (word,) = words("가나다", [glyphs("가나다")[0], glyphs("가나다")[2]], WHOLE)
    assert word.text == "가나다"
    assert word.glyphs[1] == Glyph("나", Box(0, 2, 116, 36), 0.5)


def test_a_glyph_without_character_is_dropped() -> None:
    (word,) = words("가다", glyphs("가나다"), WHOLE)
    assert [glyph.box.x for glyph in word.glyphs] == [0, 80]


def test_where_the_two_differ_the_text_is_believed_less() -> None:
    (word,) = words("가너다", glyphs("가나다"), WHOLE)
    assert [(glyph.text, glyph.confidence) for glyph in word.glyphs] == [("가", 0.9), ("너", 0.5), ("다", 0.9)]


def test_a_glyph_of_two_characters_is_two_in_one_box() -> None:
    (word,) = words("fi", [Glyph("fi", Box(0, 0, 20, 30), 0.8)], WHOLE)
    assert [(glyph.text, glyph.box) for glyph in word.glyphs] == [("f", Box(0, 0, 20, 30)), ("i", Box(0, 0, 20, 30))]


def test_without_any_glyph_a_word_has_the_whole_line() -> None:
    (word,) = words("가", [], WHOLE)
    assert word.box == WHOLE


@given(st.text("가나다 ."), st.text("가나다."))
def test_words_are_those_of_the_text(text: str, spelt: str) -> None:
    found = words(text, glyphs(spelt), WHOLE)
    assert [word.text for word in found] == text.split()
    assert all("".join(glyph.text for glyph in word.glyphs) == word.text for word in found)
