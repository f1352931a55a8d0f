from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pytest
from hypothesis import given

from hwalja.errors import InputError
from hwalja.export.json import from_dict, from_json, to_dict, to_json
from hwalja.geometry import Box
from hwalja.model import Glyph, Page, Reading, Step
from hwalja.options import Profile
from tests.export.pages import few, pages, sample
from tests.export.schema import DOCS, SCHEMA, validate


@few
@given(pages())
def test_what_is_written_can_be_read_back(page: Page) -> None:
    written = to_json(page)
    assert from_json(written) == page
    assert json.loads(written) == to_dict(page)


@few
@given(pages())
def test_what_is_written_holds_to_the_schema(page: Page) -> None:
    validate(page)


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def _objects(schema: object) -> list[dict[str, Any]]:
    if isinstance(schema, dict):
        own = [schema] if "properties" in schema else []
        return own + [found for item in schema.values() for found in _objects(item)]
    return []


LEFT_OUT = {"others", "space", "readings"}
"""Keys that are not written where they hold nothing."""


def test_the_schema_is_strict_and_describes_every_key() -> None:
    found = _objects(SCHEMA)
    assert len(found) == 18
    for part in found:
        assert part["additionalProperties"] is False
        assert sorted(part["required"]) == sorted(set(part["properties"]) - LEFT_OUT)
        for name, key in part["properties"].items():
            said = "description" in key or "description" in SCHEMA["$defs"][key["$ref"].rpartition("/")[2]]
            assert said, name


def test_the_example_in_the_documentation_is_what_is_written() -> None:
    found = (DOCS / "json.md").read_text(encoding="utf-8").partition("```json\n")[2].partition("```")[0]
    assert to_json(from_json(found)) == found
    validate(json.loads(found))


def test_an_article_lists_its_plain_texts() -> None:
    article = json.loads(to_json(sample()))["articles"][0]
    assert article["id"] == "sample#a01"
    assert article["headline"] == "새 다리 놓는다"
    assert article["subheadings"] == ["내년 봄 착공", "예산은 *3억*"]
    assert article["paragraphs"] == ["시는 올해 다리를 놓는다.", "예산은 [3억]원이다."]
    assert article["byline"] == "홍길동 기자"
    assert article["captions"] == ["다리가 놓일 자리."]


def test_a_line_of_type_takes_one_line() -> None:
    lines = to_json(sample()).splitlines()
    assert sum('"words"' in line for line in lines) == 10
    assert all(len(line) <= 120 for line in lines if '"words"' not in line)


def test_numbers_are_rounded() -> None:
    page = sample()
    glyph = Glyph("가", Box(1, 2, 3, 4), float(np.float32(0.123456)))
    word = replace(page.furniture[0].regions[0].lines[0].words[0], glyphs=(glyph,))
    line = replace(page.furniture[0].regions[0].lines[0], words=(word,), em=100 / 3)
    region = replace(page.furniture[0].regions[0], lines=(line,))
    page = replace(page, skew=-0.00001, dpi=299.999, furniture=(replace(page.furniture[0], regions=(region,)),))
    document = json.loads(to_json(page))
    written = document["furniture"][0]["regions"][0]["lines"][0]
    assert written["words"][0]["glyphs"] == [{"text": "가", "box": [1, 2, 3, 4], "confidence": 0.1235}]
    assert (written["em"], document["page"]["dpi"]) == (33.33, 300.0)
    assert str(document["page"]["skew"]) == "0.0"
    assert to_json(from_dict(document)) == to_json(page)


def test_what_else_was_read_is_written_and_comes_back() -> None:
    page = sample()
    region = page.furniture[0].regions[0]
    line = region.lines[0]
    glyph = replace(line.words[0].glyphs[0], others=(("까", 0.25), ("카", 0.125)))
    word = replace(line.words[0], glyphs=(glyph, *line.words[0].glyphs[1:]), space=0.875)
    readings = (Reading("hwalja", line.text, 0.75), Reading("tesseract", "활자일브 12", 0.5))
    line = replace(line, words=(word, *line.words[1:]), readings=readings)
    page = replace(page, furniture=(replace(page.furniture[0], regions=(replace(region, lines=(line,)),)),))
    document = json.loads(to_json(page))
    validate(document)
    written = document["furniture"][0]["regions"][0]["lines"][0]
    assert written["words"][0]["glyphs"][0]["others"] == [
        {"text": "까", "confidence": 0.25},
        {"text": "카", "confidence": 0.125},
    ]
    assert "others" not in written["words"][0]["glyphs"][1]
    assert [word.get("space") for word in written["words"]] == [0.875, None]
    assert [reading["engine"] for reading in written["readings"]] == ["hwalja", "tesseract"]
    assert from_json(to_json(page)) == page


