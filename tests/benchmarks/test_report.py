"""Tables and results files."""

import json
from pathlib import Path

import pytest

from benchmarks.report import aligned, markdown, put, to_json

ROWS = [["page", "flow"], ["p1", "1.00%"], ["all", "10.00%"]]


def test_a_table_is_aligned() -> None:
    assert aligned(ROWS) == "page    flow\np1     1.00%\nall   10.00%"


def test_a_table_for_a_readme() -> None:
    assert markdown(ROWS) == "| page | flow |\n| --- | ---: |\n| p1 | 1.00% |\n| all | 10.00% |"


def test_flat_objects_take_a_line() -> None:
    value = {"all": {"cer": 0.1}, "pages": {"p1": {"cer": None}, "p2": {}}, "runs": [1, 2], "models": [{"name": "한"}]}
    text = to_json(value)
    assert json.loads(text) == value
    assert '\n  "p1": {"cer": null},\n' in text
    assert '\n "runs": [1, 2],\n' in text


def test_a_part_that_is_missing(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("# Nothing\n")
    with pytest.raises(ValueError, match="has no <!-- results -->"):
        put(readme, "results", "table")
