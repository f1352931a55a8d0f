from __future__ import annotations

import json

import iiif_prezi3

from hwalja.issue import to_manifest
from tests.issue.newspaper import issue


def test_a_second_reader_finds_pages_and_articles() -> None:
    read = iiif_prezi3.Manifest.model_validate_json(to_manifest(issue()))
    assert [each.label["ko"] for each in read.items] == [[str(number)] for number in range(1, 9)]
    (articles,) = read.structures
    assert articles.items[0].label["ko"] == ["새 다리 놓는다"]


def test_articles_point_to_canvases_that_are_there() -> None:
    manifest = json.loads(to_manifest(issue()))
    canvases = {canvas["id"] for canvas in manifest["items"]}
    ranges = [article["items"] for article in manifest["structures"][0]["items"]]
    assert {part["id"].partition("#")[0] for parts in ranges for part in parts} == canvases
    assert [part["id"] for part in ranges[0]] == [
        "https://hwalja.invalid/canvas/p1#xywh=100,300,600,100",
        "https://hwalja.invalid/canvas/p3#xywh=100,600,600,100",
    ]


def test_an_issue_without_articles_has_no_structures() -> None:
    manifest = to_manifest(issue({1: []}))
    assert "structures" not in json.loads(manifest)
    iiif_prezi3.Manifest.model_validate_json(manifest)