def test_settings_become_plain() -> None:
    settings = {"profile": Profile.NONE, "folder": Path("a/b"), "em": np.float32(0.5), "sizes": (1, [2, 3])}
    page = replace(sample(), steps=(Step("correct", "1", settings),))
    assert json.loads(to_json(page))["page"]["steps"][0]["settings"] == {
        "profile": "none",
        "folder": "a/b",
        "em": 0.5,
        "sizes": [1, [2, 3]],
    }


def test_a_setting_that_json_cannot_hold_is_a_fault() -> None:
    with pytest.raises(TypeError, match="a setting cannot be a set"):
        to_json(replace(sample(), steps=(Step("correct", "1", {"names": {1}}),)))


def test_a_file_name_that_is_no_utf8_survives() -> None:
    page = replace(sample(), source=b"\xb0\xa1.png".decode("utf-8", "surrogateescape"))
    written = to_json(page).encode("utf-8")
    assert b'"\\udcb0\\udca1.png"' in written
    assert from_json(written.decode("utf-8")) == page


def _without_line_text(document: Any) -> None:
    document["furniture"][0]["regions"][0]["lines"][0]["text"] = "다른 말"


DAMAGE: list[tuple[str, Callable[[Any], object]]] = [
    ("order does not name every block once", lambda d: d["order"].pop()),
    ("unsure does not follow from doubts", lambda d: d["page"].update(unsure=False)),
    ("unsure of article sample#a02 does not follow", lambda d: d["articles"][1].update(unsure=False)),
    ("'bored' is not a valid ArticleDoubt", lambda d: d["articles"][1].update(doubts=["bored"])),
    ("grade does not follow from score", lambda d: d["page"]["quality"].update(grade="good")),
    ("'torn' is not a valid UnreadReason", lambda d: d["unread"][0].update(reason="torn")),
    ("calls itself 'hwalja-page/2'", lambda d: d.update(format="hwalja-page/2")),
    ("key 'sha256' is missing", lambda d: d["page"].pop("sha256")),
    ("a number was expected, not 'high'", lambda d: d["articles"][0].update(confidence="high")),
    ("a number was expected, not True", lambda d: d["articles"][0].update(confidence=True)),
    ("a whole number was expected, not 1.5", lambda d: d["page"].update(width=1.5)),
    ("a string was expected, not 7", lambda d: d["page"].update(id=7)),
    ("a list was expected, not None", lambda d: d.update(articles=None)),
    ("an object was expected, not 'x'", lambda d: d.update(articles=["x"])),
    ("true or false was expected, not 1", lambda d: d["corrections"][0].update(applied=1)),
    ("one of caller, header, footer was expected", lambda d: d["page"]["newspaper"].update(origin="guess")),
    ("'poem' is not a valid Role", lambda d: d["furniture"][0].update(role="poem")),
    (r"a box is \[x, y, width, height\]", lambda d: d["rules"].append([1, 2, 3])),
    ("headline of article sample#a01 does not follow", lambda d: d["articles"][0].update(headline="다른 말")),
    ("text of line f1l0 does not follow", _without_line_text),
]


@pytest.mark.parametrize(("message", "damage"), DAMAGE, ids=[message for message, _ in DAMAGE])
def test_another_document_is_refused(message: str, damage: Callable[[Any], object]) -> None:
    document = copy.deepcopy(to_dict(sample()))
    damage(document)
    with pytest.raises(InputError, match=message):
        from_dict(document)


@pytest.mark.parametrize("document", ["", "{", "[]", "null", '{"articles": []}'])
def test_other_json_is_refused(document: str) -> None:
    with pytest.raises(InputError):
        from_json(document)


def test_keys_of_later_releases_are_passed_over() -> None:
    assert from_dict(to_dict(sample()) | {"later": 1}) == sample()
