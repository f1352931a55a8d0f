"""With Tesseract itself."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from hwalja.errors import EngineTimeoutError
from hwalja.geometry import Box
from hwalja.model import Line
from hwalja.recognise.crops import crop
from hwalja.recognise.engine import LineImage
from hwalja.recognise.tesseract import STYLE, TesseractEngine

pytestmark = pytest.mark.engine


def printed(text: str) -> LineImage:
    """Return a crop of `text` in a face that OpenCV draws by itself."""
    sheet = np.full((200, 1400), 255, np.uint8)
    cv2.putText(sheet, text, (40, 120), cv2.FONT_HERSHEY_COMPLEX, 2.0, 0, 4, cv2.LINE_AA)
    rows, columns = (np.flatnonzero((sheet < 128).any(axis)) for axis in (1, 0))
    box = Box.of_edges(columns[0], rows[0], columns[-1] + 1, rows[-1] + 1)
    return crop(sheet, Line(text, box, em=box.height / 0.92), STYLE).image


def test_digits_are_read_in_order() -> None:
    blank = LineImage("blank", np.full((40, 300), 255, np.uint8), 26.0)
    readings = TesseractEngine().read([printed("2026"), blank, printed("1919 1945")], timeout=60)
    assert [[word.text for word in reading.words] for reading in readings] == [["2026"], [], ["1919", "1945"]]


def test_boxes_are_where_the_ink_is() -> None:
    line = printed("1919 1945")
    (reading,) = TesseractEngine().read([line], timeout=60)
    first, second = reading.words
    gap = np.flatnonzero((line.grey < 128).any(0))
    middle = (gap[0] + gap[-1]) / 2
    assert first.box.right < middle < second.box.x + line.em / 2
    assert all(Box(0, 0, line.grey.shape[1], line.grey.shape[0]).contains(word.box) for word in reading.words)


def test_models_have_hashes() -> None:
    models = TesseractEngine(["kor", "Hangul"]).models
    assert [model.name for model in models][:2] == ["kor", "Hangul"]  # and eng, where it is installed
    assert all(len(model.sha256) == 64 for model in models)


def test_no_time() -> None:
    engine = TesseractEngine()
    with pytest.raises(EngineTimeoutError):
        engine.read([printed("2026")], timeout=0.001)
