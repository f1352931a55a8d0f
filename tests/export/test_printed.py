from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given

from hwalja.correct.log import apply
from hwalja.export.printed import Piece, printed
from hwalja.geometry import Box
from hwalja.model import Block, Correction, Page, Role
from tests.export.pages import article, block, few, page, pages, sample


def corrected(lines: tuple[str, ...], *changes: tuple[int, str, str]) -> Mapping[str, tuple[Piece, ...]]:
    """Return what stands in each line of a block once it is corrected: offsets, what was read, what it became."""
    found = block("b1", Role.BODY, "", lines=lines)
    log = tuple(Correction("character", "b1", at, old, new, None, {}, 0.75) for at, old, new in changes)
    whole: Block = replace(found, text=apply(found.raw, log))
    made: Page = replace(page(article(1, whole)), corrections=log, furniture=())
    return printed(made)


def texts(found: Mapping[str, tuple[Piece, ...]]) -> list[list[str]]:
    return [[piece.text for piece in pieces] for pieces in found.values()]


def test_a_word_broken_at_a_line_end_stands_in_both_lines() -> None:
    found = printed(sample())
    last = found["b3l0"][-1]
    assert (last.text, last.read, last.whole, last.part, last.parts) == ("다", "다", "다리를", 0, 2)
    first = found["b3l1"][0]
    assert (first.text, first.read, first.whole, first.part, first.parts) == ("리를", "리를", "다리를", 1, 2)
    assert found["b3l1"][0].box == Box(100, 240, 58, 30)


def test_furniture_has_its_words_too() -> None:
    assert [piece.text for piece in printed(sample())["f1l0"]] == ["활자일보", "12"]


def test_a_changed_letter_keeps_the_place_of_what_was_read() -> None:
    (pieces,) = corrected(("새 NPU집 개발",), (5, "집", "칩")).values()
    piece = pieces[1]
    assert (piece.text, piece.read, piece.whole) == ("NPU칩", "NPU집", "NPU칩")
    assert [glyph.box.x for glyph in piece.glyphs] == [145, 175, 205, 235]
    assert [glyph.confidence for glyph in piece.glyphs] == [0.9876, 0.9876, 0.9876, 0.75]
    assert [change.original for change in piece.corrections] == ["집"]
    assert not pieces[0].corrections
    assert not pieces[2].corrections


def test_two_words_become_one_around_both() -> None:
    (pieces,) = corrected(("좋은 일 자리",), (4, " ", "")).values()
    assert [(piece.text, piece.read) for piece in pieces] == [("좋은", "좋은"), ("일자리", "일 자리")]
    assert pieces[1].box == Box(175, 200, 103, 30)


def test_one_word_becomes_two() -> None:
    (pieces,) = corrected(("좋은일자리",), (2, "", " ")).values()
    assert [(piece.text, piece.box.x, piece.box.right) for piece in pieces] == [
        ("좋은", 100, 158),
        ("일자리", 160, 248),
    ]


def test_what_was_left_out_is_still_told_as_read() -> None:
    (pieces,) = corrected(("새 칩. 개발",), (3, ".", "")).values()
    assert [(piece.text, piece.read) for piece in pieces] == [("새", "새"), ("칩", "칩."), ("개발", "개발")]


def test_a_line_that_was_left_out_has_no_pieces() -> None:
    found = corrected(("퓨리오사는 에이", "에이즈랜드", "아이를 낸다"), (8, "\n에이즈랜드\n", ""))
    assert texts(found) == [["퓨리오사는", "에이"], [], ["아이를", "낸다"]]
    assert found["b1l0"][1].whole == "에이아이를"


def test_what_is_put_in_stands_beside_its_neighbour() -> None:
    found = corrected(("그는 “간다", "”고 했다"), (6, "", "."))
    assert texts(found) == [["그는", "“간다."], ["”고", "했다"]]
    assert found["b1l0"][1].glyphs[-1].box == found["b1l0"][1].glyphs[-2].box


def test_a_text_changed_by_hand_finds_its_lines() -> None:
    found = block("b1", Role.BODY, "시는 올해 큰 다리를 놓는다.", lines=("시는 올해 다", "리를 놓는다."))
    made = replace(page(article(1, found)), corrections=(), furniture=())
    assert texts(printed(made)) == [["시는", "올해", "큰", "다"], ["리를", "놓는다."]]


@few
@given(pages())
def test_the_pieces_are_the_text_cut_at_spaces(given: Page) -> None:
    blocks = [*given.furniture, *(block for article in given.articles for block in article.blocks)]
    names = [line.id for block in blocks for line in block.lines]
    if len(set(names)) < len(names):
        return
    found = printed(given)
    for each in blocks:
        pieces = [piece for line in each.lines for piece in found[line.id]]
        if list(each.lines):
            assert "".join(piece.text for piece in pieces) == "".join(each.text.split())
            assert [piece.whole for piece in pieces if not piece.part] == re.findall(r"\S+", each.text)
