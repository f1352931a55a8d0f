from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from hwalja.errors import EngineError, UsageError
from hwalja.geometry import Affine, Box
from hwalja.model import Glyph, Layout, Line, Model, Region, Role, Sheet, Word
from hwalja.recognise import Engines, engine_names, load_engines, recognise
from hwalja.recognise.engine import CropStyle, LineImage, Words


class Echo:
    """An engine that reads a line's id out of all of its crop."""

    name = "echo"
    style = CropStyle()
    models: tuple[Model, ...] = ()

    def __init__(self, *, drop: int = 0) -> None:
        self.drop = drop

    def read(self, lines: Sequence[LineImage], *, timeout: float) -> list[Words]:
        return [self._reading(line) for line in lines[self.drop :]]

    def _reading(self, line: LineImage) -> Words:
        box = Box(0, 0, line.grey.shape[1], line.grey.shape[0])
        return Words((Word(line.id, box, 0.9, (Glyph(line.id, box, 0.9),)),))


def line(name: str, y: int) -> Line:
    return Line(name, Box(10, y, 80, 20), 20.0)


EVEN = np.full((200, 100), 255, np.uint8)
SHEET = Sheet(EVEN, EVEN, 0.0, Affine())
LAYOUT = Layout(
    20.0,
    (
        Region("r0", Role.BODY, Box(0, 0, 100, 60), (line("가", 10), line("나", 40))),
        Region("r1", Role.BODY, Box(0, 60, 100, 30), ()),
        Region("r2", Role.CAPTION, Box(0, 90, 100, 60), (line("다", 100),)),
    ),
    (),
)


def test_every_line_gets_its_own_words() -> None:
    read = recognise(SHEET, LAYOUT, Engines(Echo()), 10.0)
    assert [line.text for line in read.lines] == ["가", "나", "다"]


def test_boxes_are_the_sheets() -> None:
    read = recognise(SHEET, LAYOUT, Engines(Echo()), 10.0)
    for found in read.lines:
        assert [word.box for word in found.words] == [found.box]
        assert [glyph.box for glyph in found.glyphs] == [found.box]


def test_nothing_else_is_changed() -> None:
    read = recognise(SHEET, LAYOUT, Engines(Echo()), 10.0)
    bare = tuple(replace(r, lines=tuple(replace(line, words=()) for line in r.lines)) for r in read.regions)
    assert replace(read, regions=bare) == LAYOUT


@pytest.mark.parametrize(
    ("role", "names", "read"),
    [
        (Role.HEADLINE, ("~", "-"), ["", ""]),
        (Role.HEADLINE, ("~", "가"), ["~", "가"]),
        (Role.BODY, ("~", "-"), ["~", "-"]),
        (Role.FOOTER, ("·", "l"), ["", ""]),
        (Role.FOOTER, ("-", "8"), ["-", "8"]),
        (Role.FOOTER, ("누리마을", "신문"), ["누리마을", "신문"]),
    ],
)
def test_what_is_no_heading_or_page_number_is_not_read(role: Role, names: tuple[str, str], read: list[str]) -> None:
    lines = tuple(line(name, 10 + 30 * k) for k, name in enumerate(names))
    layout = replace(LAYOUT, regions=(Region("r0", role, Box(0, 0, 100, 60), lines),))
    assert [found.text for found in recognise(SHEET, layout, Engines(Echo()), 10.0).lines] == read


def test_a_reading_too_few_is_an_error() -> None:
    with pytest.raises(EngineError, match="echo read 2 of 3 lines"):
        recognise(SHEET, LAYOUT, Engines(Echo(drop=1)), 10.0)


def test_engines_have_names() -> None:
    assert "tesseract" in engine_names()
    with pytest.raises(UsageError, match="no engine is called tesserakt"):
        load_engines("tesserakt", ("kor",))
