"""Scans to put into a PDF."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
from PIL import Image

from hwalja.model import Block, Page
from hwalja.read import Facsimile
from tests.export.pages import block, sample
from tests.read.pictures import encoded, picture

DPI = 144.0
"""Two pixels a point, so that a drawing of the page has them at their places."""


def column() -> Page:
    """Return the sample page with its blocks under one another."""
    found = sample()
    lowered = [
        replace(each, blocks=tuple(_lowered(part, 900 * number + 120 * n) for n, part in enumerate(each.blocks)))
        for number, each in enumerate(found.articles)
    ]
    return replace(found, articles=tuple(lowered))


def _lowered(given: Block, by: int) -> Block:
    texts = [line.text for line in given.lines]
    return block(given.id, given.role, given.text, 200 + by, tuple(texts))


@cache
def scan() -> Facsimile:
    """Return a grey JPEG as large as the sample page."""
    return Facsimile(encoded(Image.new("L", (sample().width, sample().height), 200), "JPEG"))


def saved(mode: str, kind: str, **options: Any) -> bytes:
    """Return a small picture without symmetry as a file."""
    grey = picture()
    if mode == "1":
        made = Image.fromarray(grey > 100)
    elif mode == "I;16":
        made = Image.fromarray(grey.astype(np.uint16) * 257)
    else:
        made = Image.merge("RGB", [Image.fromarray(each) for each in (grey, 255 - grey, grey // 2)]).convert(mode)
    return encoded(made, kind, **options)
