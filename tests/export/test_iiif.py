from __future__ import annotations

import json
from typing import Any

import iiif_prezi3
import pytest
from hypothesis import given

from hwalja.export.iiif import to_iiif
from hwalja.export.printed import printed
from hwalja.model import Page
from tests.export.pages import few, pages, sample
from tests.export.samples import NAMES, result


def lines(page: Page) -> dict[str, str]:
    return {name: " ".join(each.text for each in pieces) for name, pieces in printed(page).items() if pieces}


def items(page: Page) -> list[dict[str, Any]]:
    return list(json.loads(to_iiif(page))["items"])


@pytest.mark.parametrize("name", NAMES)
def test_a_second_reader_finds_every_line(name: str) -> None:
    found = result(name)
    read = iiif_prezi3.AnnotationPage.model_validate_json(to_iiif(found))
    assert sorted(each.body.value for each in read.items) == sorted(lines(found).values())


@few
@given(pages())
def test_a_second_reader_takes_any_page(page: Page) -> None:
    iiif_prezi3.AnnotationPage.model_validate_json(to_iiif(page))


def test_a_line_and_its_place() -> None:
    first = items(sample())[0]
    assert first["body"] == {"type": "TextualBody", "value": "활자일보 12", "language": "ko", "format": "text/plain"}
    assert first["target"] == "https://hwalja.invalid/canvas/sample#xywh=100,20,195,30"
    assert first["motivation"] == "supplementing"


def test_ids_are_all_different() -> None:
    ids = [each["id"] for each in items(result(NAMES[0]))]
    assert len(set(ids)) == len(ids)
