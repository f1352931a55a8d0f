from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hwalja.export.pdf import to_pdf
from hwalja.export.printed import printed
from hwalja.model import Page, Role
from tests.export.pages import article, block, few, page
from tests.export.pdf.readers import boxes, by_pdfium, by_pdfminer, by_poppler, needs_poppler
from tests.export.pdf.scans import column, scan

HEADER = ["활자일보", "12"]
"""The furniture of any such page."""

Reader = Callable[[bytes], list[str]]

letters = st.text(st.sampled_from("가힣뷁쀍ㄱ漢字㐀𠮷ABgj019.,“”‘’·…()%〈▲①"), min_size=1, max_size=6)
lines = st.lists(st.lists(letters, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=4)


def eojeols(found: Page) -> list[str]:
    """Return what a reader of the whole page reads."""
    blocks = {each.id: each for each in (*found.furniture, *(each for a in found.articles for each in a.blocks))}
    return [word for name in found.order for word in blocks[name].text.split()]


def broken(*texts: str) -> Page:
    """Return a page whose one paragraph breaks its words at the ends of its lines."""
    return page(article(1, block("b1", Role.BODY, "".join(texts), lines=texts)))


@pytest.mark.parametrize("reader", [by_pdfminer, by_pdfium, pytest.param(by_poppler, marks=needs_poppler)])
class TestReader:
    def test_all_text_is_read_in_order(self, reader: Reader) -> None:
        assert reader(to_pdf(column(), scan())) == eojeols(column())

    def test_a_broken_word_is_found_and_not_doubled(self, reader: Reader) -> None:
        pdf = to_pdf(broken("새 다리 놓", "는다고 밝혔", "다."), scan())
        assert reader(pdf) == [*HEADER, "새", "다리", "놓는다고", "밝혔다."]

    def test_equal_letters_squeezed_into_a_short_part_stay(self, reader: Reader) -> None:
        pdf = to_pdf(broken("시는 1", "11111구급차에 실려"), scan())
        assert reader(pdf) == [*HEADER, "시는", "111111구급차에", "실려"]

    def test_words_set_close_are_told_apart(self, reader: Reader) -> None:
        close = block("b1", Role.BODY, "이것 저것 말하다")
        (region,) = close.regions
        (line,) = region.lines
        words = [
            replace(word, box=replace(word.box, x=100 + 64 * n, width=60), glyphs=())
            for n, word in enumerate(line.words)
        ]
        set_close = replace(close, regions=(replace(region, lines=(replace(line, words=tuple(words)),)),))
        assert reader(to_pdf(page(article(1, set_close)), scan())) == [*HEADER, "이것", "저것", "말하다"]


@few
@given(lines)
def test_any_letter_is_read_again(texts: list[str]) -> None:
    found = page(article(1, block("b1", Role.BODY, "\n".join(texts))))
    pdf = to_pdf(found, scan())
    assert by_pdfminer(pdf) == eojeols(found)
    assert by_pdfium(pdf) == eojeols(found)


@needs_poppler
def test_words_stand_where_they_are_printed() -> None:
    found = column()
    points = 72 / found.dpi
    printed_at = [
        (piece.whole, tuple(points * edge for edge in (box.x, box.y, box.right, box.bottom)))
        for pieces in printed(found).values()
        for piece in pieces
        if len(piece.text) * 2 >= len(piece.whole)
        for box in [piece.box]
    ]
    read = boxes(to_pdf(found, scan()))
    assert [text for text, _ in read] == [text for text, _ in printed_at]
    for (_, here), (_, there) in zip(read, printed_at, strict=True):
        assert here == pytest.approx(there, abs=0.5)


@needs_poppler
def test_pdftotext_keeps_the_order_of_the_page() -> None:
    turned = replace(column(), order=tuple(reversed(column().order)))
    assert by_poppler(to_pdf(turned, scan()), "-raw") == eojeols(turned)


def test_what_no_reader_takes_is_replaced() -> None:
    found = page(article(1, block("b1", Role.BODY, "가\x01나 \ufeff")))
    assert by_pdfminer(to_pdf(found, scan()))[2:] == ["가\ufffd나", "\ufffd"]
