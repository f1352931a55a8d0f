from hypothesis import given
from hypothesis import strategies as st

from hwalja.geometry import Box
from hwalja.model import Glyph, Word
from hwalja.recognise.engine import Words
from hwalja.recognise.latin import BORDER, Stretch, stretches, told
from tests.recognise.fakes import lines


def words(text: str, confidence: float = 0.9) -> Words:
    """Return a reading whose letters are 8 px wide, each 10 px right of the one before."""
    found, left = [], 0
    for eojeol in text.split(" "):
        found.append(Word.of([Glyph(c, Box(left + 10 * k, 2, 8, 8), confidence) for k, c in enumerate(eojeol)]))
        left += 10 * len(eojeol) + 10
    return Words(tuple(found))


def spans(text: str) -> list[tuple[int, int, int]]:
    return [(each.word, each.start, each.end) for each in stretches(lines(1), [words(text)])]


def test_figures_signs_and_latin_letters_are_read_again() -> None:
    assert spans("무게 16에 약1억3") == [(1, 0, 2), (2, 1, 2), (2, 3, 4)]
    assert spans("《당 AI") == [(0, 0, 1), (1, 0, 2)]


def test_syllables_and_punctuation_alone_are_not() -> None:
    assert spans("“그렇다.” 했다…") == []


def test_a_stretch_reaches_to_its_neighbours() -> None:
    (found,) = stretches(lines(1), [words("가1나")])
    assert (found.left, found.right) == (8, 20)
    assert found.cut(lines(1)[0]).grey.shape == (12, 12 + 2 * BORDER)


def test_what_is_read_stands_in_the_place_of_the_stretch() -> None:
    (reading,) = told([words("약 1억3에")], [(Stretch(0, 1, 2, 3, 0, 9), words("3kg"))])
    assert reading.words[0].others == ()
    assert reading.words[1].others == (("1억3kg에", 0.9),)
    assert reading.text == "약 1억3에"


def test_what_is_read_the_same_or_hardly_at_all_is_left_out() -> None:
    for again in (words("3"), words("8", 0.4)):
        (reading,) = told([words("3에")], [(Stretch(0, 0, 0, 1, 0, 9), again)])
        assert reading.words[0].others == ()


def test_the_edge_of_a_syllable_beside_is_left_out() -> None:
    unsure = Words((*words("1kg").words, *words("ol]", 0.45).words))
    (reading,) = told([words("16에")], [(Stretch(0, 0, 0, 2, 0, 20), unsure)])
    assert reading.words[0].others == (("1kg에", 0.9),)


@given(st.text("가나1A%.· ", max_size=12))
def test_stretches_hold_all_figures_and_letters_and_no_syllable(text: str) -> None:
    text = " ".join(text.split()) or "가"
    reading = words(text)
    found = [reading.words[each.word].text[each.start : each.end] for each in stretches(lines(1), [reading])]
    assert not set("가나 ") & set("".join(found))
    assert [c for c in text if c in "1A%"] == [c for c in "".join(found) if c in "1A%"]
