from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from hwalja.cli.evaluate import evaluate
from hwalja.errors import InputError, MissingInputError
from hwalja.evaluate import Evaluation, evaluate_folders

LONG = "서울의 새 다리가 오늘 아침 열렸다."  # 20 characters
SHORT = "시민은 강을 건넜다."  # 11: too short to be looked for
OTHER = "시민들은 강을 걸어서 건넜다고 한다."  # 20


def page(*bodies: str) -> dict[str, Any]:
    return {"articles": [{"headline": "", "paragraphs": [body]} for body in bodies]}


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """One page right, one page without its second article, one page missing; and a result without truth."""
    out, truth = tmp_path / "out", tmp_path / "truth"
    for folder, pages in (
        (out, {"p1": page(LONG), "p2": page(LONG), "p9": page(LONG)}),
        (truth, {"p1": page(LONG), "p2": page(LONG, OTHER), "p3": page(OTHER)}),
    ):
        folder.mkdir()
        for name, content in pages.items():
            (folder / f"{name}.json").write_text(json.dumps(content), "utf-8")
    return out, truth


def test_totals_are_weighted(folders: tuple[Path, Path]) -> None:
    evaluation = evaluate_folders(*folders)
    assert list(evaluation.pages) == ["p1", "p2", "p3"]
    assert evaluation.missing == ("p3",)
    figures = evaluation.figures()
    assert figures["characters"] == 20 + 40 + 20
    assert figures["exact"] == pytest.approx((20 * 1 + 40 * 0.5 + 20 * 0) / 80)
    assert figures["article_cer"] == pytest.approx((20 * 0 + 40 * 0.5 + 20 * 1) / 80)
    assert (figures["articles_good"], figures["articles_true"], figures["misses"]) == (2, 4, 2)
    assert figures["order_errors"] is None


def test_two_files(folders: tuple[Path, Path]) -> None:
    out, truth = folders
    evaluation = evaluate_folders(out / "p9.json", truth / "p1.json")
    assert evaluation.pages["p1"].flow.exact.value == 1


def test_no_pages_at_all() -> None:
    assert Evaluation({}).figures() == {}


def test_missing(folders: tuple[Path, Path]) -> None:
    out, truth = folders
    for pair in ((out / "none", truth), (out, truth / "none"), (out, truth / "p1.json"), (out / "p1.json", truth)):
        with pytest.raises(MissingInputError):
            evaluate_folders(*pair)


def test_nothing_matches(folders: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for pair in ((tmp_path / "empty", folders[1]), (folders[0], tmp_path / "empty")):
        with pytest.raises(InputError, match="no page of the truth has a result"):
            evaluate_folders(*pair)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{", "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b"[]", "no list"),
        (b"{}", "no list"),
        (b'{"articles": 1}', "no list"),
    ],
)
def test_wrong_files(folders: tuple[Path, Path], content: bytes, message: str) -> None:
    (folders[0] / "p1.json").write_bytes(content)
    with pytest.raises(InputError, match=message) as caught:
        evaluate_folders(*folders)
    assert caught.value.source == str(folders[0] / "p1.json")


def test_table(folders: tuple[Path, Path]) -> None:
    ended = CliRunner().invoke(evaluate, [str(folder) for folder in folders])
    assert ended.exit_code == 0
    lines = ended.stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["page", "p1", "p2", "p3", "all"]
    assert len({len(line) for line in lines}) == 1
    assert lines[1].split()[1:4] == ["0.00%", "0.00%", "100.0%"]
    assert "p3" in ended.stderr


def test_json(folders: tuple[Path, Path]) -> None:
    ended = CliRunner().invoke(evaluate, ["-q", "-f", "json", *(str(folder) for folder in folders)])
    assert ended.exit_code == 0
    assert ended.stderr == ""
    figures = json.loads(ended.stdout)
    assert figures["missing"] == ["p3"]
    assert figures["pages"]["p2"]["article_cer"] == 0.5
    assert figures["all"]["characters"] == 80
