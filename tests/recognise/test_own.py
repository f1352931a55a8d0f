"""The engine `hwalja` on lines of the sample scans, cut out where the truth says they are."""

from __future__ import annotations

import json
import threading
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from rapidfuzz.distance import Levenshtein

from hwalja.errors import EngineTimeoutError
from hwalja.geometry import Box
from hwalja.model import Line
from hwalja.preprocess.illumination import even_light
from hwalja.read import read_image
from hwalja.recognise.crops import crop
from hwalja.recognise.engine import LineImage
from hwalja.recognise.own import HwaljaEngine

SCANS = Path(__file__).parents[2] / "scans"
MOST_ERRORS = 0.02
"""Share of characters that may be wrong."""


@cache
def printed() -> tuple[list[LineImage], list[str]]:
    """Return the lines of running text of a clean page, and what they say."""
    truth = json.loads((SCANS / "s01.json").read_text(encoding="utf-8"))
    even = even_light(read_image(SCANS / "s01.jpg", max_megapixels=100).grey)
    lines = [line for region in truth["regions"] if region["role"] == "body" for line in region["lines"]]
    cut = [
        crop(even, Line(line["text"], Box(*map(round, line["box"])), em=line["box"][3] / 0.93), HwaljaEngine.style)
        for line in lines
    ]
    return [c.image for c in cut], [line["text"] for line in lines]


@pytest.fixture(scope="module")
def engine() -> HwaljaEngine:
    return HwaljaEngine()


def test_lines_are_read(engine: HwaljaEngine) -> None:
    images, texts = printed()
    found = engine.read(images, timeout=60)
    wrong = sum(Levenshtein.distance(words.text, text) for words, text in zip(found, texts, strict=True))
    assert wrong <= MOST_ERRORS * sum(map(len, texts))


def test_words_are_eojeols_and_glyphs_lie_in_order(engine: HwaljaEngine) -> None:
    images, _ = printed()
    for image, words in zip(images[:20], engine.read(images[:20], timeout=60), strict=True):
        whole = Box(0, 0, image.grey.shape[1], image.grey.shape[0])
        glyphs = [glyph for word in words.words for glyph in word.glyphs]
        assert all(" " not in word.text for word in words.words)
        assert all(word.text == "".join(glyph.text for glyph in word.glyphs) for word in words.words)
        assert all(whole.contains(glyph.box) for glyph in glyphs)
        assert all(0 <= glyph.confidence <= 1 for glyph in glyphs)
        assert [glyph.box.x for glyph in glyphs] == sorted(glyph.box.x for glyph in glyphs)


def test_words_tell_how_likely_the_space_before_them_is(engine: HwaljaEngine) -> None:
    images, _ = printed()
    found = [words.words for words in engine.read(images[:20], timeout=60) if words.words]
    assert all(words[0].space == 1 for words in found)
    later = [word.space for words in found for word in words[1:]]
    assert all(0 < space <= 1 for space in later)
    assert len(set(later)) > 1


def test_blank_paper_is_nothing(engine: HwaljaEngine) -> None:
    blank = LineImage("a", np.full((30, 200), 250, np.uint8), 24.0)
    speck = LineImage("b", np.full((2, 3), 250, np.uint8), 24.0)
    assert [words.text for words in engine.read([blank, speck], timeout=60)] == ["", ""]
    assert engine.read([], timeout=60) == []


def test_no_time(engine: HwaljaEngine) -> None:
    images, _ = printed()
    with pytest.raises(EngineTimeoutError):
        engine.read(images, timeout=-1)


def test_threads_may_share_it(engine: HwaljaEngine) -> None:
    images, _ = printed()
    alone = engine.read(images[:30], timeout=60)
    found: list[object] = []
    threads = [threading.Thread(target=lambda: found.append(engine.read(images[:30], timeout=60))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [alone] * 4
