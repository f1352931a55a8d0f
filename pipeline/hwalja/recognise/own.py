"""The engine `hwalja`: a net trained on rendered newspaper lines (docs/recogniser.md)."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hwalja.errors import EngineTimeoutError
from hwalja.geometry import Box
from hwalja.model import Glyph, Model, Word
from hwalja.recognise.decode import SPACE, Letter, decode
from hwalja.recognise.engine import LineImage, Words
from hwalja.recognise.neighbours import neighbours
from hwalja.recognise.network import Network
from hwalja.recognise.thousands import with_commas
from hwalja.recognise.window import HEIGHT, STYLE, window
from hwalja.resources import dictionaries

FOLDER = "recogniser"
"""Of the model that is shipped, among the dictionaries."""

AT_ONCE = 64
"""Lines between two looks at the clock."""

SHORTEST = 8
"""Columns of the narrowest strip that is looked at."""


INK = 64
"""Darkness of a strip's pixels (255 is black) without which no letter stands there."""


class HwaljaEngine:
    """Reads with a net of our own.

    Args:
        folder: Of the model; by default the one that is shipped.

    Raises:
        DependencyError: onnxruntime is not installed, or the folder holds no model.
    """

    name = "hwalja"
    style = STYLE

    def __init__(self, folder: Path | None = None) -> None:
        self._network = Network(folder or dictionaries() / FOLDER)

    @property
    def models(self) -> tuple[Model, ...]:
        return (self._network.record,)

    def read(self, lines: Sequence[LineImage], *, timeout: float) -> list[Words]:
        """Read every line; see `hwalja.recognise.engine.Engine`."""
        end = time.monotonic() + timeout
        strips = [window(line.grey) for line in lines]
        found: list[Words] = [Words(())] * len(lines)
        order = sorted((k for k, s in enumerate(strips) if s.shape[1] >= SHORTEST), key=lambda k: strips[k].shape[1])
        for first in range(0, len(order), AT_ONCE):
            if time.monotonic() > end:
                raise EngineTimeoutError(f"the lines were not read within {timeout:g} s", advice="allow more time")
            some = order[first : first + AT_ONCE]
            for k, scores in zip(some, self._network.scores([strips[k] for k in some]), strict=True):
                letters = decode(scores, self._network.letters, lines[k].em)
                found[k] = Words(_words(_likelier(_printed(letters, strips[k])), lines[k]))
        return found


def _printed(letters: Sequence[Letter], strip: NDArray[np.uint8]) -> list[Letter]:
    """Return the letters where there is ink, and the spaces: on blank paper the net may see anything."""
    inked = [0, *np.cumsum(strip.max(axis=0) >= INK).tolist()]
    last = len(inked) - 1
    return [
        letter
        for letter in letters
        if letter.text == SPACE or inked[min(last, math.ceil(letter.right))] > inked[max(0, int(letter.left))]
    ]


def _likelier(letters: Sequence[Letter]) -> tuple[Letter, ...]:
    """Return the letters of a line as they are likeliest beside each other."""
    return with_commas(neighbours().likelier(letters))


def _words(letters: Sequence[Letter], line: LineImage) -> tuple[Word, ...]:
    """Return the words of a line: what stands between spaces."""
    words: list[Word] = []
    space = 1.0
    for blank, run in groupby(letters, key=lambda letter: letter.text == SPACE):
        if not blank:
            words.append(Word.of([_glyph(letter, line) for letter in run], space))
        elif words:
            space = max(letter.confidence for letter in run)
    return tuple(words)


def _glyph(letter: Letter, line: LineImage) -> Glyph:
    height, width = line.grey.shape
    left, right = max(0, round(letter.left)), min(width, round(letter.right))
    box = Box(min(left, width - 1), 0, max(1, right - left), min(height, HEIGHT))
    return Glyph(letter.text, box, letter.confidence, letter.others)
