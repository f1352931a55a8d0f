from dataclasses import replace

from hwalja.correct.passage import Other, around, passage, plain
from hwalja.geometry import Box
from hwalja.model import Block, Correction, Glyph, Line, Region, Role, Word


def _block(*lines: str) -> Block:
    made = tuple(Line(f"l{n}", Box(0, 20 * n, 200, 20), 20.0, words=_words(text, n)) for n, text in enumerate(lines))
    region = Region("r", Role.BODY, Box(0, 0, 200, 20 * len(lines)), made)
    return Block("b", Role.BODY, "\n".join(lines), (region,))


def _words(text: str, line: int) -> tuple[Word, ...]:
    return tuple(
        Word.of([Glyph(letter, Box(10 * k, 20 * line, 10, 20), 0.9) for k, letter in enumerate(word)])
        for word in text.split()
    )


def _join(start: int, replacement: str) -> Correction:
    return Correction("join", "b", start, "\n", replacement, None, {}, 0.9)


def test_lines_are_joined_and_every_character_knows_where_it_was_read() -> None:
    found = passage(_block("가 나", "", "다", "라"), [_join(3, ""), _join(4, ""), _join(6, " ")])
    assert found.text == "가 나다 라"
    assert found.starts == (0, 1, 2, 5, 6, 7)
    assert [glyph.text if glyph else None for glyph in found.glyphs] == ["가", None, "나", "다", None, "라"]


def test_a_second_reading_stands_where_it_differs() -> None:
    block = _block("그는 16에", "팔았다")
    line, following = block.lines
    word = replace(line.words[1], others=(("1kg에", 0.8), ("18에", 0.7)))
    region = replace(block.regions[0], lines=(replace(line, words=(line.words[0], word)), following))
    found = passage(replace(block, regions=(region,)), [_join(6, " ")])
    assert found.others == (Other(4, 5, "kg", 0.8), Other(4, 5, "8", 0.7))
    assert found.text[4:5] == "6"


def test_what_is_put_in_stands_behind_what_precedes() -> None:
    found = passage(_block("가", "나"), [_join(1, "")])
    assert [found.raw(start, start) for start in range(3)] == [0, 1, 3]
    assert found.raw(1, 2) == 2


def test_the_box_of_a_stretch_is_that_of_its_glyphs() -> None:
    found = passage(_block("가나 다"), [])
    assert found.box(0, 2) == Box(0, 0, 20, 20)
    assert found.box(2, 3) is None


def test_a_glyph_of_several_letters_is_nobodys() -> None:
    word = Word(
        "㎞…", Box(0, 0, 20, 20), 0.9, (Glyph("k", Box(0, 0, 10, 20), 0.9), Glyph("m.", Box(10, 0, 10, 20), 0.9))
    )
    line = Line("l", Box(0, 0, 20, 20), 20.0, words=(Word.of(word.glyphs),))
    found = passage(Block("b", Role.BODY, "km.", (Region("r", Role.BODY, line.box, (line,)),)), [])
    assert found.text == "km."
    assert [glyph is None for glyph in found.glyphs] == [False, True, True]


def test_a_plain_text_has_no_glyphs() -> None:
    found = plain("t", "가 나")
    assert found.starts == (0, 1, 2)
    assert found.glyphs == (None, None, None)
    assert list(found.words) == [(0, 1), (2, 3)]


def test_words_around_a_word() -> None:
    words = list(plain("t", "가 나다 라 마 바").words)
    assert around(words, 0, 2) == (0, 6)
    assert around(words, 2, 1) == (2, 8)
