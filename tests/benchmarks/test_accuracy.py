"""Accuracy: aggregation counted by hand, failing pages, and how others' text becomes a result."""

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.accuracy.measure import keep, main, measure, write_readme
from benchmarks.accuracy.pages import TruePage, find_pages
from benchmarks.accuracy.readers import Reader, as_article
from benchmarks.accuracy.scores import by_feature, summary
from benchmarks.accuracy.tables import feature_rows, page_rows
from hwalja.evaluate import PageScore, evaluate_page
from hwalja.evaluate.truth import Json

TEN = "가나다라마바사아자."
"""Too short to count as a sentence by itself: twice it is 21 characters, with its space."""

SHORT: Json = {"articles": [{"headline": "", "paragraphs": [f"{TEN[:-1]}차 {TEN}"]}]}
LONG: Json = {"articles": [{"headline": "", "paragraphs": [f"{TEN[:-1]}차 {TEN[:-1]}차 {TEN[:-1]}차 {TEN[:-1]}."]}]}


def score(truth: Json, wrong: int) -> PageScore:
    """Score a result whose first letters are misread."""
    text = truth["articles"][0]["paragraphs"][0]
    return evaluate_page({"articles": [{"paragraphs": ["쿄" * wrong + text[wrong:]]}]}, truth)


SCORES = {"p1": score(SHORT, 3), "p2": score(LONG, 1), "p3": score(SHORT, 0)}
FEATURES = {"p1": ("photo", "folded"), "p2": ("photo",), "p3": ()}


def test_sizes_of_the_pages() -> None:
    assert [s.figures()["characters"] for s in SCORES.values()] == [21, 43, 21]


def test_all_pages_are_weighted_by_their_characters() -> None:
    figures = summary(SCORES)
    assert figures["pages"] == 3
    assert figures["characters"] == 85
    assert figures["flow_cer"] == round((3 + 1 + 0) / 85, 5)
    assert figures["article_cer"] == round(4 / 85, 5)
    assert (figures["articles_good"], figures["articles_true"]) == (3, 3)


def test_a_feature_has_the_pages_that_show_it() -> None:
    features = by_feature(SCORES, FEATURES)
    assert list(features) == ["folded", "photo"]
    assert (features["folded"]["pages"], features["folded"]["flow_cer"]) == (1, round(3 / 21, 5))
    assert (features["photo"]["pages"], features["photo"]["flow_cer"]) == (2, round(4 / 64, 5))


def test_pages_without_features_have_none() -> None:
    assert by_feature(SCORES, {}) == {}


def test_plain_text_is_one_article() -> None:
    result = json.loads(as_article("첫 줄\n둘째  줄\n\n다음\n\n\n\f"))
    assert result == {"articles": [{"headline": "", "paragraphs": ["첫 줄 둘째 줄", "다음"]}]}


def write_page(folder: Path, name: str, **truth: object) -> None:
    (folder / f"{name}.jpg").touch()
    (folder / f"{name}.json").write_text(json.dumps({**SHORT, **truth}), "utf-8")


def test_pages_are_images_with_truth(tmp_path: Path) -> None:
    write_page(tmp_path, "b", features=["photo"], dpi=200)
    write_page(tmp_path, "a")
    (tmp_path / "alone.jpg").touch()
    (tmp_path / "other.json").write_text("{}")
    first, second = find_pages(tmp_path)
    assert (first.name, first.features, first.dpi) == ("a", (), None)
    assert (second.name, second.features, second.dpi) == ("b", ("photo",), 200)
    assert [page.name for page in find_pages(tmp_path, ["b"])] == ["b"]


@pytest.mark.parametrize("only", [["c"], []])
def test_no_such_page(tmp_path: Path, only: list[str]) -> None:
    with pytest.raises(SystemExit, match="no image with truth"):
        find_pages(tmp_path, only)


class Fake:
    """Reads what is true, but for pages whose name begins with x."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def __call__(self, page: TruePage) -> str:
        self.read.append(page.name)
        if page.name.startswith("x"):
            raise ValueError(f"{page.image}: no luck")
        return json.dumps(SHORT)


@pytest.fixture
def fake() -> Fake:
    return Fake()


def run(pages: Path, fake: Fake, *, force: bool = False) -> dict[str, Any]:
    return measure(find_pages(pages), Reader("fake", {"version": "1"}, fake), pages / "out", force=force)


def test_a_failing_page_counts_as_empty(tmp_path: Path, fake: Fake) -> None:
    write_page(tmp_path, "p1", features=["photo"])
    write_page(tmp_path, "x1", features=["photo"])
    results = run(tmp_path, fake)
    assert results["failed"] == {"x1": "ValueError: x1.jpg: no luck"}
    assert results["all"]["flow_cer"] == 0.5
    assert results["features"]["photo"]["misses"] == 1
    assert not (tmp_path / "out" / "x1.json").exists()


def test_what_was_read_is_not_read_again(tmp_path: Path, fake: Fake) -> None:
    write_page(tmp_path, "p1")
    write_page(tmp_path, "x1")
    assert run(tmp_path, fake)["pages"] == run(tmp_path, fake)["pages"]
    assert fake.read == ["p1", "x1", "x1"]
    run(tmp_path, fake, force=True)
    assert fake.read == ["p1", "x1", "x1", "p1", "x1"]


def test_results_of_readers_stand_side_by_side(tmp_path: Path, fake: Fake) -> None:
    write_page(tmp_path, "p1")
    path, results = tmp_path / "results.json", run(tmp_path, fake)
    keep(path, "zebra", results)
    keep(path, "fake", results)
    keep(path, "zebra", results)
    assert list(json.loads(path.read_text("utf-8"))) == ["fake", "zebra"]
    assert str(tmp_path) not in path.read_text("utf-8")


def test_the_day_is_that_of_source_date_epoch(tmp_path: Path, fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    write_page(tmp_path, "p1")
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert "date" not in run(tmp_path, fake)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert run(tmp_path, fake)["date"] == "1970-01-02"


def test_tables(tmp_path: Path, fake: Fake) -> None:
    write_page(tmp_path, "p1", features=["easy"])
    write_page(tmp_path, "x1", features=["hard"])
    results = run(tmp_path, fake)
    assert [row[0] for row in page_rows(results)] == ["page", "p1", "x1 (failed)", "all"]
    assert [row[:3] for row in feature_rows(results)[1:]] == [
        ["hard", "1", "100.00%"],
        ["easy", "1", "0.00%"],
        ["all", "2", "50.00%"],
    ]


def test_the_readme_gets_the_tables(tmp_path: Path, fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    write_page(tmp_path, "p1")
    readme, path = tmp_path / "README.md", tmp_path / "results-few.json"
    readme.write_text("before\n<!-- results-few -->\nold\n<!-- end results-few -->\nafter\n", "utf-8")
    monkeypatch.setattr("benchmarks.accuracy.measure.README", readme)
    keep(path, "hwalja", run(tmp_path, fake))
    write_readme(path)
    text = readme.read_text("utf-8")
    assert "| p1 | 0.00% |" in text
    assert "old" not in text
    write_readme(path)
    assert readme.read_text("utf-8") == text


def test_no_pages_end_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fake: Fake) -> None:
    monkeypatch.setattr("benchmarks.accuracy.measure.load_reader", lambda *_: Reader("fake", {}, fake))
    monkeypatch.setenv("OMP_THREAD_LIMIT", "1")
    with pytest.raises(SystemExit, match="no image with truth"):
        main([str(tmp_path)])
