from dataclasses import replace

import pytest

from hwalja.correct import correct
from hwalja.correct.lexicon import Lexicon
from hwalja.correct.log import undo
from hwalja.correct.passage import passage
from hwalja.correct.second import edits
from hwalja.correct.terms import Source, Term
from hwalja.geometry import Box
from hwalja.model import Block, Glyph, Line, Region, Role, Word
from hwalja.options import Profile

KNOWN = Lexicon.of([Term(text, Source.TERMS) for text in ("CT", "AI반도체", "CO2")])


def block(*lines: tuple[str, str]) -> Block:
    """Return a block of lines: what was read in each, and what a second reading makes of its last word."""
    made = []
    for number, (text, again) in enumerate(lines):
        words = [_word(word, number) for word in text.split()]
        words[-1] = replace(words[-1], others=((again, 0.9),) if again else ())
        made.append(Line(f"l{number}", Box(0, 20 * number, 200, 20), 20.0, words=tuple(words)))
    region = Region("r", Role.BODY, Box(0, 0, 200, 20 * len(lines)), tuple(made))
    return Block("b", Role.BODY, "\n".join(text for text, _ in lines), (region,))


def _word(text: str, line: int) -> Word:
    return Word.of([Glyph(letter, Box(10 * k, 20 * line, 10, 20), 0.9) for k, letter in enumerate(text)])


def mended(text: str, again: str) -> str:
    found = passage(block((text, again)), [])
    for edit in edits([found], KNOWN)[0]:
        return found.text[: edit.start] + edit.text + found.text[edit.end :]
    return text


@pytest.mark.parametrize(
    ("read", "again", "printed"),
    [
        ("무게 16에", "1kgol에", "무게 1㎏에"),  # behind the unit, the edge of a syllable
        ("시료 1.28을", "1.2g을", "시료 1.2g을"),
        ("지름 0.100", "0.1mm", "지름 0.1㎜"),
        ("한 장에 3.2으로", "3.2kg으로", "한 장에 3.2㎏으로"),  # nothing was read
        ("비가 7.60,", "7.6mm,", "비가 7.6㎜,"),  # as wide as a syllable
        ("비가 7.600,", "7.6mm,", "비가 7.6mm,"),  # wider
        ("비가 7.600,", "7.6em,", "비가 7.6cm,"),
        ("길이 19.4,", "19.4m,", "길이 19.4m,"),
        ("인식률이 8%가량", "8%p가량", "인식률이 8%p가량"),
        ("상추 39.20%,", "39.2%,", "상추 39.2%,"),
        ("다. 07를", "CTS를", "다. CT를"),
        ("구분하는 41", "Al", "구분하는 AI"),
        ("물에 <02만", "CO2만", "물에 CO2만"),
        ("새 A1반도체", "AI반도체", "새 AI반도체"),
    ],
)
def test_units_and_known_words(read: str, again: str, printed: str) -> None:
    assert mended(read, again) == printed


@pytest.mark.parametrize(
    ("read", "again"),
    [
        ("지난 19일", "19g일"),  # the edge of a syllable
        ("11월", "1g월"),  # no 1 looks like a g
        ("모두 58명", "5g명"),  # what counts
        ("값은 3.5배", "3.5t배"),
        ("그는 27곳", "2TRA곳"),  # no word that is known
        ("ㅅ예산담당관", "Al예산담당관"),
        ("a16@example.kr", "a1kg@example.kr"),
    ],
)
def test_what_stays(read: str, again: str) -> None:
    assert mended(read, again) == read


@pytest.mark.kiwi
def test_a_unit_that_is_put_in_at_a_line_end_can_be_undone() -> None:
    own = block(("상자는 모두 무게가 14", "14kg"), ("짜리였다고 그가 말했다.", ""))
    found = correct([own], Profile.STANDARD, "tesseract")
    assert "14㎏" in found.blocks[0].text
    assert undo(found.blocks[0].text, found.corrections) == own.raw
