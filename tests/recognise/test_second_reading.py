"""Lines that the first engine doubts are read by the second."""

from __future__ import annotations

from collections.abc import Sequence

from hwalja.geometry import Box
from hwalja.model import Glyph, Layout, Model, Reading, Word
from hwalja.recognise import Engines, recognise
from hwalja.recognise.engine import CropStyle, LineImage, Words
from tests.recognise.test_stage import LAYOUT, SHEET


class Sure:
    """An engine that reads `text` in every line, as sure of it as it is told for each."""

    models: tuple[Model, ...] = ()

    def __init__(self, name: str, text: str, sure: dict[str, float], em: float = 24.0) -> None:
        self.name, self.text, self.sure, self.style = name, text, sure, CropStyle(em=em)
        self.seen: list[LineImage] = []

    def read(self, lines: Sequence[LineImage], *, timeout: float) -> list[Words]:
        self.seen += lines
        return [self._words(line) for line in lines]

    def _words(self, line: LineImage) -> Words:
        sure, box = self.sure[line.id], Box(0, 0, 4, 4)
        glyphs = (Glyph(self.text, box, sure),)
        return Words((Word(self.text, box, sure, glyphs),) if sure else ())


def read(first: dict[str, float], second: dict[str, float]) -> tuple[Layout, Sure]:
    again = Sure("second", "둘", second, em=30.0)
    return recognise(SHEET, LAYOUT, Engines(Sure("first", "하나", first), again), 10.0), again


def test_what_is_sure_is_read_once() -> None:
    layout, again = read({"가": 0.99, "나": 0.99, "다": 0.99}, {})
    assert again.seen == []
    assert all(line.readings == () for line in layout.lines)


def test_the_surer_reading_wins_and_both_are_kept() -> None:
    layout, again = read({"가": 0.99, "나": 0.5, "다": 0.5}, {"나": 0.9, "다": 0.2})
    assert [line.id for line in again.seen] == ["나", "다"]
    assert all(line.em == 30.0 for line in again.seen), "the second engine's own crops"
    assert [line.text for line in layout.lines] == ["하나", "둘", "하나"]
    _, better, kept = layout.lines
    assert better.readings == (Reading("second", "둘", 0.9), Reading("first", "하나", 0.5))
    assert kept.readings == (Reading("first", "하나", 0.5), Reading("second", "둘", 0.2))


def test_a_line_in_which_the_first_saw_nothing_is_read_by_the_second() -> None:
    layout, _ = read({"가": 0.99, "나": 0.0, "다": 0.99}, {"나": 0.4})
    assert [line.text for line in layout.lines] == ["하나", "둘", "하나"]


def test_one_engine_alone_reads_all() -> None:
    layout = recognise(SHEET, LAYOUT, Engines(Sure("first", "하나", {"가": 0.1, "나": 0.0, "다": 0.9})), 10.0)
    assert [line.text for line in layout.lines] == ["하나", "", "하나"]
