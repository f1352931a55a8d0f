"""Confidence of articles: what is counted, and that a fit finds what the errors were made of."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import cv2
import numpy as np
import pytest

from benchmarks.confidence.articles import Measured, measured
from benchmarks.confidence.cross import Pages, left_out
from benchmarks.confidence.disturb import Remembering, disturbed
from benchmarks.confidence.fit import DISTURBED, FLOOR, columns, fit
from benchmarks.confidence.measure import calibration, measure, rows
from benchmarks.confidence.misplace import at_subheading, misplaced
from benchmarks.confidence.worsen import KINDS
from hwalja.export.json import to_json
from hwalja.layout import flow, kinds
from hwalja.model import Model, Page, Role, Step
from hwalja.recognise.engine import CropStyle, LineImage, Words
from hwalja.trust import bound
from hwalja.trust.weights import READING, weights
from tests.export.pages import article, block, sample

BOUND = bound("hwalja")
CHANCE = random.Random(1)
NOTHING = dict.fromkeys(weights("hwalja"), 0.0)


def page() -> Page:
    return replace(sample(), steps=(Step("recognise", "1", {"engines": ("tesseract", "hwalja")}),))


def put(folder: Path, *bodies: str) -> None:
    """Put a page, its truth and its result into a folder."""
    (folder / "p01.jpg").write_bytes(b"")
    truth = {"articles": [{"headline": "", "paragraphs": [body]} for body in bodies]}
    (folder / "p01.json").write_text(json.dumps(truth, ensure_ascii=False), encoding="utf-8")
    (folder / "read").mkdir()
    (folder / "read" / "p01.json").write_text(to_json(page()), encoding="utf-8")


def test_an_article_is_compared_with_the_true_one_that_it_matches(tmp_path: Path) -> None:
    put(tmp_path, "시는 올해 다리를 놓았다. 예산은 [3억]원이다.")
    first, second = measured(tmp_path, tmp_path / "read")
    assert (first.page, first.name, first.engine) == ("p01", "sample#a01", "tesseract")
    assert (first.errors, first.characters) == (1, 27)
    assert second.errors == second.characters == len("1. 날씨는 맑다.")
    assert second.cer == 1
    assert second.evidence["headless"] == 1


def test_a_page_without_a_result_is_left_out(tmp_path: Path) -> None:
    put(tmp_path, "시는 올해 다리를 놓았다.")
    (tmp_path / "read" / "p01.json").unlink()
    assert list(measured(tmp_path, tmp_path / "read")) == []


def test_a_fit_finds_what_errors_were_made_of() -> None:
    chance = random.Random(1)
    articles = []
    for number in range(400):
        engine = ("hwalja", "tesseract")[number % 2]
        against = {**NOTHING, "letters": chance.random() / 10, "stray": chance.random() / 20}
        share = FLOOR + against["stray"] + {"hwalja": 0.8, "tesseract": 0.4}[engine] * against["letters"]
        articles.append(Measured("p", "a", engine, against, round(1_000_000 * share), 1_000_000))
    found = fit(articles)
    assert set(found) == set(columns())
    assert found["hwalja", "letters"] == pytest.approx(0.8, abs=0.02)
    assert found["tesseract", "letters"] == pytest.approx(0.4, abs=0.02)
    assert found[None, "stray"] == pytest.approx(1.0, abs=0.02)


def test_a_sign_of_faults_made_on_purpose_has_a_weight() -> None:
    as_it_is = [Measured("p", "a", "hwalja", NOTHING, 0, 1000)] * 95
    torn = [Measured("p", "a", "hwalja", {**NOTHING, "bare": 1.0}, 600, 1000, "torn")] * 10
    assert fit(as_it_is, torn)[None, "bare"] == pytest.approx(0.6, abs=0.05)


def test_disturbed_articles_count_as_much_as_all_made_on_purpose() -> None:
    as_it_is = [Measured("p", "a", "hwalja", NOTHING, 0, 1000)] * 100
    faults = {"torn": "bare", "caption": "large", DISTURBED: "flush"}
    wrongly = [
        Measured("p", "a", "hwalja", {**NOTHING, sign: 1.0}, 600, 1000, fault)
        for fault, sign in faults.items()
        for _ in range(10)
    ]
    found = fit(as_it_is, wrongly)
    assert found[None, "flush"] > found[None, "bare"] == pytest.approx(found[None, "large"], abs=1e-3)


def test_a_set_is_judged_by_a_fit_that_saw_none_of_its_pages() -> None:
    seen: list[set[str]] = []

    def fitted(articles: Sequence[Measured], wrongly: Sequence[Measured]) -> dict[tuple[str | None, str], float]:
        seen.append({article.page for article in (*articles, *wrongly)})
        return {("hwalja", "letters"): 1.0}

    def read(page: str, letters: float, errors: int, fault: str = "") -> Measured:
        return Measured(page, "a", "hwalja", {**NOTHING, "letters": letters}, errors, 100, fault)

    articles = [read("p1", 0.01, 1), read("p1", 0.9, 1), read("p1", 0.03, 3), read("p2", 0.9, 60), read("p2", 0, 60)]
    sets = {"a": Pages(articles, [read("p2", 0.9, 60, "torn")]), "b": Pages([read("p1", 0, 0), read("p3", 0, 0)])}
    _, first, second, both = left_out(sets, fitted)
    assert seen == [{"p3"}, {"p2"}]
    assert first[0] == "a, hwalja"
    assert first[-4:] == ["1/2", "1/1", "1/2", "1/1"]
    assert second[-4:] == ["0/0", "0/0", "0/2", "0/0"]
    assert both[-4:] == ["1/2", "1/1", "1/4", "1/1"]


def test_articles_are_put_together_wrongly_in_several_ways() -> None:
    columns = tuple(block(f"c{n}", Role.BODY, f"{n}째 단이다.", y=200 + 400 * n) for n in range(2))
    first = article(1, block("h", Role.HEADLINE, "새 다리"), *columns, block("p", Role.CAPTION, "다리."))
    second = article(2, block("d", Role.BODY, "날씨는 맑다."))
    faults = list(misplaced([first, second], CHANCE))
    made = {fault.name: fault.articles[fault.at] for fault in faults}
    texts = {name: own.paragraphs for name, own in made.items()}
    assert texts == {
        "end lacks": ("0째 단이다.",),
        "end alone": ("1째 단이다.",),
        "beginning lacks": ("1째 단이다.",),
        "part of another": ("날씨는 맑다.", "1째 단이다."),
        "caption": ("0째 단이다.", "1째 단이다.", "다리."),
    }
    assert {fault.name: fault.position for fault in faults if fault.position} == {"part of another": 1}
    assert not made["end alone"].headline
    assert made["beginning lacks"].headline


def test_the_parts_of_a_torn_article_stand_beside_one_another() -> None:
    columns = tuple(block(f"c{n}", Role.BODY, f"{n}째 단이다.", y=200 + 400 * n) for n in range(2))
    others = [article(n, block("d", Role.BODY, "날씨는 맑다.")) for n in (1, 3)]
    own = article(2, block("h", Role.HEADLINE, "새 다리"), *columns)
    fault = next(fault for fault in misplaced([others[0], own, others[1]], CHANCE) if fault.name == "end lacks")
    assert [each.paragraphs for each in fault.articles] == [
        ("날씨는 맑다.",),
        ("0째 단이다.",),
        ("1째 단이다.",),
        ("날씨는 맑다.",),
    ]
    assert (fault.at, fault.position) == (1, 1)


def test_an_article_is_torn_at_its_first_crosshead() -> None:
    deck, crosshead = block("d", Role.SUBHEADING, "내년 봄"), block("x", Role.SUBHEADING, "예산은")
    text, more = block("t", Role.BODY, "다리를 놓는다."), block("m", Role.BODY, "3억원이다.")
    own = article(1, block("h", Role.HEADLINE, "새 다리"), deck, text, crosshead, more)
    torn = at_subheading(own)
    assert torn
    before, under = torn
    assert (under.headline, under.paragraphs) == ("예산은", ("3억원이다.",))
    assert (before.headline, before.paragraphs) == ("새 다리", ("다리를 놓는다.",))


def test_a_paragraph_is_cut_where_its_column_ends() -> None:
    whole = block("b", Role.BODY, "시는 올해 다리를 놓는다.", lines=("시는 올해 다", "리를 놓는다."))
    region = whole.regions[0]
    parts = tuple(replace(region, id=f"r{n}", lines=(each,)) for n, each in enumerate(region.lines))
    own = article(1, replace(whole, regions=parts))
    made = {fault.name: fault.articles[fault.at].paragraphs for fault in misplaced([own], CHANCE)}
    assert made == {
        "end lacks": ("시는 올해 다",),
        "end alone": ("리를 놓는다.",),
        "beginning lacks": ("리를 놓는다.",),
    }


def test_a_disturbed_layout_errs_where_it_is_not_sure() -> None:
    reader, assign = kinds._reader, vars(flow)["assign"]
    odds = np.full((200, len(kinds.KINDS)), 1e-6)
    odds[:, :2] = 0.5
    with patch.object(kinds, "_reader", lambda: lambda traits, near: odds), disturbed(np.random.default_rng(1)):
        drawn = kinds._reader()(odds, np.zeros((200, 1), np.intp))
        links = [vars(flow)["assign"](np.array([[1.0, 1.5], [flow.NEVER, 1.0]])) for _ in range(50)]
    assert drawn.sum(axis=1) == pytest.approx(1)
    assert 60 < (drawn.argmax(axis=1) == 0).sum() < 140
    assert (drawn.argmax(axis=1) > 1).mean() < 0.4
    assert links == [[(0, 0), (1, 1)]] * 50
    assert (kinds._reader, vars(flow)["assign"]) == (reader, assign)


class Counting:
    """An engine that counts what it reads."""

    name, style, models = "counting", CropStyle(), tuple[Model, ...]()

    def __init__(self) -> None:
        self.asked: list[str] = []

    def read(self, lines: Sequence[LineImage], *, timeout: float) -> list[Words]:
        self.asked += [line.id for line in lines]
        return [Words(()) for _ in lines]


def test_a_line_is_read_once() -> None:
    engine = Counting()
    lines = [LineImage(f"l{n}", np.full((2, 2), n % 2, np.uint8), 30.0) for n in range(4)]
    remembering = Remembering(engine)
    assert len(remembering.read(lines, timeout=1)) == 4
    assert len(remembering.read(lines, timeout=1)) == 4
    assert len(engine.asked) == 2


def test_marked_are_counted_by_how_bad_articles_are() -> None:
    doubtful = {**NOTHING, "letters": 2 * BOUND / READING["hwalja"]["letters"]}
    articles = [
        Measured("p1", "bad", "hwalja", doubtful, 20, 200),
        Measured("p1", "missed", "hwalja", NOTHING, 10, 100),
        Measured("p1", "middling", "hwalja", NOTHING, 3, 100),
        Measured("p2", "good", "hwalja", doubtful, 0, 100),
        Measured("p2", "also good", "hwalja", NOTHING, 0, 900),
    ]
    found = measure(articles)
    assert (found["bad"], found["middling"], found["good"]) == ("1/2", "0/1", "1/2")
    assert found["missed"] == ["missed"]
    assert found["pages"] == {"bad": "1/1", "middling": "0/0", "good": "0/1"}
    assert found["expected_wrong"][-1] == pytest.approx(2 * BOUND)
    assert {len(row) for row in rows({"set": found})} == {7}
    assert {len(row) for row in calibration({"set": found})} == {6}


@pytest.mark.parametrize("kind", KINDS)
def test_a_worse_scan_is_another_picture_of_the_same_page(kind: str) -> None:
    grey = np.full((2000, 1600), 255, np.uint8)
    cv2.putText(grey, "text", (200, 1000), cv2.FONT_HERSHEY_SIMPLEX, 12, 0, 20)
    worse = KINDS[kind](grey, 0.5, np.random.default_rng(1))
    assert worse.dtype == np.uint8
    assert worse.shape[0] / worse.shape[1] == pytest.approx(1.25, abs=0.01)
    assert worse.min() < 128 < worse.max()
    assert (cv2.resize(worse, (1600, 2000)) != grey).any()
