from __future__ import annotations

from io import BytesIO

import pytest
from PIL import ImageFont

from hwalja.export.pdf.font import Codes, to_unicode, truetype, width


def test_freetype_reads_the_file() -> None:
    font = ImageFont.truetype(BytesIO(truetype()), 100)
    assert font.getmetrics() == (75, 25)


@pytest.mark.parametrize(("character", "wide"), [("가", True), ("漢", True), ("𠮷", True), ("A", False), ("“", False)])
def test_hangul_and_hanja_are_as_wide_as_high(character: str, *, wide: bool) -> None:
    assert width(character) == (1000 if wide else 500)


def test_each_character_has_a_code_of_its_own() -> None:
    codes = Codes("다리 a리")
    assert codes.characters == ["다", "리", " ", "a"]
    assert (codes.wide, codes.encode("리a")) == (2, "<00020004>")


def test_the_map_tells_characters_beyond_the_first_plane() -> None:
    assert b"2 beginbfchar\n<0001> <ac00>\n<0002> <d842dfb7>\nendbfchar" in to_unicode(["가", "𠮷"])


def test_no_section_of_the_map_is_longer_than_allowed() -> None:
    made = to_unicode([chr(0xAC00 + n) for n in range(250)])
    assert [made.count(f"{number} beginbfchar".encode()) for number in (100, 50)] == [2, 1]
