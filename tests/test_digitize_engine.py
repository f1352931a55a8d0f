"""A scan of `scans/` from image to text, against its truth."""

from __future__ import annotations

import json
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from hwalja import digitize
from hwalja.correct.log import undo
from hwalja.evaluate import PageScore, evaluate_page
from hwalja.export.alto import to_alto
from hwalja.export.json import from_json, to_json
from hwalja.export.pagexml import to_page_xml
from hwalja.geometry import Box
from hwalja.model import Grey, Page
from tests.export import xsd
from tests.export.readers import eojeols, read_alto, read_page_xml, text_of
from tests.export.schema import validate

pytestmark = [pytest.mark.engine, pytest.mark.kiwi]

SCANS = Path(__file__).parents[1] / "scans"

SCAN = SCANS / "s01.jpg"
"""A clean page at 200 DPI: five articles, one of them framed, pictures, an advertisement."""

MOST_ERRORS = 0.2
"""Share of characters; 0.07 when this was written."""


@pytest.fixture(scope="module")
def page() -> Page:
    return digitize(SCAN)


@pytest.fixture(scope="module")
def score(page: Page) -> PageScore:
    truth = json.loads(SCAN.with_suffix(".json").read_text(encoding="utf-8"))
    return evaluate_page(json.loads(to_json(page)), truth)


def test_articles_are_near_the_truth(score: PageScore) -> None:
    error_rate = score.articles.cer.value
    assert error_rate is not None
    assert error_rate < MOST_ERRORS
    assert score.articles.misses == 0
    assert score.articles.good.count >= 3


def test_headlines_are_found(score: PageScore) -> None:
    recall = score.headlines.recall.value
    assert recall is not None
    assert recall >= 0.75


def test_all_of_the_page_is_accounted_for(page: Page) -> None:
    assert page.skew == 0.0
    assert page.dpi == pytest.approx(200, rel=0.1)
    assert page.models
    assert not [warning for warning in page.warnings if "no article" in warning]
    whole = Box(0, 0, page.width, page.height)
    lines = [line for article in page.articles for block in article.blocks for line in block.lines]
    assert all(whole.contains(line.box) for line in lines)
    assert all(0 <= glyph.confidence <= 1 for line in lines for glyph in line.glyphs)


def test_every_correction_can_be_undone(page: Page) -> None:
    blocks = [*(block for article in page.articles for block in article.blocks), *page.furniture]
    assert {correction.block for correction in page.corrections} <= {block.id for block in blocks}
    for block in blocks:
        assert undo(block.text, [c for c in page.corrections if c.block == block.id]) == block.raw


def test_its_formats_hold_to_their_schemas(page: Page) -> None:
    xsd.validate(to_alto(page), xsd.ALTO)
    xsd.validate(to_page_xml(page), xsd.PAGE)
    assert eojeols(read_alto(to_alto(page))) == eojeols(read_page_xml(to_page_xml(page))) == text_of(page)


def test_the_result_holds_to_the_schema_and_round_trips(page: Page) -> None:
    validate(page)
    document = to_json(page)
    assert to_json(from_json(document)) == document


def test_two_processes_at_once_give_what_one_gives() -> None:
    part = np.asarray(Image.open(SCAN).convert("L"))[420:1000, 80:1080].copy()
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        first, second = pool.map(_document, [part, part])
    assert json.loads(first)["articles"]
    assert first == second


def _document(image: Grey) -> str:
    return to_json(digitize(image))
